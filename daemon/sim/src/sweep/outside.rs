//! Whoever the carriers reach: they answer, refuse in every way, let it ring, hang up and vanish.

use std::net::SocketAddr;
use std::time::Duration;

use phone::{Command, Event};

use super::{Deed, Run, center};
use crate::world::HandsetId;

/// The ways to refuse a call.
const REFUSALS: [u16; 8] = [486, 603, 404, 480, 403, 484, 503, 600];

impl Run {
    /// Puts a telephone where each carrier is. It has one call at a time, and a second finds it busy.
    pub(super) fn connect_carriers(&mut self) {
        for address in center::CARRIERS {
            let Ok(local) = address.parse::<SocketAddr>() else {
                continue;
            };
            let id = self.world.install(phone::Settings {
                local,
                server: self.world.center(),
                user: "outside".to_owned(),
                password: String::new(),
                name: String::new(),
            });
            self.outside.insert(id);
            if self.chance.percent(30) {
                let vanishes = self.millis(10_000, 80_000);
                let back = vanishes + self.millis(2_000, 40_000);
                self.deeds.plan(self.at(vanishes), Deed::Plug(id, false));
                self.deeds.plan(self.at(back), Deed::Plug(id, true));
            }
        }
    }

    pub(super) fn outside_notices(&mut self, id: HandsetId, event: Event) {
        match event {
            Event::Incoming { .. } => self.called_outside(id),
            Event::Up => self.up_outside(id),
            Event::OfferTaken(taken) => self.reoffered(id, taken),
            _ => {}
        }
    }

    fn called_outside(&mut self, id: HandsetId) {
        let acts = self.millis(100, 4_000);
        let command = match self.chance.below(100) {
            0..45 => Command::Answer,
            45..85 => {
                let place = self.chance.below(REFUSALS.len() as u64) as usize;
                Command::Refuse(REFUSALS.get(place).copied().unwrap_or(486))
            }
            // Nobody is there, and a mailbox at the carrier ends it.
            _ => {
                return self.later(
                    Duration::from_secs(30),
                    Deed::Phone(id, Command::Refuse(480)),
                );
            }
        };
        self.later(acts, Deed::Phone(id, command));
    }

    fn up_outside(&mut self, id: HandsetId) {
        self.report.count("talks with numbers outside");
        self.may_hold(id, 15);
        let talks = self.millis(1_000, 12_000);
        let hangs_up = Deed::Phone(id, Command::HangUp);
        match self.chance.below(100) {
            0..60 => self.later(talks, hangs_up),
            60..66 if !self.calm => {
                self.later(talks, Deed::Plug(id, false));
                self.later(talks + Duration::from_secs(45), Deed::Plug(id, true));
            }
            _ => self.later(Duration::from_secs(30), hangs_up),
        }
    }
}
