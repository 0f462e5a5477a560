//! A plan in a file.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use lang::ClipSource;
use model::config::{Config, Secret};
use plan::Plan;
use serde::{Deserialize, Serialize};

use crate::center::{self, bounded};
use crate::exit::Exit;
use crate::failure::{Failure, reason};
use crate::replacement;

/// The largest file of a plan, in bytes: a daemon is sent no larger one.
const MAX_BYTES: usize = api::MAX_CENTER_BYTES;
/// The largest that is laid out for people, in bytes.
const LEGIBLE: usize = 1024 * 1024;

/// What an apply needs besides the plan: where files lie and secrets come from, never their values.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Needs {
    /// The directory of the center, as it was given.
    pub directory: PathBuf,
    /// Audio files that the daemon did not have.
    pub clips: Vec<Clip>,
    /// The commit that the directory was at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commit: Option<String>,
    /// Secrets by the field that needs them. The plan itself says which, and it is sealed.
    #[serde(skip)]
    pub secrets: Vec<Need>,
}

/// An audio file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Clip {
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Where it lies below the directory.
    pub path: String,
}

/// A field that needs a secret.
#[derive(Clone, Debug)]
pub struct Need {
    /// The field, such as `phones/2001/password`.
    pub resource: String,
    /// Where the value comes from.
    pub secret: Secret,
}

impl Needs {
    /// What the apply of a compiled center needs.
    pub fn new(directory: &Path, clips: &[ClipSource], desired: &Config) -> Needs {
        let clip = |clip: &ClipSource| Clip {
            sha256: clip.sha256.clone(),
            path: clip.path.clone(),
        };
        Needs {
            directory: directory.to_owned(),
            commit: center::commit(directory),
            clips: clips.iter().map(clip).collect(),
            secrets: secrets(desired),
        }
    }

    /// The same without the audio files that the daemon has.
    #[must_use]
    pub fn missing(mut self, clips: &[String]) -> Needs {
        let clips: BTreeSet<&String> = clips.iter().collect();
        self.clips.retain(|clip| clips.contains(&clip.sha256));
        self
    }
}

/// The secrets that a configuration names.
fn secrets(config: &Config) -> Vec<Need> {
    let named = config.secrets().map(|(resource, secret)| Need {
        resource,
        secret: secret.clone(),
    });
    named.collect()
}

/// The file's further field, which a plan itself does not have.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Envelope {
    needs: Needs,
}

/// What stands in the file.
#[derive(Serialize)]
struct Whole<'p> {
    #[serde(flatten)]
    plan: &'p Plan,
    needs: &'p Needs,
}

/// Writes a plan to a file.
pub fn write(path: &Path, plan: &Plan, needs: &Needs) -> Result<(), Failure> {
    replacement::put(path, &bytes(plan, needs, MAX_BYTES)?)
}

/// The file of a plan, if it has no more bytes than `most`.
fn bytes(plan: &Plan, needs: &Needs, most: usize) -> Result<Vec<u8>, Failure> {
    let whole = Whole { plan, needs };
    let mut bytes = serde_json::to_vec(&whole).map_err(Failure::error)?;
    if bytes.len() <= LEGIBLE {
        bytes = serde_json::to_vec_pretty(&whole).map_err(Failure::error)?;
    }
    bytes.push(b'\n');
    if bytes.len() > most {
        let told = format!(
            "the plan takes {}, and a saved one has at most {}: nothing was saved",
            megabytes(bytes.len()),
            megabytes(most)
        );
        return Err(Failure::error(told).help(
            "a daemon is sent no larger one either: plan and apply a part of the change first",
        ));
    }
    Ok(bytes)
}

fn megabytes(bytes: usize) -> String {
    format!("{} MB", bytes.div_ceil(1_000_000))
}

/// Reads a plan and checks that nobody has changed it.
pub fn read(path: &Path) -> Result<(Plan, Needs), Failure> {
    let unreadable = |error: io::Error| {
        Failure::error(format!(
            "{} cannot be read: {}",
            path.display(),
            reason(&error)
        ))
    };
    let invalid = |error: plan::PlanError| {
        Failure::with(Exit::Invalid, format!("{}: {error}", path.display()))
    };
    let Some(text) = bounded(path, MAX_BYTES).map_err(unreadable)? else {
        let told = format!(
            "{} is no saved plan: it has more than {}",
            path.display(),
            megabytes(MAX_BYTES)
        );
        return Err(Failure::with(Exit::Invalid, told)
            .help("`ccctl plan DIR --out FILE` saves one that can be applied"));
    };
    let plan = Plan::from_json(&text).map_err(invalid)?;
    let envelope: Envelope =
        serde_json::from_slice(&text).map_err(|error| invalid(plan::PlanError::from(error)))?;
    let needs = Needs {
        secrets: secrets(&plan.desired),
        ..envelope.needs
    };
    Ok((plan, needs))
}

#[cfg(test)]
mod tests {
    use model::Revision;
    use plan::Impact;

    use super::*;

    fn plan() -> Plan {
        let (live, desired) = (Config::default(), Config::default());
        Plan::seal(Revision(1), &live, desired, Vec::new(), Impact::default())
    }

    #[test]
    fn a_plan_that_is_too_large_is_not_saved_and_what_to_do_is_told() {
        let most = bytes(&plan(), &Needs::default(), MAX_BYTES).map(|whole| whole.len());
        let most = most.expect("a small one");
        assert!(bytes(&plan(), &Needs::default(), most).is_ok());
        let clips = vec![Clip {
            sha256: "0".repeat(64),
            path: "a".repeat(2 * most),
        }];
        let needs = Needs {
            clips,
            ..Needs::default()
        };
        let refused = bytes(&plan(), &needs, most);
        let Err(Failure::Told { message, help, .. }) = refused else {
            panic!("{refused:?}");
        };
        assert!(message.contains("nothing was saved"), "{message}");
        assert!(help.is_some_and(|help| help.contains("a part of the change")));
    }

    #[test]
    fn a_large_plan_has_no_layout_and_is_read_as_the_small_one_is() {
        let folder = tempfile::tempdir().expect("a directory");
        let path = folder.path().join("plan.json");
        for (length, lines) in [(1, 2..usize::MAX), (LEGIBLE, 1..2)] {
            let directory = PathBuf::from("a".repeat(length));
            let needs = Needs {
                directory,
                ..Needs::default()
            };
            write(&path, &plan(), &needs).expect("written");
            let text = std::fs::read_to_string(&path).expect("a text");
            assert!(lines.contains(&text.lines().count()));
            let (again, read) = read(&path).expect("a plan");
            assert_eq!(again, plan());
            assert_eq!(read.directory, needs.directory);
        }
    }
}
