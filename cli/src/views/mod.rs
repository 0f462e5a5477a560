//! What each kind of thing shows in a table.

mod blacklist;
mod call;
mod client;
pub mod ending;
pub mod explain;
mod live_change;
mod live_story;
mod people;
pub mod problem;
mod record;
mod resource;
mod revision;
mod rules;
mod token;
pub mod trace;
mod trunks;
mod webhook;

use std::fmt::Display;

/// Several things in one cell.
fn joined<T: Display>(items: impl IntoIterator<Item = T>) -> String {
    items
        .into_iter()
        .map(|item| item.to_string())
        .collect::<Vec<_>>()
        .join(", ")
}
