//! The language in words.

use std::fmt::Write as _;

use lang::reference::{Key, Part, Topic};
use serde::Serialize;

use crate::printer::style::{Style, styled};
use crate::printer::{Cell, Tabular, wrapped};

/// How wide a paragraph is.
const COLUMNS: usize = 80;

/// A word and what it means.
#[derive(Clone, Debug, Serialize)]
pub struct Word {
    name: String,
    meaning: &'static str,
}

impl Word {
    /// A word with its meaning.
    pub fn new(name: &str, meaning: &'static str) -> Word {
        Word {
            name: name.to_owned(),
            meaning,
        }
    }

    /// Whether it is this word, however its letters are written.
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

impl Tabular for Word {
    const HEAD: &'static [&'static str] = &["NAME", "MEANING"];

    fn name(&self) -> String {
        self.name.clone()
    }

    fn cells(&self) -> Vec<Cell> {
        vec![self.name.as_str().into(), self.meaning.into()]
    }
}

/// A name, what it means and what to do about it.
pub fn explained(name: &str, meaning: &str, explanation: &str) -> String {
    let mut out = String::new();
    put_heading(&mut out, name, meaning);
    put_paragraph(&mut out, explanation, "");
    out
}

/// What stands at a path: the key itself, then the keys of the map below it, or the maps that there are.
pub fn words_of(topic: &Topic) -> String {
    let mut out = String::new();
    if let Some(key) = &topic.key {
        put_key(&mut out, &topic.path, key, None);
    }
    match topic.maps.as_slice() {
        [part] => put_map(&mut out, part, topic.key.is_some()),
        parts => parts.iter().for_each(|part| put_name(&mut out, part)),
    }
    out
}

fn put_map(out: &mut String, part: &Part, below_a_key: bool) {
    match below_a_key {
        true => out.push('\n'),
        false => put_heading(out, &part.path, &part.entry.heading),
    }
    put_paragraph(out, part.entry.doc, "");
    out.push('\n');
    for key in &part.entry.keys {
        put_key(out, key.name, key, Some(&part.path));
    }
}

/// One map of several, by its name.
fn put_name(out: &mut String, part: &Part) {
    out.push('\n');
    put_heading(out, &part.path, &part.entry.heading);
    put_paragraph(out, part.entry.doc, "    ");
}

fn put_key(out: &mut String, name: &str, key: &Key, below: Option<&str>) {
    put_heading(out, name, &key.shape);
    put_paragraph(out, key.doc, "    ");
    put_paragraph(out, &if_left_out(&key.default), "    ");
    if let Some(path) = below.filter(|_| key.holds_maps) {
        let _ = writeln!(out, "    More: ccctl explain {path}.{}", key.name);
    }
}

fn if_left_out(default: &str) -> String {
    match default.strip_prefix("required") {
        Some(rest) => format!("Required{rest}."),
        None if default == "none" => "Optional.".to_owned(),
        None => format!("If left out: {default}."),
    }
}

/// A name and what it is.
pub fn put_heading(out: &mut String, name: &str, what: &str) {
    let _ = writeln!(out, "{}: {what}", styled(Style::Bold, name));
}

/// A text in lines that are not too long.
pub fn put_paragraph(out: &mut String, text: &str, indent: &str) {
    for line in wrapped(text, COLUMNS - indent.len()) {
        let _ = writeln!(out, "{indent}{line}");
    }
}
