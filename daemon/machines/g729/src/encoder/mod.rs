//! From speech to frames (section 3 and annex A).

mod half;

use half::{Around, Halves};

use crate::bits::Frame;
use crate::filter::{HighPass, Synthesis, residual, widened};
use crate::lp::{ANALYSED, Lp, ORDER, analyse};
use crate::lsp::{Lsp, flat, frequencies, halfway, of_prediction, pairs, prediction};
use crate::pitch::{OpenLoop, parity};
use crate::quantizer::Quantizer;
use crate::vector::{Subframe, window};
use crate::{FRAME, OCTETS, SUBFRAME};

/// Where a frame begins in the speech that is kept: 5 ms are heard ahead.
const BEGIN: usize = ANALYSED - SUBFRAME - FRAME;
/// How the error is weighted: more of it is let through where the voice is loud (A.1).
const WEIGHTING: f32 = 0.75;
/// What the pitch is looked for in has less of what is high.
const LOW_PASS: f32 = 0.7;

/// Makes frames of one stream's speech.
#[derive(Clone, Debug)]
pub struct Encoder {
    high_pass: HighPass,
    /// What was before the frame, the frame, and what is ahead.
    speech: [f32; ANALYSED],
    /// The pairs of the newest frame, as they were found and as the words say them.
    found: Lsp,
    said: Lsp,
    quantizer: Quantizer,
    weighted: Synthesis,
    open_loop: OpenLoop,
    halves: Halves,
}

impl Default for Encoder {
    fn default() -> Self {
        Encoder {
            high_pass: HighPass::before(),
            speech: [0.0; ANALYSED],
            found: pairs(&flat()),
            said: pairs(&flat()),
            quantizer: Quantizer::default(),
            weighted: Synthesis::default(),
            open_loop: OpenLoop::default(),
            halves: Halves::default(),
        }
    }
}

impl Encoder {
    /// The frame of samples. What is heard of it is 5 ms older than they are.
    pub fn encode(&mut self, samples: &[i16; FRAME]) -> [u8; OCTETS] {
        self.hear(samples);
        if let Some(found) = analyse(&self.speech).and_then(|lp| of_prediction(&lp)) {
            self.found = found;
        }
        let (spectrum, lsf) = self.quantizer.quantize(&frequencies(&self.found));
        let said = pairs(&lsf);
        let lps = [halfway(&self.said, &said), said].map(|lsp| prediction(&lsp));
        self.said = said;
        let [early, late] = &lps;
        let before = |n: usize| window(&self.speech, BEGIN + n - ORDER);
        let residuals = [residual(early, before(0)), residual(late, before(SUBFRAME))];
        let open = self.open_loop(&lps, &residuals);
        let [early_left, late_left] = &residuals;
        let (one, delay) = self.halves.encode(early, early_left, Around::Speech(open));
        let (other, _) = self.halves.encode(late, late_left, Around::First(delay));
        let frame = Frame {
            spectrum,
            parity: parity(one.pitch),
            halves: [one, other],
        };
        frame.write()
    }

    fn hear(&mut self, samples: &[i16; FRAME]) {
        let mut heard = [0.0; FRAME];
        let places = heard.iter_mut().zip(samples);
        places.for_each(|(to, sample)| *to = f32::from(*sample));
        let heard = self.high_pass.run(&heard);
        self.speech.copy_within(FRAME.., 0);
        let room = self.speech.iter_mut().skip(ANALYSED - FRAME);
        room.zip(heard).for_each(|(to, from)| *to = from);
    }

    /// The delay of the pitch as the speech has it (A.3.3 and A.3.4).
    fn open_loop(&mut self, lps: &[Lp; 2], residuals: &[Subframe; 2]) -> usize {
        let mut weighted = [0.0; FRAME];
        let halves = weighted.as_chunks_mut::<SUBFRAME>().0.iter_mut();
        for (half, (lp, residual)) in halves.zip(lps.iter().zip(residuals)) {
            *half = self.weighted.run(&low_passed(lp), residual);
        }
        self.open_loop.search(&weighted)
    }
}

/// The weighting filter and one that takes away what is high, together.
fn low_passed(lp: &Lp) -> Lp {
    let mut before = 1.0;
    widened(lp, WEIGHTING).map(|coefficient| {
        let both = coefficient - LOW_PASS * before;
        before = coefficient;
        both
    })
}
