//! Keys that were pressed before anything asked for them.

use std::collections::VecDeque;

use model::Key;

use crate::census::Counters;
use crate::limits;

/// Keys kept for the next menu. A queue drops them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Keys(VecDeque<Key>);

impl Keys {
    /// Keeps a key, if there is room.
    pub(crate) fn push(&mut self, key: Key, counters: &mut Counters) {
        if self.0.len() < limits::KEYS_AHEAD {
            self.0.push_back(key);
        } else {
            counters.keys_dropped += 1;
        }
    }

    /// The key that was pressed first.
    pub(crate) fn pop(&mut self) -> Option<Key> {
        self.0.pop_front()
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }
}
