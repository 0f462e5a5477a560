//! Agents at their phones: they register, answer, reject, ignore, hang up and lose their network.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use model::Extension;
use phone::{Command, Event};

use super::{Deed, Run, center};
use crate::world::HandsetId;

const OFFICE: Ipv4Addr = Ipv4Addr::new(198, 18, 0, 1);

impl Run {
    /// Puts a phone on every desk.
    pub(super) fn hire(&mut self) {
        let desks = (1..=center::AGENTS)
            .map(center::extension)
            .chain(["2101".to_owned()]);
        for (n, extension) in (0..).zip(desks) {
            let [a, b, c, _] = OFFICE.octets();
            let desk = Ipv4Addr::new(a, b, c, 10 + n);
            let id = self.world.install(phone::Settings {
                local: SocketAddr::new(IpAddr::V4(desk), 5_060),
                server: self.world.center(),
                user: extension.clone(),
                password: center::PASSWORD.to_owned(),
                name: String::new(),
            });
            self.shadow.faithful.extend(Extension::new(&extension).ok());
            let registers = self.millis(100, 4_000);
            let seconds = 60 + self.chance.below(60) as u32;
            let register = Deed::Phone(id, Command::Register(seconds));
            self.deeds.plan(self.at(registers), register);
            if self.chance.percent(25) {
                let leaves = self.millis(20_000, 70_000);
                let back = leaves + self.millis(1_000, 20_000);
                self.deeds
                    .plan(self.at(leaves), Deed::Phone(id, Command::Unregister));
                self.deeds
                    .plan(self.at(back), Deed::Phone(id, Command::Register(seconds)));
                self.shadow
                    .faithful
                    .retain(|phone| phone.as_str() != extension);
            }
            self.agents.insert(id, extension);
        }
    }

    pub(super) fn agent_notices(&mut self, id: HandsetId, event: Event) {
        match event {
            Event::Incoming { .. } => self.rung(id),
            Event::Up => self.up(id),
            Event::RegistrationFailed(status) => {
                self.report.count(&format!("registrations failed {status}"));
            }
            _ => {}
        }
    }

    fn rung(&mut self, id: HandsetId) {
        match self.chance.below(100) {
            0..60 => {
                let answers = self.millis(200, 5_000);
                self.later(answers, Deed::Phone(id, Command::Answer));
            }
            60..72 => {
                let rejects = self.millis(200, 3_000);
                self.later(rejects, Deed::Phone(id, Command::Reject));
            }
            72..80 => self.order(id, Command::Answer),
            // He ignores it, but not for ever.
            _ => self.later(Duration::from_secs(50), Deed::Phone(id, Command::Reject)),
        }
    }

    fn up(&mut self, id: HandsetId) {
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
            if let Some(extension) = self.agents.get(&id) {
                let extension = extension.as_str();
                self.shadow
                    .faithful
                    .retain(|phone| phone.as_str() != extension);
            }
        }
        self.world.plug(id, plugged);
    }
}
