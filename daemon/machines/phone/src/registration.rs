//! Registering, and staying registered (RFC 3261 section 10.2).

use std::time::Duration;

use kernel::{Mono, Now};
use sip::message::{Fields, Method, NameAddr, Request, Response, Uri};
use sip::{Credentials, RequestId, digest};

use crate::interface::Settings;

/// The wait after a failure.
const RETRY: Duration = Duration::from_secs(10);

/// Where a registration stands.
#[derive(Debug)]
pub struct Registration {
    call_id: String,
    tag: String,
    cseq: u32,
    /// Seconds that are asked for; 0 takes the registration back.
    seconds: u32,
    under_way: Option<UnderWay>,
    /// When to register again.
    pub again: Option<Mono>,
}

#[derive(Debug)]
struct UnderWay {
    request: RequestId,
    answered_challenge: bool,
}

/// What an answer means.
#[derive(Debug)]
pub enum Outcome {
    /// It is none of ours.
    NotOurs,
    /// Send this.
    Again(Box<Request>),
    /// Registered for that many seconds.
    Registered(u32),
    /// Not registered.
    Failed(u16),
}

impl Registration {
    /// A registration of that many seconds, with a Call-ID and tag for all its requests.
    pub fn new(seconds: u32, call_id: String, tag: String) -> Registration {
        Registration {
            call_id,
            tag,
            cseq: 0,
            seconds,
            under_way: None,
            again: None,
        }
    }

    /// Asks for another length from here on.
    pub fn ask(&mut self, seconds: u32) {
        self.seconds = seconds;
        self.again = None;
    }

    /// Whether it is not taken back.
    pub fn is_wanted(&self) -> bool {
        self.seconds > 0
    }

    /// The next request, without credentials.
    pub fn request(&mut self, settings: &Settings) -> Request {
        self.cseq += 1;
        let host = settings.server.ip().to_string();
        let port = Some(settings.server.port());
        let ours = NameAddr::of(Uri::sip(&settings.user, &host, port)).named(&settings.name);
        let place = settings.local;
        let contact = Uri::sip(&settings.user, &place.ip().to_string(), Some(place.port()));
        let registrar = Uri {
            user: None,
            ..Uri::sip("", &host, port)
        };
        let mut request = Request::new(Method::Register, registrar);
        request
            .headers
            .add("From", &ours.clone().tagged(&self.tag).to_string());
        request.headers.add("To", &ours.to_string());
        request.headers.add("Call-ID", &self.call_id);
        request
            .headers
            .add("CSeq", &format!("{} REGISTER", self.cseq));
        request
            .headers
            .add("Contact", &NameAddr::of(contact).to_string());
        request.headers.add("Expires", &self.seconds.to_string());
        request
    }

    /// The request went out.
    pub fn sent(&mut self, request: RequestId, answered_challenge: bool) {
        self.under_way = Some(UnderWay {
            request,
            answered_challenge,
        });
    }

    /// An answer came, or none did.
    pub fn answered(
        &mut self,
        now: Now,
        settings: &Settings,
        request: RequestId,
        status: u16,
        response: Option<&Response>,
    ) -> Outcome {
        let Some(under_way) = self.under_way.take_if(|known| known.request == request) else {
            return Outcome::NotOurs;
        };
        let stale = response.is_some_and(says_stale);
        if status == 401 && (!under_way.answered_challenge || stale) {
            let answer = response.and_then(|response| self.with_credentials(settings, response));
            if let Some(request) = answer {
                return Outcome::Again(Box::new(request));
            }
        }
        if !(200..300).contains(&status) {
            self.again = (self.seconds > 0).then(|| now.mono + RETRY);
            return Outcome::Failed(status);
        }
        let granted = response.map_or(self.seconds, |response| granted(response, self.seconds));
        // Early enough for a lost request and its repetitions (RFC 5626 section 4.4.1 likewise).
        let refresh = Duration::from_secs(u64::from(granted.saturating_sub(granted / 5).max(1)));
        self.again = (self.seconds > 0).then(|| now.mono + refresh);
        Outcome::Registered(if self.seconds == 0 { 0 } else { granted })
    }

    fn with_credentials(&mut self, settings: &Settings, response: &Response) -> Option<Request> {
        let mut request = self.request(settings);
        let credentials = Credentials {
            username: settings.user.clone(),
            password: settings.password.clone(),
            realm: None,
        };
        let uri = request.uri.to_string();
        let cnonce = format!("{}{}", self.tag, self.cseq);
        let value = digest::answer(
            response.headers.all("WWW-Authenticate"),
            &credentials,
            (&Method::Register, &uri, &[]),
            1,
            &cnonce,
        )?;
        request.headers.add("Authorization", &value);
        Some(request)
    }
}

fn says_stale(response: &Response) -> bool {
    response
        .headers
        .all("WWW-Authenticate")
        .any(|value| value.contains("stale=true"))
}

/// The seconds that the registrar granted (RFC 3261 section 10.3 step 8).
fn granted(response: &Response, asked: u32) -> u32 {
    let own = response.headers.contacts().into_iter().find_map(|contact| {
        contact
            .params
            .get("expires")
            .and_then(|seconds| seconds.parse().ok())
    });
    own.or_else(|| response.headers.expires()).unwrap_or(asked)
}
