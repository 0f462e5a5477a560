//! Webhooks.

use api::live::Webhook;
use jiff::Timestamp;

use crate::moment::{between, length};
use crate::printer::style::Style;
use crate::printer::{Cell, Tabular};

impl Tabular for Webhook {
    const HEAD: &'static [&'static str] = &[
        "NAME",
        "STATE",
        "FOR",
        "WAITING",
        "OLDEST",
        "PARKED",
        "DELIVERED",
        "URL",
        "LAST ERROR",
    ];

    fn name(&self) -> String {
        self.name.to_string()
    }

    fn cells(&self) -> Vec<Cell> {
        let ago = |at: Timestamp| length(between(at, Timestamp::now()));
        let state = match self.failing_since {
            Some(_) => Cell::styled(Style::Warn, "failing"),
            None => Cell::styled(Style::Good, "well"),
        };
        let parked = match self.parked {
            0 => "0".into(),
            some => Cell::styled(Style::Warn, some.to_string()),
        };
        let error = (!self.last_error.is_empty()).then_some(self.last_error.as_str());
        vec![
            self.name.as_str().into(),
            state,
            Cell::maybe(self.failing_since.map(ago)),
            self.waiting.to_string().into(),
            Cell::maybe(self.oldest.map(ago)),
            parked,
            self.delivered.to_string().into(),
            self.url.as_str().into(),
            Cell::maybe(error),
        ]
    }
}
