//! Trunks and numbers.

use api::live::{Number, Trunk};
use jiff::Timestamp;
use model::state::TrunkState;

use crate::moment::{between, length};
use crate::printer::style::Style;
use crate::printer::{Cell, Tabular};

/// Calls at once out of those that may be.
fn load(calls: u32, channels: Option<u32>) -> Cell {
    channels
        .map_or(calls.to_string(), |channels| format!("{calls}/{channels}"))
        .into()
}

impl Tabular for Trunk {
    const HEAD: &'static [&'static str] = &[
        "NAME",
        "MODE",
        "STATE",
        "FOR",
        "ADDRESS",
        "TRANSPORT",
        "CALLS",
        "KBIT/S",
        "WHY",
    ];

    fn name(&self) -> String {
        self.name.to_string()
    }

    fn cells(&self) -> Vec<Cell> {
        let style = match self.state {
            TrunkState::Normal | TrunkState::Registered => Style::Good,
            TrunkState::Unregistered => Style::Dim,
            TrunkState::Abnormal => Style::Warn,
        };
        let transport = self.transport.word();
        let text = |text: &str| Cell::maybe((!text.is_empty()).then_some(text));
        vec![
            self.name.as_str().into(),
            self.mode.word().into(),
            Cell::styled(style, self.state.word()),
            length(between(self.since, Timestamp::now())).into(),
            text(&self.address),
            transport.into(),
            load(self.calls, self.channels),
            Cell::maybe(self.kbit_per_second),
            text(&self.reason),
        ]
    }
}

impl Tabular for Number {
    const HEAD: &'static [&'static str] = &[
        "NUMBER",
        "TRUNK",
        "DIRECTION",
        "AREA",
        "IVR",
        "CALLS",
        "OUT AT ONCE",
    ];

    fn name(&self) -> String {
        self.number.to_string()
    }

    fn cells(&self) -> Vec<Cell> {
        let area = (!self.area_code.is_empty()).then_some(&self.area_code);
        let out = self.direction.goes_out().then_some(self.outbound_channels);
        vec![
            self.number.as_str().into(),
            self.trunk.as_str().into(),
            self.direction.word().into(),
            Cell::maybe(area),
            self.ivr.as_str().into(),
            load(self.calls, self.channels),
            Cell::maybe(out),
        ]
    }
}
