//! Commands on their way to a media thread.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::interface::{PlaneCommand, Refused, RoomId};
use crate::waker::Waker;

/// What a media thread is told.
#[derive(Debug)]
pub(super) enum Order {
    Room(RoomId, PlaneCommand),
    Supply(RoomId, media::Command),
    Stop,
}

/// A bounded queue and the waker of the thread that reads it.
#[derive(Debug)]
pub(super) struct Inbox {
    orders: Mutex<VecDeque<Order>>,
    limit: usize,
    pub(super) waker: Waker,
}

impl Inbox {
    pub(super) fn new(limit: usize) -> std::io::Result<Inbox> {
        Ok(Inbox {
            orders: Mutex::new(VecDeque::new()),
            limit,
            waker: Waker::new()?,
        })
    }

    /// Queues a command. One that ends something is taken even if the queue is full, since its
    /// loss would leak; there is at most one of them for each thing that began.
    pub(super) fn command(&self, room: RoomId, command: PlaneCommand) -> Result<(), Refused> {
        let ends = matches!(
            command,
            PlaneCommand::Close(_) | PlaneCommand::StopRecording(_)
        );
        let mut orders = self.lock();
        if orders.len() >= self.limit && !ends {
            return Err(Refused::Full);
        }
        orders.push_back(Order::Room(room, command));
        drop(orders);
        self.waker.wake();
        Ok(())
    }

    /// Queues a sound. There is at most one for each sound of a `Play` that was taken.
    pub(super) fn supply(&self, room: RoomId, supply: media::Command) {
        self.lock().push_back(Order::Supply(room, supply));
        self.waker.wake();
    }

    /// Ends the thread after everything that was queued before.
    pub(super) fn stop(&self) {
        self.lock().push_back(Order::Stop);
        self.waker.wake();
    }

    /// Takes all that wait, in exchange for an empty queue whose memory is used again.
    pub(super) fn swap(&self, empty: &mut VecDeque<Order>) {
        std::mem::swap(&mut *self.lock(), empty);
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Order>> {
        self.orders.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_queue_refuses_all_but_ends() {
        let inbox = Inbox::new(1).expect("an inbox");
        let room = RoomId(1);
        assert_eq!(
            inbox.command(room, PlaneCommand::Open(1, media::Family::V4)),
            Ok(())
        );
        assert_eq!(
            inbox.command(room, PlaneCommand::Open(2, media::Family::V4)),
            Err(Refused::Full)
        );
        assert_eq!(inbox.command(room, PlaneCommand::Close(1)), Ok(()));
        let mut orders = VecDeque::new();
        inbox.swap(&mut orders);
        assert_eq!(orders.len(), 2);
        assert_eq!(
            inbox.command(room, PlaneCommand::Open(2, media::Family::V4)),
            Ok(())
        );
    }
}
