//! Calls that are over.

use model::record::{CallRecord, EndStatus};

use crate::moment::{length, local};
use crate::printer::style::Style;
use crate::printer::{Cell, Tabular};

impl Tabular for CallRecord {
    const HEAD: &'static [&'static str] = &[
        "STARTED", "CALLER", "NUMBER", "PLACE", "STATUS", "AGENT", "IVR", "WAIT", "TALK", "ID",
    ];

    fn name(&self) -> String {
        self.id.to_string()
    }

    fn cells(&self) -> Vec<Cell> {
        let style = if self.end_status == EndStatus::Ok {
            Style::Good
        } else {
            Style::Warn
        };
        let status = format!("{} {}", self.end_status.code(), self.end_status.string());
        vec![
            local(self.started_at).into(),
            self.caller.as_str().into(),
            self.callee.as_str().into(),
            Cell::maybe((!self.home.is_unknown()).then_some(&self.home)),
            Cell::styled(style, status),
            Cell::maybe(self.agent.as_ref()),
            length(self.durations.ivr_ms).into(),
            length(self.durations.wait_ms).into(),
            length(self.durations.talk_ms).into(),
            self.id.to_string().into(),
        ]
    }
}
