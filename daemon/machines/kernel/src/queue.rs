//! A queue that cannot grow without end.

use std::collections::VecDeque;

/// A first-in-first-out queue with a limit; what does not fit is handed back and counted.
#[derive(Debug, Clone)]
pub struct Bounded<T> {
    items: VecDeque<T>,
    limit: usize,
    refused: u64,
}

impl<T> Bounded<T> {
    /// An empty queue for at most `limit` items.
    pub fn new(limit: usize) -> Bounded<T> {
        Bounded {
            items: VecDeque::new(),
            limit,
            refused: 0,
        }
    }

    /// Appends `item`, or hands it back when the queue is full.
    ///
    /// # Errors
    /// The item itself, if there is no room for it.
    pub fn push(&mut self, item: T) -> Result<(), T> {
        if self.items.len() >= self.limit {
            self.refused += 1;
            return Err(item);
        }
        self.items.push_back(item);
        Ok(())
    }

    /// Takes the oldest item.
    pub fn pop(&mut self) -> Option<T> {
        self.items.pop_front()
    }

    /// How many items wait.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether none waits.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// How many items were refused for want of room.
    pub fn refused(&self) -> u64 {
        self.refused
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_queue_hands_back_and_counts() {
        let mut queue = Bounded::new(2);
        assert_eq!(queue.push(1), Ok(()));
        assert_eq!(queue.push(2), Ok(()));
        assert_eq!(queue.push(3), Err(3));
        assert_eq!((queue.len(), queue.refused()), (2, 1));
        assert_eq!(queue.pop(), Some(1));
    }
}
