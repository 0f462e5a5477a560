//! Session timers (RFC 4028): a session says anew from time to time that it is there. A refresh that does
//! not come is asked for, and whoever leaves that unanswered is told of: nobody is hung up here.

use std::time::Duration;

use kernel::Mono;
use rsip::Headers;

use super::chores::Chore;
use super::ingress::Incoming;
use super::session::Session;
use super::{Stack, compose};
use crate::message::{Fields, Method, Request, Response};
use crate::transaction::Ticket;
use crate::{Event, SessionId};

/// The extension.
pub(super) const TIMER: &str = "timer";
/// How long a session holds that is not refreshed, in seconds (section 4).
const INTERVAL: u32 = 1800;
/// The shortest that may be asked of us (section 5).
const LEAST: u32 = 90;
/// The longest that is believed.
const MOST: u32 = 86_400;
/// What another's request is waited for where something else is under way.
const BUSY: Duration = Duration::from_secs(5);

/// What is done so that a session whose other side is gone does not stay.
#[derive(Debug, Default)]
pub(super) struct Care {
    /// What was agreed on, if anything.
    pub timer: Option<Timer>,
    /// Our UPDATE that refreshes.
    pub refreshing: Option<Ticket>,
    /// Whether a challenge of that was answered.
    pub proved: bool,
    /// Our OPTIONS that asks whether anybody is there.
    pub probing: Option<Ticket>,
    /// Whether somebody thinks that there is not.
    pub doubted: bool,
    /// How many requests of ours have found nobody since one was answered.
    pub unanswered: u8,
    /// What we described last, for a re-INVITE that changes nothing.
    pub described: Vec<u8>,
}

/// How a session is refreshed.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) struct Timer {
    seconds: u32,
    /// Whether we do it.
    ours: bool,
}

fn seconds_of(headers: &Headers, name: &str) -> Option<u32> {
    let (seconds, _) = crate::message::scan::cut(headers.first(name)?, ';');
    seconds.trim().parse().ok()
}

fn refresher_of(headers: &Headers) -> Option<String> {
    let (_, params) = headers.first("Session-Expires")?.split_once(';')?;
    let params = crate::message::Params::read(params);
    Some(params.get("refresher")?.to_ascii_lowercase())
}

/// Whether a request asks for less than we bear (section 9).
pub(super) fn is_too_brief(request: &Request) -> bool {
    let knows = request.headers.supported().contains(&TIMER);
    let seconds = seconds_of(&request.headers, "Session-Expires");
    knows && seconds.is_some_and(|seconds| seconds < LEAST)
}

/// What 422 says.
pub(super) const TOO_BRIEF: [(&str, &str); 1] = [("Min-SE", "90")];

/// What an INVITE that makes a session asks for.
pub(super) fn ask(headers: &mut Headers) {
    headers.add("Session-Expires", &INTERVAL.to_string());
    headers.add("Min-SE", &LEAST.to_string());
}

/// The same after a 422, with what that says; `None` if it asks for no more than it was offered.
pub(super) fn ask_for_more(
    request: &Request,
    refusal: &Response,
) -> Option<[(&'static str, String); 2]> {
    let least = seconds_of(&refusal.headers, "Min-SE").filter(|least| *least <= MOST)?;
    let asked = seconds_of(&request.headers, "Session-Expires")?;
    let more = least > asked;
    more.then(|| {
        [
            ("Session-Expires", least.to_string()),
            ("Min-SE", least.to_string()),
        ]
    })
}

impl Timer {
    /// As we answer a request. We refresh ourselves unless the other side says that it does.
    pub fn of_request(headers: &Headers) -> Option<Timer> {
        let knows = headers.supported().contains(&TIMER);
        let asked = seconds_of(headers, "Session-Expires");
        if !knows && asked.is_none() {
            return None;
        }
        let seconds = asked.unwrap_or(INTERVAL).clamp(LEAST, MOST);
        let theirs = knows && refresher_of(headers).as_deref() == Some("uac");
        Some(Timer {
            seconds,
            ours: !theirs,
        })
    }

    /// As an answer to a request of ours says; without a word the session has no timer.
    pub fn of_answer(headers: &Headers) -> Option<Timer> {
        let seconds = seconds_of(headers, "Session-Expires")?;
        Some(Timer {
            seconds: seconds.clamp(LEAST, MOST),
            ours: refresher_of(headers).as_deref() != Some("uas"),
        })
    }

    /// Says it in our 2xx.
    pub fn answer(self, headers: &mut Headers) {
        let who = if self.ours { "uas" } else { "uac" };
        headers.add(
            "Session-Expires",
            &format!("{};refresher={who}", self.seconds),
        );
        // Section 9: who is to refresh must know how.
        if !self.ours {
            headers.add("Require", TIMER);
        }
    }

    /// Says it in a request of ours.
    pub fn request(self, headers: &mut Headers) {
        let who = if self.ours { "uac" } else { "uas" };
        headers.add(
            "Session-Expires",
            &format!("{};refresher={who}", self.seconds),
        );
        headers.add("Min-SE", &LEAST.to_string());
    }

    /// When to refresh, or to ask why nobody has (section 10).
    fn due(self, now: Mono) -> Mono {
        let seconds = match self.ours {
            true => self.seconds / 2,
            false => self.seconds - (self.seconds / 3).min(32),
        };
        now + Duration::from_secs(u64::from(seconds))
    }
}

impl Stack {
    /// Begins the time of a session anew.
    pub(super) fn wind(&mut self, now: Mono, id: SessionId) {
        let timer = match self.sessions.get(&id) {
            Some(Session::Up(up)) => up.care.timer,
            _ => None,
        };
        match timer {
            Some(timer) => self.chores.set((id, Chore::Refresh), timer.due(now)),
            None => {
                self.chores.clear(&(id, Chore::Refresh));
            }
        }
    }

    /// A re-INVITE or UPDATE of theirs refreshes the session: what our 2xx says of that.
    pub(super) fn renew(&mut self, now: Mono, id: SessionId, incoming: &Incoming) -> Option<Timer> {
        let Some(Session::Up(up)) = self.sessions.get_mut(&id) else {
            return None;
        };
        up.terms.hear(&incoming.request.headers);
        up.care.timer = Timer::of_request(&incoming.request.headers);
        up.care.unanswered = 0;
        let timer = up.care.timer;
        self.wind(now, id);
        timer
    }

    /// It is time to refresh: by UPDATE where the other side has it, else by a re-INVITE that changes
    /// nothing. Where the other side was to do it and did not, that asks whether it is there.
    pub(super) fn refresh_due(&mut self, now: Mono, id: SessionId) {
        let full = self.is_full();
        let Some(Session::Up(up)) = self.sessions.get_mut(&id) else {
            return;
        };
        let Some(timer) = &mut up.care.timer else {
            return;
        };
        timer.ours = true;
        let timer = *timer;
        up.care.proved = false;
        if full || up.care.refreshing.is_some() {
            self.chores.set((id, Chore::Refresh), now + BUSY);
        } else if up.terms.names(&Method::Update) {
            let sent = self.ask(now, id, Method::Update, |request| {
                request.headers.add("Supported", compose::SUPPORTED);
                timer.request(&mut request.headers);
            });
            if let Some(Session::Up(up)) = self.sessions.get_mut(&id) {
                up.care.refreshing = sent;
            }
        } else if !self.propose_same(now, id) {
            self.chores.set((id, Chore::Refresh), now + BUSY);
        }
    }

    /// Refreshes a session that is up at once, by an UPDATE that offers nothing. False if the other side
    /// does not say that it takes one, or another is under way.
    pub fn touch(&mut self, now: Mono, session: SessionId) -> bool {
        let full = self.is_full();
        let Some(Session::Up(up)) = self.sessions.get_mut(&session) else {
            return false;
        };
        if full || up.care.refreshing.is_some() || !up.terms.names(&Method::Update) {
            return false;
        }
        up.care.proved = false;
        let timer = up.care.timer;
        let sent = self.ask(now, session, Method::Update, |request| {
            request.headers.add("Supported", compose::SUPPORTED);
            if let Some(timer) = timer {
                timer.request(&mut request.headers);
            }
        });
        if let Some(Session::Up(up)) = self.sessions.get_mut(&session) {
            up.care.refreshing = sent;
        }
        sent.is_some()
    }

    /// What came of a refresh of ours. A status that is no answer of the session itself says at least
    /// that somebody is there.
    pub(super) fn refreshed(&mut self, now: Mono, id: SessionId, status: u16, headers: &Headers) {
        let Some(Session::Up(up)) = self.sessions.get_mut(&id) else {
            return;
        };
        match status {
            200..=299 => up.care.timer = Timer::of_answer(headers),
            422 => {
                let least = seconds_of(headers, "Min-SE").unwrap_or(LEAST);
                if let Some(timer) = up.care.timer.as_mut().filter(|it| it.seconds < least) {
                    timer.seconds = least.min(MOST);
                    self.chores.set((id, Chore::Refresh), now);
                    return;
                }
            }
            408 | 481 => {
                self.unanswered(id);
                return self.wind(now, id);
            }
            491 => {
                let at = now + self.glare(id);
                self.chores.set((id, Chore::Refresh), at);
                return;
            }
            _ => {}
        }
        up.care.unanswered = 0;
        self.wind(now, id);
    }

    /// A request of ours found nobody, or somebody who does not know the session.
    pub(super) fn unanswered(&mut self, id: SessionId) {
        if let Some(Session::Up(up)) = self.sessions.get_mut(&id) {
            up.care.unanswered = up.care.unanswered.saturating_add(1);
            self.counters.unanswered += 1;
            self.out.tell(Event::Unanswered(id, up.care.unanswered));
        }
    }
}
