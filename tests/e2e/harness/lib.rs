//! Runs the real `ccd` and `ccctl` with SIPp, baresip and linphonec on loopback, and listens to what they say.
//!
//! Every test has a [`Place`] of its own: a directory and a /24 of 127.0.0.0/8, so that tests side by
//! side cannot meet. Whatever a test starts ends with the value that stands for it.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "a harness of tests ends where it cannot go on"
)]

mod apart;
mod baresip;
mod binaries;
mod ccctl;
mod connect;
mod cutter;
mod daemon;
mod ear;
mod faults;
mod http;
mod kamailio;
mod linphone;
mod names;
mod net;
mod pcap;
mod pebble;
mod place;
mod process;
mod records;
mod service;
mod sipp;
mod steps;
mod system;
mod terminal;
mod tone;
mod town;
mod tshark;
mod wait;
mod watching;
mod wav;
mod wire;

pub use apart::apart;
pub use baresip::{Baresip, Entered};
pub use ccctl::{Following, Run};
pub use connect::{allow_files, connect};
pub use cutter::{Cut, Cutter};
pub use daemon::Daemon;
pub use ear::Ear;
pub use http::{Answer, Bytes, exchange, request, requested};
pub use kamailio::Kamailio;
pub use linphone::{Linphone, Softphone};
pub use names::Names;
pub use net::Net;
pub use pebble::Pebble;
pub use place::{MUSIC, PROMPT, Place};
pub use process::Process;
pub use service::{Service, of_customer_system};
pub use sipp::{
    Running, Sipp, agent, agent_never_answers, callee_asked, callee_refuses, callee_silent, caller,
    caller_refused, gateway, gateway_caller, registrar,
};
pub use steps::Offer;
pub use system::{Asked, Reply, System};
pub use terminal::Terminal;
pub use tone::{is_voice, sine, strength};
pub use tshark::{Row, Tshark, dissected};
pub use wait::{eventually, stays};
pub use watching::Watching;
pub use wav::{Stereo, mono};
pub use wire::Wire;
