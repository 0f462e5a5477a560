//! The contact machine of production with callers and agents as theory has them: everybody answers at
//! once, nobody hangs up before he has talked.
//!
//! It is the contact machine alone, not the whole switch: who is served when is decided there and
//! nowhere else, and millions of calls are wanted. What SIP adds is delay, which theory does not know.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use contact::{Arrival, Center, DeviceEvent, Input, LegEvent, LegId, Output, Release};
use jiff::Timestamp;
use kernel::{Chance, Mono, Now};
use model::{CallId, Config, DialString, Extension, Name, Revision};
use serde_json::{Value, json};

use super::discipline::Discipline;
use super::erlang;

/// Somebody who calls.
#[derive(Copy, Clone, Debug)]
pub struct Caller {
    /// How many called before him.
    pub number: usize,
    /// When he calls.
    pub arrives: Mono,
    /// How long he will talk.
    pub talks: Duration,
}

/// The callers of an office, from a seed.
pub fn callers(office: erlang::Office, seed: u64, calls: usize) -> impl Iterator<Item = Caller> {
    let mut chance = Chance::from_number(seed);
    let mut arrives = DAWN;
    (0..calls).map(move |number| {
        arrives = arrives + exponential(&mut chance, office.gap());
        let talks = exponential(&mut chance, office.talk);
        Caller {
            number,
            arrives,
            talks,
        }
    })
}

fn exponential(chance: &mut Chance, mean: f64) -> Duration {
    // The upper 53 bits are what a double can tell apart; never 0, of which there is no logarithm.
    let uniform = ((chance.number() >> 11) as f64 + 0.5) / (1_u64 << 53) as f64;
    Duration::from_micros((-uniform.ln() * mean * 1e6) as u64)
}

/// When it opens.
const DAWN: Mono = Mono::from_micros(1_000_000);
/// When everybody who called has long been served.
const DUSK: Mono = Mono::from_micros(u64::MAX);

/// An office at work.
pub struct Office {
    center: Center,
    now: Mono,
    discipline: Discipline,
    chance: Chance,
    /// Who has not been served, by his call.
    waiting: BTreeMap<CallId, Caller>,
    /// Whose talk is over when.
    leaving: BTreeSet<(Mono, LegId)>,
    answers: Vec<LegId>,
    waits: Vec<Duration>,
    trunk: Name,
    number: DialString,
}

impl Office {
    /// An office where everybody is at his desk.
    pub fn new(agents: u16, discipline: Discipline) -> Office {
        let config = Arc::new(config(agents, discipline.wrap_up()));
        let phones: Vec<Extension> = config.phones.keys().cloned().collect();
        let mut office = Office {
            center: Center::new(config, Revision(1), Chance::from_number(1)),
            now: DAWN,
            discipline,
            chance: Chance::from_number(2),
            waiting: BTreeMap::new(),
            leaving: BTreeSet::new(),
            answers: Vec::new(),
            waits: Vec::new(),
            trunk: Name::new("carrier").expect("a name"),
            number: DialString::new("100").expect("a number"),
        };
        for phone in phones {
            office.tell(Input::Device(phone, DeviceEvent::Reachable));
        }
        office
    }

    /// How long each caller waits, in the order in which they call.
    pub fn serve(mut self, callers: impl Iterator<Item = Caller>) -> Vec<Duration> {
        for caller in callers {
            self.pass(caller.arrives);
            self.now = caller.arrives;
            self.arrive(caller);
        }
        self.pass(DUSK);
        assert_eq!(self.center.census(), contact::Census::default());
        assert!(self.waiting.is_empty(), "{:?}", self.waiting);
        self.waits
    }

    fn arrive(&mut self, caller: Caller) {
        let call = CallId(uuid::Uuid::from_u128(caller.number as u128));
        self.waiting.insert(call, caller);
        self.waits.push(Duration::MAX);
        self.tell(Input::Arrived(Arrival {
            leg: LegId { call, number: 0 },
            trunk: self.trunk.clone(),
            number: self.number.clone(),
            caller: String::new(),
            diversion: Default::default(),
        }));
    }

    /// Lets everything happen that is due by then.
    fn pass(&mut self, until: Mono) {
        loop {
            let hangs_up = self.leaving.first().map(|(at, _)| *at);
            let due = [hangs_up, self.center.next_deadline()];
            let Some(next) = due.into_iter().flatten().min().filter(|at| *at <= until) else {
                break;
            };
            self.now = next;
            if hangs_up == Some(next) {
                if let Some((_, leg)) = self.leaving.pop_first() {
                    self.tell(Input::Leg(leg, LegEvent::Gone(Release::HungUp)));
                }
            } else {
                self.tell(Input::Timeout);
            }
        }
    }

    /// Tells the center something, and lets everybody who is called answer at once.
    fn tell(&mut self, input: Input) {
        self.handle(input);
        while let Some(leg) = self.answers.pop() {
            let event = match leg.number {
                0 => LegEvent::Up,
                _ => self.device(leg),
            };
            self.handle(Input::Leg(leg, event));
        }
    }

    fn handle(&mut self, input: Input) {
        let wall = Timestamp::UNIX_EPOCH;
        let now = Now {
            mono: Mono::ZERO,
            wall,
        }
        .later(self.now.since(Mono::ZERO));
        self.center.handle(now, input);
        while let Some(output) = self.center.poll() {
            match output {
                Output::Accept(leg) | Output::Dial { leg, .. } => self.answers.push(leg),
                Output::Refuse(leg, why) => panic!("{leg:?} is refused: {why:?}"),
                _ => {}
            }
        }
    }

    /// A device is rung for a caller.
    fn device(&mut self, leg: LegId) -> LegEvent {
        if let Some(cause) = self.discipline.skips(&mut self.chance) {
            return LegEvent::Failed(cause);
        }
        self.discipline
            .exchange(&mut self.chance, &mut self.waiting, leg.call);
        let caller = self
            .waiting
            .remove(&leg.call)
            .expect("who is served has called");
        if let Some(wait) = self.waits.get_mut(caller.number) {
            *wait = self.now.since(caller.arrives);
        }
        let pause = self.discipline.pause(&mut self.chance);
        self.leaving.insert((self.now + caller.talks + pause, leg));
        LegEvent::Up
    }
}

/// A number whose callers go straight to a group of so many agents.
fn config(agents: u16, wrap_up: Duration) -> Config {
    let names = || (1..=agents).map(|n| (format!("a{n}"), n));
    let people: BTreeMap<String, Value> = names()
        .map(|(name, n)| {
            (
                name.clone(),
                json!({ "name": name, "staff_number": format!("{n}") }),
            )
        })
        .collect();
    let phones: BTreeMap<String, Value> = names()
        .map(|(name, n)| (format!("{}", 2_000 + n), json!({ "agent": name })))
        .collect();
    let members: BTreeMap<String, u8> = names().map(|(name, _)| (name, 3)).collect();
    let config = json!({
        "center": { "record": false },
        "trunks": { "carrier": { "mode": "peer", "address": "203.0.113.10:5060", "allow": [] } },
        "numbers": { "100": { "trunk": "carrier", "ivr": "main" } },
        "ivrs": { "main": { "start": "queue", "nodes": { "queue": { "transfer": { "group": "all" } } } } },
        "skill_groups": { "all": { "members": members, "routing": "plain", "max_waiting": 100_000 } },
        "routing": { "plain": { "wrap_up": format!("{}s", wrap_up.as_secs()) } },
        "agents": people,
        "phones": phones,
    });
    serde_json::from_value(config).expect("a center")
}
