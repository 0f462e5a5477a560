//! What a checkpoint is made of.

use thiserror::Error;

use crate::Seq;

/// The owner's state as a function of the entries. The writer keeps it one batch ahead of the disk
/// and never behind, shows it every entry once and in order, and asks it for a checkpoint whenever a
/// segment is full; so it holds what a start needs and no more.
pub trait Fold {
    /// Takes in one entry. It must not panic, whatever the bytes.
    fn apply(&mut self, seq: Seq, payload: &[u8]);

    /// The state as bytes; at most [`crate::MAX_PAYLOAD`] long.
    fn checkpoint(&self) -> Vec<u8>;

    /// Replaces the state by that of a checkpoint.
    ///
    /// # Errors
    /// If the bytes are not such a state. The fold is then empty, and an older checkpoint is tried.
    fn restore(&mut self, checkpoint: &[u8]) -> Result<(), Unreadable>;
}

/// A checkpoint that the fold does not understand.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("the checkpoint cannot be understood: {0}")]
pub struct Unreadable(pub String);

/// For a journal without a state to keep: checkpoints are empty.
impl Fold for () {
    fn apply(&mut self, _seq: Seq, _payload: &[u8]) {}

    fn checkpoint(&self) -> Vec<u8> {
        Vec::new()
    }

    fn restore(&mut self, _checkpoint: &[u8]) -> Result<(), Unreadable> {
        Ok(())
    }
}
