//! `voicemail`: takes a message (feature I14).
//!
//! The caller is recorded from the end of the beep to a `#`, to a silence, to the longest message, or to
//! his hang-up, which is how most messages end and keeps what was said. A key that is no `#` is part of
//! the message. A key before the beep cuts the prompt short.

use model::Key;
use model::config::Voicemail;

use super::{At, Work};
use crate::call::Ending;
use crate::ivr::{Heard, Step, Visit};
use crate::{Sound, limits};

/// What the node is doing.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Stage {
    /// It says what is said before the beep.
    Greeting,
    /// It beeps.
    Beeping,
    /// It records.
    Recording,
    /// It says what is said after the message.
    Closing,
}

impl Work for Voicemail {
    type Stage = Stage;

    fn enter(&self, visit: &mut Visit<'_>) -> Step {
        // A prompt that is gone keeps nobody from leaving a message.
        match visit.play(&self.speech, 1) {
            true => stay(Stage::Greeting),
            false => beep(visit),
        }
    }

    fn hear(&self, visit: &mut Visit<'_>, stage: Stage, heard: Heard) -> Step {
        match (stage, heard) {
            (_, Heard::Replied(_)) => visit.ignore(),
            (Stage::Greeting, Heard::Played | Heard::Late | Heard::Key(_)) => beep(visit),
            (Stage::Beeping, Heard::Played | Heard::Late) => {
                visit.quiet();
                let silence = self.silence.get();
                visit.call.take_message(visit.floor, visit.node, silence);
                Step::Stay(At::Voicemail(Stage::Recording), self.max_length.get())
            }
            (Stage::Recording, Heard::Late) => close(self, visit),
            (Stage::Recording, Heard::Key(key)) if Key::new('#') == Some(key) => close(self, visit),
            (Stage::Recording, Heard::Played) => visit.ignore(),
            (Stage::Closing, Heard::Played | Heard::Late) => go_on(self),
            (Stage::Beeping | Stage::Recording | Stage::Closing, Heard::Key(_)) => {
                visit.ignore_key()
            }
        }
    }
}

fn stay(stage: Stage) -> Step {
    Step::Stay(At::Voicemail(stage), limits::PROMPT)
}

fn beep(visit: &mut Visit<'_>) -> Step {
    visit.tone(Sound::Beep, Some(1));
    stay(Stage::Beeping)
}

fn close(voicemail: &Voicemail, visit: &mut Visit<'_>) -> Step {
    visit.call.end_message(visit.floor);
    match &voicemail.closing {
        Some(closing) if visit.play(closing, 1) => stay(Stage::Closing),
        _ => go_on(voicemail),
    }
}

fn go_on(voicemail: &Voicemail) -> Step {
    let next = voicemail.next.clone();
    next.map_or(Step::End(Ending::Flow(None)), Step::Go)
}
