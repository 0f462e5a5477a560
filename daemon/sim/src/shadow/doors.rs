//! What callers meet at the door: whoever is blocked is turned away and nobody else is, and who asks
//! whether somebody works is told how it is.

use std::collections::{BTreeMap, BTreeSet};

use contact::Sound;
use kernel::Mono;
use model::CallId;

use super::in_effect::Works;
use super::{at, heard};
use crate::report::Report;
use crate::sweep::center;

/// The status of those who are on a blacklist.
const BLOCKED: u16 = 603;

/// Everybody who comes.
#[derive(Debug, Default)]
pub struct Doors {
    /// Whether those who come are to be turned away, by Call-ID.
    comes: BTreeMap<String, bool>,
    told: BTreeSet<CallId>,
}

impl Doors {
    /// Somebody calls, who is to be turned away or not; with the same Call-ID he repeats himself.
    pub fn comes(&mut self, call_id: String, turned_away: bool) {
        self.comes.entry(call_id).or_insert(turned_away);
    }

    /// He is let in, or has that answer.
    pub fn decided(&mut self, now: Mono, call_id: &str, status: Option<u16>, report: &mut Report) {
        let Some(turned_away) = self.comes.get(call_id).copied() else {
            return;
        };
        report.checked();
        if turned_away && status == Some(BLOCKED) {
            report.count("callers turned away");
        }
        let rule = match (turned_away, status) {
            (true, None) => "whoever is blocked is turned away",
            (false, Some(BLOCKED)) => "nobody is turned away who is not blocked",
            _ => return,
        };
        report.violated(at(now), rule, call_id.to_owned());
    }

    /// A caller of the flow that asks whether somebody works begins to hear something.
    pub fn hears(
        &mut self,
        now: Mono,
        call: CallId,
        sounds: &[Sound],
        works: Works,
        report: &mut Report,
    ) {
        if !self.told.insert(call) {
            return;
        }
        report.checked();
        report.count(&format!("callers told whether somebody works: {works:?}"));
        let told = match heard::said(sounds) {
            Some(said) if said == center::CLOSED => Works::No,
            Some(said) if said == center::ALARM => Works::Emergency,
            _ => Works::Yes,
        };
        if told != works {
            let what = format!("{call} is told {told:?}, and it is {works:?}");
            report.violated(at(now), "a caller is told whether somebody works", what);
        }
    }

    /// The power failed: whoever comes again is judged by what is in effect then.
    pub fn crashed(&mut self) {
        self.comes.clear();
    }
}
