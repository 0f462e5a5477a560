//! A plan as the comment of a pull request.

use std::fmt::Write as _;

use crate::document::Summary;
use crate::{Change, Plan};

use super::{Length, block, blocks, impact};

/// The longest comment, in bytes: below what GitHub and GitLab take.
pub const MAX_BYTES: usize = 60_000;

/// What is kept for the head of the comment and the note on what is left out.
const AROUND: usize = 1_000;
/// What the lines on the live center may take.
const IMPACT: usize = 16_000;

/// The plan as Markdown of at most `most` bytes, which are at least some thousand; what does not fit
/// is left out as whole resources, and how many are is said.
pub fn markdown(plan: &Plan, most: usize) -> String {
    let mut out = format!("### {}\n\n", title(plan));
    if plan.is_empty() {
        return out;
    }
    let lines = impact(&plan.impact, Length::Usual);
    let mut left = 0;
    for line in &lines {
        match out.len() + line.len() < IMPACT.min(most / 3) {
            true => {
                let _ = writeln!(out, "- {}", escaped(line));
            }
            false => left += 1,
        }
    }
    if left > 0 {
        let _ = writeln!(out, "- … and {left} more");
    }
    let room = most.saturating_sub(out.len() + AROUND);
    let (body, shown) = body(&plan.changes, room);
    let fence = "`".repeat(longest_run(&body).max(2) + 1);
    let _ = write!(out, "\n{fence}diff\n{body}{fence}\n");
    let left = plan.changes.len() - shown;
    if left > 0 {
        let _ = writeln!(
            out,
            "\n**{left} more resources are left out here**: `ccctl plan DIR --full` shows them."
        );
    }
    out
}

/// Lines as a list of Markdown of at most `most` bytes; nothing if there are none.
pub fn list(lines: &[String], most: usize) -> String {
    let mut out = String::new();
    for (number, line) in lines.iter().enumerate() {
        let line = format!("\n- {}", escaped(line));
        if out.len() + line.len() + AROUND / 10 > most {
            let left = lines.len() - number;
            let _ = write!(out, "\n- … and {left} more");
            break;
        }
        out.push_str(&line);
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

fn title(plan: &Plan) -> String {
    match plan.is_empty() {
        true => "No changes".to_owned(),
        false => format!(
            "Plan against revision {}: {}",
            plan.base,
            Summary::of(&plan.changes)
        ),
    }
}

/// As many resources as there is room for, and how many these are. A diff marks by its first
/// character, and knows no `~`.
fn body(all: &[Change], room: usize) -> (String, usize) {
    let mut body = String::new();
    let mut shown = 0;
    for told in blocks(all) {
        let one = block(&told, Length::Usual, false);
        let one = match one.strip_prefix('~') {
            Some(rest) => format!("!{rest}"),
            None => one,
        };
        // The fence may be as long as what is within.
        if body.len() + one.len() + 2 * longest_run(&one) > room {
            return (body, shown);
        }
        body.push_str(&one);
        shown += told.resources();
    }
    (body, shown)
}

/// The longest run of backticks.
fn longest_run(text: &str) -> usize {
    let runs = text.split(|c| c != '`').map(str::len);
    runs.max().unwrap_or_default()
}

/// Plain text within Markdown.
fn escaped(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for c in line.chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '@' | '&'
        ) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
