//! The thread that receives.

use std::io;
use std::net::{SocketAddr, UdpSocket};
use std::sync::Arc;

use rustix::event::{PollFd, PollFlags, poll};
use sip::Flow;

use super::counts::Counters;
use super::gate::Gate;
use super::trusted::{Known, Trusted};
use super::{Arrived, SipSettings};
use crate::clock;
use crate::waker::Waker;

/// Longer than any UDP datagram.
const LARGEST: usize = 65_536;

/// Datagrams between two looks at the waker.
const BATCH: usize = 256;

pub(super) struct Receiver {
    socket: Arc<UdpSocket>,
    local: SocketAddr,
    longest: usize,
    gate: Gate,
    trusted: Known,
    counters: Arc<Counters>,
    buffer: Vec<u8>,
}

impl Receiver {
    pub(super) fn new(
        socket: Arc<UdpSocket>,
        local: SocketAddr,
        settings: &SipSettings,
        trusted: Arc<Trusted>,
        counters: Arc<Counters>,
    ) -> Receiver {
        Receiver {
            socket,
            local,
            longest: settings.longest,
            gate: Gate::new(settings.gate),
            trusted: Known::of(trusted),
            counters,
            buffer: vec![0; LARGEST],
        }
    }

    /// Receives until the waker is woken.
    pub(super) fn run(&mut self, stop: &Waker, mut deliver: impl FnMut(Arrived<'_>) -> bool) {
        let socket = Arc::clone(&self.socket);
        loop {
            let mut fds = [
                PollFd::new(&*socket, PollFlags::IN),
                PollFd::new(stop, PollFlags::IN),
            ];
            // A signal may end the wait early; then there is nothing to read yet.
            let _ = poll(&mut fds, None);
            let [_, stopped] = &fds;
            if !stopped.revents().is_empty() {
                return;
            }
            self.trusted.refresh();
            self.receive_batch(&mut deliver);
        }
    }

    fn receive_batch(&mut self, deliver: &mut impl FnMut(Arrived<'_>) -> bool) {
        let now = clock::mono();
        for _ in 0..BATCH {
            let (length, from) = match self.socket.recv_from(&mut self.buffer) {
                Ok(received) => received,
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return,
                Err(_) => {
                    self.counters.receive_failed.add(1);
                    return;
                }
            };
            let trusted = self.trusted.has(from.ip());
            if !trusted && !self.gate.admit(now, from.ip()) {
                self.counters.limited.add(1);
                continue;
            }
            let bytes = self
                .buffer
                .get(..length.min(self.longest))
                .unwrap_or_default();
            let flow = Flow::udp(self.local, from);
            if bytes.len() < length {
                self.counters.oversize.add(1);
            } else if deliver(Arrived {
                flow,
                bytes,
                trusted,
            }) {
                self.counters.received.add(1);
            } else {
                self.counters.overflow.add(1);
            }
        }
    }
}
