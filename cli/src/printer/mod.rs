//! Writes data to standard output; everything else goes to standard error.

pub mod diff;
pub mod style;
mod table;
mod width;

use std::io::{self, Write};

use clap::ValueEnum;
use serde::Serialize;

pub use table::{Cell, Table};
pub use width::{clean, width, wrapped};

use crate::failure::Failure;

/// A form of output.
#[derive(Copy, Clone, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Table,
    /// One JSON document.
    Json,
    /// One YAML document.
    Yaml,
    /// One JSON document a line and item.
    Ndjson,
}

/// Something that has a line in a table.
pub trait Tabular {
    /// The names of the columns.
    const HEAD: &'static [&'static str];

    /// What it is called on the command line.
    fn name(&self) -> String;

    /// The line, one cell for each column.
    fn cells(&self) -> Vec<Cell>;
}

/// Writes items, each as a line of a table or a document.
pub fn items<T: Tabular + Serialize>(format: Format, items: &[T]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match format {
        Format::Table => {
            let mut table = Table::new(T::HEAD);
            items.iter().for_each(|item| table.push(item.cells()));
            table.write(&mut out)?;
        }
        Format::Ndjson => {
            for item in items {
                writeln!(
                    out,
                    "{}",
                    serde_json::to_string(item).map_err(Failure::error)?
                )?;
            }
        }
        Format::Json | Format::Yaml => document(format, &items)?,
    }
    Ok(out.flush()?)
}

/// Writes one item.
pub fn item<T: Tabular + Serialize>(format: Format, one: &T) -> Result<(), Failure> {
    match format {
        Format::Table => items(format, std::slice::from_ref(one)),
        _ => document(format, one),
    }
}

/// Writes one value as JSON or YAML.
pub fn document<T: Serialize + ?Sized>(format: Format, value: &T) -> Result<(), Failure> {
    let text = match format {
        Format::Yaml => serde_yaml::to_string(value).map_err(Failure::error)?,
        Format::Ndjson => serde_json::to_string(value).map_err(Failure::error)? + "\n",
        Format::Json | Format::Table => {
            serde_json::to_string_pretty(value).map_err(Failure::error)? + "\n"
        }
    };
    self::text(&text)
}

/// Writes text as it stands.
pub fn text(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// Writes bytes as they stand; more may follow.
pub fn bytes(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    Ok(out.flush()?)
}

/// Says something to the person, beside the data.
pub fn note(text: impl std::fmt::Display) {
    // Nothing can be said where nobody listens.
    let _ = writeln!(io::stderr().lock(), "{text}");
}
