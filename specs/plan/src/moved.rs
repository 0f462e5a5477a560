//! Moves: which of them the live configuration still has before it, and what it is called after them.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use model::{Config, Moved, MovedKind, Name};

use crate::Moment;

/// A move that cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind}/{from} cannot be moved to {kind}/{to}, which is live as well", kind = .0.kind.key(), from = .0.from, to = .0.to)]
pub struct MoveConflict(pub Moved);

/// Those moves that are still to be made, and those that cannot be: one whose old name is not live was
/// made before.
pub fn pending(live: &Config, moved: &[Moved]) -> (Vec<Moved>, Vec<MoveConflict>) {
    let there = |kind, name: &Name| match kind {
        MovedKind::Agents => live.agents.contains_key(name),
    };
    let old = moved.iter().filter(|one| there(one.kind, &one.from));
    let (blocked, free): (Vec<Moved>, Vec<Moved>) =
        old.cloned().partition(|one| there(one.kind, &one.to));
    (free, blocked.into_iter().map(MoveConflict).collect())
}

/// A configuration in which everything has the name that it is moved to, wherever it is named.
pub fn renamed<'c>(config: &'c Config, moved: &[Moved]) -> Cow<'c, Config> {
    if moved.is_empty() {
        return Cow::Borrowed(config);
    }
    let mut config = config.clone();
    let names = moved.iter().map(|one| match one.kind {
        MovedKind::Agents => (&one.from, &one.to),
    });
    agents(&mut config, &names.collect());
    for one in moved {
        let [from, to] = [&one.from, &one.to].map(|name| format!("{}/{name}", one.kind.key()));
        if config.protected.remove(&from) {
            config.protected.insert(to);
        }
    }
    Cow::Owned(config)
}

/// What some names become. All are taken at once: a center has thousands of members to look at.
type Names<'m> = BTreeMap<&'m Name, &'m Name>;

/// What the daemon knows of the moment, by the names after the moves.
pub fn renamed_moment(mut moment: Moment, moved: &[Moved]) -> Moment {
    for one in moved {
        match one.kind {
            MovedKind::Agents => rename_in(&mut moment.agents_on_call, one),
        }
    }
    moment
}

fn agents(config: &mut Config, names: &Names<'_>) {
    rename(&mut config.agents, names);
    for group in config.skill_groups.values_mut() {
        rename(&mut group.members, names);
    }
    for agent in config
        .phones
        .values_mut()
        .filter_map(|it| it.agent.as_mut())
    {
        if let Some(to) = names.get(agent) {
            agent.clone_from(to);
        }
    }
}

fn rename<V>(known: &mut BTreeMap<Name, V>, names: &Names<'_>) {
    let moved = known.keys().filter_map(|name| names.get_key_value(name));
    let moved: Vec<(&Name, &Name)> = moved.map(|(from, to)| (*from, *to)).collect();
    for (from, to) in moved {
        if let Some(value) = known.remove(from) {
            known.insert(to.clone(), value);
        }
    }
}

fn rename_in(known: &mut BTreeSet<Name>, moved: &Moved) {
    if known.remove(&moved.from) {
        known.insert(moved.to.clone());
    }
}
