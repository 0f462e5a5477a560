//! What is told together: a resource, or all hotwords, which are one list to people and are replaced as one.

use crate::{Action, Change, FieldChange};

use super::words::{place, safe, value};
use super::{Length, lines, sign};

/// The kind whose resources are told as one list.
const LIST: &str = "hotwords";

/// What is told together.
pub enum Block<'c> {
    /// One resource.
    Resource(&'c Change),
    /// The words that come, go or change, of which there are some.
    List(Vec<&'c Change>),
}

/// The changes in their order, the list behind them.
pub fn blocks(changes: &[Change]) -> Vec<Block<'_>> {
    let (list, others): (Vec<&Change>, Vec<&Change>) =
        changes.iter().partition(|change| change.kind == LIST);
    let mut blocks: Vec<Block<'_>> = others.into_iter().map(Block::Resource).collect();
    if !list.is_empty() {
        blocks.push(Block::List(list));
    }
    blocks
}

impl Block<'_> {
    /// How many resources it tells of.
    pub const fn resources(&self) -> usize {
        match self {
            Block::Resource(_) => 1,
            Block::List(words) => words.len(),
        }
    }

    /// What happens to it as a whole.
    pub fn action(&self) -> Action {
        match self {
            Block::Resource(change) => change.action,
            Block::List(words) => {
                let mut actions = words.iter().map(|word| word.action);
                let first = actions.next().unwrap_or(Action::Change);
                match actions.all(|action| action == first) {
                    true => first,
                    false => Action::Change,
                }
            }
        }
    }

    /// Its first line, without the sign.
    pub fn title(&self) -> String {
        match self {
            Block::Resource(change) => safe(&change.key()),
            Block::List(words) => format!("{LIST}: {}", counted(words)),
        }
    }

    /// What stands behind its first line.
    pub fn behind(&self) -> String {
        let Block::Resource(change) = self else {
            return String::new();
        };
        let was = change.from.as_ref();
        let was = was.map_or_else(String::new, |from| format!(" was {from}"));
        was + &place(change.place.as_ref())
    }

    /// The lines below at that length.
    pub fn lines(&self, length: Length) -> Vec<String> {
        match self {
            Block::Resource(change) => lines::of(change, length),
            Block::List(words) => {
                let words = words.iter().map(|change| word(change)).collect();
                lines::cut(words, length)
            }
        }
    }
}

/// How many come, go and change.
fn counted(words: &[&Change]) -> String {
    let count = |action| words.iter().filter(|word| word.action == action).count();
    let counts = [
        (count(Action::Create), "added"),
        (count(Action::Delete), "removed"),
        (count(Action::Change), "changed"),
    ];
    let there = counts.iter().filter(|(count, _)| *count > 0);
    let words: Vec<String> = there
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    words.join(", ")
}

/// A word with its weight.
fn word(change: &Change) -> String {
    let (sign, name) = (sign(change.action), safe(&change.name));
    let place = place(change.place.as_ref());
    let weight = change.fields.first().map_or_else(String::new, weight);
    format!("{sign} {name}{weight}{place}")
}

fn weight(field: &FieldChange) -> String {
    let [before, after] = [&field.before, &field.after].map(|one| value(one, true));
    match (field.before.is_null(), field.after.is_null()) {
        (true, _) => format!(": {after}"),
        (_, true) => format!(": {before}"),
        _ => format!(": {before} -> {after}"),
    }
}
