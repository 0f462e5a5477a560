//! A plan for programs: what `ccctl plan -o json` prints.

use model::Revision;
use schemars::{JsonSchema, Schema, schema_for};
use serde::{Deserialize, Serialize};

use crate::{Action, Change, Impact, Plan, Replay};

/// The version of [`Document`]. Fields are added within a version and never renamed or taken away.
pub const SCHEMA_VERSION: u32 = 1;

/// What would change and what that does, without the configuration itself and without a secret.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "A plan of ccctl")]
pub struct Document {
    /// The version of this form.
    pub schema_version: u32,
    /// The revision that the plan was made against.
    pub base: Revision,
    /// How many resources it creates, changes and deletes.
    pub summary: Summary,
    /// How the desired center differs from the live one: deletes, then creates, then changes.
    pub changes: Vec<Change>,
    /// What that does to the calls, agents, numbers and phones of the moment.
    pub impact: Impact,
    /// What it would have made of recorded calls, if that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replay: Option<Replay>,
}

/// How many resources are touched.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Summary {
    /// Those that begin to exist.
    pub create: u64,
    /// Those that become others.
    pub change: u64,
    /// Those that cease to exist.
    pub delete: u64,
    /// Those that have another name, and are the same.
    #[serde(default, skip_serializing_if = "is_none")]
    pub moves: u64,
}

fn is_none(count: &u64) -> bool {
    *count == 0
}

impl Document {
    /// What a plan says to programs.
    pub fn new(plan: &Plan) -> Document {
        Document {
            schema_version: SCHEMA_VERSION,
            base: plan.base,
            summary: Summary::of(&plan.changes),
            changes: plan.changes.clone(),
            impact: plan.impact.clone(),
            replay: None,
        }
    }

    /// Its JSON Schema, made from the types.
    pub fn schema() -> Schema {
        schema_for!(Document)
    }
}

impl Summary {
    /// How many there are of each.
    pub fn of(changes: &[Change]) -> Summary {
        let count = |action| changes.iter().filter(|it| it.action == action).count() as u64;
        Summary {
            create: count(Action::Create),
            change: count(Action::Change),
            delete: count(Action::Delete),
            moves: count(Action::Move),
        }
    }
}

impl std::fmt::Display for Summary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Summary {
            create,
            change,
            delete,
            moves,
        } = self;
        write!(
            f,
            "{create} to create, {change} to change, {delete} to delete"
        )?;
        match moves {
            0 => Ok(()),
            moves => write!(f, ", {moves} to move"),
        }
    }
}
