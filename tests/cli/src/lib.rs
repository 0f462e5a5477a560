//! Runs the real `ccctl` against a daemon that says what a test wants, and writes down what a person
//! would see.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a harness of tests ends where it cannot go on"
)]

mod binary;
mod daemon;
mod run;

pub use binary::ccctl;
pub use daemon::{Daemon, Reply, Request};
pub use run::{Ccctl, center};
