//! Conversations within a limit of memory: who was silent for longest makes room.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::message::Seen;

/// The messages of one conversation that are kept.
const MESSAGES: usize = 512;
/// Their bytes: one conversation is never most of what is kept.
const BYTES: usize = 512 << 10;

/// The messages with one Call-ID.
#[derive(Clone, Debug, Default)]
pub(crate) struct Conversation {
    pub messages: Vec<Seen>,
    /// Those beyond the limit.
    pub omitted: u64,
    size: usize,
    touched: u64,
}

impl Conversation {
    /// One that begins with a message.
    pub fn beginning_with(seen: Seen) -> Conversation {
        Conversation {
            messages: vec![seen],
            ..Conversation::default()
        }
    }
}

/// Conversations by Call-ID.
#[derive(Debug)]
pub(crate) struct Pool {
    limit: usize,
    size: usize,
    clock: u64,
    conversations: BTreeMap<Arc<str>, Conversation>,
    /// The Call-IDs, the one that was silent for longest first.
    order: BTreeMap<u64, Arc<str>>,
}

impl Pool {
    /// One of so many bytes.
    pub fn new(limit: usize) -> Pool {
        Pool {
            limit,
            size: 0,
            clock: 0,
            conversations: BTreeMap::new(),
            order: BTreeMap::new(),
        }
    }

    /// The conversation with that Call-ID.
    pub fn get(&self, call_id: &str) -> Option<&Conversation> {
        self.conversations.get(call_id)
    }

    /// The bytes that are taken.
    pub fn size(&self) -> usize {
        self.size
    }

    /// Adds a message to a conversation that is there; gives it back if it is not.
    ///
    /// # Errors
    /// The message, if there is no such conversation.
    pub fn add(&mut self, call_id: &str, seen: Seen) -> Result<(), Seen> {
        let Some(conversation) = self.conversations.get_mut(call_id) else {
            return Err(seen);
        };
        let size = seen.size();
        if conversation.messages.len() >= MESSAGES || conversation.size + size > BYTES {
            conversation.omitted += 1;
        } else {
            conversation.size += size;
            self.size += size;
            conversation.messages.push(seen);
        }
        self.touch(call_id);
        Ok(())
    }

    /// Takes a conversation in.
    pub fn put(&mut self, call_id: Arc<str>, mut conversation: Conversation) {
        let messages = conversation.messages.iter().map(Seen::size);
        conversation.size = call_id.len() + size_of::<Conversation>() + messages.sum::<usize>();
        conversation.touched = self.clock;
        self.size += conversation.size;
        self.order.insert(self.clock, call_id.clone());
        self.clock += 1;
        self.conversations.insert(call_id, conversation);
    }

    /// Takes a conversation out.
    pub fn take(&mut self, call_id: &str) -> Option<(Arc<str>, Conversation)> {
        let (call_id, conversation) = self.conversations.remove_entry(call_id)?;
        self.order.remove(&conversation.touched);
        self.size -= conversation.size;
        Some((call_id, conversation))
    }

    /// Forgets whoever was silent for longest until all fit; tells which.
    pub fn make_room(&mut self) -> Option<Arc<str>> {
        if self.size <= self.limit {
            return None;
        }
        let (_, oldest) = self.order.first_key_value()?;
        let oldest = oldest.clone();
        self.take(&oldest).map(|(call_id, _)| call_id)
    }

    fn touch(&mut self, call_id: &str) {
        if let Some(conversation) = self.conversations.get_mut(call_id)
            && let Some(call_id) = self.order.remove(&conversation.touched)
        {
            conversation.touched = self.clock;
            self.order.insert(self.clock, call_id);
            self.clock += 1;
        }
    }
}
