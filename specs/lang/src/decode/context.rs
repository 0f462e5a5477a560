//! What is gathered while a configuration is read.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use model::config::Secret;
use model::{Name, Place};

use crate::decode::origins::{Filled, View};
use crate::decode::{Edit, Guess, Kind, similar};
use crate::kinds::pieces::Piece;
use crate::kinds::vars::Variables;
use crate::tree::{At, Text};
use crate::{Bytes, ClipSource, Code, Label, Problem, Severity};

/// How many problems are listed.
const MAX_PROBLEMS: usize = 1_000;

/// What is gathered while a configuration is read.
#[derive(Debug, Default)]
pub struct Context {
    /// The files, by their index.
    pub texts: Vec<Arc<Text>>,
    /// Where each resource and each of its fields stands: `kind/name` and `kind/name/field.inner`.
    pub places: BTreeMap<String, At>,
    /// The names of each kind and where they are given, those of broken resources too.
    pub declared: BTreeMap<Kind, BTreeMap<String, At>>,
    /// Everything that names a resource.
    pub references: Vec<Reference>,
    /// Every use of a variable that is none of the system's.
    pub variables: Vec<VariableUse>,
    /// The audio files.
    pub clips: Vec<ClipSource>,
    /// The secrets, by the path of what needs them.
    pub secrets: Vec<(Secret, String)>,
    /// The resources that are protected, `kind/name`.
    pub protected: BTreeSet<String>,
    /// Whether a file could not be read at all, so that what it declares is not known.
    pub incomplete: bool,
    /// The texts, lists and maps read so far.
    pub values: usize,
    /// The values that pieces stand for where they are used.
    pub expanded: usize,
    /// The variables of the center.
    pub variables_declared: Variables,
    /// The pieces of flows.
    pub pieces: BTreeMap<Name, Arc<Piece>>,
    /// The pieces that a node uses.
    pub pieces_used: BTreeSet<Name>,
    /// The variables whose values stand somewhere, by file and first byte.
    pub filled: BTreeMap<(u32, u32), Vec<Filled>>,
    /// The same by path: the names of the variables, and where their values are written.
    pub filled_at: BTreeMap<String, Vec<(String, At)>>,
    /// The paths that are maps with keys of their own.
    pub maps: BTreeSet<String>,
    /// The nodes that a flow takes over from another, by their paths, and the paths there.
    pub taken_over: BTreeMap<String, String>,
    /// Files that are seen through a node that uses a piece of them.
    pub views: BTreeMap<u32, View>,
    /// The warnings that are ignored, by the resource that ignores them; `None`: the center.
    pub ignored: BTreeMap<(Option<String>, Code), Ignored>,
    /// How long the sounds of prompts are, by the hashes of their files.
    pub lengths: BTreeMap<String, Duration>,
    problems: Vec<Problem>,
    unlisted: usize,
    similar: similar::Budget,
}

/// A warning that is ignored.
#[derive(Copy, Clone, Debug)]
pub struct Ignored {
    /// Where that is written.
    pub at: At,
    /// Whether there was one.
    pub used: bool,
}

/// Something that names a resource.
#[derive(Debug)]
pub struct Reference {
    /// The kind of what is named.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// Where it is named.
    pub at: At,
}

/// A text that names a variable.
#[derive(Debug)]
pub struct VariableUse {
    /// The variable.
    pub name: Name,
    /// Where the text stands.
    pub at: At,
    /// The resource that it belongs to.
    pub resource: String,
}

impl Context {
    /// Adds a file; its index is the number of files before it.
    pub fn add(&mut self, text: Text) {
        self.texts.push(Arc::new(text));
    }

    /// Adds a problem.
    pub fn report(&mut self, report: Report) {
        if self.ignores(&report) {
            return;
        }
        if self.problems.len() >= MAX_PROBLEMS {
            self.unlisted += 1;
            return;
        }
        let Report {
            code,
            severity,
            message,
            help,
            mut labels,
            mend,
            resource: _,
        } = report;
        let origins = labels.first().map(|(at, _)| self.origins(*at));
        labels.extend(origins.into_iter().flatten());
        let labels = labels
            .into_iter()
            .map(|(at, text)| self.label(at, text))
            .collect();
        self.problems.push(Problem {
            code,
            severity,
            message,
            help,
            labels,
            mend: mend.and_then(|edit| self.mend(edit)),
        });
    }

    /// Whether a problem is a warning that the center ignores, or the resource that it belongs to.
    fn ignores(&mut self, report: &Report) -> bool {
        if report.severity != Severity::Warning {
            return false;
        }
        let mut found = false;
        let near = report.resource.clone().map(Some);
        for resource in near.into_iter().chain([None]) {
            if let Some(known) = self.ignored.get_mut(&(resource, report.code)) {
                known.used = true;
                found = true;
            }
        }
        found
    }

    /// Whether nothing stops the configuration so far.
    pub fn is_valid(&self) -> bool {
        let mut problems = self.problems.iter();
        problems.all(|problem| problem.severity == Severity::Warning)
    }

    /// The one of `candidates` that is close to `name`, which stands at `at`.
    pub fn guess<'a>(
        &mut self,
        at: At,
        name: &str,
        candidates: impl IntoIterator<Item = &'a str>,
    ) -> Option<Guess> {
        let near = self.similar.nearest(name, candidates)?;
        let sure = near.alone && similar::is_slip(name, near.name);
        let edit = sure.then(|| self.in_place(at, name, near.name)).flatten();
        Some(Guess::new(near.name, edit))
    }

    /// Where a field of a resource stands, or the nearest thing around it.
    pub fn at(&self, resource: &str, field: &str) -> At {
        let mut field = field;
        while !field.is_empty() {
            if let Some(at) = self.places.get(&format!("{resource}/{field}")) {
                return *at;
            }
            field = field.rsplit_once('.').map_or("", |(outer, _)| outer);
        }
        let start = At {
            file: 0,
            start: 0,
            end: 0,
        };
        self.places.get(resource).copied().unwrap_or(start)
    }

    /// A place for people.
    pub fn place(&self, at: At) -> Place {
        let text = self.texts.get(at.file as usize);
        let (line, column) = text.map_or((1, 1), |text| text.line_column(at.start));
        let file = text.map_or_else(|| "".into(), |text| Arc::clone(&text.path));
        Place { file, line, column }
    }

    /// The problems in order: the errors, then the warnings.
    pub fn into_problems(mut self) -> (Vec<Problem>, Vec<Problem>) {
        self.problems.sort_by(|a, b| a.order().cmp(&b.order()));
        // What is wrong in a piece is wrong wherever it is used.
        self.problems.dedup_by(|b, a| a.repeats(b));
        if self.unlisted > 0 {
            self.problems.push(Problem {
                code: Code::TooManyProblems,
                severity: Severity::Error,
                message: format!("{} further problems are not listed", self.unlisted),
                help: Some("mend the first ones, most of the others may follow from them".into()),
                labels: Vec::new(),
                mend: None,
            });
        }
        self.problems
            .into_iter()
            .partition(|problem| problem.severity == Severity::Error)
    }

    fn label(&self, at: At, text: String) -> Label {
        let place = self.place(at);
        let file = self.texts.get(at.file as usize);
        let start = file.map_or(0, |file| file.in_file(at.start));
        let span = Bytes {
            start,
            len: at.end.saturating_sub(at.start) as usize,
        };
        let path = place.file.to_string();
        Label {
            path,
            span,
            line: place.line,
            column: place.column,
            text,
        }
    }
}

/// A problem in the making.
#[derive(Debug)]
pub struct Report {
    code: Code,
    severity: Severity,
    message: String,
    help: Option<String>,
    labels: Vec<(At, String)>,
    mend: Option<Edit>,
    resource: Option<String>,
}

impl Report {
    /// An error at a place.
    pub fn new(code: Code, at: At, message: impl Into<String>) -> Report {
        let labels = vec![(at, String::new())];
        Report {
            code,
            severity: Severity::Error,
            message: message.into(),
            help: None,
            labels,
            mend: None,
            resource: None,
        }
    }

    /// A warning at a place.
    pub fn warning(code: Code, at: At, message: impl Into<String>) -> Report {
        Report {
            severity: Severity::Warning,
            ..Report::new(code, at, message)
        }
    }

    /// Says what to do about it.
    pub fn help(self, help: impl Into<String>) -> Report {
        Report {
            help: Some(help.into()),
            ..self
        }
    }

    /// Says what to do about it, if that is known.
    pub fn help_if(self, help: Option<impl Into<String>>) -> Report {
        Report {
            help: help.map(Into::into).or(self.help),
            ..self
        }
    }

    /// Says what was probably meant, if that is known, and mends it if it is certain.
    pub fn guess(self, guess: Option<Guess>) -> Report {
        match guess {
            Some(guess) => self.help(guess.help()).mend(guess.edit),
            None => self,
        }
    }

    /// Says what to write instead, if that is certain.
    pub fn mend(self, edit: Option<Edit>) -> Report {
        Report {
            mend: edit.or(self.mend),
            ..self
        }
    }

    /// Says which resource it belongs to, `kind/name`: it may ignore the warning.
    pub fn of(self, resource: impl Into<String>) -> Report {
        Report {
            resource: Some(resource.into()),
            ..self
        }
    }

    /// Says what stands at the place.
    pub fn label(mut self, text: impl Into<String>) -> Report {
        if let Some(first) = self.labels.first_mut() {
            first.1 = text.into();
        }
        self
    }

    /// Adds a place that belongs to it.
    pub fn also(mut self, at: At, text: impl Into<String>) -> Report {
        self.labels.push((at, text.into()));
        self
    }
}
