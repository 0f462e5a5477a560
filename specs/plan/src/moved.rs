//! Moves: which of them the live configuration still has before it, and what it is called after them.

use std::borrow::Cow;
use std::collections::BTreeSet;

use model::{Config, IvrName, Moved, MovedKind, Renames};

use crate::{Moment, part};

/// A move that cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoveConflict {
    /// Something else has the name already.
    #[error("{kind}/{from} cannot be moved to {kind}/{to}, which is live as well", kind = .0.kind.key(), from = .0.from, to = .0.to)]
    Taken(Moved),
    /// What is moved is to be there under the name before as well.
    #[error("{kind}/{from} cannot be moved to {kind}/{to} and stay where it is", kind = .0.kind.key(), from = .0.from, to = .0.to)]
    Stays(Moved),
    /// Nothing has the name after it.
    #[error("{kind}/{from} cannot be moved to {kind}/{to}, which there is not to be", kind = .0.kind.key(), from = .0.from, to = .0.to)]
    Missing(Moved),
    /// Another move has to do with one of its names.
    #[error("{kind}/{from} cannot be moved to {kind}/{to}: another move has one of these names", kind = .0.kind.key(), from = .0.from, to = .0.to)]
    Twice(Moved),
}

/// Those moves that are still to be made on the way from `live` to `desired`, and those that cannot be: one
/// whose old name is not live was made before.
pub fn pending(
    live: &Config,
    desired: &Config,
    moved: &[Moved],
) -> (Vec<Moved>, Vec<MoveConflict>) {
    if moved.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let (before, after) = (Names::of(live), Names::of(desired));
    let mut known = BTreeSet::new();
    let (mut free, mut conflicts) = (Vec::new(), Vec::new());
    for one in moved {
        let first = known.insert((one.kind, &one.from));
        let first = known.insert((one.kind, &one.to)) && first;
        if !first {
            conflicts.push(MoveConflict::Twice(one.clone()));
        } else if !before.have(one.kind, &one.from) {
            continue;
        } else if before.have(one.kind, &one.to) {
            conflicts.push(MoveConflict::Taken(one.clone()));
        } else if after.have(one.kind, &one.from) {
            conflicts.push(MoveConflict::Stays(one.clone()));
        } else if !after.have(one.kind, &one.to) {
            conflicts.push(MoveConflict::Missing(one.clone()));
        } else {
            free.push(one.clone());
        }
    }
    (free, conflicts)
}

/// The names of a configuration's resources.
struct Names<'c>(BTreeSet<(&'static str, &'c str)>);

impl<'c> Names<'c> {
    fn of(config: &'c Config) -> Names<'c> {
        let kinds = part::names(config).into_iter();
        let names = kinds.flat_map(|(kind, names)| names.into_iter().map(move |name| (kind, name)));
        Names(names.collect())
    }

    fn have(&self, kind: MovedKind, name: &IvrName) -> bool {
        self.0.contains(&(kind.key(), name.as_str()))
    }
}

/// A configuration in which everything has the name that it is moved to, wherever it is named.
pub fn renamed<'c>(config: &'c Config, moved: &[Moved]) -> Cow<'c, Config> {
    let mut renamed = Cow::Borrowed(config);
    if !moved.is_empty() {
        renamed.to_mut().rename(&Renames::of(moved));
    }
    renamed
}

/// What the daemon knows of the moment, by the names after the moves.
pub fn renamed_moment(mut moment: Moment, moved: &[Moved]) -> Moment {
    let names = Renames::of(moved);
    names.set(MovedKind::Agents, &mut moment.agents_on_call);
    for call in &mut moment.calls {
        names.names(MovedKind::Ivrs, &mut call.ivr);
        names.names(MovedKind::SkillGroups, &mut call.waits_in);
    }
    moment
}
