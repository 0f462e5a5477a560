//! Nothing is left behind. One test, since it counts what the whole process holds.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use support::Stage;
use wire::{PlaneCommand, PlaneEvent};

fn open_files() -> usize {
    std::fs::read_dir("/proc/self/fd")
        .expect("the list")
        .count()
}

fn threads() -> usize {
    std::fs::read_dir("/proc/self/task")
        .expect("the list")
        .count()
}

#[test]
fn ten_thousand_legs_leave_no_socket_no_port_and_no_thread() {
    let (files_before, threads_before) = (open_files(), threads());
    let mut stage = Stage::start(31_500..=31_539);
    let files_started = open_files();
    for room in 0..2_500 {
        for leg in 1..=4 {
            stage.send(room, PlaneCommand::Open(leg, media::Family::V4));
        }
        for leg in 1..=4 {
            stage.send(room, PlaneCommand::Close(leg));
        }
        for _ in 1..=4 {
            stage.wait("the end of a leg", room, |event| {
                matches!(event, PlaneEvent::Closed { .. }).then_some(())
            });
            stage.wait("the begin of a leg", room, |event| {
                matches!(event, PlaneEvent::Opened { .. }).then_some(())
            });
        }
    }
    let stats = stage.plane.stats();
    assert_eq!(
        (stats.rooms, stats.ports_taken, stats.ports_free),
        (0, 0, 20)
    );
    assert_eq!(
        (
            stats.ports_exhausted,
            stats.ports_quarantined,
            stats.refused
        ),
        (0, 0, 0)
    );
    assert_eq!(open_files(), files_started);
    drop(stage);
    assert_eq!((open_files(), threads()), (files_before, threads_before));
}
