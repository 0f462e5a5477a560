//! For what the center may end a call by itself.

use std::collections::BTreeSet;
use std::time::Duration;

use jiff::Timestamp;
use model::Config;
use model::state::{AgentState, PhoneState};

use crate::sweep::center;
use crate::world::World;

/// What the center did not hear from anybody in the call, but must have had for an end of its own.
#[derive(Copy, Clone, Debug)]
pub struct Grounds {
    /// Some group has nobody online.
    pub deserted: bool,
    /// Somebody else waits, so that a group may be full.
    pub others_wait: bool,
    /// What the call's flow leads to is gone.
    pub gone: bool,
    /// The longest wait of a flow that has no exit for it.
    pub longest: Option<Duration>,
}

impl Grounds {
    /// What there is for the call that dialled this number.
    pub fn of(world: &World, dialled: &str, others_wait: bool) -> Grounds {
        let config = world.switch().map(|switch| switch.config().0);
        Grounds {
            deserted: world
                .switch()
                .is_some_and(|switch| deserted(switch, world.now().wall)),
            others_wait,
            gone: config.is_some_and(|config| center::leads_nowhere(config, dialled)),
            longest: center::longest_wait(dialled),
        }
    }
}

/// Whether some group has nobody who is neither offline nor on a break, or had nobody until this very moment:
/// one input may tell of a registration that is over and of a call that the same telephone makes.
fn deserted(switch: &switch::Switch, now: Timestamp) -> bool {
    let center = switch.center();
    let there: BTreeSet<_> = center
        .agents()
        .filter(|it| !matches!(it.state, AgentState::Offline | AgentState::Break))
        .filter(|it| it.since < now)
        .map(|it| it.agent)
        .collect();
    let phones: BTreeSet<_> = center
        .phones()
        .filter(|it| it.state != PhoneState::Unregistered)
        .map(|it| it.phone)
        .collect();
    let config: &Config = switch.config().0;
    config.skill_groups.values().any(|group| {
        !group.members.keys().any(|agent| there.contains(agent))
            && !group.phones.keys().any(|phone| phones.contains(phone))
    })
}
