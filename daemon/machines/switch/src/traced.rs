//! Which conversations of SIP belong to which leg of a call, and what was measured of a leg: what is asked
//! for when a call went wrong.

use std::collections::BTreeMap;
use std::fmt;

use contact::LegId;
use model::config::Codec;
use model::record::{CallRecord, Media};
use model::{CallId, Extension, Name};
use serde::{Deserialize, Serialize};
use sip::SessionId;

use crate::interface::Output;
use crate::ledger::Entry;
use crate::legs::Leg;
use crate::line::word_of;
use crate::switch::Switch;

/// Legs whose figures the media threads still owe. They owe none for longer than a moment.
const OWED: usize = 10_000;

/// Who is at the other end of a conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OtherEnd {
    /// Whoever is behind a trunk.
    Trunk(Name),
    /// One of our phones.
    Phone(Extension),
}

impl fmt::Display for OtherEnd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OtherEnd::Trunk(name) => write!(f, "trunk {name}"),
            OtherEnd::Phone(extension) => write!(f, "phone {extension}"),
        }
    }
}

/// What was measured of a leg. It is there a moment after the leg is over, often after the record of its
/// call, of which it is a part from then on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    /// The call.
    pub call: CallId,
    /// Whose leg: his sequence number in the record.
    pub participant: u32,
    /// The Call-ID of the conversation that was up, or was tried.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call_id: Option<String>,
    /// The codec that was spoken there last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub codec: Option<Codec>,
    /// His audio.
    pub media: Media,
}

impl Measured {
    /// Puts it into the record of its call.
    pub fn complete(self, record: &mut CallRecord) {
        let mut all = record.participants.iter_mut();
        if let Some(one) = all.find(|one| one.sequence == self.participant) {
            one.call_id = self.call_id;
            one.codec = self.codec;
            one.media = Some(Box::new(self.media));
        }
    }
}

/// What the switch itself knows of a leg, until the figures of the media threads come.
#[derive(Clone, Debug)]
pub(crate) struct Conversation {
    call_id: Option<String>,
    codec: Option<Codec>,
}

impl Conversation {
    /// That of a leg.
    pub fn of(leg: &Leg) -> Conversation {
        Conversation {
            call_id: leg.call_id.clone(),
            codec: leg.codec.map(word_of),
        }
    }
}

/// Legs that are over and whose figures have not come.
#[derive(Debug, Default)]
pub(crate) struct Owed(BTreeMap<LegId, Conversation>);

impl Owed {
    fn put(&mut self, leg: LegId, conversation: Conversation) {
        if self.0.len() >= OWED {
            self.0.pop_first();
        }
        self.0.insert(leg, conversation);
    }
}

impl Switch {
    /// A session belongs to a leg.
    pub(crate) fn trace(&mut self, leg: LegId, session: SessionId, peer: OtherEnd) {
        let Some(call_id) = self.stack.call_id(session).map(str::to_owned) else {
            return;
        };
        if let Some(known) = self.legs.get_mut(leg) {
            known.call_id = Some(call_id.clone());
        }
        self.put(Output::Traced(leg, call_id, peer));
    }

    /// Of the sessions of a leg this one is up.
    pub(crate) fn trace_up(&mut self, leg: LegId, session: SessionId) {
        let call_id = self.stack.call_id(session).map(str::to_owned);
        if let Some(known) = self.legs.get_mut(leg) {
            known.call_id = call_id.or(known.call_id.take());
        }
    }

    /// A leg goes on as one of another call; what was measured of it so far belongs to the first.
    pub(crate) fn trace_adopted(&mut self, leg: LegId, from: LegId) {
        let Some(known) = self.legs.get_mut(leg) else {
            return;
        };
        let (conversation, end) = (Conversation::of(known), known.other_end());
        self.owe(from, conversation.clone());
        if let (Some(call_id), Some(end)) = (conversation.call_id, end) {
            self.put(Output::Traced(leg, call_id, end));
        }
    }

    /// A leg that had a port is over: its figures follow.
    pub(crate) fn owe(&mut self, leg: LegId, conversation: Conversation) {
        self.owed.put(leg, conversation);
    }

    /// The figures of a leg that is over.
    pub(crate) fn measured(&mut self, leg: LegId, media: Media) {
        let Some(Conversation { call_id, codec }) = self.owed.0.remove(&leg) else {
            return;
        };
        self.put(Output::Journal(Entry::Measured(Box::new(Measured {
            call: leg.call,
            participant: u32::from(leg.number),
            call_id,
            codec,
            media,
        }))));
    }
}
