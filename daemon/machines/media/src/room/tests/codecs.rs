//! Legs of different codecs: what each hears of the other, of us, and what is recorded.

use std::sync::Arc;

use crate::codec::{Codec, Decoder, Encoder, MAX_SAMPLES};
use crate::rtp::Packet;
use crate::testing::{Sent, World, address, remote, share};
use crate::{Audio, Command, Event, PlayId, Remote};

/// Somebody who says a tone in any codec and in frames of any length.
struct Speaker {
    codec: Codec,
    encoder: Encoder,
    hertz: f64,
    frame: usize,
    spoken: usize,
    sequence: u16,
    payload: Vec<u8>,
}

impl Speaker {
    fn new(codec: Codec, hertz: f64) -> Speaker {
        Speaker {
            codec,
            encoder: Encoder::new(codec),
            hertz,
            frame: 160,
            spoken: 0,
            sequence: 65_000,
            payload: Vec::new(),
        }
    }

    fn next(&mut self) -> Packet<'_> {
        let wave = |n: usize| (n as f64 * self.hertz / 8_000.0 * std::f64::consts::TAU).sin();
        let samples: Vec<i16> = (self.spoken..self.spoken + self.frame)
            .map(|n| (wave(n) * 6_000.0) as i16)
            .collect();
        let mut payload = [0; 1_400];
        let length = self.encoder.encode(&samples, &mut payload);
        self.payload = payload[..length].to_vec();
        let timestamp = (self.spoken as u32).wrapping_mul(self.codec.clock() / 8_000);
        self.spoken += self.frame;
        self.sequence = self.sequence.wrapping_add(1);
        Packet {
            marker: false,
            payload_type: self.codec.payload_type(),
            sequence: self.sequence,
            timestamp: timestamp.wrapping_sub(100_000),
            ssrc: 77,
            payload: &self.payload,
        }
    }
}

fn speaking(leg: u16, codec: Codec) -> Remote {
    Remote {
        codec,
        payload_type: codec.payload_type(),
        ..remote(leg)
    }
}

/// A room whose legs 1 and 2 speak these codecs and hear each other.
pub(super) fn bridged(one: Codec, other: Codec) -> World {
    let mut world = World::flowing(2);
    world.command(Command::Connect(1, speaking(1, one)));
    world.command(Command::Connect(2, speaking(2, other)));
    world.command(Command::Bridge(1, 2));
    world.sent(1);
    world.sent(2);
    world
}

fn talk(world: &mut World, speaker: &mut Speaker, frames: usize) {
    for _ in 0..frames {
        let millis = speaker.frame as u64 / 8;
        world.receive(1, address(1), &speaker.next());
        world.pass_millis(millis);
    }
}

/// What somebody with this codec hears of the packets.
fn heard(codec: Codec, sent: &[Sent]) -> Vec<i16> {
    let mut decoder = Decoder::new(codec);
    let mut all = Vec::new();
    for sent in sent {
        let mut samples = [0; MAX_SAMPLES];
        let count = decoder.decode(sent.packet().payload, &mut samples);
        all.extend(&samples[..count]);
    }
    all
}

/// That the packets follow each other without a gap, in the units of the codec's clock.
fn assert_joined(codec: Codec, sent: &[Sent]) {
    let ratio = codec.clock() / 8_000;
    for pair in sent.windows(2) {
        let (one, two) = (pair[0].packet(), pair[1].packet());
        assert_eq!(two.sequence, one.sequence.wrapping_add(1));
        let samples = codec.samples(one.payload) as u32;
        assert_eq!(two.timestamp, one.timestamp.wrapping_add(samples * ratio));
        assert!(!two.marker);
    }
    assert!(
        sent.iter()
            .all(|sent| sent.packet().payload_type == codec.payload_type())
    );
}

#[test]
fn every_codec_is_heard_in_every_other() {
    for one in Codec::ALL {
        for other in Codec::ALL {
            let mut world = bridged(*one, *other);
            let mut speaker = Speaker::new(*one, 440.0);
            talk(&mut world, &mut speaker, 50);
            let sent = world.sent(2);
            assert_eq!(sent.len(), 50, "{one:?} {other:?}");
            assert_joined(*other, &sent);
            let heard = heard(*other, &sent);
            assert!(share(&heard[1_600..], 440.0) > 0.9, "{one:?} {other:?}");
        }
    }
}

#[test]
fn what_both_speak_passes_untouched() {
    for codec in Codec::ALL {
        let mut world = bridged(*codec, *codec);
        let mut speaker = Speaker::new(*codec, 440.0);
        for _ in 0..20 {
            let packet = speaker.next();
            world.receive(1, address(1), &packet);
            let sent = world.sent(2);
            assert_eq!(sent[0].packet().payload, packet.payload, "{codec:?}");
            world.pass_millis(20);
        }
    }
}

#[test]
fn frames_of_another_length_are_cut_anew() {
    for frame in [80, 240, 320, 480] {
        let mut world = bridged(Codec::Pcma, Codec::Opus);
        let mut speaker = Speaker::new(Codec::Pcma, 440.0);
        speaker.frame = frame;
        talk(&mut world, &mut speaker, 48_000 / frame);
        let sent = world.sent(2);
        assert_eq!(sent.len(), 300, "{frame}");
        assert_joined(Codec::Opus, &sent);
    }
}

#[test]
fn loss_is_concealed_and_what_was_overtaken_or_doubled_is_not_loss() {
    for codec in [Codec::Pcma, Codec::G722, Codec::G729, Codec::Opus] {
        let other = if codec == Codec::Opus {
            Codec::Pcma
        } else {
            Codec::Opus
        };
        let mut world = bridged(codec, other);
        let mut speaker = Speaker::new(codec, 440.0);
        talk(&mut world, &mut speaker, 10);
        for n in 0..90 {
            let one = speaker.next();
            let (one, payload) = (
                Packet {
                    payload: &[],
                    ..one
                },
                one.payload.to_vec(),
            );
            let one = Packet {
                payload: &payload,
                ..one
            };
            match n % 10 {
                3 => {}
                7 => {
                    let two = speaker.next();
                    world.receive(1, address(1), &two);
                    world.receive(1, address(1), &one);
                    world.receive(1, address(1), &two);
                }
                _ => world.receive(1, address(1), &one),
            }
            world.pass_millis(if n % 10 == 7 { 40 } else { 20 });
        }
        let sent = world.sent(2);
        assert_eq!(sent.len(), speaker.spoken / 160, "{codec:?}");
        assert_joined(other, &sent);
        let stats = world.room.stats(1).unwrap();
        assert_eq!(stats.concealed_ms, 9 * 20, "{codec:?}");
        assert_eq!(stats.drops.duplicate, 9);
        assert!(
            share(&heard(other, &sent)[1_600..], 440.0) > 0.6,
            "{codec:?}"
        );
    }
}

#[test]
fn a_jump_of_the_timestamp_is_no_loss_and_begins_a_talk_spurt() {
    for jump in [8_000, u32::MAX / 2, 0u32.wrapping_sub(160_000)] {
        let mut world = bridged(Codec::Pcma, Codec::Opus);
        let mut speaker = Speaker::new(Codec::Pcma, 440.0);
        talk(&mut world, &mut speaker, 10);
        for _ in 0..10 {
            let packet = speaker.next();
            let timestamp = packet.timestamp.wrapping_add(jump);
            world.receive(
                1,
                address(1),
                &Packet {
                    timestamp,
                    ..packet
                },
            );
            world.pass_millis(20);
        }
        let sent = world.sent(2);
        assert_eq!(sent.len(), 20);
        let markers = (0..20).filter(|n| sent[*n].packet().marker);
        assert_eq!(markers.collect::<Vec<_>>(), [0, 10], "{jump}");
        assert_eq!(world.room.stats(1).unwrap().concealed_ms, 0);
    }
}

#[test]
fn a_leg_may_change_its_codec_in_the_middle_of_a_call() {
    let mut world = bridged(Codec::Pcma, Codec::Pcma);
    let mut sequence = 65_500;
    for (one, other) in [
        (Codec::Pcma, Codec::Opus),
        (Codec::G729, Codec::Opus),
        (Codec::G722, Codec::G722),
        (Codec::Opus, Codec::Pcmu),
    ] {
        world.command(Command::Connect(1, speaking(1, one)));
        world.command(Command::Connect(2, speaking(2, other)));
        let mut speaker = Speaker::new(one, 440.0);
        speaker.sequence = sequence;
        talk(&mut world, &mut speaker, 50);
        sequence = speaker.sequence;
        let sent = world.sent(2);
        assert_eq!(sent.len(), 50, "{one:?} {other:?}");
        assert_joined(other, &sent);
        assert!(share(&heard(other, &sent)[1_600..], 440.0) > 0.9);
    }
}

#[test]
fn prompts_are_played_in_every_codec_and_every_length() {
    for codec in Codec::ALL {
        for ptime_ms in [10, 20, 30, 60] {
            let mut world = World::flowing(1);
            let speaking = Remote {
                ptime_ms,
                ..speaking(1, *codec)
            };
            world.command(Command::Connect(1, speaking));
            world.command(Command::Play {
                leg: 1,
                play: PlayId(1),
                sounds: vec![Some(Arc::new(Audio::ring_back()))],
                times: None,
            });
            world.pass_millis(950);
            let sent = world.sent(1);
            assert_joined(*codec, &sent[1..]);
            let heard = heard(*codec, &sent);
            assert!(
                (7_600..=8_100).contains(&heard.len()),
                "{codec:?} {}",
                heard.len()
            );
            assert!(
                share(&heard[1_600..7_200], 450.0) > 0.9,
                "{codec:?} {ptime_ms}"
            );
        }
    }
}

#[test]
fn every_codec_is_recorded() {
    for one in Codec::ALL {
        for other in Codec::ALL {
            let mut world = bridged(*one, *other);
            world.command(Command::Record {
                recording: 3,
                left: 1,
                right: 2,
            });
            let mut left = Speaker::new(*one, 440.0);
            let mut right = Speaker::new(*other, 880.0);
            for _ in 0..60 {
                world.receive(1, address(1), &left.next());
                world.receive(2, address(2), &right.next());
                world.pass_millis(20);
            }
            world.command(Command::StopRecording(3));
            let mut channels = [Vec::new(), Vec::new()];
            for event in world.events() {
                if let Event::Recorded { samples, .. } = event {
                    for pair in samples.as_chunks::<2>().0 {
                        channels[0].push(pair[0]);
                        channels[1].push(pair[1]);
                    }
                }
            }
            assert!(share(&channels[0][2_000..9_000], 440.0) > 0.9, "{one:?}");
            assert!(share(&channels[1][2_000..9_000], 880.0) > 0.9, "{other:?}");
        }
    }
}

#[test]
fn comfort_noise_is_heard_as_noise_until_the_voice_is_back() {
    for other in [Codec::Pcma, Codec::Opus] {
        let mut world = bridged(Codec::Pcma, other);
        let mut speaker = Speaker::new(Codec::Pcma, 440.0);
        talk(&mut world, &mut speaker, 10);
        let silence = Packet {
            payload_type: 13,
            payload: &[50],
            ..speaker.next()
        };
        world.receive(1, address(1), &silence);
        world.pass_millis(990);
        speaker.spoken += 8_000;
        let sent = world.sent(2);
        let between = heard(other, &sent[11..]);
        assert!((45..=52).contains(&(sent.len() - 10)), "{}", sent.len());
        let loudest = between.iter().map(|sample| sample.abs()).max().unwrap();
        assert!((20..1_500).contains(&loudest), "{other:?} {loudest}");
        talk(&mut world, &mut speaker, 10);
        let sent = world.sent(2);
        assert_eq!(sent.len(), 10);
        assert!(sent[0].packet().marker);
        assert!(share(&heard(other, &sent)[480..], 440.0) > 0.5);
    }
}

#[test]
fn a_clock_that_runs_wrong_for_ten_minutes_delays_nothing() {
    for micros in [19_900, 20_100] {
        let mut world = bridged(Codec::Pcma, Codec::G722);
        let mut speaker = Speaker::new(Codec::Pcma, 440.0);
        for n in 0..30_000u32 {
            world.receive(1, address(1), &speaker.next());
            // What was heard is said at once: there is nothing in which a delay could grow.
            let sent = world.sent(2);
            assert_eq!(sent.len(), 1, "{n}");
            assert_eq!(sent[0].at, world.now);
            world.pass(std::time::Duration::from_micros(micros));
            world.out.rtcp.clear();
        }
        assert_eq!(world.room.stats(1).unwrap().concealed_ms, 0);
    }
}
