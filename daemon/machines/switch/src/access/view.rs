//! Records, events and numbers as they are shown: the one place where customers' numbers are masked.

use model::config::{Config, NumberPrivacy, Privacy};
use model::phone_number;
use model::record::{CallEvent, CallKind, CallRecord, Direction, Diversion, EventKind};

use super::scope::Scope;

impl Scope {
    /// A record as it is shown.
    pub fn record(&self, config: &Config, mut record: CallRecord) -> CallRecord {
        let ends = Ends {
            kind: record.kind,
            direction: record.direction,
            caller: &mut record.caller,
            callee: &mut record.callee,
        };
        self.hide(config, ends);
        self.hide_diversion(config, record.direction, &mut record.diversion);
        if self.hides(config.center.number_privacy.of(record.direction)) {
            let entered = record.path.iter_mut().map(|step| &mut step.digits);
            entered.for_each(hide_digits);
        }
        if self.hides(config.center.number_privacy.outbound) {
            let called = record.participants.iter_mut();
            called.for_each(|one| hide_number(&mut one.number));
        }
        record
    }

    /// An event as it is shown.
    pub fn event(&self, config: &Config, mut event: CallEvent) -> CallEvent {
        if let EventKind::Arrived {
            kind,
            direction,
            caller,
            callee,
            diversion,
            ..
        } = &mut event.kind
        {
            self.hide_diversion(config, *direction, diversion);
            let ends = Ends {
                kind: *kind,
                direction: *direction,
                caller,
                callee,
            };
            self.hide(config, ends);
        }
        let NumberPrivacy { inbound, outbound } = config.center.number_privacy;
        if let EventKind::Collected { digits, .. } = &mut event.kind
            && (self.hides(inbound) || self.hides(outbound))
        {
            hide_digits(digits);
        }
        if let EventKind::Dialled { number, .. } = &mut event.kind
            && self.hides(outbound)
        {
            hide_number(number);
        }
        event
    }

    /// The numbers of a call as they are shown: of our own devices nothing is hidden.
    pub fn hide(&self, config: &Config, ends: Ends<'_>) {
        let privacy = config.center.number_privacy.of(ends.direction);
        if !self.hides(privacy) || ends.kind == CallKind::Internal {
            return;
        }
        let customer = match ends.direction {
            Direction::In => ends.caller,
            Direction::Out => ends.callee,
        };
        *customer = phone_number::mask(customer);
    }

    /// The number of somebody who calls as it is shown.
    pub fn caller(&self, config: &Config, number: &str) -> String {
        match self.hides(config.center.number_privacy.inbound) {
            true => phone_number::mask(number),
            false => number.to_owned(),
        }
    }

    /// Who sent a call on may be a customer, as whoever called.
    fn hide_diversion(&self, config: &Config, direction: Direction, diversion: &mut Diversion) {
        if self.hides(config.center.number_privacy.of(direction)) {
            let numbers = diversion.numbers_mut();
            numbers.for_each(|number| *number = phone_number::mask(number));
        }
    }

    /// Whether no number of a customer is masked, whoever called.
    pub fn sees_numbers(&self, config: &Config) -> bool {
        let NumberPrivacy { inbound, outbound } = config.center.number_privacy;
        !self.hides(inbound) && !self.hides(outbound)
    }

    fn hides(&self, privacy: Privacy) -> bool {
        privacy == Privacy::Mask && !self.plain_numbers
    }
}

fn hide_number(number: &mut Option<String>) {
    if let Some(number) = number {
        *number = phone_number::mask(number);
    }
}

/// What a caller entered is masked where it is a telephone number, such as his own.
fn hide_digits(digits: &mut Option<String>) {
    if let Some(number) = digits
        && phone_number::normalise(number).starts_with('+')
    {
        *number = phone_number::mask(number);
    }
}

/// The two ends of a call.
#[derive(Debug)]
pub struct Ends<'a> {
    /// What kind of call.
    pub kind: CallKind,
    /// Who called whom: the customer is the caller or the callee.
    pub direction: Direction,
    /// Who called.
    pub caller: &'a mut String,
    /// Who was called.
    pub callee: &'a mut String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::config::Groups;

    fn scope(plain_numbers: bool) -> Scope {
        Scope {
            groups: Groups::All,
            own: None,
            plain_numbers,
        }
    }

    fn shown(scope: &Scope, kind: &str, direction: &str) -> (String, String) {
        let config = serde_json::from_value(serde_json::json!({
            "center": { "number_privacy": { "inbound": "mask", "outbound": "mask" } },
        }));
        let config: Config = config.expect("a configuration");
        let event: CallEvent = serde_json::from_value(serde_json::json!({
            "call": uuid::Uuid::nil(), "sequence": 0, "at": "2026-11-20T08:00:00Z", "elapsed_us": 0,
            "event": "arrived", "kind": kind, "direction": direction, "trunk": null,
            "caller": "18912348352", "callee": "02160001000", "ivr": null, "revision": 1,
        }))
        .expect("an event");
        match scope.event(&config, event).kind {
            EventKind::Arrived { caller, callee, .. } => (caller, callee),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_number_that_was_dialled_is_masked_too() {
        let config = serde_json::from_value(serde_json::json!({
            "center": { "number_privacy": { "outbound": "mask" } },
        }));
        let config: Config = config.expect("a configuration");
        let event: CallEvent = serde_json::from_value(serde_json::json!({
            "call": uuid::Uuid::nil(), "sequence": 1, "at": "2026-11-20T08:00:00Z", "elapsed_us": 0,
            "event": "dialled", "participant": 1, "agent": null, "staff_number": null, "phone": null,
            "number": "18912348352", "trunk": "t",
        }))
        .expect("an event");
        for (plain, expected) in [(false, "189****8352"), (true, "18912348352")] {
            match scope(plain).event(&config, event.clone()).kind {
                EventKind::Dialled { number, .. } => assert_eq!(number.as_deref(), Some(expected)),
                other => panic!("{other:?}"),
            }
        }
    }

    #[test]
    fn where_a_masked_number_is_at_home_is_shown() {
        let config = serde_json::from_value(serde_json::json!({
            "center": { "number_privacy": { "inbound": "mask" } },
        }));
        let config: Config = config.expect("a configuration");
        let event: CallEvent = serde_json::from_value(serde_json::json!({
            "call": uuid::Uuid::nil(), "sequence": 0, "at": "2026-11-20T08:00:00Z", "elapsed_us": 0,
            "event": "arrived", "kind": "telephone", "direction": "in", "trunk": null,
            "caller": "18912348352", "callee": "02160001000", "ivr": null, "revision": 1,
            "home": { "city": "北京", "carrier": "中国电信" },
        }))
        .expect("an event");
        match scope(false).event(&config, event).kind {
            EventKind::Arrived { caller, home, .. } => {
                assert_eq!(caller, "189****8352");
                assert_eq!(home.to_string(), "北京 中国电信");
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn who_sent_a_call_on_is_masked_as_its_caller_is() {
        let config = serde_json::from_value(serde_json::json!({
            "center": { "number_privacy": { "inbound": "mask" } },
        }));
        let config: Config = config.expect("a configuration");
        let event: CallEvent = serde_json::from_value(serde_json::json!({
            "call": uuid::Uuid::nil(), "sequence": 0, "at": "2026-11-20T08:00:00Z", "elapsed_us": 0,
            "event": "arrived", "kind": "telephone", "direction": "in", "trunk": null,
            "caller": "18912348352", "callee": "02160001000", "ivr": null, "revision": 1,
            "diversion": { "diverted_by": "18912348353", "original_callee": "4008123123" },
        }))
        .expect("an event");
        let record = contact::record::assemble(std::slice::from_ref(&event));
        for (plain, by, original) in [
            (false, "189****8353", "40****3123"),
            (true, "18912348353", "4008123123"),
        ] {
            let shown = match scope(plain).event(&config, event.clone()).kind {
                EventKind::Arrived { diversion, .. } => diversion,
                other => panic!("{other:?}"),
            };
            let recorded = scope(plain).record(&config, record.clone()).diversion;
            assert_eq!(shown, recorded);
            assert_eq!(shown.diverted_by.as_deref(), Some(by));
            assert_eq!(shown.original_callee.as_deref(), Some(original));
        }
    }

    #[test]
    fn the_customers_number_is_masked_and_the_centers_is_not() {
        let hidden = scope(false);
        let pair = |caller: &str, callee: &str| (caller.to_owned(), callee.to_owned());
        let inbound = shown(&hidden, "telephone", "in");
        assert_eq!(inbound, pair("189****8352", "02160001000"));
        let outbound = shown(&hidden, "telephone", "out");
        assert_eq!(outbound, pair("18912348352", "021****1000"));
        let whole = pair("18912348352", "02160001000");
        assert_eq!(shown(&hidden, "internal", "in"), whole);
        assert_eq!(shown(&scope(true), "telephone", "in"), whole);
    }

    #[test]
    fn a_telephone_number_that_was_entered_is_masked_and_other_digits_are_not() {
        let config = serde_json::from_value(serde_json::json!({
            "center": { "number_privacy": { "inbound": "mask" } },
        }));
        let config: Config = config.expect("a configuration");
        let entered = |scope: &Scope, digits: &str| {
            let event: CallEvent = serde_json::from_value(serde_json::json!({
                "call": uuid::Uuid::nil(), "sequence": 3, "at": "2026-11-20T08:00:00Z",
                "elapsed_us": 9, "event": "collected", "variable": "phone", "digits": digits,
            }))
            .expect("an event");
            match scope.event(&config, event).kind {
                EventKind::Collected { digits, .. } => digits.expect("digits"),
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(entered(&scope(false), "18912348352"), "189****8352");
        assert_eq!(entered(&scope(true), "18912348352"), "18912348352");
        assert_eq!(entered(&scope(false), "2026112"), "2026112");
    }

    #[test]
    fn a_number_outside_that_was_dialled_is_masked_as_that_of_a_customer_who_is_called() {
        for (outbound, shown) in [("mask", "189****8352"), ("none", "18912348352")] {
            let config = serde_json::from_value(serde_json::json!({
                "center": { "number_privacy": { "inbound": "mask", "outbound": outbound } },
            }));
            let config: Config = config.expect("a configuration");
            let event: CallEvent = serde_json::from_value(serde_json::json!({
                "call": uuid::Uuid::nil(), "sequence": 3, "at": "2026-11-20T08:00:00Z",
                "elapsed_us": 9, "event": "dialled", "participant": 1, "number": "18912348352",
            }))
            .expect("an event");
            match scope(false).event(&config, event).kind {
                EventKind::Dialled { number, .. } => assert_eq!(number.as_deref(), Some(shown)),
                other => panic!("{other:?}"),
            }
        }
    }
}
