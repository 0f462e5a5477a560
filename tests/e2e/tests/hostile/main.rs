//! The center on a network that means it harm.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "tests"
)]

mod crawlers;
mod descriptions;
mod endless;
mod flood;
mod proofs;
mod strangers;
mod talk;
mod torture;
mod watch;

/// Whoever dials 4001 hears a tone for two minutes.
const TONE: &str = r#"
center: { name: Tone }
trunks:
  carrier: { mode: peer, address: "HOST2:5060", allow: [HOST2/32] }
numbers:
  "4001": { trunk: carrier, ivr: main }
phones:
  "2001": {}
prompts:
  long: { file: long.wav }
ivrs:
  main:
    start: first
    nodes:
      first: { play: { prompt: long }, next: second }
      second: { play: { prompt: long }, next: third }
      third: { play: { prompt: long }, next: fourth }
      fourth: { play: { prompt: long }, next: bye }
      bye: { end: }
"#;
