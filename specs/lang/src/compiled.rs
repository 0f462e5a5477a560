//! What comes out of a configuration without problems.

use std::collections::{BTreeMap, BTreeSet};

use model::config::Secret;
use model::{Config, Moved, Name, Place, Places};

use crate::Problem;
use crate::origins::FromVariable;

/// A checked configuration and what belongs to it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Compiled {
    /// The configuration, every reference resolved.
    pub config: Config,
    /// The center's own tests.
    pub tests: BTreeMap<Name, Located<model::tests::Test>>,
    /// The audio files that the configuration needs, each content once.
    pub clips: Vec<ClipSource>,
    /// The secrets to be resolved by whoever applies.
    pub secrets: Vec<SecretUse>,
    /// Where each resource and field is written.
    pub places: Places,
    /// The resources that have another name than before.
    pub moved: Vec<Moved>,
    /// The paths that are maps with keys of their own.
    pub maps: BTreeSet<String>,
    /// The variables whose values stand at a path.
    pub variables: BTreeMap<String, Vec<FromVariable>>,
    /// The nodes that a flow takes over from another, by their paths, and the paths there.
    pub taken_over: BTreeMap<String, String>,
    /// What does not stop the configuration.
    pub warnings: Vec<Problem>,
}

/// Something and where it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Located<T> {
    /// The thing.
    pub value: T,
    /// Its place.
    pub place: Place,
}

/// An audio file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClipSource {
    /// SHA-256 of its bytes, 64 hexadecimal digits.
    pub sha256: String,
    /// Where it lies, relative to the configuration's directory.
    pub path: String,
}

/// A place where a secret is needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecretUse {
    /// Where its value comes from.
    pub secret: Secret,
    /// What needs it, such as `phones/2001/password`.
    pub resource: String,
    /// Where it is written.
    pub place: Place,
}
