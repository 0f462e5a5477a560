//! End-status codes, exactly as the vendors number them (feature D2).

use serde::de::Error;
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

macro_rules! statuses {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $string:literal;)*) => {
        /// How a call, or one participant's part in it, ended. In JSON: `{"code": 1, "string": "ok"}`.
        #[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum EndStatus {
            $($(#[$doc])* $name,)*
        }

        impl EndStatus {
            /// Every status, in the order of the table.
            pub const ALL: &'static [EndStatus] = &[$(EndStatus::$name,)*];

            /// The number of the status.
            pub const fn code(self) -> u16 {
                match self { $(EndStatus::$name => $code,)* }
            }

            /// The string of the status.
            pub const fn string(self) -> &'static str {
                match self { $(EndStatus::$name => $string,)* }
            }
        }
    };
}

statuses! {
    /// Normal call.
    Ok = 1, "ok";
    /// The agent's device or network failed.
    ClientError = 211, "clientError";
    /// The agent did not answer in time, the call went to another.
    SeatGiveUp = 17, "seatGiveUp";
    /// The caller is on the inbound blacklist.
    BlackList = 100, "blackList";
    /// The caller hung up in the IVR.
    IvrGiveUp = 102, "ivrGiveUp";
    /// The caller hung up while queued.
    WaitingGiveUp = 103, "waitingGiveUp";
    /// The caller hung up while an agent rang.
    RingingGiveUp = 104, "ringingGiveUp";
    /// Every agent of the group is offline or on a break.
    NoSeatOnline = 105, "noSeatOnline";
    /// Outside business hours.
    NotWorkTime = 106, "notWorkTime";
    /// The flow ended without a transfer to an agent.
    IvrEnd = 107, "ivrEnd";
    /// Outbound blacklist.
    RestrictedCallee = 108, "restrictedCallee";
    /// Frequency limit.
    TooManyRequest = 109, "tooManyRequest";
    /// Area not allowed.
    RestrictedArea = 110, "restrictedArea";
    /// Hour not allowed.
    RestrictedTime = 111, "restrictedTime";
    /// The callee never answered.
    NotAnswer = 202, "notAnswer";
    /// The callee rejected the call.
    UserReject = 203, "userReject";
    /// The callee's phone is off.
    PowerOff = 204, "powerOff";
    /// Vacant number.
    NumberNotExist = 205, "numberNotExist";
    /// The callee is busy.
    Busy = 206, "busy";
    /// The callee is in arrears.
    OutOfCredit = 207, "outOfCredit";
    /// Carrier fault.
    OperatorError = 208, "operatorError";
    /// The agent hung up before ringing.
    CallerCancel = 209, "callerCancel";
    /// The callee is out of coverage.
    NotInService = 210, "notInService";
    /// The carrier blocked the call.
    CarrierBlocked = 212, "carrierBlocked";
    /// Announcement "call reminder".
    CallReminder = 213, "callReminder";
    /// The agent transferred the call.
    CallForward = 214, "callForward";
    /// Announcement "number invalid".
    NumberInvalid = 215, "numberInvalid";
    /// Announcement "call restricted".
    CallRestricted = 216, "callRestricted";
    /// The callee is blacklisted at the carrier.
    CalleeRestricted = 217, "calleeRestricted";
    /// The callee's area is restricted.
    AreaRestricted = 218, "areaRestricted";
    /// Announcement "call forwarding".
    PromptCallForwarding = 219, "promptCallForwarding";
    /// The agent hung up while ringing.
    CallerCancelWhileRing = 220, "callerCancelWhileRing";
    /// The callee's number is abnormal: no ringing for a configured time, the agent hung up.
    CallerCancelWithoutRing = 221, "callerCancelWithoutRing";
}

impl Serialize for EndStatus {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut fields = to.serialize_struct("EndStatus", 2)?;
        fields.serialize_field("code", &self.code())?;
        fields.serialize_field("string", self.string())?;
        fields.end()
    }
}

impl<'de> Deserialize<'de> for EndStatus {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<EndStatus, D::Error> {
        #[derive(Deserialize)]
        struct Fields {
            code: u16,
        }
        let Fields { code } = Fields::deserialize(from)?;
        EndStatus::ALL
            .iter()
            .copied()
            .find(|status| status.code() == code)
            .ok_or_else(|| D::Error::custom(format_args!("{code} is no end status")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_code_and_no_string_stands_twice() {
        for (n, one) in EndStatus::ALL.iter().enumerate() {
            for other in EndStatus::ALL.iter().skip(n + 1) {
                assert_ne!(one.code(), other.code());
                assert_ne!(one.string(), other.string());
            }
        }
    }

    #[test]
    fn each_is_explained_in_words_and_those_that_no_call_ends_with_have_no_advice() {
        for status in EndStatus::ALL {
            assert!(status.meaning().ends_with('.'), "{status:?}");
            let advised = status.advice().is_none_or(|text| text.ends_with('.'));
            assert!(advised, "{status:?}");
        }
        let idle = EndStatus::ALL.iter().filter(|it| it.advice().is_none());
        assert_eq!(idle.count(), 9);
    }

    #[test]
    fn a_status_is_a_number_and_a_string() {
        let json = serde_json::to_string(&EndStatus::Ok).expect("json");
        assert_eq!(json, r#"{"code":1,"string":"ok"}"#);
        assert_eq!(
            serde_json::from_str::<EndStatus>(&json).expect("status"),
            EndStatus::Ok
        );
    }
}
