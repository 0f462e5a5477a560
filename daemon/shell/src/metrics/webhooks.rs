//! Figures of webhooks. There are at most as many of each as a center has webhooks.

use std::collections::BTreeMap;

use jiff::Timestamp;
use metrics::{counter, gauge};
use model::Name;

use crate::hooks::State;

/// Brings them up to date.
pub fn publish(states: &BTreeMap<Name, State>, now: Timestamp) {
    for (name, state) in states {
        let webhook = || name.to_string();
        let counts = &state.counts;
        for (outcome, count) in [
            ("delivered", counts.arrived),
            ("refused", counts.refused),
            ("failed", counts.missed),
            ("parked", counts.put_aside),
            ("unreadable", counts.unreadable),
        ] {
            counter!("ccd_webhook_records_total", "webhook" => webhook(), "outcome" => outcome)
                .absolute(count);
        }
        for (result, count) in [("tried", counts.hurried), ("too_soon", counts.too_soon)] {
            counter!("ccd_webhook_hurries_total", "webhook" => webhook(), "result" => result)
                .absolute(count);
        }
        for (place, count) in [
            ("waiting", state.waiting),
            ("under_way", counts.busy),
            ("parked", counts.parked),
        ] {
            gauge!("ccd_webhook_records", "webhook" => webhook(), "state" => place)
                .set(count as f64);
        }
        let age = |since: Option<Timestamp>| {
            let age = since.map(|since| now.duration_since(since).as_secs().max(0));
            age.unwrap_or(0) as f64
        };
        gauge!("ccd_webhook_oldest_seconds", "webhook" => webhook()).set(age(state.oldest));
        gauge!("ccd_webhook_failing_seconds", "webhook" => webhook()).set(age(state.failing_since));
    }
}

#[cfg(test)]
mod tests {
    use delivery::Counts;

    use super::*;
    use crate::metrics::tests::exported;

    #[test]
    fn every_figure_of_a_webhook_is_exported_once() {
        let state = State {
            counts: Counts {
                arrived: 1,
                refused: 2,
                missed: 3,
                put_aside: 4,
                unreadable: 5,
                open: 0,
                busy: 6,
                parked: 7,
                hurried: 11,
                too_soon: 12,
            },
            waiting: 8,
            oldest: Timestamp::from_second(91).ok(),
            failing_since: Timestamp::from_second(90).ok(),
            last_error: None,
        };
        let now = Timestamp::from_second(100).expect("a moment");
        let states = BTreeMap::from([(Name::new("crm").expect("a name"), state)]);
        let exported = exported(|| publish(&states, now));
        assert_eq!(exported, (1..=12).collect::<Vec<_>>());
    }
}
