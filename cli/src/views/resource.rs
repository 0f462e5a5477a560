//! Prompts, flows and routing.

use api::live::{AudioFile, Ivr, Prompt, PromptKind, Routing};
use model::config::WrapUpEnd;

use super::joined;
use crate::moment::length;
use crate::printer::{Cell, Tabular};

/// Samples a second, and whether there are two channels.
fn rate(audio: &AudioFile) -> String {
    match audio.channels {
        1 => format!("{} Hz", audio.rate),
        _ => format!("{} Hz stereo", audio.rate),
    }
}

/// Bytes as people read them.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{}.{} kB", bytes / 1_000, bytes % 1_000 / 100),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

impl Tabular for Prompt {
    const HEAD: &'static [&'static str] = &[
        "NAME", "KIND", "LENGTH", "RATE", "SIZE", "USED BY", "CONTENT",
    ];

    fn name(&self) -> String {
        self.name.to_string()
    }

    fn cells(&self) -> Vec<Cell> {
        let audio = self.audio.as_ref();
        let kind = match (self.kind, audio) {
            (PromptKind::File, Some(audio)) => audio.format.as_str(),
            (PromptKind::File, None) => "file",
            (PromptKind::Text, _) => "text",
        };
        vec![
            self.name.as_str().into(),
            kind.into(),
            Cell::maybe(self.duration_ms.map(length)),
            Cell::maybe(audio.map(rate)),
            Cell::maybe(audio.map(|audio| size(audio.bytes))),
            joined(&self.used_by).into(),
            self.content.as_str().into(),
        ]
    }
}

impl Tabular for Ivr {
    const HEAD: &'static [&'static str] = &["NAME", "START", "NODES", "CALLS", "NUMBERS"];

    fn name(&self) -> String {
        self.name.to_string()
    }

    fn cells(&self) -> Vec<Cell> {
        vec![
            self.name.as_str().into(),
            self.start.as_str().into(),
            self.nodes.to_string().into(),
            self.calls.to_string().into(),
            joined(&self.numbers).into(),
        ]
    }
}

impl Tabular for Routing {
    const HEAD: &'static [&'static str] = &[
        "NAME",
        "ORDER",
        "RING TIMEOUT",
        "WRAP-UP",
        "AFTER MISSED",
        "SKILL GROUPS",
    ];

    fn name(&self) -> String {
        self.name.to_string()
    }

    fn cells(&self) -> Vec<Cell> {
        let order = self.settings.order.word();
        let order = match self.settings.last_agent {
            true => format!("last agent, then {order}"),
            false => order.to_owned(),
        };
        let wrap_up = match self.settings.wrap_up_end {
            WrapUpEnd::Automatic => self.settings.wrap_up.to_string(),
            WrapUpEnd::Manual => "manual".to_owned(),
        };
        vec![
            self.name.as_str().into(),
            order.into(),
            self.settings.ring_timeout.to_string().into(),
            wrap_up.into(),
            self.settings.after_missed.word().into(),
            joined(&self.skill_groups).into(),
        ]
    }
}
