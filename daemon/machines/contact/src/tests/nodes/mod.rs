//! Types of nodes, one file each.

mod collect;
mod condition;
mod counting;
mod dynamic_menu;
mod everything;
mod hours;
mod http;
mod survey;
mod transfer;
pub use everything::everything;
mod dial;
mod extension;
mod voicemail;
