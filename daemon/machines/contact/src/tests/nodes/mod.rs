//! Types of nodes, one file each.

mod collect;
mod counting;
mod dial;
mod extension;
mod voicemail;
