//! A plan as it is shown, saved and applied.

use std::collections::BTreeMap;

use model::{Config, Moved, Places, Revision};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::change::locate;
use crate::{Action, Change, Impact, canonical};

/// The format of the plans that this version writes and reads.
pub const FORMAT: u32 = 3;

/// What an apply will do, without a choice left open. It holds references to secrets, never their
/// values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Plan {
    /// The version of this form.
    pub format: u32,
    /// The revision that it was made against.
    pub base: Revision,
    /// The hash of every resource that it has read there: those that it changes and those that these
    /// name. Where one of them has become another the plan is stale.
    pub read: BTreeMap<String, Option<String>>,
    /// What the center becomes.
    pub desired: Config,
    /// The resources that have another name than before, and stay who they are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moved: Vec<Moved>,
    /// How that differs from what it is.
    pub changes: Vec<Change>,
    /// What that does to the calls of the moment.
    pub impact: Impact,
    /// SHA-256 of all the rest, 64 hexadecimal digits. It guards against a slip of the hand, not
    /// against a forger.
    pub checksum: String,
}

/// Why a saved plan is not applied.
#[derive(Debug, thiserror::Error)]
pub enum PlanError {
    /// Another version's format.
    #[error("the plan has format {0}, this version reads format {FORMAT}: make the plan again")]
    Format(u32),
    /// The text is no plan.
    #[error("this is no saved plan ({0}): make one with `ccctl plan DIR --out FILE`")]
    Unreadable(#[from] serde_json::Error),
    /// Somebody changed it after it was made.
    #[error("the plan was changed after it was made: change the YAML and make the plan again")]
    Edited,
}

impl Plan {
    /// A plan against `live`, which is the revision `base`, with its checksum.
    pub fn seal(
        base: Revision,
        live: &Config,
        desired: Config,
        changes: Vec<Change>,
        impact: Impact,
    ) -> Plan {
        Plan::seal_moved(base, live, desired, Vec::new(), changes, impact)
    }

    /// The same with resources that have another name than before; `live` has the other names already.
    pub fn seal_moved(
        base: Revision,
        live: &Config,
        desired: Config,
        moved: Vec<Moved>,
        changes: Vec<Change>,
        impact: Impact,
    ) -> Plan {
        let checksum = String::new();
        let mut plan = Plan {
            format: FORMAT,
            base,
            read: crate::read(live, &desired, &changes),
            desired,
            moved,
            changes,
            impact,
            checksum,
        };
        plan.checksum = plan.sum();
        plan
    }

    /// The same with the places at which what it changes is written, as far as those are known.
    pub fn located(mut self, places: &Places) -> Plan {
        if !self.changes.is_empty() {
            locate(&mut self.changes, places);
            self.impact.locate(places);
            self.checksum = self.sum();
        }
        self
    }

    /// Whether the plan is what [`Plan::seal`] made.
    ///
    /// # Errors
    /// [`PlanError::Format`] and [`PlanError::Edited`].
    pub fn verify(&self) -> Result<(), PlanError> {
        if self.format != FORMAT {
            return Err(PlanError::Format(self.format));
        }
        if self.checksum == self.sum() {
            Ok(())
        } else {
            Err(PlanError::Edited)
        }
    }

    /// The plan as it is saved: indented JSON with a final line feed.
    ///
    /// # Errors
    /// None that a plan can cause.
    pub fn to_json(&self) -> Result<String, PlanError> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }

    /// A saved plan, verified.
    ///
    /// # Errors
    /// Why it cannot be applied.
    pub fn from_json(text: &[u8]) -> Result<Plan, PlanError> {
        #[derive(Deserialize)]
        struct Head {
            format: u32,
        }
        let Head { format } = serde_json::from_slice(text)?;
        if format != FORMAT {
            return Err(PlanError::Format(format));
        }
        let plan: Plan = serde_json::from_slice(text)?;
        plan.verify().map(|()| plan)
    }

    /// Whether it does nothing.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Whether something is deleted.
    pub fn deletes(&self) -> bool {
        self.changes
            .iter()
            .any(|change| change.action == Action::Delete)
    }

    /// The hash of all but the checksum, taken while it is written: a plan holds a whole center.
    fn sum(&self) -> String {
        // A field that is not named here does not compile.
        let Plan {
            format,
            base,
            read,
            desired,
            moved,
            changes,
            impact,
            checksum: _,
        } = self;
        let mut seal = canonical::Seal::new();
        seal.take(&(format, base, read, desired, moved, impact));
        changes.iter().for_each(|change| seal.take_sorted(change));
        seal.finish()
    }
}
