//! The difference between a live and a desired configuration.
//!
//! [`diff`] names every create, change and delete field by field; [`Impact`] says what they do to
//! the calls that are up; a [`Plan`] holds both with the revision that it was made against and what it
//! read of that, and is sealed so that what was reviewed is what is applied. [`rebase`] puts it onto
//! another revision, where nothing that it read has become another.

mod canonical;
mod change;
mod document;
mod fields;
mod flow;
mod guard;
mod impact;
pub mod moved;
mod part;
mod plan;
mod rebase;
pub mod render;
mod replay;

pub use canonical::hashes;
pub use change::{Action, Change, add_moves, diff, diff_moved};
pub use document::{Document, SCHEMA_VERSION, Summary};
pub use fields::FieldChange;
pub use flow::{NodeChange, Rewired, Spoken};
pub use guard::{Removals, protected_deletions};
pub use impact::{
    Dropping, FlowCalls, GroupCalls, Impact, LeftBehind, LiveCall, Membership, Moment, NodeCalls,
    NumberWay, OtherWay, OutOfReach, Why,
};
pub use plan::{FORMAT, Plan, PlanError};
pub use rebase::{Conflict, ThreeWay, read, rebase, resource, take};
pub use replay::{Elsewhere, Replay, Unknown};
