//! What is counted.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use super::Micros;

/// Samples that are kept of one time.
const SAMPLES: usize = 1 << 20;

/// Characters that are kept of a line that was not understood.
const STRANGE: usize = 120;

/// Everything that is counted in a step.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Whether the load is what it is to be: only then are audio and times counted.
    pub is_steady: bool,
    /// Whether calls are being ended: what happens then says nothing.
    pub is_ending: bool,
    /// Calls begun.
    pub started: u64,
    /// Calls that went as they should.
    pub good: u64,
    /// Calls that did not, and agents' sides that did not, by what went wrong.
    pub failures: BTreeMap<&'static str, u64>,
    /// The first message that was not understood: its first line, and who sent it.
    pub strange: Option<String>,
    /// Calls that were refused, by status.
    pub refused: BTreeMap<u16, u64>,
    /// Requests sent, without repetitions.
    pub requests: u64,
    /// Messages that either side sent again.
    pub repeated: u64,
    /// Talks of agents that went as they should.
    pub talks: u64,
    /// The time that callers were in calls.
    pub in_calls: Micros,
    /// What was heard.
    pub audio: Audio,
    /// From INVITE to 200.
    pub answer: Samples,
    /// From 200 to the first audio.
    pub first_audio: Samples,
    /// From the first packet of a key to the agent's INVITE.
    pub key_to_agent: Samples,
}

/// What listeners heard.
#[derive(Copy, Clone, Debug, Default)]
pub struct Audio {
    /// Packets sent by the generator.
    pub sent: u64,
    /// Packets heard.
    pub received: u64,
    /// Packets that were lost on the way.
    pub lost: i64,
    /// Holes behind the playout buffers.
    pub holes: u64,
    /// Their length together.
    pub hole_time: Micros,
    /// Packets that should have been heard.
    pub expected: u64,
    /// Packets heard when something should have been heard, silence left out.
    pub loud: u64,
}

impl Tally {
    /// Something went wrong.
    pub fn fail(&mut self, what: &'static str) {
        if !self.is_ending {
            *self.failures.entry(what).or_default() += 1;
        }
    }

    /// A message came that is none.
    pub fn not_understood(&mut self, bytes: &[u8], from: SocketAddr) {
        self.fail("message not understood");
        if !self.is_ending && self.strange.is_none() {
            let line = bytes.split(|byte| *byte == b'\n').next();
            let line = line.unwrap_or_default().escape_ascii().take(STRANGE);
            let line: Vec<u8> = line.collect();
            let line = String::from_utf8_lossy(&line);
            self.strange = Some(format!("\"{line}\", {} bytes from {from}", bytes.len()));
        }
    }

    /// A time was measured.
    pub fn time(&mut self, which: fn(&mut Tally) -> &mut Samples, time: Micros) {
        if self.is_steady {
            which(self).add(time);
        }
    }

    /// How much went wrong.
    pub fn failed(&self) -> u64 {
        self.failures.values().sum()
    }
}

/// Times that were measured.
#[derive(Clone, Debug, Default)]
pub struct Samples(Vec<u32>);

impl Samples {
    fn add(&mut self, time: Micros) {
        if self.0.len() < SAMPLES {
            self.0.push(u32::try_from(time).unwrap_or(u32::MAX));
        }
    }

    /// The time in milliseconds below which so many of a thousand lie; `None` without samples.
    pub fn permille(&self, permille: usize) -> Option<f64> {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let rank = (sorted.len() * permille).div_ceil(1_000).saturating_sub(1);
        sorted.get(rank).map(|micros| f64::from(*micros) / 1_000.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_a_sample_that_so_many_do_not_exceed() {
        let mut samples = Samples::default();
        assert_eq!(samples.permille(990), None);
        (1..=200).rev().for_each(|n| samples.add(n * 1_000));
        assert_eq!(samples.permille(500), Some(100.0));
        assert_eq!(samples.permille(990), Some(198.0));
        assert_eq!(samples.permille(1_000), Some(200.0));
    }

    #[test]
    fn times_count_in_the_steady_state_and_failures_until_the_end() {
        let mut tally = Tally::default();
        tally.time(|tally| &mut tally.answer, 5);
        assert_eq!(tally.answer.permille(500), None);
        tally.fail("stuck");
        tally.is_ending = true;
        tally.fail("stuck");
        assert_eq!(tally.failed(), 1);
    }

    #[test]
    fn the_first_line_that_was_not_understood_is_kept() {
        let from = "127.0.0.1:20001".parse().expect("an address");
        let mut tally = Tally::default();
        tally.not_understood(b"\x80\xc8\0\x06 and so on\nmore", from);
        tally.not_understood(b"hello", from);
        assert_eq!(tally.failed(), 2);
        let kept = r#""\x80\xc8\x00\x06 and so on", 19 bytes from 127.0.0.1:20001"#;
        assert_eq!(tally.strange.as_deref(), Some(kept));
    }
}
