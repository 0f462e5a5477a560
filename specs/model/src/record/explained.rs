//! What end statuses mean and what to do about them, for people.

use super::EndStatus::{self, *};

impl EndStatus {
    /// What it means.
    pub const fn meaning(self) -> &'static str {
        match self {
            Ok => {
                "A normal call: somebody of the center talked with the customer, or the flow handed him to a \
                 number outside that answered. Of a participant also: another one was faster."
            }
            SeatGiveUp => {
                "The agent did not answer in time or rejected the call, and it went to another or ended."
            }
            BlackList => {
                "The caller is on a blacklist of the center or the flow, or not on the whitelist of a flow that \
                 takes nobody else."
            }
            IvrGiveUp => {
                "The caller hung up in the flow, also after he had left a message, or while a number outside \
                 was called."
            }
            WaitingGiveUp => "The caller hung up while he waited.",
            RingingGiveUp => {
                "The caller hung up while an agent was rung, or the phone of an extension that he had dialled."
            }
            NoSeatOnline => "Every member of the group was offline or on a break.",
            NotWorkTime => {
                "Outside business hours: the flow found them closed, and the call came to no queue after that."
            }
            IvrEnd => "The flow ended without an agent, or with a message, and none was rung.",
            RestrictedCallee => "The center never dials that number (`dial_never`, `dial_abroad`).",
            TooManyRequest => "The center dialled more than 60 numbers within a minute.",
            RestrictedArea => "The area is not allowed.",
            RestrictedTime => "The hour is not allowed.",
            NotAnswer => "The callee never answered.",
            UserReject => "The callee rejected the call.",
            PowerOff => "The callee's phone is off.",
            NumberNotExist => "The number is vacant.",
            Busy => "The callee is busy.",
            OutOfCredit => "The callee is in arrears.",
            OperatorError => "The carrier failed, or the trunk had no channel left.",
            CallerCancel => "The agent hung up before it rang.",
            NotInService => {
                "The callee cannot be reached: out of coverage, a phone of ours that is not there, or a \
                 trunk behind which nobody answers."
            }
            ClientError => {
                "The agent's device or network failed, and nobody took the call at last."
            }
            CarrierBlocked => "The carrier blocked the call.",
            CallReminder => "The carrier announced a call reminder.",
            CallForward => {
                "The agent transferred the call. Of a call: to a number outside, or to whom nobody of the center \
                 talked with him any more."
            }
            NumberInvalid => "What was dialled is no whole number.",
            CallRestricted => "The carrier announced that the call is restricted.",
            CalleeRestricted => "The callee is blacklisted at the carrier.",
            AreaRestricted => "The callee's area is restricted at the carrier.",
            PromptCallForwarding => "The carrier announced a forwarding.",
            CallerCancelWhileRing => "The agent hung up while it rang.",
            CallerCancelWithoutRing => "The agent hung up after a long wait without ringing.",
        }
    }

    /// What brings it about and what to do; `None`: no call ends so, the number is only taken.
    pub const fn advice(self) -> Option<&'static str> {
        Some(match self {
            Ok => "Nothing is to be done.",
            SeatGiveUp => {
                "The phone rang for `ring_timeout` of the routing, or the agent rejected. The record's \
                 participants say who and for how long; if it is often the same one, ask him; \
                 `after_missed` can set whoever misses a call to a break."
            }
            BlackList => {
                "The record's `blacklist` names the list. Take the caller out of it, or out of `ccctl \
                 blacklist list`, if he should get through."
            }
            IvrGiveUp => {
                "The last node of the record's `path` is where he gave up. If many do there, the text is too \
                 long, or the choice that they want is missing."
            }
            WaitingGiveUp => {
                "The record's `wait_ms` says for how long. If many wait that long, put more members into the \
                 group, or lead them out by `timeout` and `on_timeout` of the transfer."
            }
            RingingGiveUp => {
                "Somebody was free and did not answer soon enough: shorten `ring_timeout` of the routing, so \
                 that the next one is rung earlier."
            }
            NoSeatOnline => {
                "`ccctl get agents` says who is there and why not. Give the transfer an `on_no_agent` that \
                 takes a message, or ask for `hours` before it."
            }
            NotWorkTime => {
                "If somebody should have answered, look at the `weekly` hours, holidays and time zone of the \
                 `hours` that the flow asks for; `ccctl set hours` opens them for today."
            }
            IvrEnd => {
                "The last node of the record's `path` is where the flow ended. If callers should come to an \
                 agent there, lead it to a `transfer`."
            }
            RestrictedCallee => {
                "Take the prefix out of `center.dial_never`, or set `center.dial_abroad`, if that number should \
                 be dialled. Whose phone dialled it stands in the record."
            }
            TooManyRequest => {
                "Look at who dials so much (`ccctl get records`): is it a dialler that nobody has meant? The \
                 next minute counts from nothing."
            }
            NotAnswer => "Call again later.",
            UserReject => "The callee declined: call again only if he wants that.",
            PowerOff => "The carrier says that the phone is not there. Call again later.",
            NumberNotExist => {
                "Look whether the number is written as the trunk wants it: prefix, area code, country \
                 (`numbering` of the trunk)."
            }
            Busy => "Call again later.",
            OperatorError => {
                "`ccctl get trunks` and `ccctl call show ID` say whether the carrier answered 5xx or `channels` \
                 of the trunk were all taken. Ask the carrier, or for more channels."
            }
            CallerCancel => "The agent changed his mind: nothing is to be done.",
            NotInService => {
                "Of a number outside: `ccctl get trunks` says whether the trunk works; if it does, call again \
                 later. Of a phone of ours: `ccctl get phones` says whether it is registered."
            }
            ClientError => {
                "`ccctl call show ID` says what the phone answered or that it did not. Look at its network and \
                 its registration (`ccctl get phones`)."
            }
            CarrierBlocked => {
                "Ask the carrier: often the number that is shown (`caller`) is not one of this trunk, or it was \
                 reported too often."
            }
            CallForward => "A transfer, as it was meant: nothing is to be done.",
            NumberInvalid => "The number is too short or too long: dial all of it.",
            CallerCancelWhileRing => "The agent gave up: nothing is to be done.",
            RestrictedArea
            | RestrictedTime
            | OutOfCredit
            | CallReminder
            | CallRestricted
            | CalleeRestricted
            | AreaRestricted
            | PromptCallForwarding
            | CallerCancelWithoutRing => {
                return None;
            }
        })
    }
}
