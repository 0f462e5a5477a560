//! What can be seen of the world.

use std::net::SocketAddr;

use contact::{AgentAct, LegId};
use journal::Seq;
use model::ask::{Ask, AskId, Reply as Answer};
use model::{CallId, Name};
use switch::{Command, Entry, MediaCommand, MediaEvent, Reply, Ticket};

use super::HandsetId;

/// Something that could be seen.
#[derive(Debug)]
pub enum Noticed {
    /// A telephone's user notices something.
    Phone(HandsetId, phone::Event),
    /// The center wants this to survive.
    Entry(Seq, Box<Entry>),
    /// All entries up to this one do.
    Durable(Seq),
    /// The center gets this datagram.
    Received(Vec<u8>),
    /// The center sends this datagram.
    Sent(Vec<u8>),
    /// Something is to be done about an agent's state.
    Acts(Name, AgentAct),
    /// The administrator ends a call.
    Dismissed(CallId),
    /// The daemon is told to end everything.
    Stopping,
    /// The administrator wants something to be so at run time, and the center runs.
    Wants(Ticket, Box<Command>),
    /// The center answers a command.
    Reply(Ticket, Reply),
    /// The center tells the media plane.
    Media(MediaCommand),
    /// The media plane tells the center.
    Told(LegId, MediaEvent),
    /// The center asks a customer's system.
    Asked(AskId, Ask),
    /// The center is told what came of it.
    Replied(AskId, Answer),
    /// Everything that one input led to has been seen.
    Settled,
    /// The center's machine lost its power.
    Crashed,
    /// The center runs again, from what it found on its disk.
    Started {
        /// The last entry that it found.
        found: Seq,
    },
    /// Somebody who is no telephone was sent this.
    Stray(SocketAddr, Vec<u8>),
}
