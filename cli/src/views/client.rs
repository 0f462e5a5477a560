//! API clients.

use api::Client;

use crate::moment::local;
use crate::printer::{Cell, Tabular};

impl Tabular for Client {
    const HEAD: &'static [&'static str] =
        &["NAME", "ROLE", "CLIENT ID", "SECRET OF", "OLD SECRET UNTIL"];

    fn name(&self) -> String {
        self.name.to_string()
    }

    fn cells(&self) -> Vec<Cell> {
        vec![
            self.name.as_str().into(),
            self.role.as_str().into(),
            self.client_id.as_str().into(),
            local(self.secret_created_at).into(),
            Cell::maybe(self.old_secret_until.map(local)),
        ]
    }
}
