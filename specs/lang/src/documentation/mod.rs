//! What is to be said of each code of a problem at length: a page each, in `pages/`. A code without a page
//! does not compile; that the examples of a page do what it says is tested.

mod book;

use serde::Serialize;

use crate::Code;

pub use book::markdown;

/// What stands beside every example, unless the example says it otherwise.
pub const BESIDE: &str = include_str!("beside.yaml");

/// What is to be said of each warning of the whole center.
const OF_THE_WHOLE: &str =
    "It is looked for in a whole center: `ccctl validate` tells it, where there is no error.";

/// Where the text of an example stands if its page does not say it.
const FILE: &str = "center.yaml";

/// The page of a code, in its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Documentation {
    /// What has happened, and why it matters. Paragraphs have an empty line between them.
    pub cause: String,
    /// What to do about it.
    pub remedy: String,
    /// What `ccctl validate --fix` does about it, where it does something.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<String>,
    /// Files of a center that has the problem. What no YAML can show has none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub example: Vec<Example>,
    /// The same files without it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mended: Vec<Example>,
    /// The same files with it, and with the reason to ignore it. Errors have none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ignored: Vec<Example>,
}

/// A file of an example.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Example {
    /// Its path below the directory of the center.
    pub path: &'static str,
    /// Its text.
    pub text: &'static str,
}

impl Example {
    /// Whether its page says where it stands.
    pub fn is_named(&self) -> bool {
        self.path != FILE
    }
}

impl Code {
    /// What is to be said of it at length.
    pub fn documentation(self) -> Documentation {
        let mut read = Documentation::default();
        for (heading, body) in sections(self.page()) {
            match heading {
                "Cause" => read.cause = text(body),
                "Remedy" => read.remedy = text(body),
                "Fix" => read.fix = Some(text(body)),
                "Example" => read.example = examples(body),
                "Mended" => read.mended = examples(body),
                "Ignored" => read.ignored = examples(body),
                _ => {}
            }
        }
        if self.is_of_the_whole() {
            read.cause = format!("{}\n\n{OF_THE_WHOLE}", read.cause);
        }
        read
    }
}

/// The headings of a page, each with what stands below it.
fn sections(page: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let sections = page.split("## ");
    sections.filter_map(|section| section.split_once("\n\n"))
}

/// Paragraphs, each on one line.
fn text(body: &str) -> String {
    let paragraphs = body.trim().split("\n\n");
    let lines: Vec<String> = paragraphs.map(|it| it.replace('\n', " ")).collect();
    lines.join("\n\n")
}

/// The blocks of YAML; the path of one stands behind its language.
fn examples(body: &'static str) -> Vec<Example> {
    let blocks = body.split("```").skip(1).step_by(2);
    let example = |block: &'static str| {
        let (head, text) = block.split_once('\n')?;
        let path = head.strip_prefix("yaml ").unwrap_or(FILE);
        Some(Example { path, text })
    };
    blocks.filter_map(example).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_its_parts_in_their_order_and_no_other() {
        let parts = ["Cause", "Remedy", "Fix", "Example", "Mended", "Ignored"];
        for code in Code::ALL {
            let headings: Vec<&str> = sections(code.page()).map(|(heading, _)| heading).collect();
            let places: Vec<_> = headings
                .iter()
                .map(|heading| parts.iter().position(|part| part == heading))
                .collect();
            assert!(places.iter().all(Option::is_some), "{code}: {headings:?}");
            assert!(places.is_sorted_by(|a, b| a < b), "{code}: {headings:?}");
        }
    }

    #[test]
    fn paragraphs_lose_their_line_breaks_and_blocks_keep_them() {
        assert_eq!(text("a\nb\n\nc\n"), "a b\n\nc");
        let examples = examples("```yaml\na: 1\nb: 2\n```\n\n```yaml env/prod.yaml\nc: 3\n```\n");
        let files: Vec<_> = examples.iter().map(|it| (it.path, it.text)).collect();
        assert_eq!(
            files,
            [("center.yaml", "a: 1\nb: 2\n"), ("env/prod.yaml", "c: 3\n")]
        );
    }
}
