//! One run of the whole center from a seed: a busy quarter of an hour in a few minutes of virtual
//! time, with everything that can go wrong.

mod admin;
mod agents;
mod callers;
pub mod center;
mod contacts;
mod dials;
mod faults;
mod holds;
mod live;
mod outside;
pub mod reach;
mod transfers;

use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use kernel::{Chance, Mono};
use model::{Config, Revision};
use switch::Ticket;

use crate::report::Report;
use crate::saboteur::Bug;
use crate::shadow::Shadow;
use crate::world::{Agenda, HandsetId, Noticed, Reaction, Settings, Weather, World};
use callers::Caller;
use center::Variant;

/// Callers of a run.
pub const CALLERS: u32 = 62;
/// Callers dial within this time.
const BUSY: Duration = Duration::from_secs(110);
/// From here on nothing goes wrong any more.
const CALM: Duration = Duration::from_secs(125);
/// Everybody has hung up.
const HOME: Duration = Duration::from_secs(175);
/// Everything must be over: transactions live for half a minute.
const END: Duration = Duration::from_secs(260);
/// How often the shadow looks around.
const LOOK: Duration = Duration::from_millis(1_000);

/// What must happen at least once in a sweep.
pub const EXPECTED: &[&str] = &[
    "ACKs lost",
    "agents restored",
    "answers 302",
    "answers 480",
    "answers 600",
    "answers 606",
    "answers at the same instant",
    "answers repeated by a phone",
    "answers repeated by the center",
    "applies",
    "applies that were stale",
    "calls",
    "callers handed over",
    "callers taken back",
    "callers told whether somebody works: Emergency",
    "callers told whether somebody works: No",
    "callers told whether somebody works: Yes",
    "callers turned away",
    "callers who call again",
    "calls of phones",
    "cause Admin",
    "cause Flow",
    "cause NoMedia",
    "cause NotReached",
    "cause Overload",
    "cause QueueExit",
    "cause Restart",
    "cause Shutdown",
    "cause Signalling",
    "contacts busy beside one that rings",
    "crashes",
    "dialled 104 ringingGiveUp",
    "dialled 17 seatGiveUp",
    "dialled 202 notAnswer",
    "dialled 203 userReject",
    "dialled 205 numberNotExist",
    "dialled 206 busy",
    "dialled 208 operatorError",
    "dialled 209 callerCancel",
    "dialled 211 clientError",
    "dialled 215 numberInvalid",
    "dialled 220 callerCancelWhileRing",
    "disk actions failed",
    "disk slow",
    "end 1 ok",
    "end 100 blackList",
    "end 102 ivrGiveUp",
    "digits taken",
    "end 103 waitingGiveUp",
    "end 104 ringingGiveUp",
    "end 105 noSeatOnline",
    "end 106 notWorkTime",
    "end 107 ivrEnd",
    "end 108 restrictedCallee",
    "end 17 seatGiveUp",
    "end 202 notAnswer",
    "end 203 userReject",
    "end 205 numberNotExist",
    "end 211 clientError",
    "end 214 callForward",
    "end 206 busy",
    "end 208 operatorError",
    "end 209 callerCancel",
    "end 210 notInService",
    "end 215 numberInvalid",
    "end 220 callerCancelWhileRing",
    "ends of the day",
    "live changes",
    "live changes refused",
    "live changes that an apply ended",
    "live changes that ended by themselves",
    "live changes that survived a crash",
    "keys that do not fit",
    "keys that fit",
    "keys that never came",
    "messages",
    "offer AnsweredElsewhere",
    "offer CallerGone",
    "offer Failed",
    "offer NoAnswer",
    "offer Rejected",
    "offer Withdrawn",
    "offers asked for",
    "offers by fewest_calls",
    "offers by longest_idle",
    "offers by priority",
    "offers not taken",
    "offers to an agent whom a flow names",
    "offers to go on",
    "offers to hold, inactive",
    "offers to hold, sendonly",
    "offers to who served the caller before",
    "packets delayed",
    "packets doubled",
    "packets lost",
    "packets reordered",
    "places told",
    "phones moved",
    "phones unplugged",
    "phones told 403",
    "phones told 404",
    "phones told 480",
    "phones told 486",
    "phones told 503",
    "phones told 603",
    "phones told that it rings",
    "playings failed",
    "presences set",
    "questions asked",
    "questions forgotten",
    "queue Abandoned",
    "queue Answered",
    "queue Full",
    "queue GroupGone",
    "queue NoAgent",
    "queue System",
    "queue Timeout",
    "refused 403",
    "refused 404",
    "refused 488",
    "refused 503",
    "refused 603",
    "registrations expired",
    "registrations expired in a talk",
    "registrations expired while ringing",
    "registrations taken back",
    "surveys answered",
    "systems answered",
    "systems failed",
    "talks",
    "talks with numbers outside",
    "transfers",
    "transfers told 100",
    "transfers told 200",
    "transfers told 403",
    "transfers told 404",
    "transfers told 480",
    "transfers told 486",
    "waits that begin at the same instant",
    "wrap-ups until somebody acts",
];

/// Something that somebody does.
enum Deed {
    Phone(HandsetId, phone::Command),
    Plug(HandsetId, bool),
    Move(HandsetId, SocketAddr),
    Together(HandsetId, HandsetId),
    Busy(HandsetId, HandsetId),
    Apply,
    Live,
    ApplyStale,
    Presence,
    EndCall,
    Crash,
    Stop,
    Disk { millis: u64, faults: u64 },
    Codec,
    Calm,
    Home,
    Look,
}

/// A run.
struct Run {
    world: World,
    shadow: Shadow,
    report: Report,
    chance: Chance,
    deeds: Agenda<Deed>,
    callers: BTreeMap<HandsetId, Caller>,
    agents: BTreeMap<HandsetId, String>,
    /// Telephones that the carriers reach.
    outside: BTreeSet<HandsetId>,
    /// The other telephone of the same extension.
    twins: BTreeMap<HandsetId, HandsetId>,
    /// Telephones whose registration ends by itself.
    lapsed: BTreeSet<HandsetId>,
    variant: Variant,
    applying: BTreeMap<Ticket, Variant>,
    /// What is to be changed at run time and has no answer yet.
    changing: BTreeSet<Ticket>,
    revision: Revision,
    /// Callers without a codec of ours that have no answer yet.
    exotic: u32,
    calm: bool,
}

/// Runs the center from a seed.
pub fn run(seed: u64) -> Report {
    sabotaged(seed, None)
}

/// The same with a bug planted.
pub fn sabotaged(seed: u64, bug: Option<Bug>) -> Report {
    let mut chance = Chance::from_number(seed);
    let world = World::new(Settings {
        seed: chance.number(),
        center: SocketAddr::new(IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)), 5060),
        ports: 12 + chance.below(15) as u16,
        weather: weather(&mut chance),
        failing_playings: 2,
        bug,
    });
    let mut run = Run {
        world,
        shadow: Shadow::default(),
        report: Report::default(),
        chance,
        deeds: Agenda::default(),
        callers: BTreeMap::new(),
        agents: BTreeMap::new(),
        outside: BTreeSet::new(),
        twins: BTreeMap::new(),
        lapsed: BTreeSet::new(),
        variant: Variant::first(),
        applying: BTreeMap::new(),
        changing: BTreeSet::new(),
        revision: Revision(0),
        exotic: 0,
        calm: false,
    };
    run.prepare();
    run.go();
    run.finish()
}

fn weather(chance: &mut Chance) -> Weather {
    let bursts = chance.percent(30);
    Weather {
        burst: Duration::from_millis(if bursts { 20 } else { 0 }),
        loss: 1 + chance.below(4),
        duplicate: 1 + chance.below(4),
        reorder: 1 + chance.below(6),
        delay: Duration::from_micros(500 + chance.below(20_000)),
        jitter: Duration::from_micros(chance.below(15_000)),
    }
}

impl Run {
    fn prepare(&mut self) {
        self.apply(self.variant.clone());
        self.hire();
        self.connect_carriers();
        self.plan_dials();
        self.invite_callers();
        self.open_systems();
        self.plan_faults();
        self.plan_administration();
        self.plan_live_changes();
        self.deeds.plan(self.at(CALM), Deed::Calm);
        self.deeds.plan(self.at(HOME), Deed::Home);
        self.deeds.plan(self.at(LOOK), Deed::Look);
    }

    /// Customers' systems: honest at first, and then one in four answers is something else.
    fn open_systems(&mut self) {
        let systems = self.world.systems_mut();
        let score = |millis, score: u32| {
            let after = Duration::from_millis(millis);
            Reaction::answer(after, format!("{{\"score\": {score}}}"))
        };
        let grades = [20, 80, 20].into_iter().cycle().take(60);
        let scores = (0..)
            .zip(grades)
            .map(|(n, grade)| score(370 * n % 900, grade));
        systems.script(center::SCORES, scores);
        systems.misbehave(25);
    }

    fn go(&mut self) {
        let end = self.at(END);
        loop {
            let (deed, event) = (self.deeds.next_at(), self.world.next_at());
            let Some(next) = [deed, event].into_iter().flatten().min() else {
                break;
            };
            if next > end {
                break;
            }
            if deed == Some(next) {
                self.world.pass(next);
                if let Some((_, deed)) = self.deeds.pop() {
                    self.act(deed);
                }
            } else {
                self.world.step();
            }
            self.look();
        }
        self.world.pass(end);
    }

    fn finish(mut self) -> Report {
        self.shadow.nothing_is_left(&self.world, &mut self.report);
        let network = self.world.network();
        self.report.add("packets", network.sent);
        self.report.add("packets lost", network.lost);
        self.report.add("packets doubled", network.duplicated);
        self.report.add("packets reordered", network.reordered);
        self.report.add("packets delayed", network.delayed);
        self.report.add("ACKs lost", network.acknowledgements_lost);
        for (what, count) in self.world.systems().tally() {
            self.report.add(&format!("questions {what}"), count);
        }
        let [phones, ours] = self.shadow.repeated();
        self.report.add("answers repeated by a phone", phones);
        self.report.add("answers repeated by the center", ours);
        let faults = self.world.node().disk.faults();
        let failed = faults.writes + faults.syncs + faults.others;
        self.report.add("disk actions failed", failed);
        self.report
            .add("playings failed", self.world.media().failed());
        self.report
    }

    fn act(&mut self, deed: Deed) {
        match deed {
            Deed::Phone(id, command) => self.order(id, command),
            Deed::Plug(id, plugged) => self.plug(id, plugged),
            Deed::Move(id, desk) => self.carry(id, desk),
            Deed::Together(one, other) => self.answer_together(one, other),
            Deed::Busy(one, other) => self.busy(one, other),
            Deed::Apply => {
                let next = self.variant.next(&mut self.chance);
                self.apply(next);
            }
            Deed::Live => self.change_live(),
            Deed::ApplyStale => self.apply_stale(),
            Deed::Presence => self.set_presence(),
            Deed::EndCall => self.end_call(),
            Deed::Crash => self.crash(),
            Deed::Stop => self.stop(),
            Deed::Disk { millis, faults } => self.slow_disk(millis, faults),
            Deed::Codec => self.call_without_codec(),
            Deed::Calm => self.calm_down(),
            Deed::Home => self.go_home(),
            Deed::Look => {
                self.shadow.look(&self.world, &mut self.report);
                self.deeds.plan(self.at_later(LOOK), Deed::Look);
            }
        }
    }

    fn look(&mut self) {
        while let Some(noticed) = self.world.noticed() {
            self.shadow.notice(&self.world, &noticed, &mut self.report);
            match noticed {
                Noticed::Phone(id, event) => {
                    if self.callers.contains_key(&id) {
                        self.caller_notices(id, event);
                    } else if self.outside.contains(&id) {
                        self.outside_notices(id, event);
                    } else {
                        self.agent_notices(id, event);
                    }
                }
                Noticed::Entry(_, entry) => self.note_entry(&entry),
                Noticed::Reply(ticket, reply) => self.replied(ticket, reply),
                Noticed::Started { .. } => self.started(),
                Noticed::Stray(to, bytes) => self.refused_without_codec(to, &bytes),
                _ => {}
            }
        }
    }

    /// A moment of the run, by its distance from the beginning.
    fn at(&self, span: Duration) -> Mono {
        Mono::from_micros(1_000_000) + span
    }

    fn at_later(&self, span: Duration) -> Mono {
        self.world.now().mono + span
    }

    fn millis(&mut self, from: u64, to: u64) -> Duration {
        Duration::from_millis(from + self.chance.below(to.saturating_sub(from)))
    }

    fn later(&mut self, span: Duration, deed: Deed) {
        self.deeds.plan(self.at_later(span), deed);
    }

    fn config(&self, variant: &Variant) -> Option<Arc<Config>> {
        variant.config().ok().map(Arc::new)
    }
}
