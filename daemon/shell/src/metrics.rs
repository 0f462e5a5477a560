//! Figures for Prometheus.

pub mod acme;
mod center;
pub mod media;
pub mod webhooks;

use metrics::{counter, gauge};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use model::state::{AgentState, TrunkState};
use wire::recorder::RecordingEvent;
use wire::{SipCounts, StreamCounts};

use crate::control::{LANE_NAMES, Snapshot};
use crate::read_model::Live;

/// Begins to count. There is one recorder in a process: a second daemon in it shares the first's.
pub fn install() -> PrometheusHandle {
    let recorder = PrometheusBuilder::new().build_recorder();
    let handle = recorder.handle();
    if metrics::set_global_recorder(recorder).is_err() {
        tracing::debug!("figures are counted by the recorder that is there already");
    }
    handle
}

/// Brings those figures up to date that their owners keep themselves.
pub fn publish(snapshot: &Snapshot, live: &Live) {
    let figures = snapshot.get();
    edge(figures.counters);
    center::publish(figures.center);
    for (lane, count) in LANE_NAMES.into_iter().zip(figures.dropped) {
        counter!("ccd_sip_dropped_total", "lane" => lane).absolute(count);
    }
    stack(&figures.stack);
    for state in AgentState::ALL {
        gauge!("ccd_agents", "state" => state.word()).set(live.agents_in(state) as f64);
    }
    for state in TrunkState::ALL {
        gauge!("ccd_trunks", "state" => state.word()).set(live.trunks_in(state) as f64);
    }
    for status in live.trunk_states() {
        let usable = f64::from(u8::from(status.state.is_usable()));
        gauge!("ccd_trunk_usable", "trunk" => status.trunk.to_string()).set(usable);
    }
    for (reason, count, on_break) in live.breaks() {
        counter!("ccd_breaks_total", "reason" => reason.to_owned()).absolute(count);
        gauge!("ccd_agents_on_break", "reason" => reason.to_owned()).set(on_break as f64);
    }
    gauge!("ccd_live_changes").set(live.changes.len() as f64);
    past(live.past());
    gauge!("ccd_callers_remembered").set(figures.callers as f64);
    gauge!("ccd_calls").set(live.calls_up() as f64);
    gauge!("ccd_legs").set(figures.census.legs as f64);
    gauge!("ccd_config_revision").set(live.revision.0 as f64);
    let kept = live.revision.0.min(crate::read_model::KEPT);
    gauge!("ccd_config_revisions_kept").set(kept as f64);
    gauge!("ccd_control_slowest_input_seconds").set(figures.slowest_us as f64 / 1e6);
}

/// What is over of what was changed at run time.
fn past(past: &switch::LivePast) {
    let changes = (past.changes.len(), past.changes.forgotten());
    let callers = (past.callers.len(), past.callers.forgotten());
    for (what, (kept, forgotten)) in [("change", changes), ("caller", callers)] {
        gauge!("ccd_live_changes_over", "what" => what).set(kept as f64);
        counter!("ccd_live_changes_forgotten_total", "what" => what).absolute(forgotten);
    }
}

/// Brings the figures of the client of customers' URLs up to date.
pub fn questions(figures: &egress::Figures) {
    for (outcome, count) in &figures.outcomes {
        counter!("ccd_url_questions_total", "outcome" => *outcome).absolute(*count);
    }
    counter!("ccd_url_retries_total").absolute(figures.retries);
    counter!("ccd_url_hosts_left_alone_total").absolute(figures.opened);
    gauge!("ccd_url_questions", "state" => "busy").set(figures.busy as f64);
    gauge!("ccd_url_questions", "state" => "waiting").set(figures.waiting as f64);
    gauge!("ccd_url_hosts_left_alone").set(figures.alone as f64);
}

/// Brings the figures of the flight recorder up to date.
pub fn flight(counters: trace::Counters) {
    counter!("ccd_trace_messages_total", "kind" => "kept").absolute(counters.kept);
    counter!("ccd_trace_messages_total", "kind" => "unreadable").absolute(counters.unreadable);
    counter!("ccd_trace_forgotten_total").absolute(counters.forgotten);
    gauge!("ccd_trace_bytes").set(counters.bytes as f64);
}

/// Counts what became of a recording.
pub fn recording(event: &RecordingEvent) {
    match event {
        RecordingEvent::Closed { .. } => counter!("ccd_recordings_total").increment(1),
        RecordingEvent::Failed { recording, why } => {
            counter!("ccd_recordings_failed_total").increment(1);
            tracing::error!(recording = %uuid::Uuid::from_u128(*recording), %why, "a recording failed");
        }
    }
}

/// What the switch counts, which is where calls come in.
fn edge(counters: switch::Counters) {
    let switch::Counters {
        strangers,
        refused_overload,
        refused_limit,
        refused_blocked,
        refused_unknown,
        refused_codec,
        refused_live_changes,
        registered,
        refused_phones,
        refused_transfers,
        unauthorised,
        calls,
        no_port,
        keys_told_twice,
        gone_silently,
        servers_silent,
        silences_crowded_out,
    } = counters;
    counter!("ccd_calls_total").absolute(calls);
    for (reason, count) in [
        ("stranger", strangers),
        ("overload", refused_overload),
        ("limit", refused_limit),
        ("blacklist", refused_blocked),
        ("unknown_number", refused_unknown),
        ("codec", refused_codec),
        ("phone", refused_phones),
    ] {
        counter!("ccd_calls_refused_total", "reason" => reason).absolute(count);
    }
    counter!("ccd_live_changes_refused_total").absolute(refused_live_changes);
    counter!("ccd_refers_refused_total").absolute(refused_transfers);
    counter!("ccd_registrations_total", "result" => "accepted").absolute(registered);
    counter!("ccd_registrations_total", "result" => "refused").absolute(unauthorised);
    counter!("ccd_media_ports_missing_total").absolute(no_port);
    counter!("ccd_keys_told_twice_total").absolute(keys_told_twice);
    counter!("ccd_legs_gone_silently_total").absolute(gone_silently);
    counter!("ccd_trunk_servers_silent_total").absolute(servers_silent);
    counter!("ccd_trunk_silences_forgotten_total").absolute(silences_crowded_out);
}

/// Brings the figures of the sockets of SIP up to date.
pub fn signalling(datagrams: &[SipCounts], connections: &StreamCounts) {
    let sum = |of: fn(&SipCounts) -> u64| datagrams.iter().map(of).sum::<u64>();
    for (name, count) in [
        ("received", sum(|it| it.received)),
        ("limited", sum(|it| it.limited)),
        ("oversize", sum(|it| it.oversize)),
        ("overflow", sum(|it| it.overflow)),
        ("receive_failed", sum(|it| it.receive_failed)),
        ("sent", sum(|it| it.sent)),
        ("send_full", sum(|it| it.send_full)),
        ("send_failed", sum(|it| it.send_failed)),
    ] {
        counter!("ccd_sip_datagrams_total", "kind" => name).absolute(count);
    }
    for (name, count) in [
        ("accepted", connections.accepted),
        ("dialled", connections.dialled),
        ("turned_away", connections.turned_away),
        ("accept_failed", connections.accept_failed),
    ] {
        counter!("ccd_sip_connections_total", "kind" => name).absolute(count);
    }
    for (cause, count) in &connections.ended {
        counter!("ccd_sip_connections_ended_total", "cause" => *cause).absolute(*count);
    }
    for (name, count) in [
        ("received", connections.received),
        ("held", connections.held),
        ("pings", connections.pings),
        ("pings_sent", connections.pings_sent),
        ("pongs", connections.pongs),
        ("sent", connections.sent),
        ("overflow", connections.overflow),
    ] {
        counter!("ccd_sip_connection_messages_total", "kind" => name).absolute(count);
    }
    let plain = connections.open.saturating_sub(connections.open_tls);
    gauge!("ccd_sip_connections", "transport" => "tcp").set(plain as f64);
    gauge!("ccd_sip_connections", "transport" => "tls").set(connections.open_tls as f64);
    gauge!("ccd_sip_certificate_until_seconds").set(connections.certificate_until as f64);
    for (result, count) in [
        ("renewed", connections.certificate_renewed),
        ("failed", connections.certificate_failed),
    ] {
        counter!("ccd_sip_certificate_reads_total", "result" => result).absolute(count);
    }
}

fn stack(counters: &sip::Counters) {
    for (name, count) in [
        ("received", counters.received),
        ("copies", counters.copies),
        ("retransmitted", counters.retransmitted),
        ("unreadable_answered", counters.unreadable_answered),
        ("unreadable_dropped", counters.unreadable_dropped),
        ("stray_responses", counters.stray_responses),
        ("stray_acks", counters.stray_acks),
        ("unknown_dialogs", counters.unknown_dialogs),
        ("refused_for_room", counters.overloaded),
        ("dropped_for_room", counters.dropped),
        ("stateless_answers", counters.stateless),
        ("never_acknowledged", counters.never_acknowledged),
        ("unanswered", counters.unanswered),
        ("stray_pracks", counters.stray_pracks),
        ("provisionals_ignored", counters.provisionals_ignored),
        ("bad_keys", counters.bad_keys),
        ("severed", counters.severed),
        ("grown_to_a_connection", counters.grown),
    ] {
        counter!("ccd_sip_messages_total", "kind" => name).absolute(count);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The values of all figures that are published, sorted.
    pub fn exported(publish: impl FnOnce()) -> Vec<u64> {
        let recorder = PrometheusBuilder::new().build_recorder();
        let handle = recorder.handle();
        metrics::with_local_recorder(&recorder, publish);
        let text = handle.render();
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let values = lines.filter_map(|line| line.rsplit_once(' ')?.1.parse().ok());
        let mut values: Vec<u64> = values.collect();
        values.sort_unstable();
        values
    }

    #[test]
    fn every_counter_of_the_switch_is_exported_once() {
        let counters = switch::Counters {
            strangers: 1,
            refused_overload: 2,
            refused_limit: 3,
            refused_blocked: 4,
            refused_unknown: 5,
            refused_codec: 6,
            registered: 7,
            refused_phones: 8,
            unauthorised: 9,
            calls: 10,
            no_port: 11,
            keys_told_twice: 12,
            gone_silently: 13,
            refused_transfers: 14,
            refused_live_changes: 15,
            servers_silent: 16,
            silences_crowded_out: 17,
        };
        let exported = exported(|| edge(counters));
        assert_eq!(exported, (1..=17).collect::<Vec<_>>());
    }
}
