//! Figures of the contact machine.

use contact::Counters;
use metrics::counter;

/// Brings them up to date. Every counter is named, so that one that is added is exported as well.
pub fn publish(counters: Counters) {
    let Counters {
        blocked,
        arrived,
        ended,
        refused_not_found,
        refused_center,
        refused_trunk,
        refused_number,
        refused_draining,
        refused_unrecorded,
        offers,
        answered,
        missed,
        dialled_out,
        dials_denied,
        dials_too_many,
        refused_phones,
        transfers,
        transfers_refused,
        messages,
        broken,
        queues_full,
        keys_ignored,
        keys_dropped,
        stray_events,
        branches_dropped,
        asked,
        queues_busy,
        refused_acts,
        callers_forgotten,
        unknown_agents,
        unknown_phones,
        exceptions,
        loops,
        legs_used_up,
    } = counters;
    counter!("ccd_calls_begun_total").absolute(arrived);
    counter!("ccd_calls_ended_total").absolute(ended);
    for (limit, count) in [
        ("center", refused_center),
        ("trunk", refused_trunk),
        ("number", refused_number),
        ("draining", refused_draining),
    ] {
        counter!("ccd_calls_limited_total", "limit" => limit).absolute(count);
    }
    counter!("ccd_calls_without_flow_total").absolute(refused_not_found);
    counter!("ccd_calls_unrecorded_total").absolute(refused_unrecorded);
    counter!("ccd_callers_blocked_total").absolute(blocked);
    for (result, count) in [("rung", offers), ("answered", answered), ("missed", missed)] {
        counter!("ccd_offers_total", "result" => result).absolute(count);
    }
    for (result, count) in [
        ("dialled", dialled_out),
        ("denied", dials_denied),
        ("too_many", dials_too_many),
    ] {
        counter!("ccd_dials_total", "result" => result).absolute(count);
    }
    counter!("ccd_phone_calls_refused_total").absolute(refused_phones);
    for (result, count) in [("asked", transfers), ("refused", transfers_refused)] {
        counter!("ccd_transfers_total", "result" => result).absolute(count);
    }
    counter!("ccd_messages_total").absolute(messages);
    counter!("ccd_talks_broken_total").absolute(broken);
    for (reason, count) in [("full", queues_full), ("busy", queues_busy)] {
        counter!("ccd_queue_refusals_total", "reason" => reason).absolute(count);
    }
    for (reason, count) in [("not_asked", keys_ignored), ("too_many", keys_dropped)] {
        counter!("ccd_keys_dropped_total", "reason" => reason).absolute(count);
    }
    counter!("ccd_flow_questions_total").absolute(asked);
    counter!("ccd_menu_branches_dropped_total").absolute(branches_dropped);
    for (reason, count) in [
        ("exception", exceptions),
        ("loop", loops),
        ("legs_used_up", legs_used_up),
    ] {
        counter!("ccd_flow_exceptions_total", "reason" => reason).absolute(count);
    }
    counter!("ccd_agent_acts_refused_total").absolute(refused_acts);
    counter!("ccd_callers_forgotten_total").absolute(callers_forgotten);
    for (of, count) in [
        ("leg", stray_events),
        ("agent", unknown_agents),
        ("phone", unknown_phones),
    ] {
        counter!("ccd_stray_events_total", "of" => of).absolute(count);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::exported;
    use super::*;

    #[test]
    fn every_counter_of_the_center_is_exported_once() {
        let counters = Counters {
            blocked: 1,
            arrived: 2,
            ended: 3,
            refused_not_found: 4,
            refused_center: 5,
            refused_trunk: 6,
            refused_number: 7,
            refused_draining: 8,
            refused_unrecorded: 9,
            offers: 10,
            answered: 11,
            missed: 12,
            dialled_out: 13,
            dials_denied: 14,
            dials_too_many: 15,
            refused_phones: 16,
            messages: 17,
            broken: 18,
            queues_full: 19,
            keys_ignored: 20,
            keys_dropped: 21,
            stray_events: 22,
            branches_dropped: 23,
            asked: 24,
            queues_busy: 25,
            refused_acts: 26,
            callers_forgotten: 27,
            unknown_agents: 28,
            unknown_phones: 29,
            exceptions: 30,
            loops: 31,
            legs_used_up: 32,
            transfers: 33,
            transfers_refused: 34,
        };
        let exported = exported(|| publish(counters));
        assert_eq!(exported, (1..=34).collect::<Vec<_>>());
    }
}
