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

/// The largest file that is read as a plan, in bytes.
const MAX_BYTES: usize = 64 * 1024 * 1024;

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

/// Writes a plan to a file.
pub fn write(path: &Path, plan: &Plan, needs: &Needs) -> Result<(), Failure> {
    let mut value = serde_json::to_value(plan).map_err(Failure::error)?;
    if let Some(fields) = value.as_object_mut() {
        fields.insert(
            "needs".to_owned(),
            serde_json::to_value(needs).map_err(Failure::error)?,
        );
    }
    let text = serde_json::to_string_pretty(&value).map_err(Failure::error)? + "\n";
    replacement::put(path, text.as_bytes())
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
        return Err(Failure::with(
            Exit::Invalid,
            format!("{} is no saved plan", path.display()),
        ));
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
