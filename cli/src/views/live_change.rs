//! What is changed at run time.

use api::LiveChange;

use crate::moment::local;
use crate::printer::{Cell, Tabular};

impl Tabular for LiveChange {
    const HEAD: &'static [&'static str] =
        &["WHAT", "CONFIGURED", "LIVE", "BY", "SINCE", "UNTIL", "NOTE"];

    fn name(&self) -> String {
        self.path.clone()
    }

    fn cells(&self) -> Vec<Cell> {
        let until = self.expires_at.map_or_else(String::new, local);
        vec![
            self.path.as_str().into(),
            self.desired.as_str().into(),
            self.live.as_str().into(),
            self.by.as_str().into(),
            local(self.since).into(),
            until.into(),
            self.note.as_str().into(),
        ]
    }
}
