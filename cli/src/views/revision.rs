//! The history of applies.

use api::live::Revision;

use crate::moment::local;
use crate::printer::{Cell, Tabular};

impl Tabular for Revision {
    const HEAD: &'static [&'static str] = &[
        "REVISION", "APPLIED", "BY", "CREATED", "CHANGED", "DELETED", "MESSAGE",
    ];

    fn name(&self) -> String {
        self.revision.to_string()
    }

    fn cells(&self) -> Vec<Cell> {
        vec![
            self.revision.to_string().into(),
            local(self.applied_at).into(),
            self.by.as_str().into(),
            self.created.to_string().into(),
            self.changed.to_string().into(),
            self.deleted.to_string().into(),
            Cell::maybe(self.message.as_ref()),
        ]
    }
}
