//! The excitation of one half of a frame: what is left to say when the spectrum is known.

use super::WEIGHTING;
use crate::adaptive::Excitation;
use crate::algebraic::{search, sharpen};
use crate::bits::Half;
use crate::filter::{Synthesis, widened};
use crate::gains::{Heard, Predictor};
use crate::lp::Lp;
use crate::pitch::{Delay, search_first, search_second, start_after};
use crate::taming::{TAMED, Taming};
use crate::vector::{Subframe, convolve, correlate_back, dot, energy, mixed, scaled};
use crate::{SHARPEST, SUBFRAME};

/// The gain of the adaptive codebook, at most.
const LOUDEST: f32 = 1.2;

/// Where the pitch is looked for.
#[derive(Clone, Copy, Debug)]
pub enum Around {
    /// In the first half, where the speech has it.
    Speech(usize),
    /// In the second half, where the first had it.
    First(usize),
}

/// What is remembered from half to half.
#[derive(Clone, Debug)]
pub struct Halves {
    excitation: Excitation,
    /// The weighted error of what was said so far.
    error: Synthesis,
    predictor: Predictor,
    taming: Taming,
    /// How much pulses are repeated with the pitch.
    sharpness: f32,
}

impl Default for Halves {
    fn default() -> Self {
        Halves {
            excitation: Excitation::default(),
            error: Synthesis::default(),
            predictor: Predictor::default(),
            taming: Taming::default(),
            sharpness: *SHARPEST.start(),
        }
    }
}

impl Halves {
    /// The words that bring the prediction's excitation nearest to what the prediction has left of the
    /// speech, and the whole delay of the pitch.
    pub fn encode(&mut self, lp: &Lp, left: &Subframe, around: Around) -> (Half, usize) {
        let weighting = widened(lp, WEIGHTING);
        let response = Synthesis::default().run(&weighting, &pulse());
        let target = self.error.run(&weighting, left);
        let back = correlate_back(&response, &target);
        self.excitation.suppose(left);
        let (pitch, delay, past) = self.pitch(&back, around);
        let past_heard = convolve(&response, &past);
        let (gain, limit) = self.pitch_gain(&target, &past_heard, delay);
        let rest = mixed(&target, -gain, &past_heard);
        let code = self.pulses(&rest, &response, delay.whole);
        let heard = Heard {
            target: &target,
            pitch: &past_heard,
            code: &code.heard,
        };
        let (words, gains) = self.predictor.quantize(&heard, &code.signal, limit);
        let loud = scaled(&past, gains.pitch);
        let excitation = mixed(&loud, gains.code, &code.signal);
        self.excitation.take(&excitation);
        let error = mixed(&target, -gains.pitch, &past_heard);
        self.error = Synthesis::after(&mixed(&error, -gains.code, &code.heard));
        self.taming.follow(gains.pitch, delay.whole);
        self.sharpness = gains.pitch.clamp(*SHARPEST.start(), *SHARPEST.end());
        let (places, signs) = code.words;
        let half = Half {
            pitch,
            places,
            signs,
            gains: words,
        };
        (half, delay.whole)
    }

    /// The word of the pitch, its delay, and the past at that delay.
    fn pitch(&mut self, back: &Subframe, around: Around) -> (u8, Delay, Subframe) {
        match around {
            Around::Speech(open) => {
                let (delay, past) = search_first(&mut self.excitation, back, open);
                (delay.word(), delay, past)
            }
            Around::First(whole) => {
                let from = start_after(whole);
                let (delay, past) = search_second(&mut self.excitation, back, from);
                (delay.word_after(from), delay, past)
            }
        }
    }

    /// The best gain of the past by (43), and what its word must stay below.
    fn pitch_gain(&self, target: &Subframe, past: &Subframe, delay: Delay) -> (f32, f32) {
        let gain = dot(target, past) / energy(past).max(1e-3);
        let [tame, limit] = match self.taming.must_tame(delay) {
            true => TAMED,
            false => [LOUDEST, f32::INFINITY],
        };
        (gain.clamp(0.0, tame), limit)
    }

    /// The best pulses for what the past does not say.
    fn pulses(&self, rest: &Subframe, response: &Subframe, delay: usize) -> Code {
        let mut sharpened = *response;
        sharpen(&mut sharpened, delay, self.sharpness);
        let pulses = search(rest, &sharpened);
        let mut signal = pulses.signal();
        sharpen(&mut signal, delay, self.sharpness);
        Code {
            words: pulses.words(),
            heard: pulses.through(&sharpened),
            signal,
        }
    }
}

/// Pulses: their words, as a signal, and as they are heard.
struct Code {
    words: (u16, u8),
    signal: Subframe,
    heard: Subframe,
}

fn pulse() -> Subframe {
    let mut pulse = [0.0; SUBFRAME];
    pulse[0] = 1.0;
    pulse
}
