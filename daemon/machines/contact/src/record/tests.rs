//! What the record makes of events, whatever they are.

use jiff::Timestamp;
use model::record::{CallEvent, Cause, EventKind, HungUpBy, QueueExit};
use model::{CallId, Name};

use super::{assemble, close_after_crash};

fn group() -> Name {
    Name::new("sales").unwrap()
}

/// Events a second apart.
fn events(kinds: Vec<EventKind>) -> Vec<CallEvent> {
    let event = |(n, kind): (u32, EventKind)| CallEvent {
        call: CallId(uuid::Uuid::from_u128(9)),
        sequence: n,
        at: at(i64::from(n)),
        elapsed_us: u64::from(n) * 1_000_000,
        kind,
    };
    (0..).zip(kinds).map(event).collect()
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).unwrap()
}

fn arrived() -> EventKind {
    EventKind::Arrived {
        kind: model::record::CallKind::Telephone,
        direction: model::record::Direction::In,
        trunk: None,
        caller: "1".to_owned(),
        callee: "100".to_owned(),
        ivr: None,
        revision: model::Revision(1),
        home: Default::default(),
        diversion: Default::default(),
    }
}

fn queued() -> EventKind {
    EventKind::Queued {
        group: group(),
        ahead: 0,
    }
}

fn offered(participant: u32) -> EventKind {
    EventKind::Offered {
        participant,
        agent: Some(Name::new("amy").unwrap()),
        staff_number: None,
        phone: model::Extension::new("2001").unwrap(),
        group: group(),
    }
}

fn answered() -> [EventKind; 3] {
    let dequeued = EventKind::Dequeued {
        group: group(),
        exit: QueueExit::Answered,
    };
    [
        EventKind::Ringing { participant: 1 },
        dequeued,
        EventKind::Answered { participant: 1 },
    ]
}

/// What a crash a minute after the first event leaves unwritten.
fn crash(told: Vec<EventKind>) -> (CallEvent, model::record::CallRecord) {
    let (ended, record) = close_after_crash(&events(told), at(60)).unwrap();
    (ended.unwrap(), record)
}

fn dialled(phone: bool) -> EventKind {
    EventKind::Dialled {
        participant: 1,
        agent: None,
        staff_number: None,
        phone: phone.then(|| model::Extension::new("2001").unwrap()),
        number: (!phone).then(|| "13900000000".to_owned()),
        trunk: None,
    }
}

#[test]
fn whoever_a_flow_had_dialled_before_a_crash_has_the_status_of_a_caller_who_hangs_up() {
    let ringing = EventKind::Ringing { participant: 1 };
    for (phone, rings, status) in [
        (true, true, 104),
        (true, false, 209),
        (false, true, 220),
        (false, false, 209),
    ] {
        let mut told = vec![arrived(), EventKind::Accepted, dialled(phone)];
        told.extend(rings.then(|| ringing.clone()));
        let (_, record) = crash(told);
        assert_eq!(record.participants[1].end_status.code(), status);
    }
}

#[test]
fn a_crash_between_the_end_of_the_wait_and_the_answer_leaves_a_call_that_rang() {
    let mut told = vec![arrived(), EventKind::Accepted, queued(), offered(1)];
    let [ringing, dequeued, _] = answered();
    told.extend([ringing, dequeued]);
    assert_eq!(
        crash(told).1.end_status,
        model::record::EndStatus::RingingGiveUp
    );
}

#[test]
fn a_crash_in_the_middle_of_an_end_leaves_the_phase_that_the_end_found() {
    use model::record::EndStatus::{RingingGiveUp, WaitingGiveUp};
    let gone = EventKind::OfferEnded {
        participant: 1,
        end: model::record::OfferEnd::CallerGone,
    };
    let dequeued = EventKind::Dequeued {
        group: group(),
        exit: QueueExit::Abandoned,
    };
    let mut told = vec![arrived(), EventKind::Accepted, queued()];
    let mut waited = told.clone();
    waited.push(dequeued.clone());
    assert_eq!(crash(waited).1.end_status, WaitingGiveUp);
    told.extend([offered(1), EventKind::Ringing { participant: 1 }, gone]);
    assert_eq!(crash(told.clone()).1.end_status, RingingGiveUp);
    told.push(dequeued);
    assert_eq!(crash(told).1.end_status, RingingGiveUp);
}

#[test]
fn a_call_whose_end_is_written_only_lacks_its_record() {
    let status = model::record::EndStatus::IvrGiveUp;
    let ended = EventKind::Ended {
        status,
        cause: None,
        by: HungUpBy::User,
    };
    let told = events(vec![arrived(), ended]);
    assert_eq!(
        close_after_crash(&told, at(60)),
        Some((None, assemble(&told)))
    );
}

#[test]
fn a_crash_takes_the_status_of_the_phase_that_was_reached() {
    let mut told = vec![arrived(), EventKind::Accepted];
    let mut codes = Vec::new();
    let rings = EventKind::Ringing { participant: 1 };
    for next in [queued(), offered(1), rings] {
        codes.push(crash(told.clone()).1.end_status.code());
        told.push(next);
    }
    codes.push(crash(told.clone()).1.end_status.code());
    told.extend(answered());
    let (ended, record) = crash(told);
    codes.push(record.end_status.code());
    assert_eq!(codes, [102, 103, 103, 104, 1]);
    assert_eq!(
        (record.cause, record.hung_up_by),
        (Some(Cause::Restart), HungUpBy::System)
    );
    assert_eq!(
        (ended.sequence, ended.at, ended.elapsed_us),
        (8, at(60), 60_000_000)
    );
    assert_eq!(record.durations.talk_ms, 53_000);
    assert_eq!(record.ended_at, at(60));
}

#[test]
fn a_wall_clock_that_was_set_back_makes_no_duration_negative() {
    let told = events(vec![arrived(), EventKind::Accepted, queued()]);
    let (ended, record) = close_after_crash(&told, at(-3_600)).unwrap();
    let ended = ended.unwrap();
    assert_eq!((ended.at, ended.elapsed_us), (at(2), 2_000_000));
    assert_eq!(record.durations.total_ms, 2_000);
}

#[test]
fn durations_come_from_the_monotonic_clock_alone() {
    let mut told = events(vec![
        arrived(),
        queued(),
        EventKind::Ended {
            status: model::record::EndStatus::WaitingGiveUp,
            cause: None,
            by: HungUpBy::User,
        },
    ]);
    told[2].at = at(-86_400);
    let record = assemble(&told);
    assert_eq!(
        (record.durations.total_ms, record.durations.wait_ms),
        (2_000, 1_000)
    );
}

#[test]
fn nothing_that_comes_after_the_end_changes_the_record() {
    let mut told = events(vec![
        arrived(),
        EventKind::Ended {
            status: model::record::EndStatus::IvrGiveUp,
            cause: None,
            by: HungUpBy::User,
        },
    ]);
    let record = assemble(&told);
    told.extend(events(vec![queued(), queued()]));
    assert_eq!(assemble(&told[..2]), record);
    assert_eq!(assemble(&told).end_status, record.end_status);
}

#[test]
fn no_events_are_no_reason_to_fail() {
    assert_eq!(assemble(&[]).id.0, uuid::Uuid::nil());
    assert_eq!(close_after_crash(&[], at(0)), None);
}
