//! Workflow commands of GitHub Actions, which annotate the lines of a pull request.

use std::fmt::Write as _;

use lang::{Mend, Problem, Severity};

/// One annotation a problem.
pub fn text(problems: &[Problem]) -> String {
    let mut text = String::new();
    for problem in problems {
        let level = match problem.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let mut properties = vec![format!("title={}", property(problem.code.as_str()))];
        if let Some(label) = problem.labels.first() {
            properties.push(format!("file={}", property(&label.path)));
            properties.push(format!("line={},col={}", label.line, label.column));
        }
        let help = problem
            .help
            .as_ref()
            .map(|help| format!("\nhelp: {help}"))
            .unwrap_or_default();
        let message = message(&format!("{}{help}", problem.message));
        // Writing to a string does not fail.
        let _ = writeln!(text, "::{level} {}::{message}", properties.join(","));
    }
    text
}

/// One annotation a mend.
pub fn mended(mends: &[Mend]) -> String {
    let mut text = String::new();
    for mend in mends {
        let file = property(&mend.path);
        let (line, column) = (mend.line, mend.column);
        let said = message(&format!("`{}` is now `{}`", mend.written, mend.replacement));
        // Writing to a string does not fail.
        let _ = writeln!(
            text,
            "::notice title=mended,file={file},line={line},col={column}::{said}"
        );
    }
    text
}

/// An annotation of something else that stops a pull request.
pub fn error(title: &str, path: &str, line: usize, text: &str) -> String {
    let (title, file, text) = (property(title), property(path), message(text));
    format!("::error title={title},file={file},line={line}::{text}\n")
}

fn message(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_annotation_stays_one_line() {
        assert_eq!(message("100 %\nhelp"), "100 %25%0Ahelp");
        assert_eq!(property("a,b:c"), "a%2Cb%3Ac");
    }
}
