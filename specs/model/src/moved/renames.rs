//! What everything is called from here on, by what it was called.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;
use std::sync::Arc;

use super::{Moved, MovedKind};
use crate::IvrName;
use crate::config::Ivr;

/// Moves, ready to be looked up. All of them are made at once: none leads on to another.
#[derive(Clone, Debug, Default)]
pub struct Renames(BTreeMap<MovedKind, BTreeMap<IvrName, IvrName>>);

impl Renames {
    /// Those of some moves.
    pub fn of(moved: &[Moved]) -> Renames {
        let mut renames = Renames::default();
        for one in moved {
            let kind = renames.0.entry(one.kind).or_default();
            kind.insert(one.from.clone(), one.to.clone());
        }
        renames
    }

    /// Whether everything keeps its name.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The names of a kind, before and after.
    pub fn pairs<K: FromStr>(&self, kind: MovedKind) -> Vec<(K, K)> {
        let parsed = |name: &IvrName| name.as_str().parse().ok();
        let each = self.each(kind);
        each.filter_map(|(from, to)| Some((parsed(from)?, parsed(to)?)))
            .collect()
    }

    /// The same as they are written.
    pub fn each(&self, kind: MovedKind) -> impl Iterator<Item = (&IvrName, &IvrName)> {
        self.0.get(&kind).into_iter().flatten()
    }

    /// Puts one name in the place of another, if it is moved.
    pub fn name<K: Borrow<str> + FromStr>(&self, kind: MovedKind, name: &mut K) {
        let known = self.0.get(&kind);
        let to = known.and_then(|known| known.get((*name).borrow()));
        if let Some(to) = to.and_then(|to| to.as_str().parse().ok()) {
            *name = to;
        }
    }

    /// The same for several.
    pub fn names<'n, K: Borrow<str> + FromStr + 'n>(
        &self,
        kind: MovedKind,
        names: impl IntoIterator<Item = &'n mut K>,
    ) {
        names.into_iter().for_each(|name| self.name(kind, name));
    }

    /// The same for what is known by name.
    pub fn keys<K: Ord + Borrow<str> + FromStr, V>(
        &self,
        kind: MovedKind,
        known: &mut BTreeMap<K, V>,
    ) {
        if !self.0.contains_key(&kind) {
            return;
        }
        let renamed = std::mem::take(known).into_iter().map(|(mut name, value)| {
            self.name(kind, &mut name);
            (name, value)
        });
        *known = renamed.collect();
    }

    /// The same for a set of names.
    pub fn set<K: Ord + Borrow<str> + FromStr>(&self, kind: MovedKind, names: &mut BTreeSet<K>) {
        if !self.0.contains_key(&kind) {
            return;
        }
        let renamed = std::mem::take(names).into_iter().map(|mut name| {
            self.name(kind, &mut name);
            name
        });
        *names = renamed.collect();
    }

    /// The same for what a flow names. A flow that names nothing of it stays the one that it is.
    pub fn flow(&self, flow: &mut Arc<Ivr>) {
        let mut renamed = (**flow).clone();
        renamed.rename(self);
        if renamed != **flow {
            *flow = Arc::new(renamed);
        }
    }
}
