//! The entries that wait to be written, and the group that is being written.

use std::collections::VecDeque;
use std::sync::Arc;

use kernel::Mono;

use crate::limits::frame_bytes;
use crate::{Fold, Seq, encode, encode_checkpoint};

/// Payloads in the order of their numbers.
#[derive(Debug, Default)]
pub struct Queue {
    waiting: VecDeque<(Mono, Vec<u8>)>,
    bytes: u64,
}

impl Queue {
    pub fn push(&mut self, now: Mono, payload: Vec<u8>) {
        self.bytes += frame_bytes(payload.len());
        self.waiting.push_back((now, payload));
    }

    pub fn len(&self) -> u64 {
        self.waiting.len() as u64
    }

    /// With headers.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Since when the oldest waits.
    pub fn since(&self) -> Option<Mono> {
        self.waiting.front().map(|(at, _)| *at)
    }

    fn pop(&mut self) -> Option<Vec<u8>> {
        let (_, payload) = self.waiting.pop_front()?;
        self.bytes -= frame_bytes(payload.len());
        Some(payload)
    }
}

/// What one write and one sync make durable.
#[derive(Debug)]
pub struct Group {
    /// The frames; shared with the write that is under way, so that a retry needs no copy.
    pub bytes: Arc<Vec<u8>>,
    /// The last entry in it.
    pub last: Seq,
    pub entries: u32,
    /// Whether the write succeeded and the sync is next.
    pub written: bool,
}

impl Group {
    /// Takes entries from the queue until `limit` bytes are reached, shows them to the fold and
    /// frames them behind `head`. `last` is the number of the last entry taken before.
    pub fn take(
        queue: &mut Queue,
        last: Seq,
        limit: u64,
        head: Head,
        fold: &mut impl Fold,
    ) -> Group {
        let mut group = Group {
            bytes: Arc::default(),
            last,
            entries: 0,
            written: false,
        };
        let mut bytes = head.0;
        let room = bytes.len() as u64 + limit;
        while let Some(payload) = queue.pop() {
            group.last = group.last.next();
            fold.apply(group.last, &payload);
            encode(group.last, group.entries, &payload, &mut bytes);
            group.entries += 1;
            if bytes.len() as u64 >= room {
                break;
            }
        }
        group.bytes = Arc::new(bytes);
        group
    }
}

/// What stands before the entries of a group: the checkpoint, if the segment begins with it.
#[derive(Debug, Default)]
pub struct Head(Vec<u8>);

impl Head {
    /// The checkpoint that covers the entries up to `last`; nothing if the state is too long, in
    /// which case a start reads from an older one.
    pub fn checkpoint(fold: &impl Fold, last: Seq) -> Head {
        let state = fold.checkpoint();
        let mut bytes = Vec::new();
        if state.len() <= crate::MAX_PAYLOAD {
            encode_checkpoint(last, &state, &mut bytes);
        }
        Head(bytes)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn bytes(&self) -> u64 {
        self.0.len() as u64
    }
}
