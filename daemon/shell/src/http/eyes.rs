//! Records as whoever asks may see them.

use std::sync::Arc;

use model::Config;
use model::record::CallRecord;
use switch::{Parties, Scope};

use super::desk::Desk;

/// What somebody may see, by the configuration that was live when he asked.
#[derive(Clone)]
pub struct Eyes {
    scope: Scope,
    config: Arc<Config>,
}

impl Eyes {
    /// Those of a scope.
    pub fn new(desk: &Desk, scope: Scope) -> Eyes {
        Eyes {
            scope,
            config: desk.present.read().config.clone(),
        }
    }

    /// Whether a record is seen.
    pub fn see(&self, record: &CallRecord) -> bool {
        self.scope.sees_call(&Parties::of(record))
    }

    /// Whether everything is.
    pub fn see_all(&self) -> bool {
        self.scope.is_all()
    }

    /// A record as it is shown.
    pub fn show(&self, record: CallRecord) -> CallRecord {
        self.scope.record(&self.config, record)
    }
}
