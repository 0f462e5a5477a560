//! Prints every problem with its documentation; `make docs` writes it to `docs/problems.md`.

use std::io::{self, Write};

fn main() -> io::Result<()> {
    io::stdout().write_all(lang::documentation::markdown().as_bytes())
}
