//! Callers who are blocked at run time.

use api::BlockedCaller;

use crate::moment::local;
use crate::printer::{Cell, Tabular};

impl Tabular for BlockedCaller {
    const HEAD: &'static [&'static str] = &["CALLER", "BY", "SINCE", "UNTIL", "NOTE"];

    fn name(&self) -> String {
        self.caller.clone()
    }

    fn cells(&self) -> Vec<Cell> {
        vec![
            self.caller.as_str().into(),
            self.blocked_by.as_str().into(),
            local(self.blocked_at).into(),
            self.expires_at.map_or_else(String::new, local).into(),
            self.note.as_str().into(),
        ]
    }
}
