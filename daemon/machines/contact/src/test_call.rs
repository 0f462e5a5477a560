//! Test calls of trunks. The switch makes them; here they only hold what any call out holds, so that no
//! other call is promised it.

use std::fmt;

use model::homes::Home;
use model::record::EndStatus;
use model::{DialString, Name};

use crate::call::dialling::{Outside, Undialled, outbound, permit};
use crate::{Center, DialCause};

/// Whom a test call goes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestCall {
    /// The trunk.
    pub trunk: Name,
    /// The number.
    pub number: String,
    /// The number of ours that is shown.
    pub shown: DialString,
}

/// Why there is no test call.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Untested {
    /// The center is about to stop.
    Ending,
    /// It would take the last channel of calls that are up.
    NoChannel,
    /// What is to be dialled is none.
    NotANumber,
    /// The rules of the center are against it.
    Denied(EndStatus),
}

impl fmt::Display for Untested {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Untested::Ending => f.write_str("the center is about to stop"),
            Untested::NoChannel => {
                f.write_str("calls are up, and the test would take their last channel")
            }
            Untested::NotANumber => f.write_str("what is to be dialled is no number"),
            Untested::Denied(status) => {
                let (code, word) = (status.code(), status.string());
                write!(f, "the center does not dial that number ({code}, {word})")
            }
        }
    }
}

impl Center {
    /// A test call begins, if it disturbs nobody: it counts until [`Center::test_over`]. Rules and ceilings
    /// of calls out hold for it.
    ///
    /// # Errors
    /// Why it does not.
    pub fn test_begins(&mut self, test: &TestCall) -> Result<(), Untested> {
        let floor = &mut self.floor;
        if floor.draining {
            return Err(Untested::Ending);
        }
        let known = floor.config.trunks.get(&test.trunk);
        let channels = known.and_then(|trunk| trunk.channels);
        let used = floor.load.on_trunk(&test.trunk);
        let disturbs = |most: u32| used > 0 && most.saturating_sub(used) < 2;
        if channels.is_some_and(disturbs) {
            return Err(Untested::NoChannel);
        }
        let to = Outside {
            number: test.number.clone(),
            trunk: test.trunk.clone(),
            caller: test.shown.clone(),
        };
        permit(floor, &to).map_err(|why| match why {
            Undialled::Unreached(DialCause::NotANumber) => Untested::NotANumber,
            Undialled::Unreached(_) => Untested::NoChannel,
            Undialled::Denied(status) => Untested::Denied(status),
        })?;
        floor.load.leg_out(&test.trunk, &test.shown);
        Ok(())
    }

    /// It is over.
    pub fn test_over(&mut self, test: &TestCall) {
        self.floor.load.leg_over(&test.trunk, &test.shown);
    }

    /// Where a number is at home.
    pub fn home_of(&self, number: &str) -> Home {
        self.floor.homes.of(number)
    }
}

/// The end status of a test call that reached nobody.
pub fn status_of_test(cause: DialCause) -> EndStatus {
    outbound(cause)
}
