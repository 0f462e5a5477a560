//! What holds for the tree as a whole: who may know whom, how long a file may be, which words do not
//! stand in it, and that what the documents promise is there.
//!
//! Each check is a function from what is found to complaints, and is shown by its own tests to
//! complain about a bad sample. `tests/house.rs` runs them on the real tree.

pub mod documents;
pub mod edges;
pub mod house;
pub mod interop;
pub mod invariants;
pub mod lengths;
pub mod licences;
pub mod lints;
pub mod outside;
pub mod packages;
pub mod production;
pub mod withstands;
pub mod words;
