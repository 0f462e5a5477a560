//! One connection: what has come, what waits to go, and how long it may take.

use std::collections::VecDeque;
use std::io;
use std::net::{IpAddr, TcpStream};
use std::time::Duration;

use kernel::Mono;
use rustix::event::epoll::EventFlags;
use rustix::net::sockopt;
use sip::transport::{Frame, Framer, Unframed};
use sip::{Distrust, Flow};

use super::alive::{self, Alive};
use super::channel::Channel;
use super::counts::Cut;
use super::distrust;
use super::settings::StreamLimits;

pub(super) struct Connection {
    pub flow: Flow,
    pub socket: TcpStream,
    pub channel: Channel,
    /// Whether the network has not joined it yet.
    pub joining: bool,
    /// Whether we opened it.
    pub dialled: bool,
    /// The source that it counts for, if there is a limit for that.
    pub counted: Option<IpAddr>,
    /// The source of which nobody has shown here who he is, if there is a limit for that.
    pub newcomer: Option<IpAddr>,
    /// Whether anything has travelled, so that its end matters to somebody.
    pub used: bool,
    /// Why who was called is not believed.
    pub distrust: Option<Distrust>,
    /// Whether nothing is read because what came waits.
    pub paused: bool,
    framer: Framer,
    /// A message that nobody took yet.
    pub held: Option<Vec<u8>>,
    waiting: VecDeque<Vec<u8>>,
    /// How much of the first is gone.
    gone: usize,
    bytes_waiting: usize,
    began: Mono,
    heard: Mono,
    /// Since when a message is not whole.
    within: Option<Mono>,
    /// Since when nothing that waits was taken.
    stuck: Option<Mono>,
    /// Our keep-alives.
    pub alive: Alive,
    /// What is waited for.
    pub watched: EventFlags,
}

impl Connection {
    pub fn new(flow: Flow, socket: TcpStream, channel: Channel, now: Mono) -> Connection {
        Connection {
            flow,
            socket,
            channel,
            joining: false,
            dialled: false,
            counted: None,
            newcomer: None,
            used: false,
            distrust: None,
            paused: false,
            framer: Framer::default(),
            held: None,
            waiting: VecDeque::new(),
            gone: 0,
            bytes_waiting: 0,
            began: now,
            heard: now,
            within: None,
            stuck: None,
            alive: Alive::new(now),
            watched: EventFlags::empty(),
        }
    }

    /// What it is to be woken for.
    pub fn interest(&self) -> EventFlags {
        let mut interest = EventFlags::empty();
        if self.joining {
            return EventFlags::OUT;
        }
        if !self.paused {
            interest |= EventFlags::IN;
        }
        let ready = self.channel.is_ready();
        if self.channel.wants_write() || (ready && !self.waiting.is_empty()) {
            interest |= EventFlags::OUT;
        }
        interest
    }

    /// Whether the network has joined it, once it is awake.
    pub fn join(&mut self) -> Result<(), Cut> {
        let joined = sockopt::socket_error(&self.socket).map_err(|_| Cut::Refused)?;
        joined.map_err(|_| Cut::Refused)?;
        self.joining = false;
        Ok(())
    }

    /// Puts a message behind those that wait.
    pub fn queue(&mut self, now: Mono, bytes: Vec<u8>, limits: &StreamLimits) -> Result<(), Cut> {
        self.bytes_waiting += bytes.len();
        if self.bytes_waiting > limits.waiting {
            return Err(Cut::Unread);
        }
        self.used = true;
        self.stuck.get_or_insert(now);
        self.waiting.push_back(bytes);
        Ok(())
    }

    /// Writes until nothing waits or nothing is taken; says how many messages are through.
    pub fn write(&mut self, now: Mono) -> Result<u64, Cut> {
        let mut through = 0;
        loop {
            let Some(first) = self.waiting.front() else {
                // An idle connection is to cost little.
                self.waiting = VecDeque::new();
                self.stuck = None;
                return done(self.channel.flush(&self.socket)).map(|()| through);
            };
            let rest = first.get(self.gone..).unwrap_or_default();
            match self.channel.write(&self.socket, rest) {
                Ok(written) => {
                    self.stuck = Some(now);
                    self.gone += written;
                    self.bytes_waiting = self.bytes_waiting.saturating_sub(written);
                    if written == rest.len() {
                        self.waiting.pop_front();
                        self.gone = 0;
                        through += 1;
                    }
                }
                Err(error) => return done(Err(error)).map(|()| through),
            }
        }
    }

    /// Reads once; whether there may be more.
    pub fn read(&mut self, now: Mono, into: &mut [u8]) -> Result<bool, Cut> {
        match self.channel.read(&self.socket, into) {
            Ok(0) => Err(Cut::Gone),
            Ok(read) => {
                self.heard = now;
                self.alive.heard();
                self.framer.push(into.get(..read).unwrap_or_default());
                Ok(true)
            }
            Err(error) => {
                self.distrust = distrust::of(&error).filter(|_| self.dialled);
                done(Err(error)).map(|()| false)
            }
        }
    }

    /// Asks whether it lives, if it is time; whether it did.
    pub fn ask(&mut self, now: Mono, every: Duration, limits: &StreamLimits) -> Result<bool, Cut> {
        if self.joining || !self.channel.is_ready() || !self.alive.is_due(now, every) {
            return Ok(false);
        }
        self.alive.asks(now);
        self.framer.asks();
        self.queue(now, alive::PING.to_vec(), limits).map(|()| true)
    }

    /// The next of what has come.
    pub fn next(&mut self, now: Mono) -> Result<Option<Frame>, Unframed> {
        if let Some(message) = self.held.take() {
            return Ok(Some(Frame::Message(message)));
        }
        let frame = self.framer.take()?;
        self.within = match (self.framer.is_within(), &frame) {
            (false, _) => None,
            (true, Some(_)) => Some(now),
            (true, None) => self.within.or(Some(now)),
        };
        Ok(frame)
    }

    /// Why it has had its time, if it has.
    pub fn overdue(&self, now: Mono, limits: &StreamLimits) -> Option<Cut> {
        let over = |since: Option<Mono>, span| since.is_some_and(|since| now.since(since) > span);
        let opening = self.joining || !self.channel.is_ready();
        let open_within = match self.dialled {
            true => limits.open_within,
            false => limits.message_within,
        };
        let mute = Some(self.began).filter(|_| !self.used);
        let within = self.within.filter(|_| self.held.is_none());
        [
            (
                over(Some(self.began).filter(|_| opening), open_within),
                Cut::Slow,
            ),
            (over(within, limits.message_within), Cut::Unfinished),
            (over(self.stuck, limits.take_within), Cut::Unread),
            (over(mute, limits.speak_within), Cut::Idle),
            (over(Some(self.heard), limits.idle), Cut::Idle),
            (over(self.alive.awaits(), limits.answer_within), Cut::Silent),
        ]
        .into_iter()
        .find_map(|(over, cut)| over.then_some(cut))
    }
}

/// What an outcome means for the connection.
fn done(outcome: io::Result<()>) -> Result<(), Cut> {
    match outcome.map_err(|error| error.kind()) {
        Ok(()) | Err(io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted) => Ok(()),
        Err(io::ErrorKind::InvalidData) => Err(Cut::Distrust),
        Err(_) => Err(Cut::Gone),
    }
}
