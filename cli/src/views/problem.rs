//! What is to be said of the code of a problem.

use std::fmt::Write as _;

use lang::documentation::{Documentation, Example};
use lang::{Code, Severity};
use serde::Serialize;

use super::explain::{put_heading, put_paragraph};
use crate::printer::style::{Style, styled};
use crate::printer::{Cell, Tabular};

/// A code with its documentation.
#[derive(Clone, Debug, Serialize)]
pub struct Documented {
    name: &'static str,
    meaning: &'static str,
    severity: Severity,
    /// Cause and remedy as one text.
    explanation: String,
    #[serde(flatten)]
    documentation: Documentation,
}

impl Documented {
    /// A code in words.
    pub fn new(code: Code) -> Documented {
        let documentation = code.documentation();
        let severity = match code.is_warning() {
            true => Severity::Warning,
            false => Severity::Error,
        };
        Documented {
            name: code.as_str(),
            meaning: code.meaning(),
            severity,
            explanation: format!("{}\n\n{}", documentation.cause, documentation.remedy),
            documentation,
        }
    }

    /// The same for people.
    pub fn explained(&self) -> String {
        let Documentation {
            cause,
            remedy,
            fix,
            example,
            mended,
            ignored,
        } = &self.documentation;
        let mut out = String::new();
        put_heading(&mut out, self.name, self.meaning);
        put_text(&mut out, cause);
        put_part(&mut out, "What to do");
        put_paragraphs(&mut out, remedy);
        if let Some(fix) = fix {
            put_text(&mut out, fix);
        }
        for (heading, examples) in [
            ("Example", example),
            ("Mended", mended),
            ("Ignored, with a reason", ignored),
        ] {
            put_examples(&mut out, heading, examples);
        }
        out
    }
}

impl Tabular for Documented {
    const HEAD: &'static [&'static str] = &["NAME", "MEANING"];

    fn name(&self) -> String {
        self.name.to_owned()
    }

    fn cells(&self) -> Vec<Cell> {
        vec![self.name.into(), self.meaning.into()]
    }
}

fn put_part(out: &mut String, heading: &str) {
    let _ = writeln!(out, "\n{}:", styled(Style::Bold, heading));
}

/// Paragraphs behind an empty line.
fn put_text(out: &mut String, text: &str) {
    out.push('\n');
    put_paragraphs(out, text);
}

fn put_paragraphs(out: &mut String, text: &str) {
    for (n, paragraph) in text.split("\n\n").enumerate() {
        if n > 0 {
            out.push('\n');
        }
        put_paragraph(out, paragraph, "");
    }
}

fn put_examples(out: &mut String, heading: &str, examples: &[Example]) {
    for example in examples {
        match example.is_named() {
            true => put_part(out, &format!("{heading}, in {}", example.path)),
            false => put_part(out, heading),
        }
        for line in example.text.lines() {
            let _ = writeln!(out, "    {line}");
        }
    }
}
