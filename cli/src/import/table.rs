//! Tables as spreadsheets write them: comma-separated values with a line of names.

use std::collections::BTreeMap;

use super::Troubles;

/// The most rows.
const MAX_ROWS: usize = 10_000;
/// The most columns.
const MAX_COLUMNS: usize = 50;
/// The longest cell, in characters.
const MAX_CELL: usize = 200;

/// A column.
#[derive(Debug)]
pub struct Column {
    /// What it is called.
    pub key: &'static str,
    /// What else it may be called.
    pub also: &'static [&'static str],
    /// Whether the table must have it.
    pub required: bool,
    /// What could stand in it.
    pub example: &'static str,
    /// Whether it holds digits, which a spreadsheet may have taken for a quantity.
    pub digits: bool,
}

/// A table without the line of names.
#[derive(Debug, Default)]
pub struct Table {
    /// The rows that say something.
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Debug)]
pub struct Row {
    /// Its line, from 1.
    pub line: u64,
    cells: BTreeMap<&'static str, Cell>,
}

#[derive(Debug)]
struct Cell {
    column: usize,
    text: String,
}

/// The line of names and one of examples, for a spreadsheet to be filled in. It begins with a byte order
/// mark, by which Excel knows UTF-8.
pub fn template(columns: &[Column]) -> String {
    let quoted = |text: &str| match text.contains([',', '"']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.to_owned(),
    };
    let line = |of: fn(&Column) -> &'static str| {
        let cells: Vec<String> = columns.iter().map(|column| quoted(of(column))).collect();
        cells.join(",")
    };
    let (names, examples) = (line(|it| it.key), line(|it| it.example));
    format!("\u{feff}{names}\r\n{examples}\r\n")
}

impl Table {
    /// The largest file.
    pub const MAX_BYTES: usize = 5_000_000;

    /// The table in a text.
    pub fn read(text: &str, columns: &'static [Column], troubles: &mut Troubles) -> Table {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let mut lines = Lines::of(&text);
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter(&text))
            .from_reader(text.as_bytes());
        let mut records = reader.records();
        let Some(Ok(names)) = records.next() else {
            troubles.add(1, 1, "there is nothing in it: see --template");
            return Table::default();
        };
        let Some(head) = Head::read(&names, columns, troubles) else {
            return Table::default();
        };
        let mut table = Table::default();
        for record in records {
            let Ok(record) = record else { continue };
            let line = lines.at(record.position().map_or(0, csv::Position::byte));
            if table.rows.len() >= MAX_ROWS {
                let told = format!("there are more than {MAX_ROWS} rows: import them in parts");
                troubles.add(line, 1, told);
                break;
            }
            table.rows.extend(head.row(line, &record, troubles));
        }
        if table.rows.is_empty() {
            troubles.add(1, 1, "there is no row below the names");
        }
        table
    }
}

/// The lines of a text, asked for from its beginning to its end.
struct Lines<'t> {
    text: &'t [u8],
    done: usize,
    line: u64,
}

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Lines<'t> {
        Lines {
            text: text.as_bytes(),
            done: 0,
            line: 1,
        }
    }

    /// The line of the row that is looked for from a byte on: empty lines before it are none.
    fn at(&mut self, byte: u64) -> u64 {
        let byte = usize::try_from(byte).unwrap_or(usize::MAX);
        while let Some(next) = self.text.get(self.done) {
            if self.done >= byte && *next != b'\n' {
                break;
            }
            self.line += u64::from(*next == b'\n');
            self.done += 1;
        }
        self.line
    }
}

/// What parts the cells: what is most often in the first line of a comma, a semicolon and a tab.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |mark: &u8| first.bytes().filter(|byte| byte == mark).count();
    let marks = *b"\t;,";
    marks.into_iter().max_by_key(count).unwrap_or(b',')
}

/// Which column stands where.
struct Head(Vec<Option<&'static Column>>);

impl Head {
    fn read(
        names: &csv::StringRecord,
        columns: &'static [Column],
        troubles: &mut Troubles,
    ) -> Option<Head> {
        let mut known: Vec<Option<&'static Column>> = Vec::new();
        let mut bad = names.len() > MAX_COLUMNS;
        if bad {
            let told = format!(
                "there are {} columns, and {MAX_COLUMNS} may be",
                names.len()
            );
            troubles.add(1, MAX_COLUMNS + 1, told);
        }
        for (n, name) in names.iter().take(MAX_COLUMNS).enumerate() {
            let name = name.trim().to_lowercase().replace(' ', "_");
            let column = columns.iter().find(|it| it.is(&name));
            let twice = column.filter(|it| known.iter().flatten().any(|known| known.key == it.key));
            if let Some(twice) = twice {
                troubles.add(1, n + 1, format!("`{}` is there twice", twice.key));
                bad = true;
            } else if column.is_none() && !name.is_empty() {
                troubles.add(1, n + 1, unknown(&name, columns));
                bad = true;
            }
            known.push(column);
        }
        for column in columns.iter().filter(|column| column.required) {
            if !bad && !known.iter().flatten().any(|it| it.key == column.key) {
                let also = column.also.join("`, `");
                let told = format!(
                    "there is no column `{}` (or `{also}`): see --template",
                    column.key
                );
                troubles.add(1, names.len(), told);
                bad = true;
            }
        }
        (!bad).then_some(Head(known))
    }

    /// A row; `None`: nothing stands in it.
    fn row(&self, line: u64, record: &csv::StringRecord, troubles: &mut Troubles) -> Option<Row> {
        let mut cells = BTreeMap::new();
        for (n, text) in record.iter().enumerate() {
            let text = text.trim();
            if text.is_empty() {
                continue;
            }
            match self.0.get(n).copied().flatten() {
                Some(column) => {
                    let text = text.to_owned();
                    cells.insert(
                        column.key,
                        Cell {
                            column: n + 1,
                            text,
                        },
                    );
                    self.check(line, n, troubles, &cells);
                }
                None => {
                    let told = format!("`{}` stands in a column without a name", short(text));
                    troubles.add(line, n + 1, told);
                }
            }
        }
        let columns = self.0.iter().flatten();
        for column in columns.filter(|it| it.required && !cells.contains_key(it.key)) {
            if !cells.is_empty() {
                let n = self.place(column.key);
                troubles.add(line, n, format!("`{}` is empty", column.key));
            }
        }
        (!cells.is_empty()).then_some(Row { line, cells })
    }

    fn check(
        &self,
        line: u64,
        n: usize,
        troubles: &mut Troubles,
        cells: &BTreeMap<&'static str, Cell>,
    ) {
        let Some(column) = self.0.get(n).copied().flatten() else {
            return;
        };
        let text = cells.get(column.key).map_or("", |cell| cell.text.as_str());
        if let Some(told) = wrong(column, text) {
            troubles.add(line, format_args!("{} ({})", n + 1, column.key), told);
        }
    }

    fn place(&self, key: &str) -> String {
        let n = self
            .0
            .iter()
            .position(|it| it.is_some_and(|it| it.key == key));
        format!("{} ({key})", n.map_or(1, |n| n + 1))
    }
}

impl Column {
    fn is(&self, name: &str) -> bool {
        self.key == name || self.also.contains(&name)
    }
}

fn unknown(name: &str, columns: &'static [Column]) -> String {
    if ["password", "密码"].contains(&name) {
        return "a password is not written into the configuration: leave the column out, and set it with \
                `ccctl phone password`"
            .to_owned();
    }
    let names = columns
        .iter()
        .flat_map(|it| it.also.iter().chain([&it.key]));
    let known: Vec<&str> = columns.iter().map(|column| column.key).collect();
    let help = match lang::closest(name, names.copied()) {
        Some(close) => format!("did you mean `{close}`?"),
        None => format!("the columns are {}", known.join(", ")),
    };
    format!("there is no column `{}`: {help}", short(name))
}

/// What is wrong with any cell.
fn wrong(column: &Column, text: &str) -> Option<String> {
    let length = text.chars().count();
    if length > MAX_CELL {
        return Some(format!(
            "{length} characters are in one cell, and {MAX_CELL} may be: is there a `\"` that is not closed?"
        ));
    }
    if text.contains(char::is_control) {
        return Some("a cell has one line, and this has more or control characters".to_owned());
    }
    if text.starts_with(['=', '@']) || text.starts_with('#') && text.ends_with(['!', '?', 'A']) {
        return Some(format!(
            "`{}` is a formula of a spreadsheet: put its value there",
            short(text)
        ));
    }
    if column.digits && is_rounded(text) {
        return Some(format!(
            "`{text}` is what a spreadsheet has made of digits: format the column as text and type them again"
        ));
    }
    None
}

/// `1.38E+10`, or `1001.0`.
fn is_rounded(text: &str) -> bool {
    let number = text.contains(['.', 'E', 'e']) && text.parse::<f64>().is_ok();
    number && text.bytes().any(|byte| byte.is_ascii_digit())
}

/// The beginning of a text.
fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

impl Row {
    /// What stands in a column.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.cells.get(key).map(|cell| cell.text.as_str())
    }

    /// The column for people.
    pub fn column(&self, key: &str) -> String {
        let cell = self.cells.get(key);
        cell.map_or_else(|| key.to_owned(), |cell| format!("{} ({key})", cell.column))
    }

    /// Says what is wrong with a cell.
    pub fn add(&self, troubles: &mut Troubles, key: &str, message: impl std::fmt::Display) {
        troubles.add(self.line, self.column(key), message);
    }

    /// What a cell spells; what it does not is told.
    pub fn parsed<T>(&self, troubles: &mut Troubles, key: &str) -> Option<T>
    where
        T: std::str::FromStr,
        T::Err: std::fmt::Display,
    {
        let text = self.get(key)?;
        match text.parse() {
            Ok(value) => Some(value),
            Err(error) => {
                self.add(troubles, key, format_args!("`{text}`: {error}"));
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &[Column] = &[
        Column {
            key: "name",
            also: &["姓名"],
            required: true,
            example: "王小美",
            digits: false,
        },
        Column {
            key: "staff_number",
            also: &["工号"],
            required: true,
            example: "1001",
            digits: true,
        },
    ];

    fn read(text: &str) -> (Vec<String>, Vec<String>) {
        let mut troubles = Troubles::default();
        let table = Table::read(text, COLUMNS, &mut troubles);
        let rows = table.rows.iter().map(|row| {
            let cell = |key| row.get(key).unwrap_or("-");
            format!("{} {} {}", row.line, cell("name"), cell("staff_number"))
        });
        (rows.collect(), troubles.texts())
    }

    #[test]
    fn a_table_is_read_as_spreadsheets_write_it() {
        let expected = ["2 Wang, Amy 1001", "4 \"Ben\" 1002"];
        for text in [
            "name,staff_number\n\"Wang, Amy\",1001\n\n\"\"\"Ben\"\"\",1002\n",
            "姓名,工号,\r\n\"Wang, Amy\",1001,\r\n,,\r\n\"\"\"Ben\"\"\",1002,\r\n",
            "Staff Number;Name\r\n1001;Wang, Amy\r\n;\r\n1002;\"\"\"Ben\"\"\"",
        ] {
            let (rows, troubles) = read(text);
            assert_eq!(troubles, Vec::<String>::new(), "{text}");
            assert_eq!(rows, expected, "{text}");
        }
    }

    #[test]
    fn a_template_is_a_table() {
        let template = template(COLUMNS);
        let text = template.strip_prefix('\u{feff}').expect("a mark");
        assert_eq!(read(text), (vec!["2 王小美 1001".to_owned()], Vec::new()));
    }

    #[test]
    fn every_cell_that_is_wrong_is_told_with_its_line_and_column() {
        let long = "x".repeat(201);
        let text = format!(
            "name,staff_number\n,1001\n=A1,1.38E+10\n@SUM(A1),#N/A\nAmy,1,2\n\"a\nb\",2\n{long},3\n"
        );
        let (_, troubles) = read(&text);
        assert_eq!(
            troubles,
            [
                "2, column 1 (name): `name` is empty",
                "3, column 1 (name): `=A1` is a formula of a spreadsheet: put its value there",
                "3, column 2 (staff_number): `1.38E+10` is what a spreadsheet has made of digits: format the column as text and type them again",
                "4, column 1 (name): `@SUM(A1)` is a formula of a spreadsheet: put its value there",
                "4, column 2 (staff_number): `#N/A` is a formula of a spreadsheet: put its value there",
                "5, column 3: `2` stands in a column without a name",
                "6, column 1 (name): a cell has one line, and this has more or control characters",
                "8, column 1 (name): 201 characters are in one cell, and 200 may be: is there a `\"` that is not closed?",
            ]
        );
    }

    #[test]
    fn a_line_of_names_that_is_wrong_is_told_alone() {
        assert_eq!(
            read("name,staf_number,密码,name,colour\nAmy,\n").1,
            [
                "1, column 2: there is no column `staf_number`: did you mean `staff_number`?",
                "1, column 3: a password is not written into the configuration: leave the column out, and set it with `ccctl phone password`",
                "1, column 4: `name` is there twice",
                "1, column 5: there is no column `colour`: the columns are name, staff_number",
            ]
        );
        assert_eq!(
            read("name\nAmy\n").1,
            ["1, column 1: there is no column `staff_number` (or `工号`): see --template"]
        );
        assert_eq!(
            read("").1,
            ["1, column 1: there is nothing in it: see --template"]
        );
        assert_eq!(
            read("name,staff_number\n,\n").1,
            ["1, column 1: there is no row below the names"]
        );
    }

    #[test]
    fn rows_and_columns_are_bounded() {
        let rows: String = (0..10_001).map(|n| format!("a,{n}\n")).collect();
        let (read_rows, troubles) = read(&format!("name,staff_number\n{rows}"));
        assert_eq!(read_rows.len(), 10_000);
        assert_eq!(
            troubles,
            ["10002, column 1: there are more than 10000 rows: import them in parts"]
        );
        let wide = format!("name,staff_number{}\n", ",".repeat(60));
        assert_eq!(
            read(&wide).1,
            ["1, column 51: there are 62 columns, and 50 may be"]
        );
    }
}
