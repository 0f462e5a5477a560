//! What is there and what it does, kind by kind: the items of the lists.

mod call;
mod people;
mod resource;
mod revision;
mod rules;
mod webhook;

pub use call::{Call, CallPhase};
pub use people::{Agent, Phone, PhoneContact, SkillGroup};
pub use resource::{AudioFile, Ivr, Number, Prompt, PromptKind, Routing, Trunk};
pub use revision::{Revision, RevisionSource};
pub use rules::{CallerList, Hotword, Hours, Role};
pub use webhook::Webhook;
