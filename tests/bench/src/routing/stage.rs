//! The switch with its callers and phones, in virtual time: everybody answers at once.

use std::collections::{HashMap, VecDeque};
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use contact::{AgentAct, LegId};
use jiff::Timestamp;
use kernel::{Chance, Mono, Now};
use media::codec::Codec;
use model::config::Order;
use model::state::Presence;
use model::{CallId, Name};
use rustix::time::{ClockId, clock_gettime};
use sip::Flow;
use switch::{
    Command, Input, Ledger, MediaCommand, MediaEvent, Output, Principal, Settings, Switch, Ticket,
};

use super::center::{GROUPS, agent, center, number};
use super::figures::Load;
use super::pool::Pool;
use crate::text::{Dialog, Message, Start, answer, description, invite, uri};

const SERVER: SocketAddr = loopback(5060);
const CALLERS: SocketAddr = loopback(6000);
/// Where all phones are.
pub const PHONES: SocketAddr = loopback(7000);
/// Callers who call again and again: agents are remembered by their numbers.
const NUMBERS: u64 = 20_000;
/// Steps without a decision after which something is wrong.
const PATIENCE: usize = 100_000;

const fn loopback(port: u16) -> SocketAddr {
    SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), port)
}

/// How long this thread has had a core.
fn time_of_this_thread() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::try_from(time).unwrap_or_default()
}

/// What is to be handed in.
enum Next {
    Datagram(SocketAddr, String),
    Opened(LegId),
}

/// The stage.
pub struct Stage {
    switch: Switch,
    now: Now,
    chance: Chance,
    agents: u32,
    /// Time between two arrivals: with 10,000 agents there are 500 a second.
    pace: Duration,
    next: VecDeque<Next>,
    dialled: u64,
    /// The Call-ID of the caller who dials.
    dials: Option<String>,
    ids: HashMap<String, CallId>,
    dialogs: HashMap<CallId, Dialog>,
    waiting: Pool,
    talking: Pool,
    samples: Vec<u64>,
}

impl Stage {
    /// A stage on which all phones can be reached.
    ///
    /// # Errors
    /// The center is none.
    pub fn open(agents: u32, order: Order) -> io::Result<Stage> {
        let now = Now {
            mono: Mono::from_micros(1_000_000),
            wall: Timestamp::from_second(1_800_000_000).map_err(io::Error::other)?,
        };
        let ledger = Ledger {
            config: center(agents, order)?,
            realm: Some("bench".to_owned()),
            ..Ledger::default()
        };
        let settings = Settings::udp(SERVER);
        let mut stage = Stage {
            switch: Switch::new(now, settings, ledger, Chance::from_number(1)),
            now,
            chance: Chance::from_number(2),
            agents,
            pace: Duration::from_secs(20) / agents,
            next: VecDeque::new(),
            dialled: 0,
            dials: None,
            ids: HashMap::new(),
            dialogs: HashMap::new(),
            waiting: Pool::default(),
            talking: Pool::default(),
            samples: Vec::new(),
        };
        stage.take_out();
        Ok(stage)
    }

    /// Lets callers in until everybody talks and half as many callers wait.
    ///
    /// # Errors
    /// They do not get that far.
    pub fn fill(&mut self) -> io::Result<()> {
        for _ in 0..PATIENCE {
            if self.waiting.len() >= self.most_waiting() {
                return Ok(());
            }
            // One after the other, or all their timers would run out in one input.
            self.pass(self.pace / 4);
            self.dial();
        }
        Err(io::Error::other("callers do not wait"))
    }

    /// Lets all who wait go, and then one of a hundred agents be free.
    pub fn relax(&mut self) {
        while let Some(call) = self.waiting.take(&mut self.chance) {
            self.hang_up(call);
        }
        for _ in 0..self.agents.div_ceil(100) {
            self.end_a_talk();
        }
        self.pass(Duration::from_secs(2));
    }

    /// Goes on until so many decisions were made; how long each took, in microseconds.
    ///
    /// # Errors
    /// None are made.
    pub fn watch(&mut self, decisions: usize, load: Load) -> io::Result<Vec<u64>> {
        self.samples.clear();
        for step in 0..PATIENCE {
            if self.samples.len() >= decisions {
                return Ok(std::mem::take(&mut self.samples));
            }
            self.pass(self.pace);
            self.dial();
            self.end_a_talk();
            if step % 5 == 0 {
                self.change_a_state();
            }
            if load == Load::Waiting && self.waiting.len() > self.most_waiting() {
                let gives_up = self.waiting.take(&mut self.chance);
                gives_up.into_iter().for_each(|call| self.hang_up(call));
            }
        }
        Err(io::Error::other("nobody is offered a call"))
    }

    fn most_waiting(&self) -> usize {
        (self.agents / 2) as usize
    }

    fn dial(&mut self) {
        self.dialled += 1;
        let call_id = format!("c{}", self.dialled);
        let caller = format!("138{:08}", self.chance.below(NUMBERS));
        let group = u32::try_from(self.chance.below(u64::from(GROUPS))).unwrap_or(0);
        let body = description(loopback(30_000), Codec::Pcma);
        let text = invite(CALLERS, SERVER, &caller, &number(group), &call_id, &body);
        self.dials = Some(call_id);
        self.hand_in(Next::Datagram(CALLERS, text));
    }

    fn end_a_talk(&mut self) {
        if let Some(call) = self.talking.take(&mut self.chance) {
            self.hang_up(call);
        }
    }

    fn hang_up(&mut self, call: CallId) {
        if let Some(dialog) = self.dialogs.remove(&call) {
            self.ids.remove(&dialog.call_id);
            self.hand_in(Next::Datagram(CALLERS, dialog.request("BYE", 2)));
        }
    }

    /// An agent goes on a break, and another comes back.
    fn change_a_state(&mut self) {
        for presence in [Presence::Break, Presence::Idle] {
            let n = u32::try_from(self.chance.below(u64::from(self.agents))).unwrap_or(0);
            if let Ok(agent) = Name::new(&agent(n)) {
                let command = Command::Agent(agent, AgentAct::Be(presence));
                self.measured(|switch, now| {
                    switch.handle(
                        now,
                        Input::Command(Ticket(0), Principal::LocalAdmin, command),
                    );
                });
            }
        }
    }

    /// Lets time pass, deadline by deadline.
    fn pass(&mut self, span: Duration) {
        let until = self.now.later(span);
        while let Some(due) = self.switch.next_deadline().filter(|due| *due <= until.mono) {
            self.now = self.now.later(due.since(self.now.mono));
            self.measured(|switch, now| switch.handle(now, Input::Timeout));
        }
        self.now = self.now.later(until.mono.since(self.now.mono));
    }

    /// Hands something in, and all that follows from it.
    fn hand_in(&mut self, first: Next) {
        self.next.push_back(first);
        self.go_on();
    }

    fn go_on(&mut self) {
        while let Some(next) = self.next.pop_front() {
            match next {
                Next::Datagram(remote, text) => {
                    let flow = Flow::udp(SERVER, remote);
                    self.once(|switch, now| {
                        switch.handle(now, Input::Datagram(flow, text.as_bytes()));
                    });
                }
                Next::Opened(leg) => {
                    let opened = MediaEvent::Opened(loopback(20_000));
                    self.once(|switch, now| switch.handle(now, Input::Media(leg, opened)));
                }
            }
        }
    }

    fn measured(&mut self, input: impl FnOnce(&mut Switch, Now)) {
        self.once(input);
        self.go_on();
    }

    /// One input, and how long it took if it led to an offer.
    fn once(&mut self, input: impl FnOnce(&mut Switch, Now)) {
        let began = time_of_this_thread();
        input(&mut self.switch, self.now);
        let mut outputs = Vec::new();
        while let Some(output) = self.switch.poll() {
            outputs.push(output);
        }
        let took = time_of_this_thread().saturating_sub(began);
        let offers = |output: &Output| matches!(output, Output::Media(MediaCommand::Open(leg, _)) if leg.number > 0);
        if outputs.iter().any(offers) {
            self.samples
                .push(u64::try_from(took.as_micros()).unwrap_or(u64::MAX));
        }
        outputs.into_iter().for_each(|output| self.heed(output));
    }

    fn take_out(&mut self) {
        self.measured(|_, _| {});
    }

    fn heed(&mut self, output: Output) {
        match output {
            Output::Transmit(flow, bytes) => self.receive(flow.remote, &bytes),
            Output::Media(MediaCommand::Open(leg, _)) => {
                if let Some(call_id) = self.dials.take_if(|_| leg.number == 0) {
                    self.ids.insert(call_id, leg.call);
                }
                self.next.push_back(Next::Opened(leg));
            }
            Output::Media(MediaCommand::Bridge(customer, _)) => {
                self.waiting.remove(customer.call);
                self.talking.add(customer.call);
            }
            _ => {}
        }
    }

    /// A phone picks up, and whoever is asked or told anything else says yes.
    fn receive(&mut self, at: SocketAddr, bytes: &[u8]) {
        let Some(message) = Message::read(bytes) else {
            return;
        };
        match message.start {
            Start::Request("ACK", _) => {}
            Start::Request(method, _) => {
                let body = match method {
                    "INVITE" => description(loopback(30_002), Codec::Pcma),
                    _ => String::new(),
                };
                let yes = answer(&message, "200 OK", "phone", at, &body);
                self.next.push_back(Next::Datagram(at, yes));
            }
            Start::Response(200) if message.answers() == Some("INVITE") => self.answered(&message),
            Start::Response(_) => {}
        }
    }

    fn answered(&mut self, message: &Message<'_>) {
        let header = |name| message.header(name).unwrap_or_default().to_owned();
        let Some(call) = message.call_id().and_then(|id| self.ids.get(id)).copied() else {
            return;
        };
        let dialog = Dialog {
            own: CALLERS,
            call_id: header("Call-ID"),
            local: header("From"),
            remote: header("To"),
            target: uri(&header("Contact")).to_owned(),
        };
        self.next
            .push_back(Next::Datagram(CALLERS, dialog.request("ACK", 1)));
        self.dialogs.insert(call, dialog);
        self.waiting.add(call);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decisions_are_made_under_both_loads() {
        let mut stage = Stage::open(40, Order::FewestCalls).expect("a stage");
        stage.fill().expect("everybody talks");
        assert!(stage.talking.len() > 30, "nearly all");
        assert_eq!(stage.waiting.len(), 20);
        let samples = stage.watch(30, Load::Waiting).expect("decisions");
        assert!(samples.len() >= 30);
        stage.relax();
        assert_eq!(stage.waiting.len(), 0);
        stage.watch(30, Load::Free).expect("decisions");
    }
}
