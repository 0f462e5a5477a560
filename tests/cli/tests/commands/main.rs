//! Every command's real output, good and bad.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test ends where it cannot go on"
)]

mod actions;
mod apply;
mod bad_input;
mod blacklist;
mod calls;
mod ci;
mod clients;
mod completing;
mod completions;
mod drift;
mod environments;
mod examples;
mod explain;
mod export;
mod fix;
mod fmt;
mod get;
mod graph;
mod help;
mod history;
mod import;
mod init;
mod logs;
mod network;
mod pipes;
mod plan;
mod prompts;
mod provision;
mod schema;
mod tests_of_a_center;
mod tokens;
mod trials;
mod trunks;
mod validate;
mod webhooks;

mod fixture;
