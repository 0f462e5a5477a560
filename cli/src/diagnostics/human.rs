//! Problems for people.

use std::collections::BTreeMap;
use std::fmt;

use lang::{Label, Mend, Problem, Severity};
use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode};

use super::source::NamedText;
use crate::printer::clean;
use crate::printer::style::stderr_colours;

/// The text of each file by its path.
pub type Sources = BTreeMap<String, String>;

/// One line and its help a problem, without a code that steers a terminal.
pub fn plain(problems: &[Problem]) -> String {
    let lines = problems.iter().map(Problem::to_string);
    lines
        .flat_map(|text| text.lines().map(clean).collect::<Vec<_>>())
        .fold(String::new(), |mut text, line| {
            text.push_str(&line);
            text.push('\n');
            text
        })
}

/// One line a mend.
pub fn mended(mends: &[Mend]) -> String {
    let line = |mend: &Mend| {
        let (path, line, column) = (&mend.path, mend.line, mend.column);
        let (written, replacement) = (&mend.written, &mend.replacement);
        clean(&format!(
            "{path}:{line}:{column}: mended: `{written}` -> `{replacement}`"
        ))
    };
    mends.iter().map(|mend| line(mend) + "\n").collect()
}

/// Each problem with the YAML around its places.
pub fn graphical(sources: &Sources, problems: &[Problem]) -> String {
    let theme = if stderr_colours() {
        GraphicalTheme::unicode()
    } else {
        GraphicalTheme::unicode_nocolor()
    };
    let columns = terminal_size::terminal_size_of(std::io::stderr());
    let width = columns.map_or(100, |(width, _)| usize::from(width.0).clamp(60, 140));
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(width)
        .with_links(false);
    let mut text = String::new();
    for problem in problems {
        // Writing to a string does not fail.
        let _ = handler.render_report(&mut text, &Shown::new(sources, problem));
        text.push('\n');
    }
    text
}

/// A problem as miette wants it: one file's labels, the other files' as related ones.
#[derive(Debug)]
struct Shown {
    message: String,
    code: Option<&'static str>,
    severity: miette::Severity,
    help: Option<String>,
    source: Option<NamedText>,
    labels: Vec<LabeledSpan>,
    related: Vec<Shown>,
}

impl Shown {
    fn new(sources: &Sources, problem: &Problem) -> Shown {
        let path = problem.labels.first().map(|label| label.path.as_str());
        let (here, elsewhere): (Vec<_>, Vec<_>) = problem
            .labels
            .iter()
            .partition(|label| Some(label.path.as_str()) == path);
        let severity = match problem.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
        };
        Shown {
            message: clean(&problem.message),
            code: Some(problem.code.as_str()),
            severity,
            help: problem.help.as_deref().map(clean),
            source: path.and_then(|path| source(sources, path)),
            labels: here.into_iter().map(span).collect(),
            related: elsewhere
                .into_iter()
                .map(|label| Shown::related(sources, label))
                .collect(),
        }
    }

    fn related(sources: &Sources, label: &Label) -> Shown {
        Shown {
            message: clean(&label.text),
            code: None,
            severity: miette::Severity::Advice,
            help: None,
            source: source(sources, &label.path),
            labels: vec![span(label)],
            related: Vec::new(),
        }
    }
}

fn source(sources: &Sources, path: &str) -> Option<NamedText> {
    sources.get(path).map(|text| NamedText::new(path, text))
}

fn span(label: &Label) -> LabeledSpan {
    let text = (!label.text.is_empty()).then(|| clean(&label.text));
    LabeledSpan::new(text, label.span.start, label.span.len)
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Shown {}

impl Diagnostic for Shown {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.code
            .map(|code| Box::new(code) as Box<dyn fmt::Display>)
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(self.severity)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help
            .as_ref()
            .map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.source.as_ref().map(|source| source as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn Diagnostic> + 'a>> {
        let related = self.related.iter().map(|one| one as &dyn Diagnostic);
        (!self.related.is_empty()).then(|| Box::new(related) as Box<dyn Iterator<Item = _>>)
    }
}
