//! What all calls share: the live configuration, seats, groups, timers and the way out.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use kernel::{Bucket, Chance, Now, Timers};
use model::config::Config;
use model::homes::Homes;
use model::{CallId, DialString, MovedKind, Name, Renames, Revision};

use crate::agent::{Devices, Seat, SeatId};
use crate::census::Counters;
use crate::screen::Screen;
use crate::skill_group::Desk;
use crate::{LegId, Output, Past};

/// What a deadline is for.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Timer {
    /// An offer rings too long.
    Ring(LegId),
    /// A call waits too long in its node, or for its answer to be established.
    Node(CallId),
    /// A call waits too long in its queue.
    Wait(CallId),
    /// An announcement is due.
    Announce(CallId),
    /// A wrap-up is over.
    WrapUp(SeatId),
    /// A seat may be rung again.
    Rest(SeatId),
}

/// Everything but the calls.
pub(crate) struct Floor {
    pub(crate) now: Now,
    pub(crate) config: Arc<Config>,
    pub(crate) revision: Revision,
    /// Who has another name in the next configuration.
    pub(crate) moves: Renames,
    pub(crate) seats: BTreeMap<SeatId, Seat>,
    pub(crate) devices: Devices,
    pub(crate) groups: Desk,
    pub(crate) load: Load,
    pub(crate) screen: Screen,
    pub(crate) past: Past,
    /// Where numbers are at home.
    pub(crate) homes: Arc<Homes>,
    pub(crate) timers: Timers<Timer>,
    pub(crate) out: VecDeque<Output>,
    pub(crate) chance: Chance,
    pub(crate) counters: Counters,
    pub(crate) draining: bool,
    /// Trunks over which nobody is reached at present.
    pub(crate) down: BTreeSet<Name>,
    /// How many more calls may be turned away with a record.
    pub(crate) turned_away: Bucket,
    /// How many more calls may go out.
    pub(crate) dialled_out: Bucket,
}

impl Floor {
    /// Lets it be the day that it is in the center's time zone.
    pub(crate) fn turn(&mut self) {
        let zone = &self.config.center.time_zone;
        self.groups.day = self.past.turn(zone, self.now.wall);
    }
}

/// Calls at once by trunk and number.
#[derive(Default)]
pub(crate) struct Load {
    trunks: BTreeMap<Name, u32>,
    numbers: BTreeMap<DialString, u32>,
    /// Those that go out, by the number that is shown.
    shown: BTreeMap<DialString, u32>,
}

impl Load {
    pub(crate) fn of(&self, trunk: &Name, number: &DialString) -> (u32, u32) {
        let calls = |count: Option<&u32>| count.copied().unwrap_or(0);
        (
            calls(self.trunks.get(trunk)),
            calls(self.numbers.get(number)),
        )
    }

    pub(crate) fn add(&mut self, trunk: &Name, number: &DialString) {
        *self.trunks.entry(trunk.clone()).or_default() += 1;
        *self.numbers.entry(number.clone()).or_default() += 1;
    }

    /// A leg goes out over a trunk with a number of ours.
    pub(crate) fn leg_out(&mut self, trunk: &Name, shown: &DialString) {
        *self.trunks.entry(trunk.clone()).or_default() += 1;
        *self.shown.entry(shown.clone()).or_default() += 1;
    }

    /// It is over.
    pub(crate) fn leg_over(&mut self, trunk: &Name, shown: &DialString) {
        lower(&mut self.trunks, trunk);
        lower(&mut self.shown, shown);
    }

    /// Whether one more call can go out over a trunk with a number of ours.
    pub(crate) fn has_way_out(&self, config: &Config, trunk: &Name, shown: &DialString) -> bool {
        let limit = config.trunks.get(trunk).and_then(|trunk| trunk.channels);
        let out = self.shown.get(shown).copied().unwrap_or(0);
        let known = config.numbers.get(shown);
        limit.is_none_or(|limit| self.on_trunk(trunk) < limit)
            && known.is_none_or(|known| out < known.outbound_channels)
    }

    /// Lets trunks have other names.
    pub(crate) fn rename(&mut self, names: &Renames) {
        names.keys(MovedKind::Trunks, &mut self.trunks);
    }

    /// How many calls a trunk has.
    pub(crate) fn on_trunk(&self, trunk: &Name) -> u32 {
        self.trunks.get(trunk).copied().unwrap_or(0)
    }

    pub(crate) fn remove(&mut self, trunk: &Name, number: &DialString) {
        lower(&mut self.trunks, trunk);
        lower(&mut self.numbers, number);
    }

    pub(crate) fn len(&self) -> usize {
        self.trunks.len() + self.numbers.len() + self.shown.len()
    }
}

fn lower<K: Ord>(counts: &mut BTreeMap<K, u32>, key: &K) {
    if let Some(count) = counts.get_mut(key) {
        *count = count.saturating_sub(1);
        if *count == 0 {
            counts.remove(key);
        }
    }
}
