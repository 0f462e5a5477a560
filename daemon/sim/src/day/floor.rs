//! Who is there when: agents and phones come and go with their half hours.

use contact::{DeviceEvent, Input};
use kernel::Mono;
use model::Config;
use model::state::Presence;

use super::{Day, SLOT, SLOTS};
use crate::world::Agenda;

/// Plans every coming and going. Before midnight everybody is away.
pub fn plan(config: &Config, day: &Day, midnight: Mono, agenda: &mut Agenda<Input>) {
    for (extension, phone) in &config.phones {
        let there = |slot: usize| match &phone.agent {
            Some(_) => true,
            None => day.open.get(slot).copied().unwrap_or(false),
        };
        let device = |there| match there {
            true => DeviceEvent::Reachable,
            false => DeviceEvent::Unreachable,
        };
        changes(midnight, there, |at, there| {
            agenda.plan(at, Input::Device(extension.clone(), device(there)));
        });
    }
    for agent in config.agents.keys() {
        let shift = day.shifts.get(agent);
        let there = |slot: usize| shift.and_then(|it| it.get(slot)).copied().unwrap_or(false);
        let presence = |there| match there {
            true => Presence::Idle,
            false => Presence::Offline,
        };
        agenda.plan(
            midnight,
            Input::SetPresence(agent.clone(), Presence::Offline),
        );
        changes(midnight, there, |at, there| {
            agenda.plan(at, Input::SetPresence(agent.clone(), presence(there)));
        });
    }
}

/// Tells when somebody comes and goes.
fn changes(midnight: Mono, there: impl Fn(usize) -> bool, mut tell: impl FnMut(Mono, bool)) {
    let mut was = false;
    for (slot, number) in (0..SLOTS).zip(0_u32..) {
        let is = there(slot);
        if is != was {
            tell(midnight + SLOT * number, is);
        }
        was = is;
    }
}
