//! `voicemail`: takes a message.

use model::config::Voicemail;

use crate::decode::{Context, Field, Fields, Shape, Table};
use crate::emit::{Map, speech, text};

/// The keys of a `voicemail` node.
pub static TABLE: Table = Table {
    what: "a `voicemail` node",
    doc: "Takes a message: says something, beeps, and records what the caller says until he presses `#`, \
          says nothing for a while, has said enough or hangs up.",
    fields: &[
        Field::required(
            "voicemail",
            Shape::Speech,
            "What is said before the beep; a key cuts it short.",
        ),
        Field::default(
            "silence",
            Shape::Time {
                min: 1_000,
                max: 60_000,
            },
            "5s",
            "After how long a silence the message ends.",
        ),
        Field::default(
            "max_length",
            Shape::Time {
                min: 1_000,
                max: 600_000,
            },
            "3m",
            "How long a message may be.",
        ),
        Field::optional("closing", Shape::Speech, "What is said after it."),
        Field::otherwise("next", Shape::Node, "the call ends", "The node after it."),
    ],
};

/// Reads the node.
pub fn read(cx: &mut Context, fields: &Fields<'_>) -> Option<Voicemail> {
    let speech = fields.speech(cx, "voicemail");
    let silence = fields.time(cx, "silence");
    let max_length = fields.time(cx, "max_length");
    let closing = fields.speech(cx, "closing");
    let next = fields.name(cx, "next");
    Some(Voicemail {
        speech: speech?,
        silence: silence?,
        max_length: max_length?,
        closing,
        next,
    })
}

/// Writes the node.
pub fn write(voicemail: &Voicemail, map: &mut Map) {
    let default = Voicemail::new(voicemail.speech.clone());
    map.put("voicemail", speech(&voicemail.speech));
    if voicemail.silence != default.silence {
        map.put("silence", text(&voicemail.silence));
    }
    if voicemail.max_length != default.max_length {
        map.put("max_length", text(&voicemail.max_length));
    }
    map.some("closing", voicemail.closing.as_ref().map(speech));
    map.some("next", voicemail.next.as_ref().map(text));
}
