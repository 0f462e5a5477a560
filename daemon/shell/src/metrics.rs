//! Figures for Prometheus.

use metrics::{counter, gauge};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use model::state::AgentState;
use wire::recorder::RecordingEvent;

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
    let counters = figures.counters;
    counter!("ccd_calls_total").absolute(counters.calls);
    for (reason, count) in [
        ("stranger", counters.strangers),
        ("overload", counters.refused_overload),
        ("limit", counters.refused_limit),
        ("blacklist", counters.refused_blocked),
        ("unknown_number", counters.refused_unknown),
        ("codec", counters.refused_codec),
    ] {
        counter!("ccd_calls_refused_total", "reason" => reason).absolute(count);
    }
    counter!("ccd_registrations_total", "result" => "accepted").absolute(counters.registered);
    counter!("ccd_registrations_total", "result" => "refused").absolute(counters.unauthorised);
    counter!("ccd_media_ports_missing_total").absolute(counters.no_port);
    for (lane, count) in LANE_NAMES.into_iter().zip(figures.dropped) {
        counter!("ccd_sip_dropped_total", "lane" => lane).absolute(count);
    }
    stack(&figures.stack);
    for state in AgentState::ALL {
        gauge!("ccd_agents", "state" => state.word()).set(live.agents_in(state) as f64);
    }
    for (reason, count, on_break) in live.breaks() {
        counter!("ccd_breaks_total", "reason" => reason.to_owned()).absolute(count);
        gauge!("ccd_agents_on_break", "reason" => reason.to_owned()).set(on_break as f64);
    }
    gauge!("ccd_callers_remembered").set(figures.callers as f64);
    counter!("ccd_callers_forgotten_total").absolute(figures.center.callers_forgotten);
    gauge!("ccd_calls").set(live.calls_up() as f64);
    gauge!("ccd_legs").set(figures.census.legs as f64);
    gauge!("ccd_config_revision").set(live.revision.0 as f64);
    gauge!("ccd_control_slowest_input_seconds").set(figures.slowest_us as f64 / 1e6);
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
    ] {
        counter!("ccd_sip_messages_total", "kind" => name).absolute(count);
    }
}
