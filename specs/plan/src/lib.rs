//! The difference between a live and a desired configuration.
//!
//! [`diff`] names every create, change and delete field by field; [`Impact`] says what they do to
//! the calls that are up; a [`Plan`] holds both with the revision that it was made against, and is
//! sealed so that what was reviewed is what is applied.

mod canonical;
mod change;
mod impact;
pub mod moved;
mod plan;
pub mod render;

pub use canonical::hashes;
pub use change::{Action, Change, FieldChange, add_moves, diff, diff_moved};
pub use impact::{FlowCalls, GroupCalls, Impact, LiveCounts, Membership};
pub use plan::{FORMAT, Plan, PlanError};
