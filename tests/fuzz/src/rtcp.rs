//! A compound packet is read or refused, and what it says of the round trip is kept or not believed.
use kernel::Mono;
use media::rtcp::{Block, read, round_trip};

/// Reads reports.
pub fn run(bytes: &[u8]) {
    let _reports = read(bytes, 1);
    let (block, _) = bytes.split_at(bytes.len().min(8));
    let word = |n: usize| {
        block
            .iter()
            .skip(n)
            .take(4)
            .fold(0, |word, &byte| word << 8 | u32::from(byte))
    };
    let block = Block {
        last_report: word(0),
        delay: word(4),
        ..Block::default()
    };
    if let Some(micros) = round_trip(Mono::ZERO, &block) {
        assert!(micros <= 60_000_000);
    }
}
