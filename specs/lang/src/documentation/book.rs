//! All pages as one document, `docs/problems.md`.

use std::fmt::Write as _;

use super::{BESIDE, Documentation, Example};
use crate::Code;

/// How the codes of a chapter begin, and what they have to do with.
const CHAPTERS: [(&str, &str); 8] = [
    ("CC01", "Files and YAML"),
    ("CC02", "Keys and values"),
    ("CC03", "Resources beside each other"),
    ("CC04", "Files of prompts"),
    ("CC05", "Flows"),
    ("CC06", "Tests"),
    ("CC07", "Variables, overlays, pieces and moves"),
    ("CC09", "Warnings"),
];

const INTRODUCTION: &str = "\
# Problems

Everything that `ccctl validate` can tell of a center, code by code; `ccctl explain CC0503` says the same
in a terminal, and `-o json` in parts. Codes that begin with CC09 are warnings and can be ignored with a
reason, all others are errors. What judges and mends: [What is checked](checks.md).

Each example has the one problem that it stands for. What it does not say itself is that of this center:

";

/// The document.
pub fn markdown() -> String {
    let mut out = INTRODUCTION.to_owned();
    put_yaml(&mut out, BESIDE);
    for (start, chapter) in CHAPTERS {
        let _ = write!(out, "\n## {chapter}\n");
        let codes = Code::ALL.iter();
        let own = codes.filter(|code| code.as_str().starts_with(start));
        own.for_each(|code| put(&mut out, *code));
    }
    out
}

fn put(out: &mut String, code: Code) {
    let Documentation {
        cause,
        remedy,
        fix,
        example,
        mended,
        ignored,
    } = code.documentation();
    let _ = write!(out, "\n### {code}\n\n**{}**\n\n{cause}\n", code.meaning());
    let _ = write!(out, "\n**What to do:** {remedy}\n");
    if let Some(fix) = fix {
        let _ = write!(out, "\n{fix}\n");
    }
    let parts = [
        ("The problem", example),
        ("Mended", mended),
        ("Ignored", ignored),
    ];
    for (heading, examples) in parts {
        put_examples(out, heading, &examples);
    }
}

fn put_examples(out: &mut String, heading: &str, examples: &[Example]) {
    for example in examples {
        let _ = match example.is_named() {
            true => write!(out, "\n{heading}, in `{}`:\n\n", example.path),
            false => write!(out, "\n{heading}:\n\n"),
        };
        put_yaml(out, example.text);
    }
}

fn put_yaml(out: &mut String, text: &str) {
    let _ = write!(out, "```yaml\n{text}```\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_stands_in_the_document_once() {
        let document = markdown();
        for code in Code::ALL {
            let heading = format!("\n### {code}\n");
            assert_eq!(document.matches(&heading).count(), 1, "{code}");
        }
    }
}
