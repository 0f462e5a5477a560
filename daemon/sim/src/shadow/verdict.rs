//! How a call may be judged.

use std::fmt;

use model::record::{CallRecord, Cause, EndStatus, HungUpBy};

/// What a record says of the end of its call.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The end status.
    pub status: EndStatus,
    /// What ended it besides.
    pub cause: Option<Cause>,
    /// Who hung up.
    pub by: HungUpBy,
}

impl Verdict {
    /// What a record says.
    pub fn of(record: &CallRecord) -> Verdict {
        Verdict {
            status: record.end_status,
            cause: record.cause,
            by: record.hung_up_by,
        }
    }

    /// The customer hung up.
    pub fn by_customer(status: EndStatus) -> Verdict {
        Verdict {
            status,
            cause: None,
            by: HungUpBy::User,
        }
    }

    /// The agent hung up, or who talked in his place, and the flow says nothing more.
    pub fn by_agent(status: EndStatus) -> Verdict {
        Verdict {
            status,
            cause: None,
            by: HungUpBy::Agent,
        }
    }

    /// The center hung up.
    pub fn by_center(status: EndStatus, cause: Option<Cause>) -> Verdict {
        Verdict {
            status,
            cause,
            by: HungUpBy::System,
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} by {:?}", self.status.string(), self.by)?;
        match self.cause {
            Some(cause) => write!(f, " ({cause:?})"),
            None => Ok(()),
        }
    }
}
