//! Trunks, numbers, prompts, flows and routing.

use api::live::{Ivr, Number, Prompt, PromptKind, Routing, Trunk};
use model::config::{Mode, Transport, WrapUpEnd};

use super::joined;
use crate::moment::length;
use crate::printer::{Cell, Tabular};

/// Calls at once out of those that may be.
fn load(calls: u32, channels: Option<u32>) -> Cell {
    channels
        .map_or(calls.to_string(), |channels| format!("{calls}/{channels}"))
        .into()
}

impl Tabular for Trunk {
    const HEAD: &'static [&'static str] = &["NAME", "MODE", "ADDRESS", "TRANSPORT", "CALLS"];

    fn name(&self) -> String {
        self.name.to_string()
    }

    fn cells(&self) -> Vec<Cell> {
        let mode = match self.mode {
            Mode::Peer => "peer",
        };
        let transport = match self.transport {
            Transport::Udp => "udp",
        };
        vec![
            self.name.as_str().into(),
            mode.into(),
            self.address.as_str().into(),
            transport.into(),
            load(self.calls, self.channels),
        ]
    }
}

impl Tabular for Number {
    const HEAD: &'static [&'static str] = &["NUMBER", "TRUNK", "IVR", "CALLS"];

    fn name(&self) -> String {
        self.number.to_string()
    }

    fn cells(&self) -> Vec<Cell> {
        vec![
            self.number.as_str().into(),
            self.trunk.as_str().into(),
            self.ivr.as_str().into(),
            load(self.calls, self.channels),
        ]
    }
}

impl Tabular for Prompt {
    const HEAD: &'static [&'static str] = &["NAME", "KIND", "LENGTH", "CONTENT"];

    fn name(&self) -> String {
        self.name.to_string()
    }

    fn cells(&self) -> Vec<Cell> {
        let kind = match self.kind {
            PromptKind::File => "file",
            PromptKind::Text => "text",
        };
        vec![
            self.name.as_str().into(),
            kind.into(),
            Cell::maybe(self.duration_ms.map(length)),
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
