//! Why the daemon did not do what it was asked.

use std::time::Duration;

use api::Code;

use super::Address;
use crate::exit::Exit;
use crate::failure::Failure;

/// Why there is no good answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nothing listens there.
    #[error("nothing listens at {0}")]
    Nobody(Address),
    /// This user may not open the socket.
    #[error("you may not open {0}")]
    Forbidden(Address),
    /// There is no way there.
    #[error("{0} cannot be reached: {1}")]
    Unreachable(Address, String),
    /// No answer in time.
    #[error("{address} does not answer within {seconds} s", address = .0, seconds = .1.as_secs())]
    Timeout(Address, Duration),
    /// The connection broke.
    #[error("the connection to {0} broke: {1}")]
    Broken(Address, String),
    /// Something else than a daemon answered.
    #[error("what answers at {0} is no ccd (it said {1})")]
    Stranger(Address, u16),
    /// A daemon of another version answered.
    #[error("the daemon at {0} speaks version {1} of the interface, this ccctl speaks {ours}", ours = api::VERSION)]
    Version(Address, String),
    /// The answer makes no sense.
    #[error("the answer of {0} cannot be read: {1}")]
    Unreadable(Address, String),
    /// The request cannot be written.
    #[error("the request cannot be made: {0}")]
    Request(String),
    /// The daemon said no.
    #[error("{}", told(.0))]
    Problem(Box<api::Problem>),
}

impl Error {
    /// Whether trying again may help: the daemon may have been restarted.
    pub fn passes(&self) -> bool {
        match self {
            Error::Nobody(_) | Error::Unreachable(..) | Error::Timeout(..) | Error::Broken(..) => {
                true
            }
            Error::Problem(problem) => matches!(problem.code, Code::Unavailable | Code::TooMany),
            _ => false,
        }
    }

    /// Whether the daemon may have done what it was asked all the same.
    pub fn leaves_open(&self) -> bool {
        matches!(self, Error::Timeout(..) | Error::Broken(..))
    }

    fn exit(&self) -> Exit {
        match self {
            Error::Forbidden(_) => Exit::NotAuthorised,
            Error::Problem(problem) => match problem.code {
                Code::NotAuthenticated | Code::NotAuthorised => Exit::NotAuthorised,
                Code::StalePlan | Code::Conflict => Exit::Conflict,
                Code::InvalidConfiguration | Code::NotPossibleHere => Exit::Invalid,
                _ => Exit::Error,
            },
            _ => Exit::Error,
        }
    }

    fn help(&self) -> Option<String> {
        let text = match self {
            Error::Nobody(Address::Unix(path)) if path.is_relative() => {
                "the path of the socket is looked for below this directory: go to the one in which \
                 `ccd serve` was started, or give the whole path, such as unix:/run/ccd/ccd.sock"
            }
            Error::Nobody(_) => {
                "start the daemon with `ccd serve`, or say where it is with --daemon or CCCTL_DAEMON"
            }
            Error::Forbidden(_) => {
                "use an account that may open the socket, or --daemon http://… with a token"
            }
            Error::Unreachable(..) => "check the address and the network in between",
            Error::Timeout(..) => "check that the daemon is not overloaded, and try again",
            Error::Broken(..) => "check whether the daemon still runs, and try again",
            Error::Stranger(..) => "check the address: give the port of `ccd serve --http`",
            Error::Version(..) => "use the ccctl of the same release as the daemon",
            Error::Unreadable(..) => "use the ccctl of the same release as the daemon",
            Error::Request(_) => return None,
            Error::Problem(problem) => {
                return problem.help.clone().or_else(|| own_help(problem.code));
            }
        };
        Some(text.to_owned())
    }
}

/// The problem in words; where the detail says all, the title would say it twice.
fn told(problem: &api::Problem) -> String {
    match problem.code {
        Code::BadRequest
        | Code::NotFound
        | Code::Conflict
        | Code::TooLarge
        | Code::LimitReached => problem.detail.clone(),
        _ => problem.to_string(),
    }
}

fn own_help(code: Code) -> Option<String> {
    let text = match code {
        Code::NotAuthenticated => "give a token with --token or CCCTL_TOKEN",
        Code::NotAuthorised => "use a token of that role: `ccctl token create NAME --role …`",
        Code::StalePlan => "somebody else has applied in between: plan again",
        _ => return None,
    };
    Some(text.to_owned())
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        let failure = Failure::with(error.exit(), &error);
        match error.help() {
            Some(help) => failure.help(help),
            None => failure,
        }
    }
}
