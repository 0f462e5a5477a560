//! The machine: inputs in, outputs out, time as an argument.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use kernel::{Bucket, Chance, Mono, Now, Timers};
use model::config::Config;
use model::homes::Homes;
use model::record::{CallRecord, Cause, OfferEnd, QueueExit};
use model::state::{Chosen, Presence};
use model::{CallId, Extension, Name, Renames, Revision, Touched};

use crate::agent::{Activity, Devices, Seat, SeatId};
use crate::call::{self, Call, Ending};
use crate::census::Counters;
use crate::floor::{Floor, Load, Timer};
use crate::screen::Screen;
use crate::skill_group::{self, Desk, end_offer, leave_queue};
use crate::{AgentAct, DeviceEvent, DialCause, Input, Output, Past, ivr, limits};

/// The contact center: calls, flows, skill groups, agents and records.
pub struct Center {
    pub(crate) calls: BTreeMap<CallId, Call>,
    pub(crate) floor: Floor,
    /// Whether the first input has come; nothing has a time before it.
    started: bool,
}

impl Center {
    /// A center without calls. Every agent's presence is `idle` and no phone can be reached yet.
    pub fn new(config: Arc<Config>, revision: Revision, chance: Chance) -> Center {
        let now = Now {
            mono: Mono::ZERO,
            wall: jiff::Timestamp::UNIX_EPOCH,
        };
        let mut floor = Floor {
            now,
            config: Arc::default(),
            revision,
            seats: BTreeMap::new(),
            moves: Renames::default(),
            devices: Devices::default(),
            groups: Desk::default(),
            load: Load::default(),
            down: Default::default(),
            screen: Screen::default(),
            past: Past::default(),
            homes: Arc::default(),
            timers: Timers::default(),
            out: VecDeque::new(),
            chance,
            counters: Counters::default(),
            draining: false,
            turned_away: Bucket::new(limits::TURNED_AWAY.0, limits::TURNED_AWAY.1),
            dialled_out: Bucket::new(limits::DIALLED_OUT.0, limits::DIALLED_OUT.1),
        };
        let touched = Touched::between(&floor.config, &config);
        floor.configure(config, revision, &touched);
        Center {
            calls: BTreeMap::new(),
            floor,
            started: false,
        }
    }

    /// Gives agents what they had chosen before a restart, and the center what it remembered of its
    /// calls, before the first input. Nobody is told. Calls and wrap-ups are over, and phones are
    /// unreachable until an input says otherwise.
    pub fn restore(&mut self, chosen: &BTreeMap<Name, Chosen>, past: Past) {
        for (agent, chosen) in chosen {
            if let Some(seat) = self.floor.seats.get_mut(&SeatId::Agent(agent.clone())) {
                seat.chosen.clone_from(chosen);
            }
        }
        self.floor.past = past;
    }

    /// Lets it know where customers' numbers are at home.
    pub fn learn(&mut self, homes: Arc<Homes>) {
        self.floor.homes = homes;
    }

    /// Remembers a call that was over before the first input.
    pub fn remember(&mut self, record: &CallRecord) {
        let zone = &self.floor.config.center.time_zone;
        self.floor.past.note(zone, record);
    }

    /// Whether the lists of the center turn a caller away, whatever he dials.
    pub fn turns_away(&self, caller: &str) -> bool {
        let lists = &self.floor.config.center.inbound_blacklist;
        self.floor.screen.lists(lists, caller)
    }

    /// Takes in what happened at `now`. Whatever was due by then happens first.
    pub fn handle(&mut self, now: Now, input: Input) {
        self.begin(now);
        while let Some(timer) = self.floor.timers.expire(self.floor.now.mono) {
            self.expire(timer);
            self.settle();
        }
        self.take(input);
        self.settle();
    }

    /// The next thing to do; ask until `None` after every input.
    pub fn poll(&mut self) -> Option<Output> {
        self.floor.out.pop_front()
    }

    /// When an [`Input::Timeout`] is due if nothing else happens before.
    pub fn next_deadline(&self) -> Option<Mono> {
        self.floor.timers.next_deadline()
    }

    fn begin(&mut self, now: Now) {
        // Monotonic time that runs backwards is taken as standing still.
        let mono = now.mono.max(self.floor.now.mono);
        self.floor.now = Now {
            mono,
            wall: now.wall,
        };
        self.floor.turn();
        if !self.started {
            self.started = true;
            self.floor
                .seats
                .values_mut()
                .for_each(|seat| seat.since = now.wall);
        }
    }

    fn take(&mut self, input: Input) {
        match input {
            Input::Arrived(arrival) => self.arrived(arrival),
            Input::Dialled(outgoing) => self.dialled(outgoing),
            Input::Leg(leg, event) => {
                if !self.with(leg.call, |call, floor| {
                    call::hear(call, floor, leg.number, event)
                }) {
                    self.floor.counters.stray_events += 1;
                }
            }
            Input::Transfer(leg, dialled) => self.transfer(leg, &dialled),
            Input::Join(leg, consulting) => self.join(leg, consulting),
            Input::Device(phone, event) => self.device(&phone, event),
            Input::Replied(id, reply) => {
                let known = self.with(id.call, |call, floor| {
                    call::replied(call, floor, id.number, reply);
                });
                if !known {
                    self.floor.counters.stray_events += 1;
                }
            }
            Input::Block(caller, blocked) => self.floor.screen.block(&caller, blocked),
            Input::SetPresence(agent, presence) => self.act(&agent, AgentAct::Be(presence)),
            Input::Agent(agent, act) => self.act(&agent, act),
            Input::EndCall(id) => {
                self.with(id, |call, floor| {
                    call::end(call, floor, Ending::Cut(Cause::Admin))
                });
            }
            Input::Moved(moves) => self.floor.moves = Renames::of(&moves),
            Input::Configured(config, revision, touched) => {
                self.configured(config, revision, &touched);
            }
            Input::Trunk(trunk, true) => {
                self.floor.down.remove(&trunk);
            }
            Input::Trunk(trunk, false) => {
                self.floor.down.insert(trunk);
            }
            Input::Drain => self.floor.draining = true,
            Input::EndAll => self.end_all(),
            Input::Timeout => {}
        }
    }

    fn expire(&mut self, timer: Timer) {
        match timer {
            Timer::Ring(leg) => {
                self.with(leg.call, |call, floor| match call.dials(leg.number) {
                    true => call::not_reached(call, floor, DialCause::NoAnswer, true),
                    false => end_offer(call, floor, leg.number, OfferEnd::NoAnswer, true),
                });
            }
            Timer::Node(id) => {
                self.with(id, call::late);
            }
            Timer::Wait(id) => {
                self.with(id, |call, floor| {
                    let step = leave_queue(call, floor, QueueExit::Timeout);
                    ivr::go(call, floor, step);
                });
            }
            Timer::Announce(id) => {
                self.with(id, skill_group::announce);
            }
            Timer::WrapUp(seat) => self.floor.wrapped_up(&seat),
            Timer::Rest(seat) => self.floor.rested(&seat),
        }
    }

    /// Lets a call do something, and forgets it if that was its end. False if there is no such call.
    pub(crate) fn with(&mut self, id: CallId, act: impl FnOnce(&mut Call, &mut Floor)) -> bool {
        let Some(call) = self.calls.get_mut(&id) else {
            return false;
        };
        act(call, &mut self.floor);
        if call.is_over() {
            self.calls.remove(&id);
        }
        true
    }

    fn device(&mut self, phone: &Extension, event: DeviceEvent) {
        let Some(owner) = self.floor.note_device(phone, event) else {
            return;
        };
        if event == DeviceEvent::Unreachable {
            self.withdraw(&owner, OfferEnd::Failed, |ringing| ringing == phone);
        }
    }

    fn act(&mut self, agent: &Name, act: AgentAct) {
        self.floor.act(agent, act);
        let id = SeatId::Agent(agent.clone());
        let ready = |seat: &Seat| seat.chosen.presence == Presence::Idle;
        if !self.floor.seats.get(&id).is_some_and(ready) {
            self.withdraw(&id, OfferEnd::Withdrawn, |_| true);
        }
    }

    /// Ends the offer that rings a seat, if it rings a phone that `which` holds for.
    fn withdraw(&mut self, id: &SeatId, end: OfferEnd, which: impl Fn(&Extension) -> bool) {
        let Some(Activity::Ringing(leg)) = self.floor.seats.get(id).map(|seat| &seat.activity)
        else {
            return;
        };
        let leg = *leg;
        self.with(leg.call, |call, floor| {
            if call
                .offer(leg.number)
                .is_some_and(|offer| which(&offer.phone))
            {
                end_offer(call, floor, leg.number, end, true);
            } else if call.dials(leg.number) && end == OfferEnd::Failed {
                // Who does not want the calls of a queue may still be called himself.
                call::not_reached(call, floor, DialCause::Unreachable, true);
            }
        });
    }

    fn configured(&mut self, config: Arc<Config>, revision: Revision, touched: &Touched) {
        self.rename();
        self.floor.configure(config, revision, touched);
        for group in self.floor.gone_groups(touched) {
            self.dissolve(&group);
        }
        let ids: Vec<CallId> = self.calls.keys().copied().collect();
        for id in ids {
            self.with(id, |call, floor| {
                skill_group::review(call, floor);
                call::review(call, floor);
            });
        }
    }

    /// Sends the callers of a deleted group on, and forgets the group.
    fn dissolve(&mut self, name: &Name) {
        let callers: Vec<CallId> = self
            .floor
            .groups
            .get(name)
            .map(|group| group.callers().collect())
            .unwrap_or_default();
        // First, so that no flow can lead its caller back into it.
        self.floor.disband(name);
        for call in callers {
            self.with(call, |call, floor| {
                let step = leave_queue(call, floor, QueueExit::GroupGone);
                ivr::go(call, floor, step);
            });
        }
    }

    fn end_all(&mut self) {
        let ids: Vec<CallId> = self.calls.keys().copied().collect();
        for id in ids {
            self.with(id, |call, floor| {
                call::end(call, floor, Ending::Cut(Cause::Shutdown))
            });
        }
    }
}
