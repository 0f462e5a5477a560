//! `ccctl pull`

mod edits;
mod hunk;
mod wanted;

use std::collections::BTreeMap;
use std::path::PathBuf;

use api::LiveChange;
use clap::Args;
use lang::{Compiled, Source};
use model::Name;

use super::compile::{Checked, compile_for_people};
use super::drift;
use crate::center::{Center, Variant};
use crate::client::Client;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::moment::local;
use crate::printer::{self, clean, note};
use crate::replacement::{Other, replace_all};
use hunk::Hunk;
use wanted::Wanted;

const AFTER: &str = "\
Examples:
  ccctl pull center/                         show the edits
  ccctl pull center/ --write                 make them
  ccctl pull center/ --write --list pranks   blocked callers go into this list
  ccctl pull center/ --expiring              also what would end by itself

Each edit is the smallest that makes the YAML say what is so: comments, order and all other lines \
stay as they are. What cannot be taken in so is told with its reason, such as a value that comes \
from a variable or an overlay. What is changed at run time stays so until an apply brings the \
same, so that nothing is lost in between: look at the edits, then ccctl apply.";

/// Take what was changed at run time into the YAML
///
/// What `ccctl drift` lists; not what the configuration leaves to run time (`managed: false`).
#[derive(Debug, Args)]
#[command(after_long_help = AFTER)]
pub struct Pull {
    /// The directory that holds the center
    #[arg(value_name = "DIR")]
    directory: PathBuf,
    /// Write the files; without it the edits are only shown
    #[arg(long)]
    write: bool,
    /// The caller list of the center's blacklist that blocked callers are put on
    #[arg(long, value_name = "NAME")]
    list: Option<Name>,
    /// Take what ends by itself as well: in the YAML it holds for good
    #[arg(long)]
    expiring: bool,
    /// Which environment.
    #[command(flatten)]
    variant: Variant,
}

impl Pull {
    /// Shows the edits, or makes them.
    pub async fn run(self, client: Client) -> Result<Exit, Failure> {
        let Checked { center, compiled } = compile_for_people(&self.directory, &self.variant)?;
        let mut changes = drift::all(&client).await?;
        changes.retain(|change| change.managed);
        if !self.expiring {
            leave_expiring(&mut changes);
        }
        let (wanted, mut refused) = wanted::all(&changes, &compiled, self.list.as_ref());
        let taken = take(&center, &compiled, wanted, &mut refused);
        let shown: Vec<String> = taken.hunks.iter().map(ToString::to_string).collect();
        printer::text(&shown.join("\n"))?;
        for (path, why) in &refused {
            note(format_args!("{}: not taken: {}", clean(path), clean(why)));
        }
        self.finish(&center, &taken)?;
        Ok(match refused.is_empty() {
            true => Exit::Ok,
            false => Exit::Error,
        })
    }

    fn finish(&self, center: &Center, taken: &Taken) -> Result<(), Failure> {
        let (edits, files) = (taken.hunks.len(), taken.files.len());
        if edits == 0 {
            note("nothing to take into the YAML");
        } else if self.write {
            let sources = center.sources();
            let others = taken.files.iter().map(|(path, text)| Other {
                path,
                before: sources
                    .iter()
                    .find(|it| it.path == *path)
                    .map(|it| it.text.as_slice()),
                text,
            });
            replace_all(&center.root(), others)?;
            note(format_args!(
                "{edits} taken into {files} {}; `ccctl apply {}` brings the same",
                if files == 1 { "file" } else { "files" },
                self.directory.display()
            ));
        } else {
            note(format_args!("{edits} to take; --write writes them"));
        }
        Ok(())
    }
}

/// Leaves out what was meant for a time, and says so. Hours of a day hold for that
/// day in the YAML as well.
fn leave_expiring(changes: &mut Vec<LiveChange>) {
    let expires = |change: &LiveChange| change.day.is_none() && change.expires_at.is_some();
    let expiring = changes.extract_if(.., |change| expires(change));
    let (callers, others): (Vec<_>, Vec<_>) = expiring.partition(wanted::is_caller);
    for change in &others {
        let end = change.expires_at.map_or_else(String::new, local);
        let path = clean(&change.path);
        note(format_args!("{path}: left out: it ends by itself at {end}"));
    }
    let callers: Vec<&LiveChange> = callers.iter().collect();
    if !callers.is_empty() {
        let who = clean(&wanted::together(&callers));
        note(format_args!("{who}: left out: that ends by itself"));
    }
    if !others.is_empty() || !callers.is_empty() {
        note("--expiring takes what ends by itself as well, for good");
    }
}

/// What is taken in.
#[derive(Default)]
struct Taken {
    hunks: Vec<Hunk>,
    /// The texts of the files that are others.
    files: BTreeMap<String, String>,
}

type Refused = Vec<(String, String)>;

/// Makes the edits. What does not come out as it was wanted is refused, and leaves nothing behind.
fn take(center: &Center, before: &Compiled, wanted: Vec<Wanted>, refused: &mut Refused) -> Taken {
    if let Ok(taken) = attempt(center, before, &wanted) {
        return taken;
    }
    // Some of them cannot be made: halves are tried beside those that could, down to single ones.
    let mut good: Vec<Wanted> = Vec::new();
    let mut open = vec![wanted];
    while let Some(mut part) = open.pop() {
        let count = part.len();
        good.append(&mut part);
        let Err(why) = attempt(center, before, &good) else {
            continue;
        };
        let mut part = good.split_off(good.len() - count);
        if let [bad] = part.as_slice() {
            refused.push((bad.path(), why));
        } else {
            let half = part.split_off(count / 2);
            open.extend([half, part]);
        }
    }
    attempt(center, before, &good).unwrap_or_default()
}

/// Edits the files as they were read, and compiles what comes of it.
fn attempt(center: &Center, before: &Compiled, wanted: &[Wanted]) -> Result<Taken, String> {
    let mut taken = Taken::default();
    for one in wanted {
        let file = edits::file_of(one, before, center)?;
        let text = match taken.files.get(&file) {
            Some(text) => text.clone(),
            None => text_of(center, &file)?,
        };
        let edited =
            edits::edited(one, &text).map_err(|error| match before_place(one, before) {
                Some(place) => format!("{place}: {error}"),
                None => format!("{file}: {error}"),
            })?;
        taken.hunks.push(Hunk::new(one, &file, &text, &edited));
        taken.files.insert(file, edited);
    }
    let after = center.compile_with(&taken.files).map_err(|problems| {
        let first = problems.first().map(|problem| problem.message.clone());
        first.unwrap_or_else(|| "the files would be invalid".to_owned())
    })?;
    edits::check(before, &after, wanted)?;
    Ok(taken)
}

fn before_place(one: &Wanted, before: &Compiled) -> Option<String> {
    let (kind, name, field) = one.place();
    let place = before.places.nearest(kind, &name, &field)?;
    Some(place.to_string())
}

fn text_of(center: &Center, file: &str) -> Result<String, String> {
    let sources = center.sources();
    let source = sources.into_iter().find(|it: &&Source| it.path == file);
    let source = source.ok_or_else(|| format!("there is no file {file}"))?;
    String::from_utf8(source.text.clone()).map_err(|_| format!("{file} is no UTF-8"))
}
