//! How those whose devices were called came out of a call, by what could be seen of it.

use std::collections::BTreeMap;

use kernel::Mono;
use model::record::{EndStatus, Participant};

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

/// Everybody's part, by his leg.
#[derive(Debug, Default)]
pub struct Parts {
    /// Who left by the present input.
    leaving: Vec<(u16, Departure)>,
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
    pub fn leaves(&mut self, leg: u16, how: Departure) {
        self.leaving.push((leg, how));
    }

    /// Everything that one input led to is known, and whether the call is over by that.
    pub fn settle(&mut self, now: Mono, over: Over) {
        let answered = std::mem::take(&mut self.answered);
        for (leg, how) in std::mem::take(&mut self.leaving) {
            self.known.insert(leg, (now, judged(how, answered, over)));
        }
    }

    /// The power failed while these rang and that one talked; nothing from `lost` on is certain.
    pub fn crashed(
        &mut self,
        now: Mono,
        lost: Option<Mono>,
        rings: impl Iterator<Item = u16>,
        talks: Option<u16>,
    ) {
        if let Some(lost) = lost {
            self.known.retain(|_, (at, _)| *at < lost);
            return;
        }
        let rang = rings.map(|leg| (leg, EndStatus::RingingGiveUp));
        for (leg, status) in rang.chain(talks.map(|leg| (leg, EndStatus::Ok))) {
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

fn judged(how: Departure, answered: bool, over: Over) -> Vec<EndStatus> {
    match how {
        _ if how.is_missed() => vec![EndStatus::SeatGiveUp],
        Departure::Refused(_) | Departure::NoPort => vec![EndStatus::ClientError],
        // Somebody else took the call, so nobody missed it.
        Departure::LetGo if answered => vec![EndStatus::Ok],
        Departure::LetGo if over == Over::CutOff => vec![EndStatus::RingingGiveUp],
        // The wait was over, he left, or his device could not be reached any more.
        Departure::LetGo => vec![EndStatus::SeatGiveUp, EndStatus::ClientError],
        Departure::CutOff if over == Over::No => vec![EndStatus::ClientError],
        // His device fell silent, and nobody was left to take the caller over.
        Departure::CutOff if over == Over::RunOut => vec![EndStatus::ClientError, EndStatus::Ok],
        Departure::HungUp | Departure::CutOff | Departure::RangOut => vec![EndStatus::Ok],
    }
}
