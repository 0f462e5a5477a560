//! The generator: callers and agents' phones in one thread, which judge what they hear.

mod agent;
mod caller;
mod closing;
mod line;
mod net;
mod signalling;
mod tally;

use std::collections::{HashMap, HashSet, VecDeque};
use std::io;
use std::net::{SocketAddr, UdpSocket};
use std::time::{Duration, Instant};

use agent::Agent;
use caller::Caller;
use closing::Closing;
use media::codec::Codec;
use net::{Poll, Ports, Ready};

use crate::pacing::{Pacing, ROUND, Ticks};
use crate::scenario::{Shape, Voice};
use crate::text::Dialog;

pub use net::may_be_loaded;
pub use tally::{Samples, Tally};

/// Microseconds since the generator began.
pub type Micros = u64;

/// The first and the longest interval between repetitions (RFC 3261 section 17.1.1.1).
const T1: Micros = 500_000;
const T2: Micros = 4_000_000;

/// Legs of a step, callers and agents together.
pub const MOST_LEGS: usize = 12_000;

/// How long calls may take to end.
const ENDING: Micros = 6_000_000;

/// What a caller or an agent needs to act.
struct Hands<'a> {
    shape: &'a Shape,
    server: SocketAddr,
    callers: &'a UdpSocket,
    callers_at: SocketAddr,
    phones: &'a UdpSocket,
    phones_at: SocketAddr,
    run: &'a str,
    tally: &'a mut Tally,
    closing: &'a mut Closing,
    idle: &'a mut VecDeque<usize>,
}

impl Hands<'_> {
    /// Sends to the server. A full buffer is a loss like any other: it is sent again.
    fn say(&self, as_caller: bool, text: &str) {
        let socket = if as_caller { self.callers } else { self.phones };
        let _ = socket.send_to(text.as_bytes(), self.server);
    }

    /// Answers as a phone.
    fn reply(&self, to: SocketAddr, text: &str) {
        let _ = self.phones.send_to(text.as_bytes(), to);
    }

    fn hang_up(&mut self, now: Micros, dialog: Dialog, as_caller: bool) {
        let socket = if as_caller { self.callers } else { self.phones };
        self.closing
            .hang_up(now, dialog, self.server, as_caller, socket, self.tally);
    }
}

/// Callers and agents of one step.
pub struct Generator {
    began: Instant,
    sip: Sip,
    poll: Poll,
    ticks: Ticks,
    pacing: Option<Pacing>,
    callers: Vec<Caller>,
    agents: Vec<Agent>,
    idle: VecDeque<usize>,
    calls_of_agents: HashMap<String, usize>,
    closing: Closing,
    /// What has been counted so far.
    pub tally: Tally,
}

/// Both SIP sockets and what is the same in all calls.
struct Sip {
    shape: Shape,
    server: SocketAddr,
    run: String,
    callers: UdpSocket,
    callers_at: SocketAddr,
    phones: UdpSocket,
    phones_at: SocketAddr,
}

/// The sockets of callers and phones, opened before the server is told where they are.
pub struct Doors {
    callers: UdpSocket,
    phones: UdpSocket,
    ports: Ports,
}

impl Doors {
    /// Opens them.
    pub fn open() -> io::Result<Doors> {
        let mut ports = Ports::default();
        Ok(Doors {
            callers: net::sip_socket(&mut ports)?,
            phones: net::sip_socket(&mut ports)?,
            ports,
        })
    }

    /// Where callers come from.
    pub fn callers(&self) -> io::Result<SocketAddr> {
        self.callers.local_addr()
    }

    /// Where phones are.
    pub fn phones(&self) -> io::Result<SocketAddr> {
        self.phones.local_addr()
    }
}

impl Generator {
    /// Everybody is there and nobody calls yet.
    ///
    /// # Errors
    /// The server is not on this machine, the step is too large, or the system gives no more sockets.
    pub fn new(shape: Shape, doors: Doors, server: SocketAddr) -> io::Result<Generator> {
        if !may_be_loaded(server) {
            return Err(io::Error::other(format!(
                "{server} is not on this machine: only 127.0.0.0/8 is loaded"
            )));
        }
        if shape.callers + shape.agents > MOST_LEGS {
            return Err(io::Error::other(format!(
                "a step has at most {MOST_LEGS} callers and agents together"
            )));
        }
        let poll = Poll::new()?;
        poll.watch(&doors.callers, Ready::Callers)?;
        poll.watch(&doors.phones, Ready::Phones)?;
        let (callers_at, phones_at) = (doors.callers()?, doors.phones()?);
        let mut ports = doors.ports;
        let caller = Voice::tone(Codec::Pcma, 400);
        let callers: Vec<Caller> = (0..shape.callers)
            .map(|number| Caller::new(number, ports.bind()?, caller.clone()))
            .collect::<io::Result<_>>()?;
        let agent = Voice::tone(shape.agents_speak, 500);
        let agents: Vec<Agent> = (0..shape.agents)
            .map(|number| Agent::new(number, ports.bind()?, agent.clone()))
            .collect::<io::Result<_>>()?;
        for (number, caller) in callers.iter().enumerate() {
            poll.watch(&caller.line.socket, Ready::Caller(number))?;
        }
        for (number, agent) in agents.iter().enumerate() {
            poll.watch(&agent.line.socket, Ready::Agent(number))?;
        }
        Ok(Generator {
            began: Instant::now(),
            idle: (0..shape.callers).collect(),
            sip: Sip {
                server,
                run: format!("{}@bench", std::process::id()),
                callers_at,
                phones_at,
                callers: doors.callers,
                phones: doors.phones,
                shape,
            },
            poll,
            ticks: Ticks::default(),
            pacing: None,
            callers,
            agents,
            calls_of_agents: HashMap::new(),
            closing: Closing::default(),
            tally: Tally::default(),
        })
    }

    fn now(&self) -> Micros {
        u64::try_from(self.began.elapsed().as_micros()).unwrap_or(u64::MAX)
    }

    /// Calls for so long.
    pub fn run(&mut self, span: Duration) {
        let until = self.now() + u64::try_from(span.as_micros()).unwrap_or(u64::MAX);
        if self.pacing.is_none() {
            self.pacing = Some(Pacing::new(self.sip.shape.per_second, self.now()));
        }
        self.work(|_, now| now >= until);
    }

    /// Begins to count audio, times and late ticks.
    pub fn begin_window(&mut self) {
        self.tally.is_steady = true;
        self.ticks.forget();
    }

    /// Ends that; returns what the ticks were like.
    pub fn end_window(&mut self) -> Ticks {
        self.tally.is_steady = false;
        self.ticks
    }

    /// Ends all calls, as far as they end within some seconds. Returns whether all have ended.
    pub fn finish(&mut self) -> bool {
        self.tally.is_ending = true;
        self.pacing = None;
        let until = self.now() + ENDING;
        self.work(|generator, now| now >= until || generator.is_idle());
        self.is_idle()
    }

    /// Datagrams that the generator's own sockets could not hold.
    pub fn drops(&self) -> u64 {
        let lines = self
            .callers
            .iter()
            .map(|it| &it.line)
            .chain(self.agents.iter().map(|it| &it.line));
        let ports = lines.map(|line| line.address.port());
        let sip = [self.sip.callers_at.port(), self.sip.phones_at.port()];
        let ports: HashSet<u16> = ports.chain(sip).collect();
        crate::proc::drops(|port| ports.contains(&port))
    }

    fn is_idle(&self) -> bool {
        self.idle.len() == self.callers.len()
            && self.closing.is_empty()
            && self.agents.iter().all(Agent::is_idle)
    }

    fn work(&mut self, is_over: impl Fn(&Generator, Micros) -> bool) {
        let mut ready = Vec::new();
        loop {
            let now = self.now();
            if let Some(phase) = self.ticks.take(now) {
                self.tick(phase, now);
                if phase == 0 && is_over(self, now) {
                    return;
                }
            }
            let wait = self.ticks.next().saturating_sub(self.now());
            self.poll.wait(wait, &mut ready);
            for ready in &ready {
                match *ready {
                    Ready::Callers => self.take_sip(true),
                    Ready::Phones => self.take_sip(false),
                    Ready::Caller(number) => self.hear_as_caller(number),
                    Ready::Agent(number) => self.hear_as_agent(number),
                }
            }
        }
    }

    /// The parts that act, and what they act with.
    fn parts(&mut self) -> (&mut Vec<Caller>, &mut Vec<Agent>, Hands<'_>) {
        let sip = &self.sip;
        let hands = Hands {
            shape: &sip.shape,
            server: sip.server,
            callers: &sip.callers,
            callers_at: sip.callers_at,
            phones: &sip.phones,
            phones_at: sip.phones_at,
            run: &sip.run,
            tally: &mut self.tally,
            closing: &mut self.closing,
            idle: &mut self.idle,
        };
        (&mut self.callers, &mut self.agents, hands)
    }

    /// Visits the legs of a phase and begins the calls that are due.
    fn tick(&mut self, phase: usize, now: Micros) {
        let (callers, agents, mut hands) = self.parts();
        for caller in callers.iter_mut().skip(phase).step_by(ROUND) {
            caller.visit(now, &mut hands);
        }
        for agent in agents.iter_mut().skip(phase).step_by(ROUND) {
            agent.visit(now, &mut hands);
        }
        if phase == 0 {
            self.closing
                .expire(now, &self.sip.callers, &self.sip.phones, &mut self.tally);
        }
        self.dial(now);
    }

    fn dial(&mut self, now: Micros) {
        let Some(mut pacing) = self.pacing.take() else {
            return;
        };
        for _ in 0..pacing.due(now) {
            let Some(number) = self.idle.pop_front() else {
                // As many calls as there are to be; at a rate they are owed all the same.
                if self.sip.shape.hangs_up.is_some() {
                    self.tally.fail("no caller was free");
                }
                pacing.skip(now);
                break;
            };
            pacing.start();
            let (callers, _, mut hands) = self.parts();
            if let Some(caller) = callers.get_mut(number) {
                caller.dial(now, &mut hands);
            }
        }
        self.pacing = Some(pacing);
    }

    fn hear_as_caller(&mut self, number: usize) {
        let now = self.now();
        let mut buffer = [0; 512];
        let (callers, _, mut hands) = self.parts();
        if let Some(caller) = callers.get_mut(number)
            && let Ok(length) = caller.line.socket.recv(&mut buffer)
        {
            caller.hear(now, buffer.get(..length).unwrap_or_default(), &mut hands);
        }
    }

    fn hear_as_agent(&mut self, number: usize) {
        let now = self.now();
        let mut buffer = [0; 512];
        let (_, agents, mut hands) = self.parts();
        if let Some(agent) = agents.get_mut(number)
            && let Ok(length) = agent.line.socket.recv(&mut buffer)
        {
            agent.hear(now, buffer.get(..length).unwrap_or_default(), &mut hands);
        }
    }
}
