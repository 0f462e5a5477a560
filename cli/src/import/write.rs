//! What was imported becomes lines of YAML files: of those that the center has as few as can be, and
//! others as they stand.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use lang::{Compiled, Source};
use model::{Config, Place};
use plan::{Action, Change};

use super::entries::{Edit, Kept, Lines};
use crate::center::Center;
use crate::diagnostics::{self, Form};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::note;
use crate::replacement::{Other, replace_all};

/// Where resources are put that the center does not have yet.
#[derive(Debug)]
pub struct Into {
    /// The kind that is imported.
    pub kind: &'static str,
    /// The file that was asked for.
    pub file: Option<String>,
    /// The one where nothing was asked for, and the center has none of the kind.
    pub usual: &'static str,
}

/// What an import does to a center.
#[derive(Debug)]
pub struct Imported {
    /// The changes, in the order of plans.
    pub changes: Vec<Change>,
    /// The texts of the files that become others, by path.
    pub texts: BTreeMap<String, String>,
    /// What stands in those of them that are there.
    before: BTreeMap<String, Vec<u8>>,
    root: PathBuf,
}

/// The files that make `desired` of a center; nothing is written yet.
pub fn write(
    directory: &Path,
    center: Center,
    compiled: &Compiled,
    desired: &Config,
    into: &Into,
) -> Result<Imported, Failure> {
    let changes = plan::diff(&compiled.config, desired, &compiled.places);
    let (root, sources) = (center.root(), center.sources());
    let work = Work {
        compiled,
        sources: &sources,
        desired,
        changes: &changes,
        into,
    };
    let mut edits = Edits::new();
    work.change(&mut edits)?;
    work.make(&mut edits)?;
    let mut texts = BTreeMap::new();
    for (path, edits) in edits {
        if !work.is_there(&path) {
            check_path(&root, &path)?;
        }
        let text = work.lines(&path).edited(edits);
        texts.insert(path, text);
    }
    let before = sources.iter().filter(|it| texts.contains_key(&it.path));
    let before = before
        .map(|it| (it.path.clone(), it.text.clone()))
        .collect();
    check(directory, center.with(&texts), desired)?;
    Ok(Imported {
        changes,
        texts,
        before,
        root,
    })
}

/// The edits of each file.
type Edits = BTreeMap<String, Vec<Edit>>;

/// What there is, and what is to become of it.
struct Work<'w> {
    compiled: &'w Compiled,
    sources: &'w [&'w Source],
    desired: &'w Config,
    changes: &'w [Change],
    into: &'w Into,
}

impl Work<'_> {
    /// The lines of a file; one that is not there has none. What was compiled can be read.
    fn lines(&self, path: &str) -> Lines<'_> {
        let source = self.sources.iter().find(|source| source.path == path);
        let text = source.and_then(|source| std::str::from_utf8(&source.text).ok());
        Lines::new(text.unwrap_or_default())
    }

    fn is_there(&self, path: &str) -> bool {
        self.sources.iter().any(|source| source.path == path)
    }

    /// Puts others in the place of what changes, and takes out what goes; or says why not, all of it at
    /// once.
    fn change(&self, edits: &mut Edits) -> Result<(), Failure> {
        let mut kept = 0;
        for change in self.changes.iter().filter(|it| it.action != Action::Create) {
            let Some(place) = self.compiled.places.get(&change.key()) else {
                continue;
            };
            let entry = match change.action {
                Action::Delete => String::new(),
                _ => entries(self.desired, &change.kind, &[&change.name]),
            };
            let (line, column) = position(place);
            match self.lines(&place.file).replace(line, column, &entry) {
                Ok(edit) => edits.entry(place.file.to_string()).or_default().push(edit),
                Err(why) => {
                    kept += 1;
                    note(told(change, place, &why));
                }
            }
        }
        if kept == 0 {
            return Ok(());
        }
        let told =
            format!("{kept} of these cannot be changed where they stand, and nothing was written");
        let help = "change them by hand, or write each on lines of its own without comments in it";
        Err(Failure::with(Exit::Conflict, told).help(help))
    }

    /// Puts what the center does not have behind others of its kind.
    fn make(&self, edits: &mut Edits) -> Result<(), Failure> {
        for kind in ["agents", "phones", "hotwords"] {
            let made = self.changes.iter();
            let made = made.filter(|it| it.action == Action::Create && it.kind == kind);
            let names: Vec<&str> = made.map(|change| change.name.as_str()).collect();
            if names.is_empty() {
                continue;
            }
            let (path, last) = home(self.compiled, kind, self.into);
            let entries = entries(self.desired, kind, &names);
            let edit = match last.map(position) {
                None => Ok(self.lines(&path).last(kind, &entries)),
                Some((line, column)) => self.lines(&path).behind(line, column, &entries),
            };
            let edit = edit.map_err(|_| {
                let told =
                    format!("the {kind} of {path} stand within braces, and nothing was written");
                let help = "write them on lines of their own, or name another file with --into";
                Failure::with(Exit::Conflict, told).help(help)
            })?;
            edits.entry(path).or_default().push(edit);
        }
        Ok(())
    }
}

fn position(place: &Place) -> (usize, usize) {
    (place.line as usize, place.column as usize)
}

fn told(change: &Change, place: &Place, why: &Kept) -> String {
    let fields: Vec<&str> = change.fields.iter().map(|it| it.path.as_str()).collect();
    let what = match change.action {
        Action::Delete => "is not in the list".to_owned(),
        _ => format!("becomes another ({})", fields.join(", ")),
    };
    format!("{place}: {} {what}, but {why}", change.key())
}

/// The file for what the center does not have yet, and the last of the kind in it.
fn home<'c>(compiled: &'c Compiled, kind: &str, into: &Into) -> (String, Option<&'c Place>) {
    let names = lang::emit::resources(&compiled.config).into_iter();
    let names = names
        .filter(|(known, _)| *known == kind)
        .flat_map(|(_, resources)| resources.into_keys());
    let places: Vec<&Place> = names
        .filter_map(|name| compiled.places.get(&format!("{kind}/{name}")))
        .collect();
    let first = places.iter().map(|place| &*place.file).min();
    let asked = into.file.as_deref().filter(|_| into.kind == kind);
    let path = asked.or(first).unwrap_or(into.usual).to_owned();
    let inside = places.into_iter().filter(|place| *place.file == *path);
    let last = inside.max_by_key(|place| place.line);
    (path, last)
}

/// The canonical text of some resources as it stands below their kind, from the first column on.
fn entries(config: &Config, kind: &str, names: &[&str]) -> String {
    let mut some = Config::default();
    for name in names {
        plan::take(&mut some, config, kind, name);
        let key = format!("{kind}/{name}");
        if config.protected.contains(&key) {
            some.protected.insert(key);
        }
    }
    let text = lang::emit::to_yaml(&some);
    let section = text.split_once(&format!("{kind}:\n"));
    let inner = section.map_or("", |(_, inner)| inner);
    let lines = inner
        .lines()
        .map(|line| line.strip_prefix("  ").unwrap_or(line));
    lines.collect::<Vec<_>>().join("\n")
}

/// A file that is to come into the center: the compiler must find it there.
fn check_path(root: &Path, path: &str) -> Result<(), Failure> {
    let refused = |why: &str| {
        let told = format!("{path} {why}");
        let help = "name a file as the center would have it: `--into people/agents.yaml`";
        Failure::with(Exit::Usage, told).help(help)
    };
    let mut parts = Path::new(path).components();
    let usual = |part: Component<'_>| match part {
        Component::Normal(part) => !part.to_string_lossy().starts_with('.'),
        _ => false,
    };
    if !(path.ends_with(".yaml") || path.ends_with(".yml")) {
        return Err(refused("is no *.yaml or *.yml"));
    }
    if !parts.all(usual) || path.starts_with("env/") {
        return Err(refused("is no file that the center would read"));
    }
    if root.join(path).exists() {
        return Err(refused("is there already, and is no file of the center"));
    }
    Ok(())
}

/// Whether the changed files are the center that is wanted, and nothing besides.
fn check(directory: &Path, center: Center, desired: &Config) -> Result<(), Failure> {
    let compiled = match center.compile() {
        Ok(compiled) => compiled,
        Err(problems) => {
            diagnostics::show(Form::Human, directory, &center.sources(), &problems)?;
            diagnostics::more(Form::Human, problems.iter().map(|problem| problem.code));
            let told = "with what is imported the center would be invalid, and nothing was written";
            return Err(Failure::with(Exit::Invalid, told));
        }
    };
    if compiled.config == *desired {
        return Ok(());
    }
    let told = "the files are written in a way in which what is imported cannot be put into them, and \
                nothing was written";
    let help = "name a file that the center does not have yet with --into";
    Err(Failure::with(Exit::Conflict, told).help(help))
}

impl Imported {
    /// Writes the files.
    pub fn save(&self) -> Result<(), Failure> {
        let others = self.texts.iter().map(|(path, text)| Other {
            path,
            before: self.before.get(path).map(Vec::as_slice),
            text,
        });
        replace_all(&self.root, others)
    }
}
