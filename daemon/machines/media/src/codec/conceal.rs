//! What is heard in place of a lost packet: the last period of the voice, repeated and faded out (the
//! idea of G.711 appendix I).

/// Samples that are remembered: what the search for a period looks at.
const HISTORY: usize = 400;
/// The shortest and the longest period: 200 to 66 Hz, and their multiples.
const SHORTEST: usize = 40;
const LONGEST: usize = 120;
/// How many samples are compared.
const WINDOW: usize = 160;
/// Full loudness for 10 ms, silence after 60 ms.
const FULL: usize = 80;
const GONE: usize = 480;
/// Samples over which the seams are smoothed.
const SEAM: usize = 32;

/// What was heard of one stream, and what stands in for the rest.
#[derive(Clone, Debug)]
pub(super) struct Concealment {
    /// The newest sample last.
    heard: [i16; HISTORY],
    /// The period that is repeated, and how long it is; zero while nothing is lost.
    template: [i16; LONGEST],
    period: usize,
    /// Samples that stood in since the last that was heard.
    lost: usize,
}

impl Default for Concealment {
    fn default() -> Self {
        Concealment {
            heard: [0; HISTORY],
            template: [0; LONGEST],
            period: 0,
            lost: 0,
        }
    }
}

impl Concealment {
    /// Takes what is heard; smooths its beginning when it comes after a loss.
    pub(super) fn hear(&mut self, samples: &mut [i16]) {
        if self.period != 0 {
            for (n, sample) in samples.iter_mut().take(SEAM).enumerate() {
                let stand_in = i32::from(self.stand_in(self.lost + n));
                let (fresh, share) = (i32::from(*sample), n as i32);
                *sample = ((fresh * share + stand_in * (SEAM as i32 - share)) / SEAM as i32) as i16;
            }
            (self.period, self.lost) = (0, 0);
        }
        self.remember(samples);
    }

    /// Fills all of `samples`.
    pub(super) fn conceal(&mut self, samples: &mut [i16]) {
        if self.period == 0 {
            self.begin();
        }
        for (n, sample) in samples.iter_mut().enumerate() {
            *sample = self.stand_in(self.lost + n);
        }
        self.lost = self.lost.saturating_add(samples.len());
    }

    fn remember(&mut self, samples: &[i16]) {
        let newest = samples.len().min(HISTORY);
        self.heard.copy_within(newest.., 0);
        let fresh = samples.iter().skip(samples.len() - newest);
        let places = self.heard.iter_mut().skip(HISTORY - newest);
        places.zip(fresh).for_each(|(to, from)| *to = *from);
    }

    /// Finds the period, and makes the template: its end runs into its beginning.
    fn begin(&mut self) {
        self.period = self.find_period();
        let before = HISTORY - self.period;
        let last = self.heard.iter().skip(before);
        self.template
            .iter_mut()
            .zip(last)
            .for_each(|(to, from)| *to = *from);
        let seam = SEAM.min(self.period / 2);
        let earlier = self.heard.iter().skip(before - seam).take(seam);
        let end = self
            .template
            .iter_mut()
            .take(self.period)
            .skip(self.period - seam);
        for (n, (to, from)) in end.zip(earlier).enumerate() {
            let share = n as i32 + 1;
            let mixed = i32::from(*from) * share + i32::from(*to) * (seam as i32 - share);
            *to = (mixed / seam.max(1) as i32) as i16;
        }
    }

    /// The lag at which the newest samples are most like what came before them.
    fn find_period(&self) -> usize {
        let likeness = |lag: usize| {
            let newest = self.heard.iter().skip(HISTORY - WINDOW);
            let earlier = self.heard.iter().skip(HISTORY - WINDOW - lag);
            let (mut product, mut energy) = (0.0f32, 1.0f32);
            for (one, other) in newest.zip(earlier) {
                let (one, other) = (f32::from(*one), f32::from(*other));
                product += one * other;
                energy += other * other;
            }
            product.max(0.0) * product / energy
        };
        let mut best = (LONGEST, 0.0);
        for lag in SHORTEST..=LONGEST {
            let likeness = likeness(lag);
            if likeness > best.1 {
                best = (lag, likeness);
            }
        }
        best.0
    }

    /// The sample so far into the loss.
    fn stand_in(&self, lost: usize) -> i16 {
        let place = lost.checked_rem(self.period).unwrap_or(0);
        let sample = self.template.get(place).copied().unwrap_or(0);
        let left = GONE.saturating_sub(lost.max(FULL)) as i32;
        (i32::from(sample) * left / (GONE - FULL) as i32) as i16
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tone(from: usize, count: usize) -> Vec<i16> {
        let wave = |n: usize| (n as f64 * 0.39).sin() * 8_000.0;
        (from..from + count).map(|n| wave(n) as i16).collect()
    }

    #[test]
    fn a_tone_goes_on_over_a_lost_frame() {
        let mut concealment = Concealment::default();
        concealment.hear(&mut tone(0, 480));
        let mut lost = [0; 160];
        concealment.conceal(&mut lost);
        let expected = tone(480, 160);
        let error: f64 = lost[..80]
            .iter()
            .zip(&expected)
            .map(|(a, b)| f64::from(i32::from(*a) - i32::from(*b)).powi(2))
            .sum();
        let energy: f64 = expected[..80].iter().map(|a| f64::from(*a).powi(2)).sum();
        assert!(error < energy / 10.0, "{error} {energy}");
        let jumps = lost
            .windows(2)
            .map(|pair| (i32::from(pair[0]) - i32::from(pair[1])).abs());
        assert!(jumps.max().unwrap() < 5_000);
    }

    #[test]
    fn what_stays_lost_is_silence_in_the_end() {
        let mut concealment = Concealment::default();
        concealment.hear(&mut tone(0, 480));
        let mut lost = [1; 640];
        concealment.conceal(&mut lost);
        assert!(lost[..80].iter().any(|sample| sample.abs() > 4_000));
        assert!(lost[480..].iter().all(|sample| *sample == 0));
    }

    #[test]
    fn what_comes_after_a_loss_begins_smoothly_and_is_itself_at_once() {
        let mut concealment = Concealment::default();
        concealment.hear(&mut tone(0, 480));
        concealment.conceal(&mut [0; 160]);
        let mut next = tone(640, 160);
        concealment.hear(&mut next);
        assert_eq!(next[32..], tone(640, 160)[32..]);
    }

    #[test]
    fn without_anything_heard_there_is_silence() {
        let mut lost = [1; 160];
        Concealment::default().conceal(&mut lost);
        assert_eq!(lost, [0; 160]);
    }
}
