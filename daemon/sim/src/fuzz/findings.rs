//! What the states of a flow say about it.

use std::collections::BTreeSet;
use std::sync::Arc;

use model::record::Cause;
use model::{Config, Name};

use super::explore::{Explorer, Path, Sight, State};
use super::{Finding, Kind, Report, case};
use crate::walk::Scene;

/// How many findings of a kind are told.
const MOST: usize = 20;

/// Everything that was found.
pub fn report(config: &Arc<Config>, scene: &Scene, explorer: Explorer<'_>) -> Report {
    let mut found = dead_ends(&explorer);
    found.extend(circles(&explorer));
    found.extend(sights(&explorer));
    found.sort_by_key(|found| (found.kind, found.path.choices.len()));
    let mut findings: Vec<Finding> = Vec::new();
    for found in found {
        let alike = findings.iter().filter(|it| it.kind == found.kind);
        if alike.count() < MOST {
            findings.push(finding(config, scene, &explorer, found));
        }
    }
    findings.extend(unreached(&explorer).take(MOST));
    Report {
        number: scene.number.clone(),
        ivr: scene.ivr_name.clone(),
        states: explorer.states.len(),
        stopped: explorer.stopped,
        deeper: explorer.deeper,
        findings,
    }
}

struct Found {
    kind: Kind,
    node: Name,
    detail: String,
    path: Path,
}

fn finding(config: &Arc<Config>, scene: &Scene, explorer: &Explorer<'_>, found: Found) -> Finding {
    let beginning = explorer.beginnings.get(found.path.beginning);
    let longest = explorer.limits.longest;
    let test = beginning
        .and_then(|beginning| case::of(config, scene, beginning, &found.path.choices, longest));
    let beginnings = explorer.beginnings.len();
    let told = beginning.filter(|_| beginnings > 1);
    Finding {
        kind: found.kind,
        node: found.node,
        detail: found.detail,
        way: case::words(told, &found.path.choices),
        test,
    }
}

/// States from which nothing good can come, whatever happens; of several in a row the first.
fn dead_ends(explorer: &Explorer<'_>) -> Vec<Found> {
    let hopeful = hopeful(&explorer.states);
    let dead = |number: usize| !hopeful.contains(&number);
    let states = explorer.states.iter().enumerate();
    let first = states.filter(|(number, state)| dead(*number) && !state.from.is_some_and(dead));
    once(first.map(|(_, state)| Found {
        kind: Kind::DeadEnd,
        node: state.node.clone(),
        detail: "whatever the caller does from here, he comes to nobody and to no end".to_owned(),
        path: state.path.clone(),
    }))
}

/// The states from which something good can come, or of which it is not known.
fn hopeful(states: &[State]) -> BTreeSet<usize> {
    let mut hopeful = BTreeSet::new();
    loop {
        let before = hopeful.len();
        for (number, state) in states.iter().enumerate().rev() {
            let hopes = match &state.ways {
                None => true,
                Some(ways) => ways
                    .iter()
                    .any(|way| way.good || way.to.is_some_and(|to| hopeful.contains(&to))),
            };
            if hopes {
                hopeful.insert(number);
            }
        }
        if hopeful.len() == before {
            return hopeful;
        }
    }
}

/// States to which a caller comes back who does nothing.
fn circles(explorer: &Explorer<'_>) -> Vec<Found> {
    let states = &explorer.states;
    let back = (0..states.len()).filter(|number| returns(states, *number));
    let first = back.filter_map(|number| states.get(number));
    once(first.map(|state| Found {
        kind: Kind::Endless,
        node: state.node.clone(),
        detail: "a caller who presses nothing comes here again and again".to_owned(),
        path: state.path.clone(),
    }))
}

/// Whether ways for which the caller does nothing lead from a state back to it.
fn returns(states: &[State], number: usize) -> bool {
    let idle = |state: usize| {
        let ways = states.get(state).and_then(|state| state.ways.as_ref());
        let ways = ways.into_iter().flatten().filter(|way| way.idle);
        ways.filter_map(|way| way.to)
    };
    let mut seen: BTreeSet<usize> = idle(number).collect();
    let mut next: Vec<usize> = seen.iter().copied().collect();
    while let Some(state) = next.pop() {
        if state == number {
            return true;
        }
        next.extend(idle(state).filter(|to| seen.insert(*to)));
    }
    false
}

fn sights(explorer: &Explorer<'_>) -> Vec<Found> {
    let minutes = explorer.limits.longest.as_secs_f64() / 60.0;
    let held = |node: &Name| {
        let mut sights = explorer.sights.iter();
        sights.any(|(at, sight, _)| at == node && matches!(sight, Sight::Held))
    };
    let told = explorer.sights.iter().filter_map(|(node, sight, path)| {
        let (kind, detail) = match sight {
            Sight::Held => {
                let detail = "the call waits here without end when nobody answers";
                (Kind::Endless, detail.to_owned())
            }
            // Of a wait without end it is no news that it is long.
            Sight::Long if held(node) => return None,
            Sight::Long => {
                let detail =
                    format!("after {minutes:.0} minutes nobody has talked with the caller");
                (Kind::Long, detail)
            }
            Sight::Silent(status, cause) => {
                let (code, string) = (status.code(), status.string());
                let why = cause.map(|cause| format!(", {}", why(cause)));
                let why = why.unwrap_or_default();
                let detail = format!("the center hangs up without a word: {code} {string}{why}");
                (Kind::Silent, detail)
            }
        };
        Some(Found {
            kind,
            node: node.clone(),
            detail,
            path: path.clone(),
        })
    });
    told.collect()
}

/// What made a call end, in the word that an expectation has for it.
fn why(cause: Cause) -> &'static str {
    match cause {
        Cause::QueueExit => "no exit is named for such callers",
        Cause::NotReached => "no exit is named for whom is not reached",
        Cause::Flow => "a node cannot do its work, and the flow has no `on_exception`",
        _ => "it is cut off",
    }
}

/// Nodes that were never entered.
fn unreached<'e>(explorer: &'e Explorer<'_>) -> impl Iterator<Item = Finding> + 'e {
    let detail = match explorer.stopped || explorer.deeper {
        true => "no caller has come here as far as was looked",
        false => "no caller comes here",
    };
    let nodes = explorer.scene.ivr.nodes.keys();
    let nodes = nodes.filter(|node| !explorer.entered.contains(*node));
    nodes.map(move |node| Finding {
        kind: Kind::Unreached,
        node: node.clone(),
        detail: detail.to_owned(),
        way: Vec::new(),
        test: None,
    })
}

/// The first of each node.
fn once(found: impl Iterator<Item = Found>) -> Vec<Found> {
    let mut seen = BTreeSet::new();
    found.filter(|it| seen.insert(it.node.clone())).collect()
}
