//! What is looked at now and then: debts, telephones beside calls, and whether anybody waits in vain.

use std::collections::BTreeMap;
use std::time::Duration;

use contact::CallPhase;
use kernel::Mono;
use media::sdp::Direction;
use model::Name;

use super::call::Place;
use super::{Shadow, at};
use crate::report::Report;
use crate::sweep::center::{self, RING_SECONDS};
use crate::sweep::reach::OWN_RINGS;
use crate::world::{Doing, Handset, World};

/// How long a lost message may keep a telephone in a state that is over.
const GRACE: Duration = Duration::from_secs(15);
/// How long a message may be on its way.
const ON_THE_WAY: Duration = Duration::from_secs(1);
/// How long it may take until both sides know where the other's media is.
const CONNECTED: Duration = Duration::from_secs(6);
/// How long a caller may wait beside somebody who is free.
const MATCHED: Duration = Duration::from_secs(1);

impl Shadow {
    /// Looks around.
    pub fn look(&mut self, world: &World, report: &mut Report) {
        self.collect(world.now().mono, report);
        self.match_up(world, report);
        self.questions(world, report);
        if world.switch().is_some() {
            let (now, config) = (world.now().mono, self.in_effect.config());
            self.turns.look(now, config, report);
            self.seats.look(now, config, &self.turns, report);
        }
        for (_, handset) in world.handsets() {
            self.telephone(world, handset, report);
        }
    }

    /// Debts that are due.
    fn collect(&mut self, now: Mono, report: &mut Report) {
        let calls = &self.calls;
        self.debts.retain(|debt| {
            let stuck = calls.get(&debt.call).is_some_and(|shade| {
                shade.progress == debt.progress && !matches!(shade.place, Place::Over(_))
            });
            if stuck && debt.due <= now {
                report.violated(at(now), debt.rule, debt.call.to_string());
            }
            stuck && debt.due > now
        });
    }

    /// Nobody waits beside somebody who is free.
    fn match_up(&mut self, world: &World, report: &mut Report) {
        let Some(switch) = world.switch() else { return };
        let now = world.now().mono;
        let center = switch.center();
        let mut alone: BTreeMap<Name, usize> = BTreeMap::new();
        for call in center.calls() {
            if let CallPhase::Waiting { group } = call.phase {
                *alone.entry(group).or_default() += 1;
            }
        }
        for queue in center.queues() {
            report.checked();
            if queue.free == 0 || !alone.contains_key(&queue.group) {
                self.starving.remove(&queue.group);
                continue;
            }
            let since = *self.starving.entry(queue.group.clone()).or_insert(now);
            if now.since(since) > MATCHED {
                let what = format!("{} in {}", queue.free, queue.group);
                report.violated(at(now), "nobody waits beside somebody who is free", what);
            }
        }
    }

    fn telephone(&self, world: &World, handset: &Handset, report: &mut Report) {
        // Of calls from before a crash nobody knows any more; theirs are to hang up.
        if !handset.faithful() || handset.engaged() <= self.last_crash + ON_THE_WAY {
            return;
        }
        report.checked();
        match handset.doing() {
            Doing::Ringing { from, since } => self.ringing(world, from, *since, report),
            Doing::Talking { from, since } => {
                let caller = from.as_deref().unwrap_or(handset.user());
                self.talking(world, handset, caller, *since, report);
            }
            Doing::Resting | Doing::Dialling => {}
        }
    }

    fn ringing(&self, world: &World, from: &str, since: Mono, report: &mut Report) {
        let now = world.now().mono;
        // A customer's call rings for so long, one of our own phones and of our own numbers for longer.
        let customer = !center::is_extension(from) && !center::is_ours(from);
        let shade = self.call_of(from).and_then(|id| self.calls.get(&id));
        let handed = shade.is_some_and(|shade| shade.handed);
        let longest = match customer && !handed {
            true => Duration::from_secs(RING_SECONDS),
            false => OWN_RINGS,
        };
        if now.since(since) > longest + GRACE {
            let what = format!("for {from} since {:?}", at(since));
            report.violated(at(now), "a phone does not ring for ever", what);
        } else if self
            .over_since(from)
            .is_some_and(|end| now.since(end) > GRACE)
        {
            let what = format!("for {from}");
            report.violated(at(now), "a phone rings for a call that is up", what);
        }
    }

    fn talking(
        &self,
        world: &World,
        handset: &Handset,
        caller: &str,
        since: Mono,
        report: &mut Report,
    ) {
        let now = world.now().mono;
        if let Some(end) = self.over_since(caller) {
            if now.since(end) > GRACE {
                let what = format!("with {caller}");
                report.violated(
                    at(now),
                    "a phone is off the hook in a call that is up",
                    what,
                );
            }
            return;
        }
        let Some(id) = self.call_of(caller) else {
            return;
        };
        // Who has handed a caller over may not have heard yet that he has done so.
        let handed = self.calls.get(&id).and_then(|shade| shade.handed_over);
        let tells = handed.is_some_and(|at| now.since(at) <= GRACE);
        if now.since(since) < CONNECTED || tells {
            return;
        }
        if let Some((way, since)) = handset.agreed()
            && (way.is_some() || now.since(since) > GRACE)
        {
            held(world, handset, way.unwrap_or(Direction::SendRecv), report);
        }
        let hears = world.media().leg_of(handset.media());
        let heard = handset
            .remote()
            .and_then(|remote| world.media().owner_of(remote.port()));
        if hears.map(|leg| leg.call) != Some(id) || hears != heard {
            let what = format!("{caller}: {hears:?} and {heard:?}");
            report.violated(at(now), "media goes to the leg that it belongs to", what);
        }
    }

    fn call_of(&self, caller: &str) -> Option<model::CallId> {
        let local = caller.strip_prefix("+86").unwrap_or(caller);
        let calls = self.of_caller.get(local)?;
        let is_up = |id: &&model::CallId| {
            let shade = self.calls.get(*id);
            shade.is_some_and(|shade| shade.live && !matches!(shade.place, Place::Over(_)))
        };
        calls.iter().rev().find(is_up).or(calls.last()).copied()
    }

    fn over_since(&self, caller: &str) -> Option<Mono> {
        let shade = self.calls.get(&self.call_of(caller)?)?;
        match shade.place {
            Place::Over(since) => Some(since),
            _ => None,
        }
    }
}

/// Whether audio goes the way that a telephone and the center agreed on.
fn held(world: &World, handset: &Handset, way: Direction, report: &mut Report) {
    let agreed = match way {
        Direction::SendRecv => (true, true),
        Direction::SendOnly => (false, true),
        Direction::RecvOnly => (true, false),
        Direction::Inactive => (false, false),
    };
    let leg = world.media().leg_of(handset.media());
    let found = leg.and_then(|leg| world.media().way_of(leg));
    if found.is_some_and(|found| found != agreed) {
        let what = format!("{}: {way:?}, and {found:?}", handset.user());
        let now = at(world.now().mono);
        report.violated(now, "audio goes the way that was agreed on", what);
    }
}
