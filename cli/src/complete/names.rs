//! What can be named, and who knows it.

use std::sync::OnceLock;
use std::time::Instant;

use clap_complete::engine::CompletionCandidate;
use serde_json::Value;

use super::words::Line;
use super::{explained, local};
use crate::client::{Client, Target};
use crate::printer::clean;

/// What an argument names.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Names {
    /// The resources of a kind.
    Resources(&'static str),
    /// Whatever there is of the kind that stands before it.
    OfKind,
    /// Calls that are up, and the last that are over.
    Calls,
    /// What was applied.
    Revisions,
    /// What two of are compared: what is live, what was applied, and nothing.
    Compared,
    /// Tokens.
    Tokens,
    /// Clients.
    Clients,
    /// Callers who are blocked at run time.
    Blocked,
    /// Why somebody is on a break.
    BreakReasons,
    /// What is changed at run time: the part of its path, where another part is this.
    Changed(&'static str, usize),
    /// What `ccctl explain` explains.
    Explained,
    /// The flows of the directory that stands before it, behind this command.
    Flows(&'static str),
    /// The flows of that directory, and its numbers.
    FlowsAndNumbers(&'static str),
    /// These words.
    Fixed(&'static [&'static str]),
}

/// Records in one answer.
const RECORDS: u32 = 20;
/// Names in one answer; nobody reads more, and a shell takes long to lay them out.
const MOST: usize = 5_000;

/// A line for which something is asked, at most once.
pub struct Asked {
    line: Line,
    until: Instant,
    config: OnceLock<Option<Value>>,
}

/// Whether a name means nothing but itself on a command line. No name of ours is another, but what answers
/// may be no daemon.
fn is_plain(name: &str) -> bool {
    let plain = |sign: char| sign.is_alphanumeric() || "_-./@+:".contains(sign);
    !name.starts_with('-') && !name.is_empty() && name.chars().all(plain)
}

/// A name and what it means to people.
pub type Named = (String, Option<String>);

impl Asked {
    /// What is asked for a line, until then.
    pub fn new(line: Line, until: Instant) -> Asked {
        Asked {
            line,
            until,
            config: OnceLock::new(),
        }
    }

    /// What an argument can be.
    pub fn candidates(&self, names: Names) -> Vec<CompletionCandidate> {
        let named = self.named(names).into_iter();
        let named = named.filter(|(name, _)| is_plain(name)).take(MOST);
        let named: Vec<Named> = named
            .map(|(name, help)| (name, help.filter(|it| !it.is_empty())))
            .collect();
        // zsh puts words with a meaning before those without, whatever their order: all have one, or none.
        let is_told = named.iter().any(|(_, help)| help.is_some());
        let help = |help: Option<String>| is_told.then(|| help.unwrap_or_else(|| "-".to_owned()));
        named
            .into_iter()
            .map(|(name, told)| CompletionCandidate::new(name).help(help(told).map(Into::into)))
            .collect()
    }

    fn named(&self, names: Names) -> Vec<Named> {
        match names {
            Names::Resources(kind) => self.resources(kind),
            Names::OfKind => self.of_kind(),
            Names::Calls => self.calls(),
            Names::Revisions => self.revisions(),
            Names::Compared => {
                let word = |word: &str, help: &str| (word.to_owned(), Some(help.to_owned()));
                let live = word("live", "what is live");
                let empty = word("0", "the empty center");
                let applied = self.revisions();
                std::iter::once(live)
                    .chain(applied)
                    .chain([empty])
                    .collect()
            }
            Names::Tokens => self.listed("tokens", "name", "role"),
            Names::Clients => self.listed("clients", "name", "role"),
            Names::Blocked => self.listed("blacklist", "caller", "note"),
            Names::BreakReasons => {
                let config = self.config();
                let reasons = config.and_then(|it| it.pointer("/center/break_reasons"));
                reasons.map_or_else(Vec::new, |it| keys(it, "label"))
            }
            Names::Changed(what, part) => self.changed(what, part),
            Names::Explained => explained::next(self.line.written()),
            Names::Flows(command) => self.of_directory(command, &[("ivrs", "note")]),
            Names::FlowsAndNumbers(command) => {
                self.of_directory(command, &[("ivrs", "note"), ("numbers", "name")])
            }
            Names::Fixed(words) => words.iter().map(|it| ((*it).to_owned(), None)).collect(),
        }
    }

    /// Of a kind whose word is that of one or of several.
    fn of_kind(&self) -> Vec<Named> {
        let word = self
            .line
            .behind("get")
            .or_else(|| self.line.behind("describe"));
        let kinds = api::Kind::ALL.map(api::Kind::word).into_iter();
        let mut kinds = kinds.filter(|kind| {
            word.is_some_and(|word| *kind == word || kind.strip_suffix('s') == Some(word))
        });
        match kinds.next() {
            Some("calls" | "records") => self.calls(),
            Some("revisions") => self.revisions(),
            Some(kind) => self.resources(kind),
            None => Vec::new(),
        }
    }

    fn resources(&self, kind: &str) -> Vec<Named> {
        let resources = self.config().and_then(|it| it.get(kind));
        let mut named = resources.map_or_else(Vec::new, |it| keys(it, "name"));
        if kind == "roles" {
            let built_in = model::config::Role::BUILT_IN.iter();
            named.extend(built_in.map(|role| ((*role).to_owned(), None)));
        }
        named
    }

    /// The names of kinds in the directory that stands behind a command, with what a field of each says.
    fn of_directory(&self, command: &str, kinds: &[(&str, &str)]) -> Vec<Named> {
        let directory = self.line.behind(command).unwrap_or(".");
        let config = local::config(directory, self.until);
        let named = kinds.iter().flat_map(|(kind, field)| {
            let resources = config.as_ref().and_then(|it| it.get(kind));
            resources.map_or_else(Vec::new, |it| keys(it, field))
        });
        named.collect()
    }

    /// The live configuration; where no daemon says it, that of the directory.
    fn config(&self) -> Option<&Value> {
        let config = self.config.get_or_init(|| {
            let live = self.get(Target::new(&["config"]));
            live.and_then(|mut live| live.get_mut("config").map(Value::take))
                .or_else(|| local::config_here(self.until))
        });
        config.as_ref()
    }

    fn calls(&self) -> Vec<Named> {
        let up = self.items(Target::new(&["calls"]));
        let last = serde_json::json!({ "limit": RECORDS });
        let over = self.items(Target::new(&["records"]).query(&last));
        let all = up.iter().chain(&over);
        all.filter_map(|call| {
            let text = |field: &str| call[field].as_str().unwrap_or_default();
            let help = format!(
                "{} {} {}",
                text("started_at"),
                text("caller"),
                text("callee")
            );
            Some((call["id"].as_str()?.to_owned(), Some(clean(&help))))
        })
        .collect()
    }

    fn revisions(&self) -> Vec<Named> {
        let applied = self.items(Target::new(&["revisions"]));
        let number = |it: &Value| {
            let help = it["message"].as_str().map(clean);
            Some((it["revision"].as_u64()?.to_string(), help))
        };
        applied.iter().filter_map(number).collect()
    }

    fn listed(&self, list: &str, name: &str, help: &str) -> Vec<Named> {
        let items = self.items(Target::new(&[list]));
        let one = |it: &Value| {
            let help = it[help].as_str().map(clean);
            Some((it[name].as_str()?.to_owned(), help))
        };
        items.iter().filter_map(one).collect()
    }

    fn changed(&self, what: &str, part: usize) -> Vec<Named> {
        let changes = self.items(Target::new(&["live_changes"]));
        let paths = changes.iter().filter_map(|it| it["path"].as_str());
        let named = paths.filter_map(|path| {
            let parts: Vec<&str> = path.split('.').collect();
            let is_it = parts.get(2) == Some(&what);
            parts.get(part).filter(|_| is_it).map(|it| (*it).to_owned())
        });
        let named: std::collections::BTreeSet<String> = named.collect();
        named.into_iter().map(|name| (name, None)).collect()
    }

    fn items(&self, target: Target) -> Vec<Value> {
        let list = self.get(target);
        match list.and_then(|mut list| list.get_mut("items").map(Value::take)) {
            Some(Value::Array(items)) => items,
            _ => Vec::new(),
        }
    }

    fn get(&self, target: Target) -> Option<Value> {
        let client = self.line.client()?;
        let left = self.until.saturating_duration_since(Instant::now());
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .ok()?;
        let asked = async { tokio::time::timeout(left, fetch(client, target)).await };
        let found = runtime.block_on(asked).ok().flatten();
        // A name that is looked up for long is not waited for.
        runtime.shutdown_background();
        found
    }
}

async fn fetch(client: Client, target: Target) -> Option<Value> {
    client.get(target).await.ok()
}

/// The keys of a map, with what a field of each says.
fn keys(map: &Value, field: &str) -> Vec<Named> {
    let entries = map.as_object().into_iter().flatten();
    let one = |(name, value): (&String, &Value)| (clean(name), value[field].as_str().map(clean));
    entries.map(one).collect()
}
