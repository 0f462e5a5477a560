//! How those whose devices were called came out of a call, by what could be seen of it.

use std::collections::BTreeMap;
use std::time::Duration;

use kernel::Mono;
use model::record::{EndStatus, Participant};

use super::callee::{Missed, UNHEARD, Way};

/// Refusals that say that somebody was there, or could have been, and let the call pass.
const LET_PASS: [u16; 6] = [408, 480, 486, 487, 600, 603];

/// How a device's part in a call ends.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Departure {
    /// It refuses.
    Refused(u16),
    /// There is no port for it.
    NoPort,
    /// Its user hangs up.
    HungUp,
    /// It rang, or would have, for as long as it may.
    RangOut,
    /// The center lets it go before it answered.
    LetGo,
    /// The center ends its talk.
    CutOff,
    /// Its user has handed the caller over, or was about to.
    HandedOver,
}

/// Whether a call is over.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Over {
    /// It is not.
    No,
    /// Its flow or its queue came to an end.
    RunOut,
    /// It was cut off where it was.
    CutOff,
}

impl Departure {
    /// Whether its user let the call pass.
    pub fn is_missed(self) -> bool {
        match self {
            Departure::RangOut => true,
            Departure::Refused(status) => LET_PASS.contains(&status),
            _ => false,
        }
    }
}

/// Somebody who leaves.
#[derive(Copy, Clone, Debug)]
pub struct Leaving {
    /// Why he was called.
    pub way: Way,
    /// How he leaves.
    pub how: Departure,
    /// Whether his device rang.
    pub rang: bool,
    /// How long it was called; nothing for who talked.
    pub since: Duration,
}

/// Everybody's part, by his leg.
#[derive(Debug, Default)]
pub struct Parts {
    /// Who left by the present input.
    leaving: Vec<(u16, Leaving)>,
    /// Whether somebody answered by it.
    answered: bool,
    /// Who left since when, and how that may be judged.
    known: BTreeMap<u16, (Mono, Vec<EndStatus>)>,
}

impl Parts {
    /// Somebody answers.
    pub fn answers(&mut self) {
        self.answered = true;
    }

    /// Somebody's part is over.
    pub fn leaves(&mut self, leg: u16, leaving: Leaving) {
        self.leaving.push((leg, leaving));
    }

    /// Everything that one input led to is known, and whether the call is over by that.
    pub fn settle(&mut self, now: Mono, over: Over) {
        let answered = std::mem::take(&mut self.answered);
        for (leg, leaving) in std::mem::take(&mut self.leaving) {
            self.known
                .insert(leg, (now, judged(leaving, answered, over)));
        }
    }

    /// The power failed while these were called, whose parts end so, and that one talked; nothing from
    /// `lost` on is certain.
    pub fn crashed(
        &mut self,
        now: Mono,
        lost: Option<Mono>,
        called: impl Iterator<Item = (u16, EndStatus)>,
        talks: Option<u16>,
    ) {
        if let Some(lost) = lost {
            self.known.retain(|_, (at, _)| *at < lost);
            return;
        }
        for (leg, status) in called.chain(talks.map(|leg| (leg, EndStatus::Ok))) {
            self.known.insert(leg, (now, vec![status]));
        }
    }

    /// Whom a record judges otherwise.
    pub fn contradicts(&self, participants: &[Participant]) -> Option<String> {
        let told = |leg: u16| {
            let is_it = |it: &&Participant| it.sequence == u32::from(leg);
            participants.iter().find(is_it).map(|it| it.end_status)
        };
        let wrong = |(leg, (_, right)): (&u16, &(Mono, Vec<EndStatus>))| {
            let told = told(*leg);
            let fits = told.is_some_and(|told| right.contains(&told));
            (!fits).then(|| format!("participant {leg} has {told:?}, not one of {right:?}"))
        };
        self.known.iter().find_map(wrong)
    }
}

fn judged(leaving: Leaving, answered: bool, over: Over) -> Vec<EndStatus> {
    let Leaving {
        way,
        how,
        rang,
        since,
    } = leaving;
    match how {
        Departure::HungUp => vec![EndStatus::Ok],
        Departure::HandedOver if over == Over::CutOff => vec![EndStatus::Ok],
        Departure::HandedOver => vec![EndStatus::CallForward],
        Departure::CutOff if over == Over::No => vec![way.lost()],
        // His device fell silent, and nobody was left to take the caller over.
        Departure::CutOff if over == Over::RunOut => vec![way.lost(), EndStatus::Ok],
        Departure::CutOff => vec![EndStatus::Ok],
        Departure::LetGo if over == Over::CutOff && !answered => vec![way.cut_off(rang)],
        // Whoever calls may have been given up for not saying that he has heard it ring.
        Departure::LetGo if way.is_own() && over == Over::RunOut && since >= UNHEARD => {
            let missed = Missed::of(way, how, rang, since).status(way);
            vec![missed, way.cut_off(rang)]
        }
        _ if way != Way::Queue => vec![Missed::of(way, how, rang, since).status(way)],
        _ if how.is_missed() => vec![EndStatus::SeatGiveUp],
        Departure::Refused(_) | Departure::NoPort => vec![EndStatus::ClientError],
        // Somebody else took the call, so nobody missed it.
        Departure::LetGo if answered => vec![EndStatus::Ok],
        // The wait was over, he left, or his device could not be reached any more.
        Departure::LetGo => vec![EndStatus::SeatGiveUp, EndStatus::ClientError],
        Departure::RangOut => vec![EndStatus::Ok],
    }
}
