//! What a connection does when it is its turn.

use kernel::Mono;
use rustix::event::epoll::EventFlags;
use sip::transport::Frame;

use super::Heard;
use super::counts::Cut;
use super::reactor::Reactor;
use crate::Arrived;

/// Reads of one connection before others have their turn.
const TURNS: usize = 4;

/// The answer to a keep-alive.
const PONG: &[u8] = b"\r\n";

/// Whether a connection has more to do.
#[derive(PartialEq, Eq)]
enum Rest {
    /// Not before it is woken.
    Nothing,
    /// At once.
    More,
    /// When its source may send again, or there is room.
    Later,
}

impl<D: FnMut(Heard<'_>) -> bool> Reactor<D> {
    /// Lets a connection do what it can.
    pub(super) fn turn(&mut self, now: Mono, id: u64, flags: EventFlags) {
        match self.served(now, id, flags) {
            Ok(Rest::Nothing) => {}
            Ok(Rest::More) => {
                self.again.insert(id);
            }
            Ok(Rest::Later) => {
                self.paused.insert(id);
                if let Some(connection) = self.connections.get_mut(&id) {
                    connection.paused = true;
                }
            }
            Err(cut) => return self.end(id, cut),
        }
        self.watch(id);
    }

    fn served(&mut self, now: Mono, id: u64, flags: EventFlags) -> Result<Rest, Cut> {
        let Some(connection) = self.connections.get_mut(&id) else {
            return Ok(Rest::Nothing);
        };
        if connection.paused {
            // What came waits; only an end is news.
            return match flags.intersects(EventFlags::HUP | EventFlags::ERR) {
                true => Err(Cut::Gone),
                false => self.write(now, id).map(|()| Rest::Later),
            };
        }
        if connection.joining {
            if flags.is_empty() {
                return Ok(Rest::Nothing);
            }
            connection.join()?;
            let counted = connection.counted.take();
            self.joined(counted);
        }
        let readable = flags.intersects(EventFlags::IN | EventFlags::HUP | EventFlags::ERR);
        let rest = match readable {
            true => self.read(now, id)?,
            false => Rest::Nothing,
        };
        self.write(now, id)?;
        Ok(rest)
    }

    fn write(&mut self, now: Mono, id: u64) -> Result<(), Cut> {
        if let Some(connection) = self.connections.get_mut(&id) {
            let through = connection.write(now)?;
            self.shared.counters.sent.add(through);
        }
        Ok(())
    }

    fn read(&mut self, now: Mono, id: u64) -> Result<Rest, Cut> {
        for _ in 0..TURNS {
            if !self.pass_on(now, id)? {
                return Ok(Rest::Later);
            }
            let Some(connection) = self.connections.get_mut(&id) else {
                return Ok(Rest::Nothing);
            };
            if !connection.read(now, &mut self.buffer)? {
                return Ok(Rest::Nothing);
            }
        }
        match self.pass_on(now, id)? {
            true => Ok(Rest::More),
            false => Ok(Rest::Later),
        }
    }

    /// Hands on what is whole; whether all of it was taken.
    fn pass_on(&mut self, now: Mono, id: u64) -> Result<bool, Cut> {
        let mut pinged = false;
        let taken = loop {
            let Some(connection) = self.connections.get_mut(&id) else {
                return Ok(true);
            };
            let frame = connection.next(now).map_err(|why| {
                tracing::debug!(remote = %connection.flow.remote, %why, "a SIP connection is of no more use");
                Cut::Garbage
            })?;
            match frame {
                None => break true,
                Some(Frame::Ping) => pinged = true,
                Some(Frame::Pong) => {
                    connection.alive.answered();
                    self.shared.counters.pongs.add(1);
                }
                Some(Frame::Message(message)) if self.hand_on(now, id, &message) => {}
                Some(Frame::Message(message)) => {
                    self.hold(id, message);
                    break false;
                }
            }
        };
        if let Some(connection) = self.connections.get_mut(&id).filter(|_| pinged) {
            self.shared.counters.pings.add(1);
            connection.queue(now, PONG.to_vec(), &self.limits)?;
        }
        Ok(taken)
    }

    fn hand_on(&mut self, now: Mono, id: u64, message: &[u8]) -> bool {
        let Some(connection) = self.connections.get_mut(&id) else {
            return true;
        };
        let flow = connection.flow;
        let source = flow.remote.ip();
        let trusted = self.trusted.has(source);
        let arrived = Arrived {
            flow,
            bytes: message,
            trusted,
        };
        let may = trusted || self.gate.admit(now, source);
        let taken = may && (self.deliver)(Heard::Message(arrived));
        if taken {
            connection.used = true;
            self.shared.counters.received.add(1);
        }
        taken
    }

    fn hold(&mut self, id: u64, message: Vec<u8>) {
        self.shared.counters.held.add(1);
        if let Some(connection) = self.connections.get_mut(&id) {
            connection.held = Some(message);
        }
    }
}
