//! Calls that agents begin at their telephones: to colleagues, to numbers outside, and to what is never
//! dialled.

use phone::{Command, End, Event};

use super::{Deed, Run, center, reach};
use crate::world::HandsetId;

/// Calls that agents begin in a run.
const CALLS: u64 = 14;
/// Customers whom they call: some of those who call themselves.
const CUSTOMERS: u64 = 8;

impl Run {
    /// Lets agents dial at times of their own, and give up when they have heard enough.
    pub(super) fn plan_dials(&mut self) {
        let phones: Vec<HandsetId> = self.agents.keys().copied().collect();
        for _ in 0..CALLS {
            let dials = self.millis(8_000, 112_000);
            let gives_up = dials + self.millis(200, 25_000);
            let dialled = self.dialled_inside();
            let place = self.chance.below(phones.len() as u64) as usize;
            if let Some(id) = phones.get(place) {
                let dial = Deed::Phone(*id, Command::Dial(dialled));
                self.deeds.plan(self.at(dials), dial);
                let hang_up = Deed::Phone(*id, Command::HangUp);
                self.deeds.plan(self.at(gives_up), hang_up);
            }
        }
    }

    fn dialled_inside(&mut self) -> String {
        let colleague = 1 + self.chance.below(u64::from(center::AGENTS)) as u16;
        match self.chance.below(100) {
            0..40 => center::extension(colleague),
            40..45 => center::DESK.to_owned(),
            45..48 => "2999".to_owned(),
            48..52 => format!("{}12345", reach::NEVER),
            52..54 => "0015551230000".to_owned(),
            _ => format!("138{:08}", self.chance.below(CUSTOMERS)),
        }
    }

    /// What whoever has dialled at a telephone of ours notices.
    pub(super) fn note_dial(&mut self, event: &Event) {
        match event {
            Event::Ringing => self.report.count("phones told that it rings"),
            Event::Transferred(status) => {
                self.report.count(&format!("transfers told {status}"));
            }
            Event::Ended(End::Refused(status)) => {
                self.report.count(&format!("phones told {status}"));
            }
            _ => {}
        }
    }
}
