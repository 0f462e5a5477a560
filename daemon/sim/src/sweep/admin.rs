//! The administrator: applies in the middle, sets presences, ends calls.

use contact::AgentAct;
use model::Name;
use model::state::Presence;
use switch::{Apply, Command, Reply, Ticket};

use super::center::{self, Variant};
use super::{Deed, Run};

impl Run {
    /// Plans the day of the administrator.
    pub(super) fn plan_administration(&mut self) {
        // Three are wanted of each run, and a crash or a slow disk may eat one or two.
        for n in 0..6 {
            let applies = self.millis(15_000 + n * 15_000, 28_000 + n * 15_000);
            self.deeds.plan(self.at(applies), Deed::Apply);
        }
        let stale = self.millis(20_000, 90_000);
        self.deeds.plan(self.at(stale), Deed::ApplyStale);
        for _ in 0..10 {
            let sets = self.millis(5_000, 110_000);
            self.deeds.plan(self.at(sets), Deed::Presence);
        }
        for _ in 0..2 {
            let ends = self.millis(5_000, 110_000);
            self.deeds.plan(self.at(ends), Deed::EndCall);
        }
    }

    /// Puts a variant of the center into effect.
    pub(super) fn apply(&mut self, variant: Variant) {
        let Some(config) = self.config(&variant) else {
            let now = self.world.now().mono.since(kernel::Mono::ZERO);
            let what = format!("{:?}", variant.config().err());
            return self
                .report
                .violated(now, "the center of a sweep is one", what);
        };
        let ticket = self.world.command(Command::Apply(Box::new(Apply {
            base: self.revision,
            config: config.into(),
            passwords: variant.passwords(),
            trunk_passwords: Default::default(),
            webhook_secrets: Default::default(),
            message: "a sweep".to_owned(),
            moved: Vec::new(),
            commit: None,
            changes: switch::Changes::default(),
        })));
        self.applying.insert(ticket, variant);
    }

    /// Somebody planned against a revision that is not live.
    pub(super) fn apply_stale(&mut self) {
        let live = self.revision;
        self.revision = live.next().next();
        self.apply(self.variant.clone());
        self.revision = live;
    }

    pub(super) fn replied(&mut self, ticket: Ticket, reply: Reply) {
        self.changed_live(ticket, &reply);
        let applied = self.applying.remove(&ticket);
        match (reply, applied) {
            (Reply::Applied(revision), Some(variant)) => {
                self.report.count("applies");
                self.revision = revision;
                self.variant = variant;
            }
            (Reply::Problem(switch::Problem::Stale { .. }), Some(_)) => {
                self.report.count("applies that were stale");
            }
            _ => {}
        }
    }

    /// The center is back: what was not answered may have come to nothing.
    pub(super) fn started(&mut self) {
        self.applying.clear();
        if let Some(switch) = self.world.switch() {
            self.revision = switch.config().1;
        }
        if self.revision == model::Revision(0) {
            self.apply(self.variant.clone());
        }
    }

    pub(super) fn set_presence(&mut self) {
        let n = 1 + self.chance.below(u64::from(center::AGENTS)) as u16;
        let act = match self.chance.below(14) {
            0..6 => AgentAct::Be(Presence::Idle),
            6 | 7 => AgentAct::Be(Presence::NotReady),
            8 => AgentAct::Be(Presence::Break),
            9 => AgentAct::Be(Presence::Offline),
            10 => AgentAct::StayInWrapUp,
            11 => AgentAct::ReturnToService,
            12 => AgentAct::ForceOffline,
            _ => match Name::new("lunch") {
                Ok(lunch) => AgentAct::BreakFor(lunch),
                Err(_) => AgentAct::LogIn,
            },
        };
        let Ok(agent) = Name::new(&center::agent(n)) else {
            return;
        };
        self.report.count("presences set");
        let status = self
            .world
            .switch()
            .and_then(|switch| switch.center().agent(&agent));
        if status.is_some_and(|status| status.forced) {
            self.report.count("agents restored");
            let restore = Command::Agent(agent.clone(), AgentAct::Restore);
            self.world.command(restore);
        }
        self.world.command(Command::Agent(agent, act));
    }

    pub(super) fn end_call(&mut self) {
        let calls: Vec<_> = self
            .world
            .switch()
            .into_iter()
            .flat_map(|switch| switch.center().calls())
            .map(|call| call.id)
            .collect();
        let place = self.chance.below(calls.len() as u64) as usize;
        if let Some(call) = calls.get(place) {
            self.world.command(Command::EndCall(*call));
        }
    }
}
