//! YAML as people and programs leave it: any indentation, brackets, quotes, comments and blank lines.

use proptest::prelude::*;

/// A value.
#[derive(Clone, Debug)]
pub enum Tree {
    Plain(String),
    Text(String),
    Lines(Vec<String>),
    Tagged(String),
    List(Vec<Tree>),
    Map(Vec<(String, Tree)>),
}

/// A map of values, five levels deep at most.
pub fn tree() -> impl Strategy<Value = Tree> {
    let key = prop_oneof!["[a-z][a-z0-9_-]{0,5}", "[0-9*#]{1,3}", "[你好a]{1,3}"];
    let leaf = prop_oneof![
        "[a-z][a-z0-9 ]{0,8}[a-z]".prop_map(Tree::Plain),
        "[1-9][0-9]{0,3}".prop_map(Tree::Plain),
        "[a-z0-9 :#,好'\\\\{-]{0,9}".prop_map(Tree::Text),
        prop::collection::vec("[a-z#:\\-]{0,3}[a-z]", 1..4).prop_map(Tree::Lines),
        "env:[A-Z]{1,4}".prop_map(Tree::Tagged),
    ];
    let inner = leaf.prop_recursive(4, 40, 5, move |inner| {
        let list = prop::collection::vec(inner.clone(), 0..4).prop_map(Tree::List);
        let map = prop::collection::btree_map(key.clone(), inner, 0..4);
        prop_oneof![
            list,
            map.prop_map(|map| Tree::Map(map.into_iter().collect()))
        ]
    });
    let top = prop::collection::btree_map("[a-z]{1,6}", inner, 1..5);
    top.prop_map(|map| Tree::Map(map.into_iter().collect()))
}

/// Writes a tree; every choice is the next of `dice`.
pub fn write(tree: &Tree, dice: &[u8]) -> String {
    let mut writer = Writer {
        dice: dice.to_vec(),
        rolled: 0,
        out: String::new(),
        comments: 0,
    };
    writer.noise(0);
    writer.block(tree, 0);
    writer.noise(0);
    writer.out
}

struct Writer {
    dice: Vec<u8>,
    rolled: usize,
    out: String,
    comments: usize,
}

impl Writer {
    fn roll(&mut self, sides: u8) -> u8 {
        self.rolled += 1;
        let length = self.dice.len();
        let face = self.dice[self.rolled % length];
        // So that the end of the choices is not their beginning again.
        let turn = u8::try_from(self.rolled / length % 250).expect("a small number");
        face.wrapping_add(turn) % sides
    }

    /// One of some texts.
    fn pick(&mut self, texts: &[&'static str]) -> &'static str {
        let sides = u8::try_from(texts.len()).expect("a few");
        texts[usize::from(self.roll(sides))]
    }

    fn line_end(&mut self) {
        match self.roll(8) {
            0 => self.out.push_str("  "),
            1 => {
                self.comments += 1;
                let text = format!(" # at {}", self.comments);
                self.out.push_str(&text);
            }
            _ => {}
        }
        let end = if self.roll(9) == 0 { "\r\n" } else { "\n" };
        self.out.push_str(end);
    }

    /// Blank lines and comments, somewhere near a column.
    fn noise(&mut self, column: usize) {
        for _ in 0..self.roll(4).saturating_sub(1) {
            if self.roll(2) == 0 {
                let blank = self.pick(&["\n", "   \n", "\n\n"]);
                self.out.push_str(blank);
            } else {
                self.comments += 1;
                let column = column.saturating_sub(1) + usize::from(self.roll(4));
                let text = format!("{}# on {}\n", " ".repeat(column), self.comments);
                self.out.push_str(&text);
            }
        }
    }

    /// A value behind a key or a dash on the same line, and the end of its line.
    fn value(&mut self, tree: &Tree, column: usize, in_map: bool) {
        let empty = match tree {
            Tree::List(items) => items.is_empty(),
            Tree::Map(entries) => entries.is_empty(),
            _ => true,
        };
        if !empty && self.roll(3) > 0 {
            let list = matches!(tree, Tree::List(_));
            let step = usize::from(self.roll(4));
            let step = if list && in_map { step } else { step + 1 };
            self.line_end();
            self.noise(column + step);
            self.block(tree, column + step);
            return;
        }
        match tree {
            Tree::Lines(lines) => self.lines(lines, column),
            _ => {
                let spaces = self.pick(&[" ", "  "]);
                self.out.push_str(spaces);
                self.flow(tree, column + 1);
                self.line_end();
            }
        }
    }

    fn lines(&mut self, lines: &[String], column: usize) {
        let header = self.pick(&["|", ">", "|-", ">+", "|2"]);
        let given = if header == "|2" {
            2
        } else {
            1 + usize::from(self.roll(4))
        };
        self.out.push(' ');
        self.out.push_str(header);
        self.out.push('\n');
        for line in lines {
            let text = format!("{}{line}\n", " ".repeat(column + given));
            self.out.push_str(&text);
            if self.roll(5) == 0 {
                self.out.push('\n');
            }
        }
    }

    fn block(&mut self, tree: &Tree, column: usize) {
        match tree {
            Tree::List(items) => {
                for item in items {
                    self.out.push_str(&" ".repeat(column));
                    self.out.push('-');
                    self.item(item, column);
                    self.noise(column);
                }
            }
            Tree::Map(entries) => self.entries(entries, column, false),
            _ => {}
        }
    }

    /// What is behind a dash.
    fn item(&mut self, tree: &Tree, column: usize) {
        match tree {
            Tree::Map(entries) if !entries.is_empty() && self.roll(2) == 0 => {
                let spaces = 1 + usize::from(self.roll(3));
                self.out.push_str(&" ".repeat(spaces));
                self.entries(entries, column + 1 + spaces, true);
            }
            _ => self.value(tree, column, false),
        }
    }

    fn entries(&mut self, entries: &[(String, Tree)], column: usize, behind: bool) {
        for (n, (key, value)) in entries.iter().enumerate() {
            if n > 0 || !behind {
                self.out.push_str(&" ".repeat(column));
            }
            self.key(key);
            self.value(value, column, true);
            self.noise(column);
        }
    }

    fn key(&mut self, key: &str) {
        let plain = key.starts_with(|c: char| c.is_alphabetic());
        let text = match self.roll(3) {
            0 => format!("\"{key}\":"),
            1 if plain => format!("{key}:"),
            _ => format!("'{key}':"),
        };
        self.out.push_str(&text);
    }

    fn flow(&mut self, tree: &Tree, column: usize) {
        let text = match tree {
            Tree::Plain(text) => text.clone(),
            Tree::Tagged(text) => format!("!secret {text}"),
            Tree::Text(text) if self.roll(2) == 0 => format!("'{}'", text.replace('\'', "''")),
            Tree::Text(text) => format!("{text:?}"),
            Tree::Lines(lines) => {
                format!("\"{}\"", lines.join(&format!("\n{} ", " ".repeat(column))))
            }
            Tree::List(items) => {
                self.bracket('[', column);
                for item in items {
                    self.flow(item, column);
                    self.bracket(',', column);
                }
                "]".to_owned()
            }
            Tree::Map(entries) => {
                self.bracket('{', column);
                for (key, value) in entries {
                    self.key(key);
                    self.out.push(' ');
                    self.flow(value, column);
                    self.bracket(',', column);
                }
                "}".to_owned()
            }
        };
        self.out.push_str(&text);
    }

    /// A bracket or a comma, and the end of the line perhaps.
    fn bracket(&mut self, sign: char, column: usize) {
        if sign == ',' && self.roll(9) == 0 {
            self.line_end();
            self.out.push_str(&" ".repeat(column));
        }
        self.out.push(sign);
        if self.roll(6) == 0 {
            self.line_end();
            self.noise(column);
            self.out.push_str(&" ".repeat(column));
        } else if self.roll(2) == 0 {
            self.out.push(' ');
        }
    }
}
