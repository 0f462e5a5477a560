//! Tokens.

use api::Token;

use crate::moment::local;
use crate::printer::{Cell, Tabular};

impl Tabular for Token {
    const HEAD: &'static [&'static str] = &["NAME", "ROLE", "CREATED", "EXPIRES"];

    fn name(&self) -> String {
        self.name.to_string()
    }

    fn cells(&self) -> Vec<Cell> {
        vec![
            self.name.as_str().into(),
            self.role.as_str().into(),
            local(self.created_at).into(),
            self.expires_at
                .map_or_else(|| "never".into(), |at| local(at).into()),
        ]
    }
}
