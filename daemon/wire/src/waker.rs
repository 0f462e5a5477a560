//! Wakes a thread that waits for its sockets.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::atomic::{AtomicBool, Ordering};

use rustix::event::{EventfdFlags, eventfd};

/// A file descriptor that becomes readable when somebody calls [`Waker::wake`].
#[derive(Debug)]
pub(crate) struct Waker {
    fd: OwnedFd,
    rung: AtomicBool,
}

impl Waker {
    pub(crate) fn new() -> io::Result<Waker> {
        let fd = eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK)?;
        Ok(Waker {
            fd,
            rung: AtomicBool::new(false),
        })
    }

    /// Makes the descriptor readable, once until [`Waker::rest`]: a thread that is awake costs no
    /// system call.
    pub(crate) fn wake(&self) {
        if !self.rung.swap(true, Ordering::AcqRel) {
            // It can fail only when 2⁶⁴ − 2 wakes are pending, and then it is readable anyway.
            let _ = rustix::io::write(&self.fd, &1_u64.to_ne_bytes());
        }
    }

    /// Makes the descriptor unreadable. What was queued before a wake is to be looked at after this.
    pub(crate) fn rest(&self) {
        let mut count = [0; 8];
        // Nothing to read means that nobody woke us, which is what is wanted.
        let _ = rustix::io::read(&self.fd, &mut count);
        self.rung.store(false, Ordering::Release);
    }
}

impl AsFd for Waker {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.fd.as_fd()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    fn readable(waker: &Waker) -> bool {
        let now = Timespec {
            tv_sec: 0,
            tv_nsec: 0,
        };
        poll(&mut [PollFd::new(waker, PollFlags::IN)], Some(&now)).expect("poll") == 1
    }

    #[test]
    fn it_is_readable_from_the_first_wake_until_it_rests() {
        let waker = Waker::new().expect("a waker");
        assert!(!readable(&waker));
        waker.wake();
        waker.wake();
        assert!(readable(&waker));
        waker.rest();
        assert!(!readable(&waker));
        waker.wake();
        assert!(readable(&waker));
    }
}
