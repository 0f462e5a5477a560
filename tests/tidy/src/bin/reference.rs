//! Prints the reference of the language; `make docs` writes it to `docs/reference.md`.

use std::io::{self, Write};

fn main() -> io::Result<()> {
    io::stdout().write_all(lang::reference::markdown().as_bytes())
}
