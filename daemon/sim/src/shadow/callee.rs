//! What comes of a call to somebody who is called past every queue, by how he could be seen to take it.
//! The tables are the vendors' and RFC 3261's, written down here once more.

use std::time::Duration;

use model::record::EndStatus;

use super::parts::Departure;
use crate::sweep::center::{self, RING_SECONDS};
use crate::sweep::reach::{self, Exits};

/// For how long an INVITE is repeated to somebody who says nothing at all (RFC 3261 section 17.1.1.2).
pub const UNHEARD: Duration = Duration::from_secs(32);
/// How much later that may be seen.
const SEEN: Duration = Duration::from_millis(50);

/// Why somebody is called.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// A queue offers him a caller.
    Queue,
    /// A caller has entered the extension of his phone.
    Extension,
    /// A flow hands its caller to his number outside.
    Outside,
    /// One of our phones calls his extension.
    Colleague,
    /// One of our phones calls his number outside.
    Customer,
}

impl Way {
    /// How long he may ring.
    pub fn rings(self) -> Duration {
        match self {
            Way::Queue | Way::Extension => Duration::from_secs(RING_SECONDS),
            Way::Outside => reach::OUTSIDE_RINGS,
            Way::Colleague | Way::Customer => reach::OWN_RINGS,
        }
    }

    /// Whether one of our phones calls.
    pub fn is_own(self) -> bool {
        matches!(self, Way::Colleague | Way::Customer)
    }

    /// Whether he is at a phone of ours.
    pub fn is_inside(self) -> bool {
        !matches!(self, Way::Outside | Way::Customer)
    }

    /// The status of his part if the caller gives up, or is cut off.
    pub fn cut_off(self, rings: bool) -> EndStatus {
        match (self, rings) {
            (Way::Queue, _) | (Way::Extension, true) => EndStatus::RingingGiveUp,
            (_, true) => EndStatus::CallerCancelWhileRing,
            (_, false) => EndStatus::CallerCancel,
        }
    }

    /// The status of his part if he was lost in a talk.
    pub fn lost(self) -> EndStatus {
        match self.is_inside() {
            true => EndStatus::ClientError,
            false => EndStatus::OperatorError,
        }
    }
}

/// How somebody did not take a call.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Missed {
    /// He is busy.
    Busy,
    /// He rejects it.
    Rejects,
    /// He does not answer.
    Late,
    /// His telephone is off.
    Off,
    /// He is not to be found.
    Away,
    /// There is no such number.
    NoNumber,
    /// It is no number.
    NotANumber,
    /// The carrier does not want it.
    Blocked,
    /// The carrier, or his device, or ours fails.
    Fails,
}

impl Missed {
    /// How he left who was called on this way, for `since`, and rang or did not.
    pub fn of(way: Way, how: Departure, rang: bool, since: Duration) -> Missed {
        match how {
            Departure::RangOut => Missed::Late,
            Departure::Refused(status) if way.is_inside() => inside(status),
            Departure::Refused(status) => outside(status, rang),
            // A phone may be found at two places, of which one rings and refuses, and one is not heard.
            Departure::LetGo if is_unheard(since) && way.is_inside() => Missed::Late,
            Departure::LetGo => Missed::Away,
            Departure::NoPort | Departure::HungUp | Departure::CutOff | Departure::HandedOver => {
                Missed::Fails
            }
        }
    }

    /// The status of his part.
    pub fn status(self, way: Way) -> EndStatus {
        match (way, self) {
            (Way::Queue | Way::Extension, Missed::Busy | Missed::Rejects | Missed::Late) => {
                EndStatus::SeatGiveUp
            }
            (Way::Queue | Way::Extension, _) => EndStatus::ClientError,
            (_, Missed::Busy) => EndStatus::Busy,
            (_, Missed::Rejects) => EndStatus::UserReject,
            (_, Missed::Late) => EndStatus::NotAnswer,
            (_, Missed::Off) => EndStatus::PowerOff,
            (_, Missed::Away) => EndStatus::NotInService,
            (_, Missed::NoNumber) => EndStatus::NumberNotExist,
            (_, Missed::NotANumber) => EndStatus::NumberInvalid,
            (_, Missed::Blocked) => EndStatus::CarrierBlocked,
            (_, Missed::Fails) => EndStatus::OperatorError,
        }
    }

    /// What the caller of a flow is told; `None`: his call ends.
    pub fn exit(self, way: Way) -> Option<&'static str> {
        let Exits {
            busy, late, gone, ..
        } = exits(way);
        match self {
            Missed::Busy | Missed::Rejects => busy,
            Missed::Late => late,
            Missed::Off if way == Way::Outside => late,
            _ => gone,
        }
    }
}

/// Whether a call of this length ends because somebody said nothing at all.
fn is_unheard(since: Duration) -> bool {
    (UNHEARD..UNHEARD + SEEN).contains(&since)
}

/// The exits of the node that called somebody.
pub fn exits(way: Way) -> Exits {
    match way {
        Way::Outside => reach::OUTSIDE,
        _ => reach::INSIDE,
    }
}

fn inside(status: u16) -> Missed {
    match status {
        486 | 600 => Missed::Busy,
        403 | 603 => Missed::Rejects,
        408 | 480 | 487 => Missed::Late,
        404 => Missed::Away,
        _ => Missed::Fails,
    }
}

fn outside(status: u16, rang: bool) -> Missed {
    match (status, rang) {
        (404, _) => Missed::NoNumber,
        (484, _) => Missed::NotANumber,
        (486 | 600, _) => Missed::Busy,
        (603, _) | (403, true) => Missed::Rejects,
        (403, false) => Missed::Blocked,
        (408 | 480 | 487, true) => Missed::Late,
        (480, false) => Missed::Off,
        (408, false) => Missed::Away,
        _ => Missed::Fails,
    }
}

/// What the record of a call may say that one of our phones began and that was refused at once with
/// this status.
pub fn refused_at_once(dialled: &str, status: u16) -> &'static [EndStatus] {
    match (center::is_extension(dialled), status) {
        (true, 486) => &[EndStatus::Busy],
        (true, 480) => &[EndStatus::NotInService],
        (false, 403) => &[EndStatus::RestrictedCallee],
        (_, 503) => &[EndStatus::OperatorError],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(way: Way, status: u16, rang: bool) -> u16 {
        let how = Departure::Refused(status);
        let missed = Missed::of(way, how, rang, Duration::ZERO);
        missed.status(way).code()
    }

    #[test]
    fn a_carriers_answer_has_the_status_of_the_vendors_table() {
        let told = [486, 603, 404, 484, 480, 403, 503].map(|it| code(Way::Customer, it, false));
        assert_eq!(told, [206, 203, 205, 215, 204, 212, 208]);
        let rang = [480, 403].map(|it| code(Way::Outside, it, true));
        assert_eq!(rang, [202, 203]);
    }

    #[test]
    fn whoever_has_a_phone_of_ours_let_the_call_pass_or_his_device_failed() {
        let told = [486, 603, 480, 302].map(|it| code(Way::Extension, it, true));
        assert_eq!(told, [17, 17, 17, 211]);
        let colleague = [486, 603, 480, 404].map(|it| code(Way::Colleague, it, true));
        assert_eq!(colleague, [206, 203, 202, 210]);
    }

    #[test]
    fn whose_phone_goes_while_it_rings_is_not_late() {
        let since = |seconds| {
            let since = Duration::from_secs(seconds);
            Missed::of(Way::Extension, Departure::LetGo, true, since)
        };
        let told = [10, 32, 40].map(since);
        assert_eq!(told, [Missed::Away, Missed::Late, Missed::Away]);
    }

    #[test]
    fn a_caller_goes_on_by_how_his_callee_took_it() {
        assert_eq!(Missed::Busy.exit(Way::Outside), Some(reach::BUSY));
        assert_eq!(Missed::Late.exit(Way::Outside), None);
        assert_eq!(Missed::Off.exit(Way::Outside), None);
        assert_eq!(Missed::NoNumber.exit(Way::Outside), Some(reach::GONE));
        assert_eq!(Missed::Late.exit(Way::Extension), Some(reach::LATE));
        assert_eq!(Missed::Away.exit(Way::Extension), Some(reach::OFFLINE));
    }
}
