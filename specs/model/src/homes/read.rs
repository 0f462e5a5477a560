//! Reading a table from a file of comma-separated values.
//!
//! The first line names the columns: `prefix`, and of `country`, `province`, `city` and `carrier` those
//! that the file has, in any order. Empty lines and those that begin with `#` say nothing.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::key::Key;
use super::{Home, Table};

/// The largest file that is read.
pub const MAX_BYTES: u64 = 64 << 20;
/// The most lines that are read.
pub const MAX_LINES: usize = 2_000_000;
/// The longest name, in characters.
const MAX_NAME: usize = 64;
/// As many lines that are wrong are told one by one.
pub(super) const MAX_FAULTS: usize = 100;

/// The columns beside `prefix`, in the order of [`Row`]'s cells.
const NAMES: [&str; 4] = ["country", "province", "city", "carrier"];

/// A line that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineFault {
    /// Its number, from 1.
    pub line: usize,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// There is no line that names the columns.
    #[error("the first line names the columns, such as `prefix,country,province,city,carrier`")]
    NoHead,
    /// The first line names something else.
    #[error(
        "there is no column `{0}`; there are prefix, country, province, city and carrier, each once"
    )]
    Column(String),
    /// A line has another number of cells than the first.
    #[error("it has {found} cells and the first line has {expected}")]
    Cells {
        /// How many there are.
        found: usize,
        /// How many there should be.
        expected: usize,
    },
    /// Quotes are not read.
    #[error("there is a quote in it; cells are written without quotes and hold no comma")]
    Quote,
    /// That is no beginning of a number.
    #[error(
        "`{0}` is no beginning of a number; write `0755`, `1380013`, `+852` or `400`, at most 15 digits"
    )]
    Prefix(String),
    /// The same beginning stands twice.
    #[error("it is about the same numbers as line {0}")]
    Twice(usize),
    /// A name is too long.
    #[error("`{0}…` has more than {MAX_NAME} characters")]
    Long(String),
    /// A name holds what does not show.
    #[error("a name holds a control character")]
    Control,
    /// There are too many lines.
    #[error("there are more than {MAX_LINES} lines")]
    TooMany,
}

/// Everything that is wrong with a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    /// In the order of the lines; at most a hundred are told one by one.
    pub told: Vec<LineFault>,
    /// How many more lines are wrong.
    pub more: usize,
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, fault) in self.told.iter().enumerate() {
            let between = if n > 0 { "\n" } else { "" };
            write!(f, "{between}{fault}")?;
        }
        match self.more {
            0 => Ok(()),
            more => write!(f, "\nand {more} more"),
        }
    }
}

impl std::error::Error for Faults {}

impl fmt::Display for LineFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.fault)
    }
}

/// A line that says something.
struct Row<'a> {
    key: Key,
    names: [&'a str; NAMES.len()],
}

pub(super) fn read(text: &str) -> Result<Table, Faults> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let said = |(_, line): &(usize, &str)| !line.is_empty() && !line.starts_with('#');
    let mut lines = (1..).zip(text.lines().map(str::trim_end)).filter(said);
    let (number, head) = lines.next().unwrap_or((1, ""));
    let columns = columns(head).map_err(|fault| Faults {
        told: vec![LineFault {
            line: number,
            fault,
        }],
        more: 0,
    })?;
    let mut draft = Draft::default();
    for (count, (line, text)) in lines.enumerate() {
        if count == MAX_LINES {
            draft.wrong(line, Fault::TooMany);
            break;
        }
        match row(&columns, text) {
            Ok(row) => draft.add(line, &row),
            Err(fault) => draft.wrong(line, fault),
        }
    }
    draft.finish()
}

/// What each column is: `None` the prefix, else the place in [`NAMES`].
fn columns(head: &str) -> Result<Vec<Option<usize>>, Fault> {
    let mut columns = Vec::new();
    for name in head.split(',').map(str::trim) {
        let column = NAMES.iter().position(|known| *known == name);
        let known = name == "prefix" || column.is_some();
        if !known && columns.is_empty() {
            return Err(Fault::NoHead);
        }
        if !known || columns.contains(&column) {
            return Err(Fault::Column(name.to_owned()));
        }
        columns.push(column);
    }
    match columns.contains(&None) {
        true => Ok(columns),
        false => Err(Fault::NoHead),
    }
}

fn row<'a>(columns: &[Option<usize>], text: &'a str) -> Result<Row<'a>, Fault> {
    let cells = text.split(',').count();
    if cells != columns.len() {
        return Err(Fault::Cells {
            found: cells,
            expected: columns.len(),
        });
    }
    if text.contains('"') {
        return Err(Fault::Quote);
    }
    let (mut prefix, mut names) = ("", [""; NAMES.len()]);
    for (column, cell) in columns.iter().zip(text.split(',').map(str::trim)) {
        match column.and_then(|column| names.get_mut(column)) {
            Some(name) => *name = checked(cell)?,
            None => prefix = cell,
        }
    }
    let no_prefix = || Fault::Prefix(prefix.chars().take(MAX_NAME).collect());
    let key = Key::of_prefix(prefix).ok_or_else(no_prefix)?;
    Ok(Row { key, names })
}

fn checked(name: &str) -> Result<&str, Fault> {
    if let Some((end, _)) = name.char_indices().nth(MAX_NAME) {
        return Err(Fault::Long(name.get(..end).unwrap_or_default().to_owned()));
    }
    match name.chars().any(char::is_control) {
        true => Err(Fault::Control),
        false => Ok(name),
    }
}

/// A table in the making.
#[derive(Default)]
struct Draft<'a> {
    rows: Vec<Line>,
    homes: Vec<Home>,
    places: BTreeMap<[&'a str; NAMES.len()], u32>,
    faults: Faults,
}

/// A row with the line that it comes from and the place of its home.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Line {
    key: Key,
    line: u32,
    place: u32,
}

impl<'a> Draft<'a> {
    fn add(&mut self, line: usize, row: &Row<'a>) {
        let next = u32::try_from(self.homes.len()).unwrap_or(u32::MAX);
        let place = *self.places.entry(row.names).or_insert(next);
        if place == next {
            self.homes.push(home(row.names));
        }
        self.rows.push(Line {
            key: row.key,
            line: u32::try_from(line).unwrap_or(u32::MAX),
            place,
        });
    }

    fn wrong(&mut self, line: usize, fault: Fault) {
        match self.faults.told.len() < MAX_FAULTS {
            true => self.faults.told.push(LineFault { line, fault }),
            false => self.faults.more += 1,
        }
    }

    fn finish(mut self) -> Result<Table, Faults> {
        self.rows.sort_unstable();
        for (first, second) in twins(&self.rows) {
            self.wrong(second, Fault::Twice(first));
        }
        if !self.faults.told.is_empty() {
            self.faults.told.sort_by_key(|fault| fault.line);
            return Err(self.faults);
        }
        let rows = self.rows.iter().map(|row| (row.key, row.place));
        Ok(Table::new(rows.collect(), self.homes))
    }
}

/// The lines of rows beside each other that are about the same numbers.
fn twins(rows: &[Line]) -> Vec<(usize, usize)> {
    let pairs = rows.iter().zip(rows.iter().skip(1));
    pairs
        .filter(|(one, next)| one.key == next.key)
        .map(|(one, next)| (one.line as usize, next.line as usize))
        .collect()
}

fn home(names: [&str; NAMES.len()]) -> Home {
    let name = |text: &str| (!text.is_empty()).then(|| Arc::from(text));
    let [country, province, city, carrier] = names.map(name);
    Home {
        country,
        province,
        city,
        carrier,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> String {
        read(text).expect_err("a file with faults").to_string()
    }

    #[test]
    fn columns_come_in_any_order_and_lines_may_say_nothing() {
        let text = "\u{feff}# ours\r\ncarrier,prefix\r\n\r\n中国移动,1380013\r\n# end\r\n";
        assert_eq!(read(text).map(|table| table.len()), Ok(1));
        assert_eq!(read("prefix\n").map(|table| table.is_empty()), Ok(true));
    }

    #[test]
    fn every_line_that_is_wrong_is_told_with_its_number() {
        let long = "深".repeat(65);
        let text = format!(
            "prefix,city\n0755,深圳\n075x,深圳\n138\n\"020\",广州\n+86755,深圳\n021,{long}\n022,a\tb\n"
        );
        let told = faults(&text);
        let lines: Vec<_> = told.lines().map(|line| line.split(':').next()).collect();
        let expected = ["line 3", "line 4", "line 5", "line 6", "line 7", "line 8"];
        assert_eq!(lines, expected.map(Some), "{told}");
        assert!(told.contains("line 6: it is about the same numbers as line 2"));
        assert!(told.contains("line 4: it has 1 cells and the first line has 2"));
    }

    #[test]
    fn a_file_without_names_of_columns_is_told_what_is_missing() {
        assert!(faults("").contains("the first line names the columns"));
        assert!(faults("0755,深圳\n").contains("the first line names the columns"));
        assert!(faults("city,carrier\n").contains("the first line names the columns"));
        assert!(faults("prefix,town\n").contains("no column `town`"));
        assert!(faults("prefix,city,city\n").contains("no column `city`"));
    }

    #[test]
    fn of_very_many_faults_a_hundred_are_told_and_the_rest_is_counted() {
        let text = "prefix\n".to_owned() + &"x\n".repeat(250);
        let told = faults(&text);
        assert_eq!(told.lines().count(), MAX_FAULTS + 1);
        assert!(told.ends_with("and 150 more"), "{told}");
    }

    #[test]
    fn more_lines_than_are_read_is_a_fault() {
        let rows: String = (0..=MAX_LINES)
            .map(|n| format!("+{}\n", 1_000_000 + n))
            .collect();
        let told = faults(&format!("prefix\n{rows}"));
        assert_eq!(
            told,
            format!(
                "line {}: there are more than {MAX_LINES} lines",
                MAX_LINES + 2
            )
        );
    }
}
