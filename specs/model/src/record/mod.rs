//! What is written down about calls: the events as they happen and the record at the end.

mod call;
mod consultation;
mod diversion;
mod event;
mod explained;
mod media;
mod status;

pub use call::{
    CallKind, CallRecord, Cause, Direction, Durations, HungUpBy, Participant, ParticipantKind,
    PathStep, Recording, Satisfaction, Voicemail,
};
pub use consultation::{Consultation, Outcome, UnknownOutcome};
pub use diversion::{Diversion, DiversionReason};
pub use event::{CallEvent, EventKind, OfferEnd, QueueExit};
pub use media::Media;
pub use status::EndStatus;
