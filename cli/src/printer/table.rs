//! A table with columns as wide as they need to be.

use std::io::{self, Write};

use super::style::{Style, styled};
use super::width::{clean, padding, width};

/// One cell: clean text and what it means.
#[derive(Clone, Debug)]
pub struct Cell {
    text: String,
    style: Style,
}

impl Cell {
    /// A cell with a meaning.
    pub fn styled(style: Style, text: impl AsRef<str>) -> Cell {
        Cell {
            text: clean(text.as_ref()),
            style,
        }
    }

    /// A cell for a value, or a dash for none.
    pub fn maybe<T: ToString>(value: Option<T>) -> Cell {
        value.map_or_else(
            || Cell::styled(Style::Dim, "-"),
            |value| Cell::from(value.to_string()),
        )
    }
}

impl<T: AsRef<str>> From<T> for Cell {
    fn from(text: T) -> Cell {
        let text = text.as_ref();
        if text.is_empty() {
            Cell::styled(Style::Dim, "-")
        } else {
            Cell::styled(Style::Plain, text)
        }
    }
}

/// Lines of cells below a heading.
#[derive(Debug)]
pub struct Table {
    lines: Vec<Vec<Cell>>,
}

impl Table {
    /// A table with these columns.
    pub fn new(head: &[&str]) -> Table {
        let cells = head
            .iter()
            .map(|name| Cell::styled(Style::Bold, name))
            .collect();
        Table { lines: vec![cells] }
    }

    /// Adds a line.
    pub fn push(&mut self, cells: Vec<Cell>) {
        self.lines.push(cells);
    }

    /// Writes the table; the last column is not filled up.
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let widths = self.widths();
        for line in &self.lines {
            let mut text = String::new();
            for (n, (cell, columns)) in line.iter().zip(&widths).enumerate() {
                text.push_str(&styled(cell.style, &cell.text));
                if n + 1 < line.len() {
                    text.push_str(&padding(&cell.text, columns + 2));
                }
            }
            writeln!(out, "{}", text.trim_end())?;
        }
        Ok(())
    }

    fn widths(&self) -> Vec<usize> {
        let columns = self.lines.first().map_or(0, Vec::len);
        let widest = |column: usize| {
            self.lines
                .iter()
                .filter_map(|line| line.get(column))
                .map(|cell| width(&cell.text))
                .max()
        };
        (0..columns)
            .map(|column| widest(column).unwrap_or(0))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_below_each_other_in_any_script() {
        let mut table = Table::new(&["NAME", "STATE"]);
        table.push(vec!["王小美".into(), "idle".into()]);
        table.push(vec!["ben".into(), Cell::maybe(None::<u8>)]);
        let mut out = Vec::new();
        table.write(&mut out).expect("written");
        let text = String::from_utf8(out).expect("text");
        assert_eq!(text, "NAME    STATE\n王小美  idle\nben     -\n");
    }
}
