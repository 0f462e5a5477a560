//! The counters of failed tries: one for each node, unless a node says with which others it counts
//! (feature I16).

use std::collections::BTreeMap;

use model::Name;
use model::config::{Counting, Scope};

/// How a try fails.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Failure {
    /// No key came.
    NoInput,
    /// The keys were no answer.
    NoMatch,
}

/// What counts together.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Counted {
    Node(Name),
    Flow,
    Call,
}

/// The counters of a call. There are at most two for each node of its flow, and four more.
#[derive(Clone, Debug, Default)]
pub(crate) struct Errors(BTreeMap<(Counted, Option<Failure>), u32>);

impl Errors {
    /// Counts a failure in a node; the count with it.
    pub(crate) fn count(&mut self, node: &Name, counting: &Counting, failure: Failure) -> u32 {
        let failure = counting.separate.then_some(failure);
        let count = self
            .0
            .entry((counted(node, counting), failure))
            .or_default();
        *count = count.saturating_add(1);
        *count
    }

    /// Sets the counters of a node back; those that others share go on.
    pub(crate) fn forgive(&mut self, node: &Name, counting: &Counting) {
        if counting.scope == Scope::Node {
            let node = Counted::Node(node.clone());
            self.0.retain(|(counted, _), _| *counted != node);
        }
    }
}

fn counted(node: &Name, counting: &Counting) -> Counted {
    match counting.scope {
        Scope::Node => Counted::Node(node.clone()),
        Scope::Flow => Counted::Flow,
        Scope::Call => Counted::Call,
    }
}
