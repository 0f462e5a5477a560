//! What the tests run the writer on: a disk that takes its time, and a fold that remembers all.

use std::time::Duration;

use kernel::{Chance, Mono};

use crate::simulated::SimulatedDisk;
use crate::{Fold, Full, Limits, Output, Recovery, Seq, Unreadable, Writer, perform, recover};

/// Remembers the number of every entry and the first four bytes of its payload.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History(pub Vec<(u64, u32)>);

impl Fold for History {
    fn apply(&mut self, seq: Seq, payload: &[u8]) {
        self.0.push((
            seq.get(),
            u32::from_le_bytes(*payload.first_chunk().unwrap()),
        ));
    }

    fn checkpoint(&self) -> Vec<u8> {
        let pairs = self.0.iter();
        pairs
            .flat_map(|(seq, mark)| [&seq.to_le_bytes()[..], &mark.to_le_bytes()[..]].concat())
            .collect()
    }

    fn restore(&mut self, checkpoint: &[u8]) -> Result<(), Unreadable> {
        self.0.clear();
        if !checkpoint.len().is_multiple_of(12) {
            return Err(Unreadable("a history has pairs of 12 bytes".to_owned()));
        }
        self.0.extend(checkpoint.chunks(12).map(|pair| {
            let (seq, mark) = pair.split_at(8);
            (
                u64::from_le_bytes(seq.try_into().unwrap()),
                u32::from_le_bytes(mark.try_into().unwrap()),
            )
        }));
        Ok(())
    }
}

/// A payload that starts with `mark`.
pub fn payload(mark: u32, length: usize) -> Vec<u8> {
    let mut bytes = mark.to_le_bytes().to_vec();
    bytes.resize(length.max(4), b'x');
    bytes
}

/// A writer on a simulated disk in virtual time, each action of which takes `pace`.
pub struct Bench {
    pub disk: SimulatedDisk,
    pub writer: Writer<History>,
    pub now: Mono,
    pub pace: Duration,
    busy: Option<(Mono, Output)>,
    /// When and how far the journal became durable.
    pub durable: Vec<(Mono, Seq)>,
}

impl Bench {
    pub fn new(limits: Limits, seed: u64) -> Bench {
        Bench::on(SimulatedDisk::new(Chance::from_number(seed)), limits).0
    }

    /// Recovers what is on `disk` and goes on.
    pub fn on(mut disk: SimulatedDisk, limits: Limits) -> (Bench, Recovery) {
        let mut fold = History::default();
        let recovery = recover(&mut disk, &mut fold).unwrap();
        let writer = Writer::new(limits, recovery.resume, fold);
        let pace = Duration::from_millis(1);
        let bench = Bench {
            disk,
            writer,
            now: Mono::ZERO,
            pace,
            busy: None,
            durable: Vec::new(),
        };
        (bench, recovery)
    }

    pub fn append(&mut self, mark: u32, length: usize) -> Result<Seq, Full> {
        let seq = self.writer.append(self.now, payload(mark, length));
        self.ask();
        seq
    }

    fn ask(&mut self) {
        while let Some(output) = self.writer.poll(self.now) {
            match output {
                Output::Durable(seq) => self.durable.push((self.now, seq)),
                action => {
                    assert!(self.busy.is_none(), "two actions at once");
                    self.busy = Some((self.now + self.pace, action));
                }
            }
        }
    }

    /// Lets `span` pass.
    pub fn run(&mut self, span: Duration) {
        let end = self.now + span;
        loop {
            let busy = self.busy.as_ref().map(|(at, _)| *at);
            let next = busy.or_else(|| self.writer.next_deadline());
            match next {
                Some(at) if at <= end => self.now = self.now.max(at),
                _ => break,
            }
            if let Some((_, action)) = self.busy.take() {
                match perform(&mut self.disk, &action).unwrap() {
                    Ok(()) => self.writer.done(self.now),
                    Err(error) => self.writer.failed(self.now, error),
                }
            }
            self.ask();
        }
        self.now = end;
    }

    pub fn last_durable(&self) -> Seq {
        self.durable.last().map_or(Seq::ZERO, |(_, seq)| *seq)
    }
}
