//! Agents at their phones: they register, answer, reject, ignore, hang up and lose their network.

use std::time::Duration;

use phone::{Command, Event};

use super::{Deed, Run, center};
use crate::world::HandsetId;

impl Run {
    /// Puts phones on every desk.
    pub(super) fn hire(&mut self) {
        let extensions = (1..=center::AGENTS)
            .map(center::extension)
            .chain([center::DESK.to_owned()]);
        for (n, extension) in (0..).zip(extensions) {
            self.furnish(n, &extension);
        }
    }

    pub(super) fn agent_notices(&mut self, id: HandsetId, event: Event) {
        self.note_dial(&event);
        match event {
            Event::Incoming { .. } => self.rung(id),
            Event::Up => self.up(id),
            Event::OfferTaken(taken) => self.reoffered(id, taken),
            Event::RegistrationFailed(status) => {
                self.report.count(&format!("registrations failed {status}"));
            }
            _ => {}
        }
    }

    fn rung(&mut self, id: HandsetId) {
        if let Some(twin) = self.twins.get(&id).copied() {
            let deed = match self.chance.below(100) {
                0..25 => Some(Deed::Together(id, twin)),
                25..45 => Some(Deed::Busy(id, twin)),
                _ => None,
            };
            if let Some(deed) = deed {
                let acts = self.millis(400, 3_000);
                return self.later(acts, deed);
            }
        }
        match self.chance.below(100) {
            0..60 => {
                let answers = self.millis(200, 5_000);
                self.later(answers, Deed::Phone(id, Command::Answer));
            }
            60..72 => {
                let rejects = self.millis(200, 3_000);
                self.later(rejects, Deed::Phone(id, Command::Reject));
            }
            72..79 => self.order(id, Command::Answer),
            79..86 => self.refuse(id),
            // He ignores it, but not for ever.
            _ => self.later(Duration::from_secs(50), Deed::Phone(id, Command::Reject)),
        }
    }

    /// His telephone refuses in a way of its own.
    fn refuse(&mut self, id: HandsetId) {
        let refusals = [302, 480, 600, 606];
        let place = self.chance.below(refusals.len() as u64) as usize;
        if let Some(status) = refusals.get(place) {
            self.report.count(&format!("answers {status}"));
            self.order(id, Command::Refuse(*status));
        }
    }

    fn up(&mut self, id: HandsetId) {
        self.may_hold(id, 25);
        self.may_hand_over(id);
        let talks = self.millis(2_000, 20_000);
        match self.chance.below(100) {
            0..40 => self.later(talks, Deed::Phone(id, Command::HangUp)),
            40..46 if !self.calm => {
                self.later(talks, Deed::Plug(id, false));
                self.later(talks + Duration::from_secs(45), Deed::Plug(id, true));
            }
            _ => self.later(Duration::from_secs(60), Deed::Phone(id, Command::HangUp)),
        }
    }

    /// A telephone loses its network or gets it back.
    pub(super) fn plug(&mut self, id: HandsetId, plugged: bool) {
        if !plugged {
            if self.calm {
                return;
            }
            self.report.count("phones unplugged");
            if let Some(extension) = self.agents.get(&id).cloned() {
                self.forgive(&extension);
            }
        }
        self.world.plug(id, plugged);
    }
}
