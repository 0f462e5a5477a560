//! What is to be sent, and what comes of a try.

use kernel::Mono;

/// Where something lies in the journal. What comes later has a higher place.
pub type Place = u64;

/// Something to send at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Try<T> {
    /// Its place, by which the outcome is told.
    pub place: Place,
    /// What.
    pub parcel: T,
}

/// What came of a try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It arrived.
    Taken,
    /// There was an answer, and it says that this is not taken.
    Refused(String),
    /// There was no answer, or one that says nothing of what was sent.
    Missed(String),
}

/// Something that has not arrived.
#[derive(Debug)]
pub struct Item<L, T> {
    /// Whose order it keeps.
    pub line: L,
    /// What is sent.
    pub parcel: T,
    /// How often it was tried in vain since it is in hand.
    pub tries: u32,
    /// Refusals that count.
    pub refusals: u32,
    /// What had arrived when it was tried first, or when a refusal counted last.
    pub arrived_before: u64,
    /// When it may be tried.
    pub due: Mono,
    /// Whether it is under way.
    pub busy: bool,
}
