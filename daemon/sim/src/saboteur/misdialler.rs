//! Bugs in what reaches somebody past every queue: other numbers, phones that are in use, messages that
//! nobody keeps.

use std::collections::{BTreeMap, BTreeSet};

use kernel::Chance;
use model::RecordingId;
use model::record::{CallRecord, EventKind};
use sip::Flow;
use switch::{Entry, MediaCommand, Output};

use super::forger::heading;
use super::{BITES, Bug, Fate};
use crate::sweep::{center, reach};

/// Calls somebody else, and keeps no messages.
#[derive(Debug, Default)]
pub struct Misdialler {
    /// The phone that was told last of a call of its own: its address, and the way there.
    dials: Option<(String, Flow)>,
    /// Where the INVITEs of a Call-ID go.
    redirected: BTreeMap<String, Option<(String, Flow)>>,
    stolen: BTreeSet<RecordingId>,
}

impl Misdialler {
    /// Looks at what comes out; `None`: it is none of his business.
    pub fn output(&mut self, bug: Bug, output: &mut Output, chance: &mut Chance) -> Option<Fate> {
        match (bug, output) {
            (Bug::DiallerCalled, Output::Transmit(flow, bytes)) => {
                self.note_dialler(flow, bytes);
                if bytes.starts_with(b"INVITE") {
                    self.call_dialler(flow, bytes, chance);
                }
            }
            (Bug::NumberWrong, Output::Transmit(_, bytes)) if bytes.starts_with(b"INVITE") => {
                misdial(bytes);
            }
            (Bug::MessageLost, Output::Journal(Entry::Call(event))) => {
                self.steal(&mut event.kind, chance);
            }
            (Bug::MessageLost, Output::Journal(Entry::Record(record))) => self.hide(record),
            (
                Bug::MessageLost,
                Output::Media(
                    MediaCommand::RecordAlone { recording, .. }
                    | MediaCommand::StopRecording(_, recording),
                ),
            ) if self.stolen.contains(recording) => return Some(Fate::Lost),
            _ => return None,
        }
        Some(Fate::Through)
    }

    /// Somebody at a phone of ours may be told of a call of his own.
    fn note_dialler(&mut self, flow: &Flow, bytes: &[u8]) {
        let text = String::from_utf8_lossy(bytes);
        let tells = text.starts_with("SIP/2.0 180") || text.starts_with("SIP/2.0 200");
        let of_call = text.contains(" INVITE\r\n") && tells;
        let from = text.split("\r\nFrom: ").nth(1);
        let user = from.and_then(|from| from.split("sip:").nth(1)?.split('@').next());
        if let Some(user) = user.filter(|user| of_call && center::is_extension(user)) {
            self.dials = Some((format!("sip:{user}@{}", flow.remote), *flow));
        }
    }

    fn call_dialler(&mut self, flow: &mut Flow, bytes: &mut Vec<u8>, chance: &mut Chance) {
        let Some((call_id, uri)) = heading(bytes) else {
            return;
        };
        let dials = &mut self.dials;
        let elsewhere = self.redirected.entry(call_id).or_insert_with(|| {
            let bites = chance.percent(BITES);
            dials.take_if(|_| bites)
        });
        if let Some((other, way)) = elsewhere {
            let text = String::from_utf8_lossy(bytes).replacen(&uri, other, 1);
            (*bytes, *flow) = (text.into_bytes(), *way);
        }
    }

    /// In place of what is written of a message stands what means nothing.
    fn steal(&mut self, kind: &mut EventKind, chance: &mut Chance) {
        let stolen = match kind {
            EventKind::VoicemailStarted { recording, .. } => {
                let bites = chance.percent(BITES);
                bites && self.stolen.insert(*recording)
            }
            EventKind::RecordingStopped { recording } => self.stolen.contains(recording),
            _ => false,
        };
        if stolen {
            let (key, errors) = (None, 0);
            *kind = EventKind::Failed { key, errors };
        }
    }

    fn hide(&self, record: &mut CallRecord) {
        let kept = |id: &RecordingId| !self.stolen.contains(id);
        record.recordings.retain(|it| kept(&it.id));
        record.voicemail.take_if(|it| !kept(&it.recording));
    }
}

/// Calls the number next to the one outside that a flow names.
fn misdial(bytes: &mut Vec<u8>) {
    let text = String::from_utf8_lossy(bytes);
    let right = format!("sip:{}@", reach::FAR);
    let wrong = right.replace("1@", "2@");
    *bytes = text.replace(&right, &wrong).into_bytes();
}
