//! Refusals as RFC 9457 problems.

use api::{Code, Problem};
use axum::Json;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use contact::Objection;
use switch::NotTried;

/// A request that was not carried out.
#[derive(Debug)]
pub struct Refused(Box<Problem>);

impl Refused {
    /// A refusal of a kind: `detail` says what happened this time.
    pub fn new(code: Code, detail: impl Into<String>) -> Refused {
        Refused(Box::new(Problem::new(code, detail)))
    }

    /// The same with words on what to do about it.
    pub fn help(self, help: impl Into<String>) -> Refused {
        Refused(Box::new(self.0.with_help(help)))
    }

    /// The same with an extension member, such as the state that contradicts the request.
    pub fn member(self, name: &str, value: impl Into<serde_json::Value>) -> Refused {
        Refused(Box::new(self.0.with_member(name, value)))
    }

    /// What kind of problem it is.
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// As many of something as may be are going on: `limit` names it.
    pub fn busy(limit: &str, detail: impl Into<String>) -> Refused {
        Refused::new(Code::TooMany, detail).member("limit", limit)
    }

    /// There is no `kind` of that name.
    pub fn not_found(kind: &str, name: &str) -> Refused {
        Refused::new(Code::NotFound, format!("there is no {kind} `{name}`"))
    }
}

impl From<switch::Problem> for Refused {
    fn from(problem: switch::Problem) -> Refused {
        let code = match problem {
            switch::Problem::Objection(_, Objection::Unknown) => Code::NotFound,
            switch::Problem::Objection(
                _,
                Objection::NoSuchReason(_) | Objection::ReasonDisabled(_),
            ) => Code::BadRequest,
            switch::Problem::Objection(_, Objection::Forced | Objection::NotInWrapUp(_)) => {
                Code::Conflict
            }
            switch::Problem::Denied(denied) => return denied.into(),
            switch::Problem::Stale { .. } => Code::StalePlan,
            switch::Problem::NotFound { .. } => Code::NotFound,
            switch::Problem::Exists { .. }
            | switch::Problem::Configured(_)
            | switch::Problem::ConfiguredTrunk(_)
            | switch::Problem::Bound(..)
            | switch::Problem::NotToday(_)
            | switch::Problem::Examined(_)
            | switch::Problem::NotTried(..)
            | switch::Problem::NoAddress(_)
            | switch::Problem::NoAccount(_) => Code::Conflict,
            switch::Problem::Limit { .. } => Code::LimitReached,
            switch::Problem::NoCaller(_) => Code::BadRequest,
        };
        let refused = Refused::new(code, problem.to_string());
        match problem {
            switch::Problem::Objection(agent, Objection::Forced) => refused
                .help(format!("`ccctl agent restore {agent}` undoes it"))
                .member("state", "forced"),
            switch::Problem::Objection(_, Objection::NotInWrapUp(state)) => {
                refused.member("state", state.word())
            }
            switch::Problem::Objection(_, Objection::NoSuchReason(_)) => {
                refused.help("`center.break_reasons` names them")
            }
            switch::Problem::Stale { live, .. } => refused
                .help("plan again and look at what changed")
                .member("state", live.0),
            switch::Problem::Limit { kind, limit } => refused
                .help("delete some that nobody uses")
                .member("limit", kind)
                .member("most", limit),
            switch::Problem::NotTried(trunk, NotTried::NoNumber) => refused.help(format!(
                "give a number of trunk {trunk} `direction: both` or `out`"
            )),
            switch::Problem::Configured(_) | switch::Problem::ConfiguredTrunk(_) => {
                refused.help("change it there and apply, or delete its `password:` from the YAML")
            }
            _ => refused,
        }
    }
}

impl From<switch::Denied> for Refused {
    fn from(denied: switch::Denied) -> Refused {
        let code = match denied {
            switch::Denied::Role(_) | switch::Denied::Limited(_) => Code::NotAuthorised,
            switch::Denied::Unseen => Code::NotFound,
        };
        let refused = Refused::new(code, denied.to_string());
        match denied {
            switch::Denied::Unseen => refused,
            switch::Denied::Role(need) | switch::Denied::Limited(need) => refused.help(format!(
                "use a token of that role: `ccctl token create NAME --role {}`",
                need.least_role()
            )),
        }
    }
}

/// Seconds after which a limit may be passed: nothing here is taken for longer than moments.
const RETRY_AFTER: &str = "1";

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status).unwrap_or(StatusCode::BAD_REQUEST);
        let passes = self.0.code == Code::TooMany;
        let content_type = [(header::CONTENT_TYPE, Problem::CONTENT_TYPE)];
        let mut response = (status, content_type, Json(self.0)).into_response();
        if passes {
            let headers = response.headers_mut();
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static(RETRY_AFTER));
        }
        response
    }
}

/// A refusal of the framework, which is in plain words or none, becomes a problem like all others.
pub async fn shape(response: Response) -> Response {
    let status = response.status();
    let kind = response.headers().get(header::CONTENT_TYPE);
    let plain = kind.is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
    if !plain || !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let (parts, body) = response.into_parts();
    let words = axum::body::to_bytes(body, MAX_WORDS).await;
    let words = words.unwrap_or_default();
    let detail = match String::from_utf8_lossy(&words).as_ref() {
        "" => match parts.headers.get(header::ALLOW).map(HeaderValue::to_str) {
            Some(Ok(methods)) => format!("it takes {methods}"),
            _ if status == StatusCode::METHOD_NOT_ALLOWED => {
                "the path does not take this method; the header `Allow` names those that it takes"
                    .to_owned()
            }
            _ => status.to_string(),
        },
        words => words.to_owned(),
    };
    let mut problem = Problem::new(code_of(status), detail);
    problem.status = status.as_u16();
    let mut shaped = Refused(Box::new(problem)).into_response();
    for kept in [header::ALLOW, header::UPGRADE] {
        if let Some(value) = parts.headers.get(&kept) {
            shaped.headers_mut().insert(kept, value.clone());
        }
    }
    shaped
}

/// The longest words of the framework.
const MAX_WORDS: usize = 16 * 1024;

fn code_of(status: StatusCode) -> Code {
    match status {
        StatusCode::PAYLOAD_TOO_LARGE => Code::TooLarge,
        StatusCode::NOT_FOUND => Code::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => Code::MethodNotAllowed,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Code::UnsupportedMediaType,
        status if status.is_server_error() => Code::Internal,
        _ => Code::BadRequest,
    }
}

/// What is not listed does not exist.
pub async fn no_such_route(uri: Uri) -> Refused {
    Refused::new(Code::NotFound, format!("there is no `{}`", uri.path()))
}

impl From<crate::prompts::ClipError> for Refused {
    fn from(error: crate::prompts::ClipError) -> Refused {
        use crate::prompts::ClipError;
        let code = match error {
            ClipError::OtherBytes(_) => Code::BadRequest,
            ClipError::NoAudio { .. } | ClipError::Missing(_) => Code::InvalidConfiguration,
            ClipError::Disk(_) => Code::Storage,
        };
        Refused::new(code, error.to_string())
    }
}

impl From<crate::prompts::PromptError> for Refused {
    fn from(error: crate::prompts::PromptError) -> Refused {
        match error {
            crate::prompts::PromptError::Clip(error) => error.into(),
            // The engine's own words say what to do.
            speech => Refused::new(Code::NotPossibleHere, speech.to_string()),
        }
    }
}

impl From<crate::read_model::HistoryError> for Refused {
    fn from(error: crate::read_model::HistoryError) -> Refused {
        use crate::read_model::HistoryError;
        let code = match error {
            HistoryError::BadQuery(_) => Code::BadRequest,
            HistoryError::Store(_) => Code::Storage,
        };
        Refused::new(code, error.to_string())
    }
}
