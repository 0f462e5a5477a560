//! Prints the JSON Schema of `ccctl plan -o json`; `make docs` writes it to `docs/plan.schema.json`.

use std::io::{self, Write};

fn main() -> io::Result<()> {
    let schema = serde_json::to_string_pretty(&plan::Document::schema())?;
    writeln!(io::stdout(), "{schema}")
}
