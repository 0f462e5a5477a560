//! Two stacks, or one and messages written by hand, in virtual time.

mod bench;
mod calls;
