//! A tone and a voice through a whole room: what comes is put in its order, what is lost is made up, the
//! rest is translated and leaves as packets, from a leg of each codec to a leg of each.

use kernel::Chance;

use super::codecs::bridged;
use crate::codec::{Codec, Decoder, Encoder, MAX_SAMPLES};
use crate::measuring::{allowed_of_both, louder, quality, tone, voice};
use crate::rtp::Packet;
use crate::testing::{Sent, address};

const FRAME: usize = 160;
/// What comes before the codecs have found their way.
const BEGIN: usize = 3_200;

/// What the other side hears of somebody whose packets are lost so often.
fn through(one: Codec, other: Codec, said: &[i16], percent: u64) -> Vec<i16> {
    let mut world = bridged(one, other);
    let mut encoder = Encoder::new(one);
    let mut chance = Chance::from_number(7);
    let units = one.clock() / 8_000;
    for (number, frame) in (0_u32..).zip(said.as_chunks::<FRAME>().0) {
        let mut payload = [0; 400];
        let length = encoder.encode(frame, &mut payload);
        let packet = Packet {
            marker: false,
            payload_type: one.payload_type(),
            sequence: 65_500_u16.wrapping_add(number as u16),
            timestamp: (number * FRAME as u32 * units).wrapping_sub(20_000),
            ssrc: 77,
            payload: &payload[..length],
        };
        if number <= 10 || !chance.percent(percent) {
            world.receive(1, address(1), &packet);
        }
        world.pass_millis(20);
    }
    hear(other, &world.sent(2))
}

/// What a phone makes of the packets: it conceals what is missing between them.
fn hear(codec: Codec, sent: &[Sent]) -> Vec<i16> {
    let mut decoder = Decoder::new(codec);
    let mut heard = Vec::new();
    let mut next: Option<u32> = None;
    for packet in sent.iter().map(Sent::packet) {
        let missing = next.map_or(0, |next| packet.timestamp.wrapping_sub(next));
        let missing = (missing / (codec.clock() / 8_000)) as usize;
        assert!(
            missing < 10 * FRAME,
            "{codec:?}: {missing} samples in one gap"
        );
        if missing > 0 {
            let mut samples = vec![0; missing];
            decoder.conceal(packet.payload, &mut samples);
            heard.extend(samples);
        }
        let mut samples = [0; MAX_SAMPLES];
        let count = decoder.decode(packet.payload, &mut samples);
        heard.extend(&samples[..count]);
        let units = count as u32 * (codec.clock() / 8_000);
        next = Some(packet.timestamp.wrapping_add(units));
    }
    heard
}

#[test]
fn whatever_two_legs_speak_a_tone_and_a_voice_keep_their_level_and_shape_with_and_without_loss() {
    let mut bad = Vec::new();
    for (n, said) in [tone(19_200), voice(19_200)].iter().enumerate() {
        for (k, percent) in [0, 3].into_iter().enumerate() {
            for one in Codec::ALL {
                for other in Codec::ALL {
                    let heard = through(*one, *other, said, percent);
                    let (said, heard) = (&said[BEGIN..], &heard[BEGIN..]);
                    let (level, quality) = (louder(heard, said), quality(said, heard));
                    let least = allowed_of_both(*one, *other, n, k);
                    let what = ["tone", "voice"][n];
                    let case = format!(
                        "{what} {one:?} {other:?}, {percent} %: {level:.2} dB, {quality:.1} dB"
                    );
                    if level.abs() > 1.0 || quality < least {
                        bad.push(format!("{case} of {least} dB"));
                    }
                }
            }
        }
    }
    assert!(bad.is_empty(), "{bad:#?}");
}
