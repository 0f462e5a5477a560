//! Tones in the right channels, whatever the network does to them.

use kernel::{Chance, Mono};
use std::time::Duration;

use crate::sdp::Codec;
use crate::testing::{Talker, World, address, share};
use crate::{Command, Event};

/// What a network does to a stream.
#[derive(Copy, Clone, Debug, Default)]
struct Network {
    lost_percent: u64,
    double_percent: u64,
    /// Each packet is up to this late.
    jitter_ms: u64,
    /// How much slower the sender's clock is.
    drift_per_mille: i64,
}

/// A recording of 440 Hz from leg 1 and 880 Hz from leg 2: left and right.
fn record(seconds: u64, left: Network, right: Network) -> (Vec<i16>, Vec<i16>) {
    let mut world = World::with_legs(2);
    world.command(Command::Bridge(1, 2));
    world.command(Command::Record {
        recording: 5,
        left: 1,
        right: 2,
    });
    let mut chance = Chance::from_number(11);
    let mut arrivals: Vec<(Mono, u16, Vec<u8>)> = Vec::new();
    for (leg, hertz, network) in [(1, 440.0, left), (2, 880.0, right)] {
        let mut talker = Talker::new(Codec::Pcma, u32::from(leg), hertz);
        for n in 0..seconds * 50 {
            let packet = talker.next();
            let bytes = [&packet.header()[..], packet.payload].concat();
            let spoken = (n + 1) as i64 * 20_000;
            let spoken = spoken + spoken * network.drift_per_mille / 1_000;
            let copies = 1 + u64::from(chance.percent(network.double_percent));
            if chance.percent(network.lost_percent) {
                continue;
            }
            for _ in 0..copies {
                let late = chance.below(network.jitter_ms * 1_000 + 1);
                let at = world.now + Duration::from_micros(spoken as u64 + late);
                arrivals.push((at, leg, bytes.clone()));
            }
        }
    }
    arrivals.sort_by_key(|(at, ..)| *at);
    let end = world.now + Duration::from_secs(seconds);
    for (at, leg, bytes) in arrivals.into_iter().filter(|(at, ..)| *at <= end) {
        world.pass_until(at);
        world.receive_bytes(leg, address(leg), &bytes);
    }
    world.pass_until(end);
    world.command(Command::StopRecording(5));
    channels(&world.events())
}

fn channels(events: &[Event]) -> (Vec<i16>, Vec<i16>) {
    let mut ends = 0;
    let mut both = (Vec::new(), Vec::new());
    for event in events {
        let Event::Recorded {
            recording: 5,
            samples,
            last,
        } = event
        else {
            continue;
        };
        ends += usize::from(*last);
        assert!(samples.len() <= 2 * 6_400);
        for pair in samples.chunks(2) {
            both.0.push(pair[0]);
            both.1.push(pair[1]);
        }
    }
    assert_eq!(ends, 1);
    both
}

/// The worst share of a tone in windows of 200 ms, the first and last second left out.
fn worst(samples: &[i16], hertz: f64) -> f64 {
    let inner = &samples[8_000..samples.len() - 8_000];
    inner
        .chunks_exact(1_600)
        .map(|window| share(window, hertz))
        .fold(1.0, f64::min)
}

fn loudest(samples: &[i16], hertz: f64) -> f64 {
    let inner = &samples[8_000..samples.len() - 8_000];
    inner
        .chunks_exact(1_600)
        .map(|window| share(window, hertz))
        .fold(0.0, f64::max)
}

fn silent_share(samples: &[i16]) -> f64 {
    let inner = &samples[8_000..samples.len() - 8_000];
    let silent = inner
        .chunks_exact(40)
        .filter(|part| part.iter().all(|s| *s == 0))
        .count();
    silent as f64 * 40.0 / inner.len() as f64
}

#[test]
fn on_a_clean_line_each_side_is_whole_in_its_channel() {
    let (left, right) = record(10, Network::default(), Network::default());
    assert_eq!((left.len(), right.len()), (80_000, 80_000));
    assert!(worst(&left, 440.0) > 0.98 && loudest(&left, 880.0) < 0.001);
    assert!(worst(&right, 880.0) > 0.98 && loudest(&right, 440.0) < 0.001);
    assert_eq!((silent_share(&left), silent_share(&right)), (0.0, 0.0));
}

#[test]
fn jitter_reordering_and_doubles_change_nothing() {
    let rough = Network {
        double_percent: 20,
        jitter_ms: 50,
        ..Network::default()
    };
    let (left, right) = record(10, rough, rough);
    assert!(worst(&left, 440.0) > 0.9, "{}", worst(&left, 440.0));
    assert!(worst(&right, 880.0) > 0.9, "{}", worst(&right, 880.0));
    assert!(silent_share(&left) < 0.005 && silent_share(&right) < 0.005);
}

#[test]
fn what_is_lost_is_silence_in_its_place() {
    let lossy = Network {
        lost_percent: 10,
        jitter_ms: 30,
        ..Network::default()
    };
    let (left, right) = record(20, lossy, Network::default());
    let silent = silent_share(&left);
    assert!((0.06..0.14).contains(&silent), "{silent}");
    assert_eq!(silent_share(&right), 0.0);
    assert!(loudest(&left, 880.0) < 0.05 && loudest(&right, 440.0) < 0.001);
}

#[test]
fn clocks_that_run_half_a_percent_wrong_stay_in_tune_and_in_place() {
    for drift_per_mille in [-5, 5] {
        let wrong = Network {
            drift_per_mille,
            jitter_ms: 20,
            ..Network::default()
        };
        let (left, right) = record(60, wrong, Network::default());
        assert_eq!(left.len(), right.len());
        let mut windows: Vec<f64> = left[8_000..472_000]
            .chunks_exact(1_600)
            .map(|part| share(part, 440.0))
            .collect();
        windows.sort_by(f64::total_cmp);
        // A window that is stretched by a few samples loses some of its tone, most lose none.
        assert!(windows[windows.len() / 10] > 0.7, "{:?}", &windows[..30]);
        assert!(silent_share(&left) < 0.01, "{}", silent_share(&left));
    }
}

/// Both sides clap at the same moments; one of them is slow and far away.
#[test]
fn channels_stay_within_40_ms_of_each_other() {
    let mut world = World::with_legs(2);
    world.command(Command::Record {
        recording: 5,
        left: 1,
        right: 2,
    });
    let start = world.now;
    let mut chance = Chance::from_number(3);
    let mut arrivals = Vec::new();
    for (leg, drift) in [(1u16, 5i64), (2, -5)] {
        let mut talker = Talker::new(Codec::Pcma, u32::from(leg), 500.0);
        for n in 0..2_900i64 {
            let at = n * 20_000 + n * 20_000 * drift / 1_000;
            // Loud in the frame that covers each fifth second by the true clock.
            let loud = at / 5_000_000 != (at - 20_000) / 5_000_000;
            let packet = talker.next();
            let payload = if loud {
                packet.payload.to_vec()
            } else {
                vec![0xD5; 160]
            };
            let bytes = [&packet.header()[..], &payload].concat();
            arrivals.push((at as u64 + chance.below(15_000), leg, bytes));
        }
    }
    arrivals.sort();
    for (at, leg, bytes) in arrivals {
        world.pass_until(start + Duration::from_micros(at));
        world.receive_bytes(leg, address(leg), &bytes);
    }
    world.command(Command::StopRecording(5));
    let (left, right) = channels(&world.events());
    let claps = |samples: &[i16]| -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        for (n, sample) in samples.iter().enumerate() {
            if sample.abs() > 3_000 && found.last().is_none_or(|last| n - last > 8_000) {
                found.push(n);
            }
        }
        found
    };
    let (left, right) = (claps(&left), claps(&right));
    assert_eq!((left.len(), right.len()), (11, 11));
    for (one, other) in left.iter().zip(&right) {
        assert!(one.abs_diff(*other) <= 320, "{one} {other}");
    }
}

#[test]
fn a_jump_of_the_timestamp_costs_nothing_but_itself() {
    let mut world = World::with_legs(2);
    world.command(Command::Record {
        recording: 5,
        left: 1,
        right: 2,
    });
    let mut talker = Talker::new(Codec::Pcma, 1, 440.0);
    for n in 0..500 {
        if n == 200 {
            talker.timestamp = talker.timestamp.wrapping_add(1 << 30);
        }
        if n == 350 {
            talker.timestamp = talker.timestamp.wrapping_sub(1 << 20);
        }
        world.pass_millis(20);
        world.receive(1, address(1), &talker.next());
    }
    world.command(Command::StopRecording(5));
    let (left, right) = channels(&world.events());
    assert_eq!(left.len(), 80_000);
    assert_eq!(silent_share(&left), 0.0);
    assert!(right.iter().all(|sample| *sample == 0));
}

#[test]
fn chunks_of_half_a_second_come_out_while_it_goes_on() {
    let mut world = World::with_legs(2);
    world.command(Command::Record {
        recording: 5,
        left: 1,
        right: 2,
    });
    // Its file begins before its audio.
    let begun = Event::Recorded {
        recording: 5,
        samples: Vec::new(),
        last: false,
    };
    assert_eq!(world.events(), [begun]);
    world.pass_millis(10_000);
    let events = world.events();
    assert_eq!(events.len(), 19);
    assert!(events.iter().all(|event| matches!(
        event,
        Event::Recorded { recording: 5, samples, last: false } if samples.len() == 8_000
    )));
    world.oversleep(60_000);
    world.command(Command::StopRecording(5));
    let rest: usize = world
        .events()
        .iter()
        .map(|event| {
            if let Event::Recorded { samples, .. } = event {
                samples.len()
            } else {
                0
            }
        })
        .sum();
    assert_eq!(rest, (70_000 - 9_500) * 16);
}

#[test]
fn a_recording_ends_with_either_leg_and_a_refused_one_at_once() {
    for leg in [1, 2] {
        let mut world = World::with_legs(2);
        world.command(Command::Record {
            recording: 5,
            left: 1,
            right: 2,
        });
        world.pass_millis(100);
        assert_eq!(world.events().len(), 1);
        world.command(Command::Close(leg));
        let last = |samples| Event::Recorded {
            recording: 5,
            samples,
            last: true,
        };
        assert_eq!(world.events(), [last(vec![0; 1_600])]);
        world.command(Command::StopRecording(5));
        assert_eq!(world.events(), []);
        world.command(Command::Record {
            recording: 5,
            left: 1,
            right: 2,
        });
        assert_eq!(world.events(), [last(vec![])]);
        assert_eq!(world.room.counters().recordings_refused, 1);
    }
}

#[test]
fn music_that_a_leg_hears_is_not_in_its_channel() {
    let mut world = World::with_legs(2);
    world.command(Command::Record {
        recording: 5,
        left: 1,
        right: 2,
    });
    let music = std::sync::Arc::new(crate::Audio::ring_back());
    let sounds = vec![Some(music)];
    world.command(Command::Play {
        leg: 1,
        play: crate::PlayId(1),
        sounds,
        times: None,
    });
    world.pass_millis(3_000);
    world.command(Command::StopRecording(5));
    let (left, right) = channels(&world.events());
    assert!(left.iter().chain(&right).all(|sample| *sample == 0));
}

#[test]
fn one_leg_is_recorded_alone_and_its_silence_is_told_once() {
    let mut world = World::with_legs(1);
    world.command(Command::RecordAlone {
        recording: 5,
        leg: 1,
        quiet: Duration::from_secs(3),
    });
    let mut talker = Talker::new(Codec::Pcma, 1, 440.0);
    for _ in 0..100 {
        let packet = talker.next();
        world.receive(1, address(1), &packet);
        world.pass_millis(20);
    }
    let quiet = |events: &[Event]| {
        events
            .iter()
            .filter(|it| **it == Event::Quiet(1, 5))
            .count()
    };
    let mut events = world.events();
    assert_eq!(quiet(&events), 0);
    world.pass_millis(2_900);
    events.extend(world.events());
    assert_eq!(quiet(&events), 0);
    world.pass_millis(3_000);
    events.extend(world.events());
    assert_eq!(quiet(&events), 1);
    world.command(Command::StopRecording(5));
    events.extend(world.events());
    let (left, right) = channels(&events);
    assert!(share(&left[1_600..14_400], 440.0) > 0.9);
    assert_eq!(left.len(), right.len());
    assert!(right.iter().all(|sample| *sample == 0));
}
