//! A call owns its legs, its pinned flow, its events and everything that hangs on it.
//!
//! It has one phase at a time and one exit ([`end`]), which undoes whatever the phase holds; when the
//! caller is gone, so is every leg that rang or talked for him.
//!
//! Leg 0 is whoever called: a customer, whose call a flow leads, or somebody at one of our phones, whose
//! call has no flow and consists of one call to somebody else. All further legs are those of parties
//! ([`party`]): seats that a queue offers the call, and seats and numbers outside that are dialled.

mod arrive;
mod asks;
mod book;
mod consult;
mod depart;
pub(crate) mod dialling;
mod end;
mod hear;
mod message;
mod party;
mod standing;
mod talk;
mod transfer;
mod turn;
mod view;

use std::sync::Arc;

use kernel::Mono;
use model::config::Ivr;
use model::record::EventKind;
use model::{CallId, DialString, Extension, IvrName, Name, RecordingId, Renames, Revision};

pub(crate) use dialling::{Dialling, not_reached, review};
pub(crate) use end::{Ending, end};
pub(crate) use hear::{hear, late, replied};
pub(crate) use talk::Talk;
pub use view::{CallPhase, CallStatus, Other};

use crate::agent::SeatId;
use crate::floor::{Floor, Timer};
use crate::ivr::{At, Errors, Keys, Steps, Trail, Variables};
use crate::skill_group::{Offer, Waiting};
use crate::{LegId, Output, PlayId, Sound, limits};
use asks::Asks;
use book::Book;
use party::Party;

/// The number of the leg of whoever called: the customer, or one of our phones.
pub(crate) const CALLER: u16 = 0;

/// One call.
pub(crate) struct Call {
    pub(crate) id: CallId,
    /// The flow that it entered with, which it keeps; an empty one if one of our phones called.
    pub(crate) ivr: Arc<Ivr>,
    pub(crate) ivr_name: Option<IvrName>,
    pub(crate) revision: Revision,
    /// The trunk that brought it.
    pub(crate) trunk: Option<Name>,
    /// What was dialled.
    pub(crate) number: DialString,
    pub(crate) caller: String,
    /// The seat at the first side and its phone, if it is one of ours.
    pub(crate) phone: Option<(SeatId, Extension)>,
    /// Who is at the first side, if it is a number outside that was called.
    carried: Option<Party>,
    /// When our answer was established.
    pub(crate) accepted: Option<Mono>,
    pub(crate) phase: Phase,
    /// Keys that no menu has asked for yet.
    pub(crate) keys: Keys,
    /// The node that it entered last.
    pub(crate) node: Name,
    /// The nodes that led there.
    pub(crate) trail: Trail,
    /// Questions to customers' systems.
    pub(crate) asks: Asks,
    /// Failed tries.
    pub(crate) errors: Errors,
    /// What nodes and the flow have put into variables.
    pub(crate) variables: Variables,
    pub(crate) steps: Steps,
    /// What is known of the agent who talked last, for variables.
    pub(crate) last_agent: LastAgent,
    book: Book,
    /// The leg of the first side: whoever called, until he hands over whom he has called.
    first: u16,
    legs: u16,
    plays: u32,
    /// What plays to the customer.
    playing: Option<PlayId>,
    /// The message that the customer leaves.
    message: Option<RecordingId>,
    /// Whether the customer's leg is still there.
    customer: bool,
}

/// Where a call is.
pub(crate) enum Phase {
    /// Our answer is not established yet.
    Answering,
    /// In a node that waits for something.
    Staying(At),
    /// On the way from one phase to another, within one input.
    Moving,
    /// In a queue.
    Waiting(Waiting),
    /// Somebody is called who was dialled, by whoever called or by who talked with him.
    Dialling(Dialling),
    /// With an agent, or with whoever was dialled.
    Talking(Talk),
    /// Nowhere any more.
    Over,
}

/// What variables say of the agent who talked last.
#[derive(Clone, Debug, Default)]
pub(crate) struct LastAgent {
    pub(crate) staff_number: Option<String>,
    pub(crate) rang_secs: u64,
}

impl Call {
    pub(crate) fn is_over(&self) -> bool {
        matches!(self.phase, Phase::Over)
    }

    /// The leg of the customer, or of whoever has his place.
    pub(crate) fn customer(&self) -> LegId {
        self.leg(self.first)
    }

    pub(crate) fn leg(&self, number: u16) -> LegId {
        LegId {
            call: self.id,
            number,
        }
    }

    /// A leg number that was never used, while there are any.
    pub(crate) fn next_leg(&mut self) -> Option<LegId> {
        if self.legs >= limits::LEGS {
            return None;
        }
        self.legs += 1;
        Some(self.leg(self.legs))
    }

    pub(crate) fn waiting(&self) -> Option<&Waiting> {
        match &self.phase {
            Phase::Waiting(waiting) => Some(waiting),
            _ => None,
        }
    }

    pub(crate) fn waiting_mut(&mut self) -> Option<&mut Waiting> {
        match &mut self.phase {
            Phase::Waiting(waiting) => Some(waiting),
            _ => None,
        }
    }

    pub(crate) fn offer(&self, number: u16) -> Option<&Offer> {
        match &self.phase {
            Phase::Waiting(waiting) => waiting.offers.get(&number),
            _ => None,
        }
    }

    /// How many devices ring for it.
    pub(crate) fn offers(&self) -> usize {
        match &self.phase {
            Phase::Waiting(waiting) => waiting.offers.len(),
            _ => 0,
        }
    }

    pub(crate) fn dialling_mut(&mut self) -> Option<&mut Dialling> {
        match &mut self.phase {
            Phase::Dialling(dialling) => Some(dialling),
            _ => None,
        }
    }

    /// Lets whoever it rings or talks with go by the names that things have from here on.
    pub(crate) fn rename_parties(&mut self, names: &Renames) {
        if let Some(carried) = &mut self.carried {
            carried.rename(names);
        }
        match &mut self.phase {
            Phase::Dialling(dialling) => {
                dialling.party.rename(names);
                if let Some(transfer) = &mut dialling.transfer {
                    transfer.rename(names);
                }
            }
            Phase::Talking(talk) => talk.party.rename(names),
            _ => {}
        }
    }

    /// Whether a leg is the one of whoever was dialled and has not answered.
    pub(crate) fn dials(&self, number: u16) -> bool {
        matches!(&self.phase, Phase::Dialling(dialling) if dialling.leg == number)
    }

    /// How many legs it has.
    pub(crate) fn legs(&self) -> usize {
        let talking = match &self.phase {
            Phase::Dialling(dialling) => 1 + usize::from(dialling.hands_over()),
            Phase::Talking(_) => 1,
            _ => 0,
        };
        usize::from(self.customer) + self.offers() + talking
    }

    /// Writes an event down.
    pub(crate) fn journal(&mut self, floor: &mut Floor, kind: EventKind) {
        let event = self.book.write(floor.now, kind);
        floor.out.push_back(Output::Journal(event));
    }

    /// Plays something to the customer, in place of what plays.
    pub(crate) fn play(&mut self, floor: &mut Floor, sounds: Vec<Sound>, times: Option<u32>) {
        self.start(floor, sounds, times, None);
    }

    /// Plays something once that is worth nothing later, in place of what plays.
    pub(crate) fn announce(&mut self, floor: &mut Floor, sound: Sound) {
        let by = floor.now.mono + limits::LATE;
        self.start(floor, vec![sound], Some(1), Some(by));
    }

    fn start(
        &mut self,
        floor: &mut Floor,
        sounds: Vec<Sound>,
        times: Option<u32>,
        by: Option<Mono>,
    ) {
        self.plays = self.plays.wrapping_add(1);
        let play = PlayId(self.plays);
        self.playing = Some(play);
        floor.out.push_back(Output::Play {
            leg: self.customer(),
            play,
            sounds,
            times,
            by,
        });
    }

    /// Stops what plays to the customer.
    pub(crate) fn quiet(&mut self, floor: &mut Floor) {
        if self.playing.take().is_some() {
            floor.out.push_back(Output::Stop(self.customer()));
        }
    }

    /// Lets a node wait, at most for `longest`.
    pub(crate) fn stay(&mut self, floor: &mut Floor, at: At, longest: std::time::Duration) {
        floor
            .timers
            .set(Timer::Node(self.id), floor.now.mono + longest);
        self.phase = Phase::Staying(at);
    }
}
