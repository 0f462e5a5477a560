//! Where telephones are found: one extension at two desks, telephones that move, registrations that
//! nobody renews.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use model::Extension;
use phone::Command;
use switch::Entry;

use super::{Deed, Run, center};
use crate::world::{Doing, HandsetId};

const OFFICE: Ipv4Addr = Ipv4Addr::new(198, 18, 0, 1);
/// The first desk, the first second desk of an extension, and the first desk to move to.
const DESKS: [u8; 3] = [10, 40, 70];

/// A desk by its number.
fn desk(n: u8) -> SocketAddr {
    let [a, b, c, _] = OFFICE.octets();
    SocketAddr::new(IpAddr::V4(Ipv4Addr::new(a, b, c, n)), 5_060)
}

impl Run {
    /// Puts the telephones of an extension on their desks.
    pub(super) fn furnish(&mut self, n: u8, extension: &str) {
        let [first, second, away] = DESKS;
        self.shadow.faithful.extend(Extension::new(extension).ok());
        let id = self.seat(desk(first + n), extension);
        if self.chance.percent(30) {
            let other = self.seat(desk(second + n), extension);
            self.twins.insert(id, other);
            self.twins.insert(other, id);
        }
        if self.chance.percent(15) {
            let moves = self.millis(10_000, 90_000);
            self.deeds
                .plan(self.at(moves), Deed::Move(id, desk(away + n)));
        }
    }

    fn seat(&mut self, desk: SocketAddr, extension: &str) -> HandsetId {
        let id = self.world.install(phone::Settings {
            local: desk,
            server: self.world.center(),
            user: extension.to_owned(),
            password: center::PASSWORD.to_owned(),
            name: String::new(),
        });
        self.agents.insert(id, extension.to_owned());
        let seconds = 60 + self.chance.below(60) as u32;
        let register = || Deed::Phone(id, Command::Register(seconds));
        let registers = self.millis(100, 4_000);
        self.deeds.plan(self.at(registers), register());
        let leaves = self.millis(20_000, 70_000);
        match self.chance.below(100) {
            0..20 => {
                let back = leaves + self.millis(1_000, 20_000);
                let leave = Deed::Phone(id, Command::Unregister);
                self.deeds.plan(self.at(leaves), leave);
                self.deeds.plan(self.at(back), register());
                self.forgive(extension);
            }
            20..40 => {
                let lapses = leaves / 2;
                let back = lapses + self.millis(90_000, 120_000);
                let lapse = Deed::Phone(id, Command::Lapse);
                self.deeds.plan(self.at(lapses), lapse);
                self.deeds.plan(self.at(back), register());
                self.forgive(extension);
            }
            _ => {}
        }
        id
    }

    /// An extension is not always on the network.
    pub(super) fn forgive(&mut self, extension: &str) {
        self.shadow
            .faithful
            .retain(|phone| phone.as_str() != extension);
    }

    /// A telephone is carried to another desk.
    pub(super) fn carry(&mut self, id: HandsetId, desk: SocketAddr) {
        self.report.count("phones moved");
        self.world.relocate(id, desk);
    }

    /// Both telephones of an extension are picked up at the same instant.
    pub(super) fn answer_together(&mut self, one: HandsetId, other: HandsetId) {
        if self.ring_alike(one, other) {
            self.report.count("answers at the same instant");
            self.order(other, Command::Answer);
        }
        self.order(one, Command::Answer);
    }

    /// One of the telephones of an extension is busy.
    pub(super) fn busy(&mut self, one: HandsetId, other: HandsetId) {
        if self.ring_alike(one, other) {
            self.report.count("contacts busy beside one that rings");
        }
        self.order(one, Command::Refuse(486));
    }

    fn ring_alike(&self, one: HandsetId, other: HandsetId) -> bool {
        let caller = |id| match self.world.handset(id)?.doing() {
            Doing::Ringing { from, .. } => Some(from),
            _ => None,
        };
        caller(one).is_some() && caller(one) == caller(other)
    }

    /// Somebody registers, or lets it be, for himself.
    pub(super) fn note_lapse(&mut self, id: HandsetId, command: &Command) {
        match command {
            Command::Lapse => {
                self.lapsed.insert(id);
            }
            Command::Register(_) | Command::Unregister => {
                self.lapsed.remove(&id);
            }
            _ => {}
        }
    }

    /// What the center writes down may be the end of a registration that nobody renewed.
    pub(super) fn note_entry(&mut self, entry: &Entry) {
        let Entry::Registered { phone, bindings } = entry else {
            return;
        };
        let gone = |id: &HandsetId| {
            let handset = self.world.handset(*id)?;
            let is_it = handset.user() == phone.as_str();
            let found = bindings.iter().any(|it| it.remote == handset.address());
            (is_it && !found).then(|| (*id, handset.doing()))
        };
        let Some((id, doing)) = self.lapsed.iter().find_map(gone) else {
            return;
        };
        self.report.count(match doing {
            Doing::Ringing { .. } => "registrations expired while ringing",
            Doing::Talking { .. } => "registrations expired in a talk",
            Doing::Resting | Doing::Dialling => "registrations expired",
        });
        self.lapsed.remove(&id);
    }
}
