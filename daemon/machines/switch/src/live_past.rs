//! What was changed at run time and is over, folded from the same entries as what still is.

use std::collections::BTreeMap;

use model::Renames;
use model::live::{Ended, Ending, How, LiveChange, LiveChanges, Past, Subject};
use serde::{Deserialize, Serialize};

use crate::blacklist::{BlockedCaller, settle_blocked};
use crate::ledger::Applied;

/// Callers who are blocked, by number.
type Blocked = BTreeMap<String, BlockedCaller>;

/// The last of what was changed at run time and is over. Callers are kept by themselves: however many of
/// them come and go, what was done to the center is not forgotten for them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LivePast {
    /// Members, hours and the emergency switch.
    pub changes: Past<LiveChange>,
    /// Callers who were blocked.
    pub callers: Past<BlockedCaller>,
}

impl LivePast {
    /// Something is changed; what was changed about the same before is over.
    pub fn changed(&mut self, live: &mut LiveChanges, change: LiveChange) {
        let ending = Ending::by(How::Replaced, change.by.clone(), change.at);
        if let Some(before) = live.put(change) {
            self.changes.push(before, ending);
        }
    }

    /// Something is again what the configuration says.
    pub fn ended(&mut self, live: &mut LiveChanges, ended: &Ended<Subject>) {
        if let Some(change) = live.remove(&ended.what) {
            self.changes.push(change, ended.ending.clone());
        }
    }

    /// A caller is blocked, perhaps once more.
    pub fn blocked(&mut self, blocked: &mut Blocked, caller: BlockedCaller) {
        let ending = Ending::by(How::Replaced, caller.by.clone(), caller.at);
        if let Some(before) = blocked.insert(caller.caller.clone(), caller) {
            self.callers.push(before, ending);
        }
    }

    /// A caller is let in again.
    pub fn unblocked(&mut self, blocked: &mut Blocked, ended: &Ended<String>) {
        if let Some(caller) = blocked.remove(&ended.what) {
            self.callers.push(caller, ended.ending.clone());
        }
    }

    /// A configuration is live, beside which some of it cannot be any more or is said by it.
    pub fn applied(
        &mut self,
        live: &mut LiveChanges,
        blocked: &mut Blocked,
        applied: &Applied,
        names: &Renames,
    ) {
        let ending = |how| Ending {
            how,
            at: Some(applied.at),
            by: Some(applied.by.clone()),
            revision: Some(applied.revision),
        };
        for change in live.settle(&applied.config, names) {
            let how = match change.value.is_said_by(&applied.config) {
                true => How::Configured,
                false => How::Gone,
            };
            self.changes.push(change, ending(how));
        }
        for caller in settle_blocked(blocked, &applied.config) {
            self.callers.push(caller, ending(How::Configured));
        }
    }
}

/// What ends with an apply, as people are told of it: the numbers of callers are customers'.
pub fn ending_with_apply(changes: &[LiveChange], callers: usize) -> Vec<String> {
    let paths = changes.iter().map(|it| it.value.subject().to_string());
    let callers = match callers {
        0 => None,
        1 => Some("blacklist (1 caller)".to_owned()),
        several => Some(format!("blacklist ({several} callers)")),
    };
    paths.chain(callers).collect()
}
