//! A plan as text for people.

mod blocks;
mod impact;
mod lines;
mod markdown;
mod words;

use blocks::{Block, blocks};
pub use impact::impact;
pub use markdown::{MAX_BYTES, list, markdown};

use std::fmt::Write as _;

use crate::document::Summary;
use crate::{Action, Change, Plan};

/// How much of a plan is shown.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub enum Length {
    /// One line a resource.
    Brief,
    /// What differs, long values cut.
    #[default]
    Usual,
    /// Everything, also the fields of what is created and deleted.
    Full,
}

/// The plan as lines, the last one a summary. `colour` adds ANSI colours.
pub fn text(plan: &Plan, length: Length, colour: bool) -> String {
    if plan.is_empty() {
        return "no changes\n".to_owned();
    }
    let mut out = changes(&plan.changes, length, colour);
    out.push('\n');
    for line in impact(&plan.impact, length) {
        let _ = writeln!(out, "! {line}");
    }
    let _ = writeln!(out, "{}", Summary::of(&plan.changes));
    out
}

/// The changes as lines, deletes first.
pub fn changes(changes: &[Change], length: Length, colour: bool) -> String {
    let blocks = blocks(changes);
    blocks.iter().map(|it| block(it, length, colour)).collect()
}

fn block(block: &Block<'_>, length: Length, colour: bool) -> String {
    let action = block.action();
    let (on, off) = if colour {
        (ansi(action), "\x1b[0m")
    } else {
        ("", "")
    };
    let (sign, title, behind) = (sign(action), block.title(), block.behind());
    let mut out = format!("{on}{sign} {title}{off}{behind}\n");
    for line in block.lines(length) {
        let _ = writeln!(out, "    {line}");
    }
    out
}

const fn sign(action: Action) -> char {
    match action {
        Action::Delete => '-',
        Action::Create => '+',
        Action::Change => '~',
        Action::Move => '>',
    }
}

const fn ansi(action: Action) -> &'static str {
    match action {
        Action::Delete => "\x1b[31m",
        Action::Create => "\x1b[32m",
        Action::Change => "\x1b[33m",
        Action::Move => "\x1b[36m",
    }
}
