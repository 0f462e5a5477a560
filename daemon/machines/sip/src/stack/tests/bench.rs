//! The test bench: two stacks joined by a network that a seed drives.

use std::collections::BTreeMap;
use std::time::Duration;

use kernel::{Chance, Mono};

use crate::stack::{Settings, Stack};
use crate::{Dial, Event, Flow, Output, Reason, SessionId, Stranger};

/// How the network treats datagrams.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Weather {
    /// Of 100, how many are lost.
    pub loss: u64,
    /// Of 100, how many come twice.
    pub copies: u64,
    /// How long the shortest way takes.
    pub delay: Duration,
    /// How much longer it may take, so that datagrams overtake each other.
    pub jitter: Duration,
}

impl Weather {
    /// Nothing is lost, everything takes 10 ms.
    pub const FINE: Weather = Weather {
        loss: 0,
        copies: 0,
        delay: Duration::from_millis(10),
        jitter: Duration::ZERO,
    };
}

/// Whose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Side {
    Caller,
    Callee,
}

impl Side {
    pub fn other(self) -> Side {
        match self {
            Side::Caller => Side::Callee,
            Side::Callee => Side::Caller,
        }
    }
}

/// A stack and what it told.
pub(crate) struct Peer {
    pub stack: Stack,
    pub events: Vec<Event>,
    /// Strangers that are not admitted by themselves.
    pub strangers: Vec<Stranger>,
}

/// Says which datagrams of which side are lost.
pub(crate) type Censor = dyn FnMut(Side, &str) -> bool;

/// Two stacks and the network between them.
pub(crate) struct Pair {
    pub now: Mono,
    pub caller: Peer,
    pub callee: Peer,
    pub weather: Weather,
    /// The first lines of all that was sent, and by whom and when.
    pub wire: Vec<(Mono, Side, String)>,
    /// Takes a datagram away before it flies: given the side that sent it and its text.
    pub censor: Box<Censor>,
    admits: bool,
    chance: Chance,
    flying: BTreeMap<(Mono, u64), (Side, Vec<u8>)>,
    sent: u64,
}

pub(crate) const CALLER: &str = "192.0.2.1:5060";
pub(crate) const CALLEE: &str = "192.0.2.2:5060";

/// How `side` sees the way between them.
pub(crate) fn flow(side: Side) -> Flow {
    let [caller, callee] = [CALLER, CALLEE].map(|text| text.parse().expect("an address"));
    match side {
        Side::Caller => Flow::udp(caller, callee),
        Side::Callee => Flow::udp(callee, caller),
    }
}

/// An INVITE to the other side.
pub(crate) fn dial() -> Dial {
    Dial {
        flow: flow(Side::Caller),
        uri: format!("sip:2001@{CALLEE}"),
        from_user: "1001".into(),
        from_name: "Amy".into(),
        from_host: String::new(),
        to: format!("sip:2001@{CALLEE}"),
        headers: Vec::new(),
        sdp: b"v=0 offer".to_vec(),
        credentials: None,
    }
}

pub(crate) fn stack(seed: u64) -> Stack {
    Stack::new(Settings::default(), Chance::from_number(seed))
}

pub(crate) fn reason() -> Reason {
    Reason {
        protocol: "Q.850".into(),
        cause: 16,
        text: String::new(),
    }
}

/// An event in short.
pub(crate) fn brief(event: &Event) -> String {
    match event {
        Event::Invited(..) => "invited".into(),
        Event::Requested(..) => "requested".into(),
        Event::Progressed { status, .. } => format!("progressed {status}"),
        Event::Answered { .. } => "answered".into(),
        Event::Failed { status, .. } => format!("failed {status}"),
        Event::Confirmed(..) => "confirmed".into(),
        Event::Reoffered(..) => "reoffered".into(),
        Event::Reanswered(..) => "reanswered".into(),
        Event::Unmoved(_, status) => format!("unmoved {status}"),
        Event::Unanswered(_, times) => format!("unanswered {times}"),
        Event::Pressed(_, key, pressed) => format!("pressed {key} {}", pressed.as_millis()),
        Event::Ended(_, ending) => format!("ended {ending:?}"),
        Event::Responded(_, status, _) => format!("responded {status}"),
        Event::Referred(_, refer) => format!("referred to {}", refer.target),
        Event::Notified(_, status) => format!("notified {status}"),
    }
}

impl Pair {
    pub fn new(seed: u64, weather: Weather) -> Pair {
        let peer = |seed| Peer {
            stack: stack(seed),
            events: Vec::new(),
            strangers: Vec::new(),
        };
        Pair {
            now: Mono::ZERO,
            caller: peer(seed.wrapping_mul(2) + 1),
            callee: peer(seed.wrapping_mul(2) + 2),
            weather,
            wire: Vec::new(),
            censor: Box::new(|_, _| false),
            admits: true,
            chance: Chance::from_number(seed ^ 0x5eed),
            flying: BTreeMap::new(),
            sent: 0,
        }
    }

    pub fn fine() -> Pair {
        Pair::new(1, Weather::FINE)
    }

    /// Leaves strangers where they are found.
    pub fn without_admission(mut self) -> Pair {
        self.admits = false;
        self
    }

    pub fn peer(&mut self, side: Side) -> &mut Peer {
        match side {
            Side::Caller => &mut self.caller,
            Side::Callee => &mut self.callee,
        }
    }

    /// Gives one side a command and sends what comes of it.
    pub fn act<T>(&mut self, side: Side, command: impl FnOnce(&mut Stack, Mono) -> T) -> T {
        let now = self.now;
        let result = command(&mut self.peer(side).stack, now);
        self.drain(side);
        result
    }

    fn drain(&mut self, side: Side) {
        while let Some(output) = self.peer(side).stack.poll() {
            match output {
                Output::Transmit(to, bytes) => {
                    assert_eq!(to, flow(side), "{}", String::from_utf8_lossy(&bytes));
                    self.fly(side, bytes);
                }
                Output::Event(event) => self.peer(side).events.push(event),
            }
        }
    }

    fn fly(&mut self, side: Side, bytes: Vec<u8>) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let first = text.lines().next().unwrap_or_default();
        let seen = match first.strip_prefix("SIP/2.0 ") {
            Some(status) => {
                let cseq = text.lines().find_map(|line| line.strip_prefix("CSeq: "));
                let method = cseq
                    .and_then(|cseq| cseq.split(' ').nth(1))
                    .unwrap_or_default();
                format!("{} {method}", status.get(..3).unwrap_or_default())
            }
            None => first.split(' ').next().unwrap_or_default().to_string(),
        };
        self.wire.push((self.now, side, seen));
        if (self.censor)(side, &text) || self.chance.percent(self.weather.loss) {
            return;
        }
        let copies = 1 + u64::from(self.chance.percent(self.weather.copies));
        for _ in 0..copies {
            let jitter = self
                .chance
                .below(self.weather.jitter.as_micros() as u64 + 1);
            let at = self.now + self.weather.delay + Duration::from_micros(jitter);
            self.sent += 1;
            self.flying
                .insert((at, self.sent), (side.other(), bytes.clone()));
        }
    }

    /// Goes to the next thing that happens, unless that is after `end`.
    pub fn step(&mut self, end: Mono) -> bool {
        let deadline = |peer: &Peer, side| peer.stack.next_deadline().map(|at| (at, side));
        let due = [
            deadline(&self.caller, Side::Caller),
            deadline(&self.callee, Side::Callee),
        ];
        let due = due.into_iter().flatten().min();
        let arrival = self.flying.first_key_value().map(|((at, _), _)| *at);
        match (due, arrival) {
            (Some((at, side)), arrival) if arrival.is_none_or(|arrival| at < arrival) => {
                if at > end {
                    return false;
                }
                self.now = self.now.max(at);
                self.act(side, Stack::expire);
            }
            (_, Some(at)) if at <= end => {
                self.now = at;
                let Some((_, (side, bytes))) = self.flying.pop_first() else {
                    return false;
                };
                let stranger = self.act(side, |stack, now| stack.receive(now, flow(side), &bytes));
                match stranger {
                    Some(stranger) if self.admits => {
                        self.act(side, |stack, now| stack.admit(now, stranger));
                    }
                    other => self.peer(side).strangers.extend(other),
                }
            }
            _ => return false,
        }
        true
    }

    /// Lets so many milliseconds pass.
    pub fn run(&mut self, millis: u64) {
        let end = self.now + Duration::from_millis(millis);
        while self.step(end) {}
        self.now = end;
    }

    /// Lets time pass until so many milliseconds after the start.
    pub fn run_until(&mut self, millis: u64) {
        let end = Mono::from_micros(millis * 1000);
        while self.step(end) {}
        self.now = self.now.max(end);
    }

    /// Lets time pass until nothing more happens.
    pub fn run_out(&mut self) {
        let end = self.now + Duration::from_secs(600);
        while self.step(end) {}
        self.now = end;
    }

    /// What one side was told, in short, since the last time it was asked.
    pub fn told(&mut self, side: Side) -> Vec<String> {
        std::mem::take(&mut self.peer(side).events)
            .iter()
            .map(brief)
            .collect()
    }

    /// What one side sent, in short.
    pub fn sent_by(&self, side: Side) -> Vec<&str> {
        let sent = self.wire.iter().filter(|(_, by, _)| *by == side);
        sent.map(|(_, _, text)| text.as_str()).collect()
    }

    /// The only session that one side was invited to.
    pub fn invited(&mut self, side: Side) -> SessionId {
        let mut sessions = self
            .peer(side)
            .events
            .iter()
            .filter_map(|event| match event {
                Event::Invited(session, _) => Some(*session),
                _ => None,
            });
        sessions.next().expect("an INVITE came")
    }

    /// Dials, rings, answers: both sessions.
    pub fn connect(&mut self) -> (SessionId, SessionId) {
        let caller = self.act(Side::Caller, |stack, now| stack.dial(now, dial()));
        self.run(50);
        let callee = self.invited(Side::Callee);
        self.act(Side::Callee, |stack, now| stack.ring(now, callee));
        self.run(50);
        self.act(Side::Callee, |stack, now| {
            stack.answer(now, callee, b"v=0 answer".to_vec())
        });
        self.run(50);
        (caller, callee)
    }

    /// Lets all timers run out and checks that nothing is left on either side.
    pub fn assert_clean(&mut self) {
        self.run_out();
        assert!(
            self.caller.stack.is_idle(),
            "{:?}",
            self.caller.stack.census()
        );
        assert!(
            self.callee.stack.is_idle(),
            "{:?}",
            self.callee.stack.census()
        );
    }
}
