//! Calls that are up.

use api::live::{Call, CallPhase};
use jiff::Timestamp;

use crate::moment::{between, length};
use crate::printer::{Cell, Tabular};

impl Tabular for Call {
    const HEAD: &'static [&'static str] = &[
        "ID",
        "CALLER",
        "NUMBER",
        "FOR",
        "PHASE",
        "IVR",
        "NODE",
        "SKILL GROUP",
        "AGENT",
    ];

    fn name(&self) -> String {
        self.id.to_string()
    }

    fn cells(&self) -> Vec<Cell> {
        let phase = match self.phase {
            CallPhase::Ivr => "ivr",
            CallPhase::Queue => "queue",
            CallPhase::Ringing => "ringing",
            CallPhase::Talk => "talk",
        };
        let phone = self.phone.as_ref().map(ToString::to_string);
        vec![
            self.id.to_string().into(),
            self.caller.as_str().into(),
            self.callee.as_str().into(),
            length(between(self.started_at, Timestamp::now())).into(),
            phase.into(),
            Cell::maybe(self.ivr.as_ref()),
            Cell::maybe(self.node.as_ref()),
            Cell::maybe(self.skill_group.as_ref()),
            Cell::maybe(self.agent.as_ref().map(ToString::to_string).or(phone)),
        ]
    }
}
