//! From frames to speech (section 4 and A.4).

use crate::adaptive::Excitation;
use crate::algebraic::{Pulses, sharpen};
use crate::bits::{Frame, Half};
use crate::filter::{HighPass, Synthesis};
use crate::gains::{Gains, Predictor};
use crate::lp::Lp;
use crate::lsp::{Lsf, Lsp, flat, halfway, pairs, prediction};
use crate::pitch::{Delay, LONGEST, parity, start_after};
use crate::postfilter::Postfilter;
use crate::quantizer::Quantizer;
use crate::vector::{Subframe, mixed, scaled, whole};
use crate::{FRAME, OCTETS, SHARPEST, SUBFRAME};

/// The largest sample.
const FULL: f32 = 32_767.0;
/// What of the excitation stays when the speech becomes larger than that.
const LESS: f32 = 0.25;
/// Lost frames in whose place the newest is said again: 20 ms, the packet of most phones. A voice keeps more
/// of its shape and its level so than by the concealment of the Recommendation, which comes after that.
const AGAIN: u32 = 2;
/// How loud the past is said again at most: a voice that grew fast goes on nearly as it is.
const AGAIN_PAST: f32 = 1.05;
/// And how loud the pulses, which were right where they were said.
const AGAIN_PULSES: f32 = 0.9;
/// What a lost frame leaves of the gains (4.4.2).
const PITCH_LOSS: f32 = 0.9;
const CODE_LOSS: f32 = 0.98;

/// Makes samples of one stream's frames.
#[derive(Clone, Debug)]
pub struct Decoder {
    quantizer: Quantizer,
    said: Lsp,
    excitation: Excitation,
    predictor: Predictor,
    gains: Gains,
    sharpness: f32,
    /// The newest delay; longer with each half that is lost.
    delay: usize,
    synthesis: Synthesis,
    postfilter: Postfilter,
    high_pass: HighPass,
    chance: Chance,
    /// The newest frame, and how many were lost since.
    newest: Option<Frame>,
    lost: u32,
}

impl Default for Decoder {
    fn default() -> Self {
        Decoder {
            quantizer: Quantizer::default(),
            said: pairs(&flat()),
            excitation: Excitation::default(),
            predictor: Predictor::default(),
            gains: Gains::default(),
            sharpness: *SHARPEST.start(),
            delay: 60,
            synthesis: Synthesis::default(),
            postfilter: Postfilter::default(),
            high_pass: HighPass::behind(),
            chance: Chance::default(),
            newest: None,
            lost: 0,
        }
    }
}

impl Decoder {
    /// The samples of a frame, whatever its bits are.
    pub fn decode(&mut self, octets: &[u8; OCTETS]) -> [i16; FRAME] {
        let frame = Frame::read(octets);
        (self.newest, self.lost) = (Some(frame), 0);
        self.say(&frame)
    }

    /// The samples in place of a frame that was lost.
    pub fn conceal(&mut self) -> [i16; FRAME] {
        self.lost = self.lost.saturating_add(1);
        match self.newest {
            Some(newest) if self.lost <= AGAIN => self.say(&newest),
            _ => self.fade(),
        }
    }

    fn say(&mut self, frame: &Frame) -> [i16; FRAME] {
        let lsf = match self.lost {
            0 => self.quantizer.decode(frame.spectrum),
            _ => self.quantizer.repeat(),
        };
        let [one, other] = frame.halves;
        let first = if parity(one.pitch) == frame.parity {
            Delay::of_word(one.pitch)
        } else {
            self.delay_again()
        };
        let second = Delay::of_word_after(other.pitch, start_after(first.whole));
        let [early, late] = self.predictions(&lsf);
        let halves = [
            self.half(&early, first, &one),
            self.half(&late, second, &other),
        ];
        self.delay = second.whole.min(LONGEST);
        self.finish(halves)
    }

    /// Goes on with the spectrum and the pitch, quieter and quieter (4.4).
    fn fade(&mut self) -> [i16; FRAME] {
        let lsf = self.quantizer.repeat();
        let halves = self.predictions(&lsf).map(|lp| self.lost_half(&lp));
        self.finish(halves)
    }

    fn predictions(&mut self, lsf: &Lsf) -> [Lp; 2] {
        let said = pairs(lsf);
        let both = [halfway(&self.said, &said), said];
        self.said = said;
        both.map(|lsp| prediction(&lsp))
    }

    fn half(&mut self, lp: &Lp, delay: Delay, words: &Half) -> Subframe {
        let code = self.code(Pulses::of_words(words.places, words.signs), delay);
        let before = self.gains.code;
        self.gains = self.predictor.decode(words.gains, &code);
        if self.lost > 0 {
            // A word that made it louder once must not do so again, nor what is foretold by it.
            self.gains.pitch = self.gains.pitch.min(AGAIN_PAST);
            self.gains.code = AGAIN_PULSES * self.gains.code.min(before);
            self.predictor.forget();
        }
        self.speak(lp, delay, &code)
    }

    fn lost_half(&mut self, lp: &Lp) -> Subframe {
        let delay = self.delay_again();
        let places = self.chance.next() & 0x1fff;
        let signs = (self.chance.next() & 0xf) as u8;
        let code = self.code(Pulses::of_words(places, signs), delay);
        self.gains = Gains {
            pitch: (PITCH_LOSS * self.gains.pitch).min(PITCH_LOSS),
            code: (CODE_LOSS * self.gains.code).max(1e-6),
        };
        self.predictor.lose();
        self.speak(lp, delay, &code)
    }

    /// The delay before in place of one that is not known; the next is longer, so that it does not hum.
    fn delay_again(&mut self) -> Delay {
        let delay = Delay::whole(self.delay);
        self.delay = (self.delay + 1).min(LONGEST);
        delay
    }

    fn code(&self, pulses: Pulses, delay: Delay) -> Subframe {
        let mut code = pulses.signal();
        sharpen(&mut code, delay.whole, self.sharpness);
        code
    }

    /// The speech of an excitation, filtered.
    fn speak(&mut self, lp: &Lp, delay: Delay, code: &Subframe) -> Subframe {
        let past = self.excitation.predict(delay);
        let loud = scaled(&past, self.gains.pitch);
        let excitation = bounded(&mixed(&loud, self.gains.code, code));
        self.sharpness = self.gains.pitch.clamp(*SHARPEST.start(), *SHARPEST.end());
        let speech = self.synthesize(lp, &excitation);
        self.postfilter.run(&speech, lp, delay.whole)
    }

    /// Speech that is too loud is made again with less of all that is remembered of the excitation.
    fn synthesize(&mut self, lp: &Lp, excitation: &Subframe) -> Subframe {
        let mut before = self.synthesis.clone();
        let speech = self.synthesis.run(lp, excitation);
        self.excitation.take(excitation);
        if speech.iter().all(|sample| sample.abs() <= FULL) {
            return speech;
        }
        self.excitation.scale(LESS);
        let speech = bounded(&before.run(lp, &scaled(excitation, LESS)));
        self.synthesis = Synthesis::after(&speech);
        speech
    }

    fn finish(&mut self, [one, other]: [Subframe; 2]) -> [i16; FRAME] {
        let mut speech = [0.0; FRAME];
        let halves = speech.as_chunks_mut::<SUBFRAME>().0.iter_mut();
        halves.zip([one, other]).for_each(|(to, half)| *to = half);
        let mut samples = [0; FRAME];
        let places = samples.iter_mut().zip(self.high_pass.run(&speech));
        places.for_each(|(to, sample)| *to = whole(sample));
        samples
    }
}

/// The signal where it is not too loud.
fn bounded(signal: &Subframe) -> Subframe {
    let mut bounded = *signal;
    let samples = bounded.iter_mut();
    samples.for_each(|sample| *sample = sample.clamp(-FULL, FULL));
    bounded
}

/// The pulses of lost frames (96).
#[derive(Clone, Debug)]
struct Chance(u16);

impl Default for Chance {
    fn default() -> Self {
        Chance(21_845)
    }
}

impl Chance {
    fn next(&mut self) -> u16 {
        self.0 = self.0.wrapping_mul(31_821).wrapping_add(13_849);
        self.0
    }
}
