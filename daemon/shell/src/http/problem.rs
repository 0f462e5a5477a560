//! Refusals as RFC 9457 problems.

use api::{Code, Problem};
use axum::Json;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

/// A request that was not carried out.
#[derive(Debug)]
pub struct Refused(Problem);

impl Refused {
    /// A refusal of a kind: `detail` says what happened this time.
    pub fn new(code: Code, detail: impl Into<String>) -> Refused {
        Refused(Problem::new(code, detail))
    }

    /// The same with words on what to do about it.
    pub fn help(self, help: impl Into<String>) -> Refused {
        Refused(self.0.with_help(help))
    }

    /// There is no `kind` of that name.
    pub fn not_found(kind: &str, name: &str) -> Refused {
        Refused::new(Code::NotFound, format!("there is no {kind} `{name}`"))
    }
}

impl From<switch::Problem> for Refused {
    fn from(problem: switch::Problem) -> Refused {
        let code = match problem {
            switch::Problem::Denied { .. } => Code::NotAuthorised,
            switch::Problem::Stale { .. } => Code::StalePlan,
            switch::Problem::NotFound { .. } => Code::NotFound,
            switch::Problem::Exists { .. } | switch::Problem::Limit { .. } => Code::Conflict,
        };
        let refused = Refused::new(code, problem.to_string());
        if code == Code::StalePlan {
            refused.help("plan again and look at what changed")
        } else {
            refused
        }
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status).unwrap_or(StatusCode::BAD_REQUEST);
        let content_type = [(header::CONTENT_TYPE, Problem::CONTENT_TYPE)];
        (status, content_type, Json(self.0)).into_response()
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
            speech => Refused::new(Code::NotPossibleHere, speech.to_string()).help(
                "install espeak-ng on the daemon's machine (Debian: apt-get install espeak-ng)",
            ),
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
