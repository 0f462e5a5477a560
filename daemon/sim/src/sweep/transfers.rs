//! Agents hand their callers over in the middle of a talk: to colleagues, to groups, to numbers outside,
//! and to what nobody may have.

use phone::Command;

use super::{Deed, Run, center, reach};
use crate::world::{Doing, HandsetId};

/// Of a hundred talks, those that are handed over.
const TRANSFERS: u64 = 14;
/// Of a hundred of those who hand over, those who hang up without waiting for what becomes of it.
const BLIND: u64 = 45;

impl Run {
    /// Somebody talks; perhaps he will hand his caller over.
    pub(super) fn may_hand_over(&mut self, id: HandsetId) {
        if !self.chance.percent(TRANSFERS) {
            return;
        }
        let asks = self.millis(800, 8_000);
        let target = self.target();
        self.later(asks, Deed::Phone(id, Command::Transfer(target)));
        if self.chance.percent(BLIND) {
            let hangs_up = asks + self.millis(50, 4_000);
            self.later(hangs_up, Deed::Phone(id, Command::HangUp));
        }
    }

    fn target(&mut self) -> String {
        let colleague = 1 + self.chance.below(u64::from(center::AGENTS)) as u16;
        match self.chance.below(100) {
            0..50 => center::extension(colleague),
            50..56 => center::DESK.to_owned(),
            56..60 => "2999".to_owned(),
            60..64 => format!("{}12345", reach::NEVER),
            64..82 => format!("139{:08}", self.chance.below(10)),
            82..88 => "small".to_owned(),
            _ => "aftersales".to_owned(),
        }
    }

    /// Whether somebody talks with a caller whom he was given, whom he may hand over.
    pub(super) fn has_caller(&self, id: HandsetId) -> bool {
        let handset = self.world.handset(id);
        handset.is_some_and(|it| match it.doing() {
            Doing::Talking { from, .. } => from
                .as_deref()
                .is_some_and(|from| !center::is_extension(from) && !center::is_ours(from)),
            _ => false,
        })
    }
}
