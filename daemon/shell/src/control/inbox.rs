//! What waits for the control thread, most urgent first: what belongs to calls that are up, then calls
//! that arrive from trunks, then INVITEs of others, then registrations and the rest. Each lane has its
//! own limit, so a flood of one kind drowns in its own lane.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

use contact::LegId;
use model::ask::{AskId, Reply};
use sip::{Distrust, Flow};
use switch::{Command, Found, Lookup, MediaEvent, Principal, Resource, Ticket};

/// One thing for the switch.
#[derive(Debug)]
pub enum Item {
    /// A datagram, or a message over a connection.
    Datagram {
        /// Between which sockets.
        flow: Flow,
        /// Its bytes.
        bytes: Vec<u8>,
        /// Whether it comes from a trunk's networks.
        trusted: bool,
    },
    /// A SIP connection is gone, or cannot be had.
    Severed(Flow),
    /// The same, since whoever is there did not prove who he is.
    Distrusted(Flow, Distrust),
    /// The media plane said something.
    Media(LegId, MediaEvent),
    /// What came of a question to a customer's system.
    Replied(AskId, Reply),
    /// What DNS answered.
    Resolved(Lookup, Result<Found, String>),
    /// The interface asks for something.
    Command(Ticket, Principal, Command),
    /// Something is at its limit, or below it again.
    Overloaded(Resource, bool),
    /// No calls from here on.
    Drain,
    /// End the calls that are up.
    EndAll,
    /// End the thread.
    Stop,
}

/// How many lanes there are.
pub const LANES: usize = 4;
/// What the lanes are for: in-dialog and media, INVITE and CANCEL of trunks, those of others (a phone
/// that holds a call, and strangers), everything else.
pub const LANE_NAMES: [&str; LANES] = ["call", "invite", "foreign_invite", "other"];
/// Items that each lane holds.
const LIMITS: [usize; LANES] = [100_000, 4_000, 4_000, 8_000];

/// The inbox. Senders never wait.
#[derive(Debug, Default)]
pub struct Inbox {
    lanes: Mutex<Lanes>,
    filled: Condvar,
}

#[derive(Debug, Default)]
struct Lanes {
    lanes: [VecDeque<Item>; LANES],
    dropped: [u64; LANES],
}

impl Inbox {
    /// Puts an item into its lane and says whether there was room; what does not fit is dropped and
    /// counted, as if the network had lost it.
    pub fn push(&self, item: Item) -> bool {
        self.put(item, true)
    }

    /// The same for an item that whoever brings it keeps and brings again: it is not lost, and not
    /// counted.
    pub fn offer(&self, item: Item) -> bool {
        self.put(item, false)
    }

    fn put(&self, item: Item, lost: bool) -> bool {
        let lane = lane_of(&item);
        let mut lanes = self.lanes.lock().unwrap_or_else(PoisonError::into_inner);
        let limit = LIMITS.get(lane).copied().unwrap_or(0);
        let full = lanes
            .lanes
            .get(lane)
            .is_none_or(|queue| queue.len() >= limit);
        if full && droppable(&item) {
            if let Some(dropped) = lanes.dropped.get_mut(lane) {
                *dropped += u64::from(lost);
            }
            return false;
        }
        if let Some(queue) = lanes.lanes.get_mut(lane) {
            queue.push_back(item);
        }
        drop(lanes);
        self.filled.notify_one();
        true
    }

    /// Takes the most urgent items, at most `most`, into `batch`; waits for `patience` if there is
    /// none.
    pub fn take(&self, batch: &mut Vec<Item>, most: usize, patience: Duration) {
        let mut lanes = self.lanes.lock().unwrap_or_else(PoisonError::into_inner);
        if lanes.is_empty() && !patience.is_zero() {
            lanes = self
                .filled
                .wait_timeout(lanes, patience)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
        for queue in &mut lanes.lanes {
            let room = most.saturating_sub(batch.len());
            let count = queue.len().min(room);
            batch.extend(queue.drain(..count));
        }
    }

    /// Items dropped so far, by lane.
    pub fn dropped(&self) -> [u64; LANES] {
        self.lanes
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .dropped
    }
}

impl Lanes {
    fn is_empty(&self) -> bool {
        self.lanes.iter().all(VecDeque::is_empty)
    }
}

/// Only what the network may lose, and will repeat, is ever dropped.
fn droppable(item: &Item) -> bool {
    matches!(item, Item::Datagram { .. })
}

fn lane_of(item: &Item) -> usize {
    match item {
        Item::Datagram { bytes, trusted, .. } => lane_of_datagram(bytes, *trusted),
        Item::Command(..) => 1,
        // It may not overtake a registration over that connection, which would outlive it.
        Item::Severed(_) | Item::Distrusted(..) => LANES - 1,
        _ => 0,
    }
}

fn lane_of_datagram(bytes: &[u8], trusted: bool) -> usize {
    let starts = |with: &[&[u8]]| with.iter().any(|start| bytes.starts_with(start));
    // A CANCEL may not overtake its INVITE: it would find nothing to cancel.
    if starts(&[b"INVITE ", b"CANCEL "]) {
        if trusted { 1 } else { 2 }
    } else if starts(&[b"SIP/2.0 ", b"ACK ", b"BYE ", b"PRACK ", b"UPDATE "]) {
        0
    } else {
        3
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn datagram(text: &str) -> Item {
        from(text, true)
    }

    fn from(text: &str, trusted: bool) -> Item {
        let address = "127.0.0.1:5060".parse().expect("an address");
        Item::Datagram {
            flow: Flow::udp(address, address),
            bytes: text.as_bytes().to_vec(),
            trusted,
        }
    }

    fn first_words(batch: &[Item]) -> Vec<String> {
        let word = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        batch
            .iter()
            .map(|item| match item {
                Item::Datagram { bytes, .. } => word(bytes),
                other => format!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn what_belongs_to_calls_goes_ahead_of_calls_ahead_of_registrations() {
        let inbox = Inbox::default();
        for text in ["REGISTER a", "INVITE b", "BYE c", "SIP/2.0 200"] {
            inbox.push(datagram(text));
        }
        let mut batch = Vec::new();
        inbox.take(&mut batch, 10, Duration::ZERO);
        assert_eq!(
            first_words(&batch),
            ["BYE c", "SIP/2.0 200", "INVITE b", "REGISTER a"]
        );
    }

    #[test]
    fn a_flood_of_strangers_invites_takes_nothing_from_trunks() {
        let inbox = Inbox::default();
        for _ in 0..LIMITS[2] + 5 {
            inbox.push(from("INVITE a", false));
        }
        assert!(inbox.push(datagram("INVITE b")));
        assert!(!inbox.offer(from("INVITE a", false)), "it is brought again");
        assert_eq!(inbox.dropped(), [0, 0, 5, 0]);
        let mut batch = Vec::new();
        inbox.take(&mut batch, 2, Duration::ZERO);
        assert_eq!(first_words(&batch), ["INVITE b", "INVITE a"]);
    }

    #[test]
    fn a_cancel_does_not_overtake_its_invite() {
        let inbox = Inbox::default();
        for text in ["INVITE a", "CANCEL a", "ACK b"] {
            inbox.push(datagram(text));
        }
        let mut batch = Vec::new();
        inbox.take(&mut batch, 10, Duration::ZERO);
        assert_eq!(first_words(&batch), ["ACK b", "INVITE a", "CANCEL a"]);
    }

    #[test]
    fn the_end_of_a_connection_does_not_overtake_a_registration_over_it() {
        let inbox = Inbox::default();
        let address = "127.0.0.1:5060".parse().expect("an address");
        inbox.push(datagram("REGISTER a"));
        inbox.push(Item::Severed(Flow::udp(address, address)));
        let mut batch = Vec::new();
        inbox.take(&mut batch, 10, Duration::ZERO);
        let told = first_words(&batch);
        assert!(
            told[0] == "REGISTER a" && told[1].starts_with("Severed"),
            "{told:?}"
        );
    }

    #[test]
    fn a_flood_of_registrations_drowns_in_its_own_lane() {
        let inbox = Inbox::default();
        for _ in 0..LIMITS[3] + 5 {
            inbox.push(datagram("REGISTER a"));
        }
        inbox.push(datagram("INVITE b"));
        assert_eq!(inbox.dropped(), [0, 0, 0, 5]);
        let mut batch = Vec::new();
        inbox.take(&mut batch, 1, Duration::ZERO);
        assert_eq!(first_words(&batch), ["INVITE b"]);
    }
}
