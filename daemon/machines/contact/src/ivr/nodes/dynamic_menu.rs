//! `dynamic_menu`: a menu whose branches stand in a variable (feature I4).
//!
//! What a customer's system gives is taken as far as it can be used, and the rest is left out and
//! counted.

use model::config::{Asking, DynamicMenu};
use model::record::EventKind;
use model::{Key, Name};
use serde_json::Value;

use super::{At, Work};
use crate::ivr::asking::{self, Question, Stage, Verdict};
use crate::ivr::{Heard, Step, Visit};

/// The longest label and name, in characters.
const LONGEST: usize = 200;

/// A branch that can be used.
struct Branch {
    key: Key,
    name: Option<String>,
    label: Option<String>,
    next: Name,
}

/// The branches that can be used, and how many cannot. Of two with one key the first is meant.
fn branches(menu: &DynamicMenu, visit: &Visit<'_>) -> (Vec<Branch>, u64) {
    let given = list(&visit.text(&menu.branches));
    let mut usable: Vec<Branch> = Vec::new();
    let mut dropped = 0;
    for branch in given.iter().map(|one| branch(menu, one)) {
        match branch {
            Some(branch) if usable.iter().all(|other| other.key != branch.key) => {
                usable.push(branch);
            }
            _ => dropped += 1,
        }
    }
    (usable, dropped)
}

/// The list that a text holds, or that a text in it holds.
fn list(text: &str) -> Vec<Value> {
    let value = serde_json::from_str(text);
    let value = match value {
        Ok(Value::String(inner)) => serde_json::from_str(&inner),
        other => other,
    };
    match value {
        Ok(Value::Array(items)) => items,
        _ => Vec::new(),
    }
}

fn branch(menu: &DynamicMenu, given: &Value) -> Option<Branch> {
    let text = |field: &str| {
        let text = given.get(field)?.as_str()?;
        let short: String = text.chars().take(LONGEST).collect();
        (!short.is_empty()).then_some(short)
    };
    let next = given.get("next")?.as_str()?;
    Some(Branch {
        key: key(given.get("digits")?)?,
        name: text("name"),
        // The vendor's manual spells it in both ways.
        label: text("label").or_else(|| text("lable")),
        next: menu.targets.iter().find(|it| it.as_str() == next)?.clone(),
    })
}

/// The one key that digits are, be they a text or a number.
fn key(digits: &Value) -> Option<Key> {
    let text = match digits {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    let mut characters = text.chars();
    let key = characters.next().and_then(Key::new)?;
    characters.next().is_none().then_some(key)
}

impl Question for DynamicMenu {
    fn asking(&self) -> &Asking {
        &self.asking
    }

    fn at(stage: Stage) -> At {
        At::DynamicMenu(stage)
    }

    fn leads_back(&self) -> bool {
        true
    }

    fn judge(&self, visit: &mut Visit<'_>, digits: &str) -> Verdict {
        let (branches, _) = branches(self, visit);
        let pressed = digits.chars().next().and_then(Key::new);
        let Some(branch) = branches.into_iter().find(|it| Some(it.key) == pressed) else {
            return Verdict::Wrong;
        };
        let key = branch.key;
        let label = branch.label.or_else(|| branch.name.clone());
        visit.journal(EventKind::Chose {
            key,
            label: label.unwrap_or_else(|| key.to_string()),
            branch: branch.name,
        });
        Verdict::Accepted(Step::Go(branch.next))
    }
}

impl Work for DynamicMenu {
    type Stage = Stage;

    fn enter(&self, visit: &mut Visit<'_>) -> Step {
        let (usable, dropped) = branches(self, visit);
        visit.floor.counters.branches_dropped += dropped;
        if usable.is_empty() {
            return self.on_invalid.clone().map_or(Step::Exception, Step::Go);
        }
        asking::enter(self, visit)
    }

    fn hear(&self, visit: &mut Visit<'_>, stage: Stage, heard: Heard) -> Step {
        asking::hear(self, visit, stage, heard)
    }
}
