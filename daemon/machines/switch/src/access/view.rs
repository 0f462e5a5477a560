//! Records, events and numbers as they are shown: the one place where customers' numbers are masked.

use model::config::{Config, Privacy};
use model::phone_number;
use model::record::{CallEvent, CallKind, CallRecord, Direction, EventKind};

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
        let outside = record.participants.iter_mut();
        outside
            .filter_map(|part| part.number.as_mut())
            .for_each(|number| self.hide_dialled(config, number));
        record
    }

    /// An event as it is shown.
    pub fn event(&self, config: &Config, mut event: CallEvent) -> CallEvent {
        if let EventKind::Arrived {
            kind,
            direction,
            caller,
            callee,
            ..
        } = &mut event.kind
        {
            let ends = Ends {
                kind: *kind,
                direction: *direction,
                caller,
                callee,
            };
            self.hide(config, ends);
        }
        if let EventKind::Dialled {
            number: Some(number),
            ..
        } = &mut event.kind
        {
            self.hide_dialled(config, number);
        }
        event
    }

    /// A number outside that was dialled, by a flow or at a phone.
    fn hide_dialled(&self, config: &Config, number: &mut String) {
        let privacy = config.center.number_privacy.of(Direction::Out);
        if !self.plain_numbers && privacy == Privacy::Mask {
            *number = phone_number::mask(number);
        }
    }

    /// The numbers of a call as they are shown: of our own devices nothing is hidden.
    pub fn hide(&self, config: &Config, ends: Ends<'_>) {
        let privacy = config.center.number_privacy.of(ends.direction);
        if self.plain_numbers || privacy == Privacy::None || ends.kind == CallKind::Internal {
            return;
        }
        let customer = match ends.direction {
            Direction::In => ends.caller,
            Direction::Out => ends.callee,
        };
        *customer = phone_number::mask(customer);
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
}
