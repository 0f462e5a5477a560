//! The center as carriers, phones and people meet it.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests"
)]

mod access;
mod agents;
mod applies;
mod blocked;
mod branches;
mod certificates;
mod codecs;
mod customer_systems;
mod devices;
mod diagnosis;
mod dials;
mod dissected;
mod documents;
mod early;
mod edges;
mod events;
mod findings;
mod first_call;
mod forks;
mod handovers;
mod hang_ups;
mod hours;
mod http;
mod identities;
mod interop;
mod kamailio;
mod keep_alives;
mod keys;
mod linphone;
mod live_changes;
mod logs;
mod meant_for;
mod messages;
mod names;
mod newcomers;
mod offers;
mod phones;
mod privacy;
mod prompts;
mod protected;
mod protected_trunks;
mod provisioned;
mod queues;
mod reachable;
mod records;
mod refusals;
mod restarts;
mod roomier;
mod rough;
mod routing;
mod softphones;
mod speaking;
mod surveys;
mod told;
mod transfers;
mod transports;
mod trials;
mod trunks;
mod urls;
mod webhooks;

/// One number with a menu, one queue, one agent at a phone with a fixed address.
const DESK: &str = include_str!("../../centers/desk.yaml");
/// The pitch of callers, Hz.
const CALLER: f64 = 440.0;
/// The pitch of agents, Hz.
const AGENT: f64 = 880.0;
