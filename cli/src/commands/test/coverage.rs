//! Which nodes the tests of a center entered, and which ways between nodes they took.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use model::config::Ivr;
use model::{Config, IvrName, Name};

use super::outcome::TestOutcome;
use crate::printer::style::{Style, styled};

/// How many of what is missing are named in a line.
const NAMED: usize = 8;

/// A step from a node to the next; several exits may lead the same way.
type Way = (Name, Name);

/// What was reached of a flow.
#[derive(Debug, Default)]
struct Reached {
    nodes: BTreeSet<Name>,
    ways: BTreeSet<Way>,
}

/// What is there and what of it was reached, flow by flow.
#[derive(Debug)]
pub struct Coverage<'c> {
    flows: BTreeMap<&'c IvrName, (&'c Ivr, Reached)>,
}

/// So many of so many.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
struct Share {
    reached: usize,
    all: usize,
}

impl<'c> Coverage<'c> {
    /// What these tests reached of the flows to which numbers lead.
    pub fn of(config: &'c Config, outcomes: &[TestOutcome]) -> Coverage<'c> {
        let answering: BTreeSet<&IvrName> =
            config.numbers.values().map(|number| &number.ivr).collect();
        let flows = config
            .ivrs
            .iter()
            .filter(|(name, _)| answering.contains(name));
        let mut flows: BTreeMap<_, _> = flows
            .map(|(name, ivr)| (name, (&**ivr, Reached::default())))
            .collect();
        for outcome in outcomes {
            let from = std::iter::once(None).chain(outcome.entered.iter().map(Some));
            for (before, (flow, node)) in from.zip(&outcome.entered) {
                let Some((_, reached)) = flows.get_mut(flow) else {
                    continue;
                };
                reached.nodes.insert(node.clone());
                let before = before.filter(|(of, _)| of == flow);
                reached
                    .ways
                    .extend(before.map(|(_, before)| (before.clone(), node.clone())));
            }
        }
        Coverage { flows }
    }

    /// Nodes and ways that were reached, in percent of all, rounded down.
    pub fn percent(&self) -> usize {
        let shares = self
            .flows
            .values()
            .map(|(ivr, reached)| nodes(ivr, reached).and(ways(ivr, reached).0));
        shares.fold(Share::default(), Share::and).percent()
    }

    /// A line for each flow, what is missing below it, and all together.
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "\n{}", styled(Style::Bold, "coverage"))?;
        for (name, (ivr, reached)) in &self.flows {
            let (ways, missing) = ways(ivr, reached);
            let nodes = nodes(ivr, reached);
            writeln!(out, "{name}: {nodes} nodes, {ways} ways from node to node")?;
            let never = ivr
                .nodes
                .keys()
                .filter(|node| !reached.nodes.contains(*node));
            named(out, "never entered", never.map(Name::to_string).collect())?;
            let entered = missing
                .iter()
                .filter(|(from, _)| reached.nodes.contains(from));
            let untaken = entered.map(|(from, to)| format!("{from} → {to}"));
            named(out, "never taken", untaken.collect())?;
        }
        writeln!(out, "all together: {} %", self.percent())
    }
}

impl Share {
    fn and(self, other: Share) -> Share {
        Share {
            reached: self.reached + other.reached,
            all: self.all + other.all,
        }
    }

    fn percent(self) -> usize {
        (self.reached * 100).checked_div(self.all).unwrap_or(100)
    }
}

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} of {}", self.reached, self.all)
    }
}

fn nodes(ivr: &Ivr, reached: &Reached) -> Share {
    Share {
        reached: ivr
            .nodes
            .keys()
            .filter(|node| reached.nodes.contains(*node))
            .count(),
        all: ivr.nodes.len(),
    }
}

/// The ways that exits make, and those of them that were not taken.
fn ways(ivr: &Ivr, reached: &Reached) -> (Share, BTreeSet<Way>) {
    let exits = ivr.nodes.iter().flat_map(|(from, node)| {
        let exits = node.outline().exits().into_iter();
        exits
            .map(|exit| (from.clone(), exit.to.clone()))
            .collect::<Vec<_>>()
    });
    let all: BTreeSet<Way> = exits.collect();
    let missing: BTreeSet<Way> = all.difference(&reached.ways).cloned().collect();
    let share = Share {
        reached: all.len() - missing.len(),
        all: all.len(),
    };
    (share, missing)
}

fn named(out: &mut impl Write, what: &str, names: Vec<String>) -> io::Result<()> {
    let Some(shown) = names
        .get(..names.len().min(NAMED))
        .filter(|shown| !shown.is_empty())
    else {
        return Ok(());
    };
    let more = match names.len() - shown.len() {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    writeln!(out, "  {what}: {}{more}", shown.join(", "))
}
