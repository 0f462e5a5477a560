//! Figures of the threads that carry audio.

use metrics::{counter, gauge};
use wire::{PlaneStats, ThreadStats};

/// Brings them up to date.
pub fn publish(plane: &PlaneStats) {
    gauge!("ccd_media_rooms").set(plane.rooms as f64);
    for (state, count) in [
        ("taken", plane.ports_taken),
        ("free", plane.ports_free),
        ("resting", plane.ports_quarantined),
    ] {
        gauge!("ccd_media_ports", "state" => state).set(count as f64);
    }
    counter!("ccd_media_commands_refused_total").absolute(plane.refused);
    packets(&plane.threads);
    for (number, thread) in plane.threads.iter().enumerate() {
        of_thread(number.to_string(), thread);
    }
}

fn of_thread(number: String, thread: &ThreadStats) {
    let overloaded = f64::from(u8::from(thread.overloaded));
    gauge!("ccd_media_thread_busy_ratio", "thread" => number.clone())
        .set(thread.busy_permille as f64 / 1e3);
    gauge!("ccd_media_thread_late_seconds", "thread" => number.clone())
        .set(thread.worst_late_us as f64 / 1e6);
    gauge!("ccd_media_thread_overloaded", "thread" => number.clone()).set(overloaded);
    counter!("ccd_media_thread_wakes_total", "thread" => number).absolute(thread.counters.wakes);
}

fn packets(threads: &[ThreadStats]) {
    let sum = |of: fn(&ThreadStats) -> u64| threads.iter().map(of).sum::<u64>();
    for (kind, count) in [
        ("rtp_in", sum(|it| it.counters.rtp_in)),
        ("rtp_out", sum(|it| it.counters.rtp_out)),
        ("rtcp_in", sum(|it| it.counters.rtcp_in)),
        ("rtcp_out", sum(|it| it.counters.rtcp_out)),
        ("oversize", sum(|it| it.counters.oversize)),
        ("receive_failed", sum(|it| it.counters.receive_failed)),
        ("send_full", sum(|it| it.counters.send_full)),
        ("send_failed", sum(|it| it.counters.send_failed)),
        ("recording_dropped", sum(|it| it.counters.audio_dropped)),
    ] {
        counter!("ccd_media_packets_total", "kind" => kind).absolute(count);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::tests::exported;

    #[test]
    fn every_figure_of_audio_is_exported_once() {
        let thread = ThreadStats {
            rooms: 0,
            worst_late_us: 1_000_000,
            busy_permille: 2_000,
            overloaded: true,
            counters: wire::Counters {
                rtp_in: 3,
                rtp_out: 4,
                rtcp_in: 5,
                rtcp_out: 6,
                oversize: 7,
                receive_failed: 8,
                send_full: 9,
                send_failed: 10,
                audio_dropped: 11,
                wakes: 12,
            },
        };
        let plane = PlaneStats {
            rooms: 13,
            ports_taken: 14,
            ports_free: 15,
            ports_quarantined: 16,
            ports_exhausted: 0,
            refused: 17,
            threads: vec![thread],
        };
        let mut expected: Vec<u64> = (1..=17).collect();
        expected.insert(0, 1);
        assert_eq!(exported(|| publish(&plane)), expected);
    }
}
