//! What went wrong with a leg, in plain words. One file a finding: what it sees, and what it says.

mod audio;
mod challenged;
mod keys;
mod never_acknowledged;
mod no_answer;
mod private_address;
mod refused;
mod sent_again;
#[cfg(test)]
mod tests;

use std::net::SocketAddr;

use model::record::Media;

use crate::ladder::Step;

/// A leg as findings see it.
#[derive(Clone, Debug, Default)]
pub struct Leg {
    /// Who is at the other end: `the carrier`, `the phone 2001`.
    pub who: String,
    /// Its messages.
    pub steps: Vec<Step>,
    /// What was heard and said, once the leg has had audio.
    pub audio: Option<Audio>,
}

/// The audio of a leg, as counted.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Audio {
    /// Packets that we sent.
    pub sent: u64,
    /// Packets that came.
    pub received: u64,
    /// Packets of theirs that never came.
    pub lost: u64,
    /// The jitter of what comes, in microseconds.
    pub jitter_us: u32,
    /// Packets of ours that never came there, as it says.
    pub remote_lost: Option<u32>,
    /// Packets of strangers, which were dropped.
    pub foreign: u64,
    /// Where its packets come from.
    pub source: Option<SocketAddr>,
}

/// One thing that is worth knowing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Its stable name.
    pub code: &'static str,
    /// What was seen, and what to look for.
    pub text: String,
}

impl From<&Media> for Audio {
    fn from(media: &Media) -> Audio {
        Audio {
            sent: media.sent,
            received: media.received,
            lost: media.lost,
            jitter_us: media.jitter_us,
            remote_lost: media.remote_lost,
            foreign: media.foreign,
            source: media.source,
        }
    }
}

impl Finding {
    fn new(code: &'static str, text: String) -> Option<Finding> {
        Some(Finding { code, text })
    }
}

/// The stable names of all findings, as the guide has them.
pub const CODES: &[&str] = &[
    "audio_one_way",
    "no_answer_from_address",
    "password_not_taken",
    "password_asked_for",
    "password_wrong",
    "refused_by_peer",
    "refused_by_us",
    "never_acknowledged",
    "private_address",
    "keys_not_agreed",
    "sent_again",
    "audio_lost",
    "audio_of_strangers",
];

/// What there is to say of one leg.
const OF_A_LEG: [fn(&Leg) -> Option<Finding>; 10] = [
    no_answer::find,
    challenged::find,
    refused::by_them,
    refused::by_us,
    never_acknowledged::find,
    private_address::find,
    keys::find,
    sent_again::find,
    audio::lost,
    audio::strangers,
];

/// What there is to say of a call with these legs, the customer's first.
pub fn findings(legs: &[Leg]) -> Vec<Finding> {
    let of_legs = legs
        .iter()
        .flat_map(|leg| OF_A_LEG.iter().filter_map(|find| find(leg)));
    audio::silent(legs).into_iter().chain(of_legs).collect()
}
