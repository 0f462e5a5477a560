//! What an apply creates, changes and deletes.

use std::collections::{BTreeMap, BTreeSet};

use model::{Config, IvrName, Moved, Place, Places};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use lang::emit;

use crate::fields::{self, FieldChange, Lists};
use crate::flow::{self, NodeChange};
use crate::moved::renamed;
use crate::part;

/// What happens to a resource.
#[derive(
    Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// It ceases to exist.
    Delete,
    /// It has another name, and is the same.
    Move,
    /// It begins to exist.
    Create,
    /// Some of its fields become others.
    Change,
}

/// What happens to one resource.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Change {
    /// What happens.
    pub action: Action,
    /// The kind, such as `agents`.
    pub kind: String,
    /// The name; that of the center's own settings is `center`.
    pub name: String,
    /// Of a move: the name that it had.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<IvrName>,
    /// The fields that differ, sorted by path. Of a create and a delete: its outermost fields.
    pub fields: Vec<FieldChange>,
    /// Of a flow that changes: what happens to its nodes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nodes: Vec<NodeChange>,
    /// Where the desired resource is written; a deleted one is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

impl Change {
    /// A change of one field, which is written nowhere.
    pub fn of_field(kind: &str, name: &str, field: FieldChange) -> Change {
        Change {
            action: Action::Change,
            kind: kind.to_owned(),
            name: name.to_owned(),
            from: None,
            fields: vec![field],
            nodes: Vec::new(),
            place: None,
        }
    }

    /// What it happens to, such as `agents/amy`.
    pub fn key(&self) -> String {
        format!("{}/{}", self.kind, self.name)
    }
}

/// Every change that turns `live` into `desired`: deletes first, then moves, creates and changes, each
/// in the order of the kinds and sorted by name. `places` are those of `desired`.
pub fn diff(live: &Config, desired: &Config, places: &Places) -> Vec<Change> {
    diff_moved(live, desired, &[], places)
}

/// The same where some resources of `live` have other names in `desired`: those are neither deleted nor
/// created, and whoever names them does not change by that.
pub fn diff_moved(
    live: &Config,
    desired: &Config,
    moved: &[Moved],
    places: &Places,
) -> Vec<Change> {
    let mut changes = compare_all(&renamed(live, moved), desired, places);
    add_moves(&mut changes, moved, places);
    changes
}

/// Adds to the changes of a configuration that was [`renamed`] that it was.
pub fn add_moves(changes: &mut Vec<Change>, moved: &[Moved], places: &Places) {
    let names = moved.iter().map(|one| (one.kind.key(), one.to.as_str()));
    let names: BTreeSet<(&str, &str)> = names.collect();
    let is_moved = |it: &mut Change| names.contains(&(it.kind.as_str(), it.name.as_str()));
    let known = changes.extract_if(.., is_moved);
    let mut known: BTreeMap<_, _> = known.map(|it| (it.key(), (it.fields, it.nodes))).collect();
    for one in moved {
        let key = format!("{}/{}", one.kind.key(), one.to);
        let (fields, nodes) = known.remove(&key).unwrap_or_default();
        changes.push(Change {
            action: Action::Move,
            kind: one.kind.key().to_owned(),
            name: one.to.as_str().to_owned(),
            from: Some(one.from.clone()),
            fields,
            nodes,
            place: None,
        });
    }
    changes.sort_by_key(|change| change.action);
    locate(changes, places);
}

/// Says where what becomes of resources is written, as far as `places` know it.
pub(crate) fn locate(changes: &mut [Change], places: &Places) {
    for change in changes {
        let Change {
            action,
            kind,
            name,
            from,
            fields,
            place,
            ..
        } = change;
        let nearest = |path: &str| places.nearest(kind, name, path).cloned();
        let written = |field: &FieldChange| element(places, kind, name, field).cloned();
        let whole = match (&action, from) {
            (Action::Delete, _) => None,
            (Action::Move, Some(from)) => places.get(&format!("moved/{kind}/{from}")).cloned(),
            _ => nearest(""),
        };
        if matches!(action, Action::Change | Action::Move) {
            for field in fields {
                field.place = written(field).or(field.place.take());
            }
        }
        *place = whole.or(place.take());
    }
}

/// Where a field is written. An element of a list is known by its value, or by its number as a field of the
/// list is; one that is taken away is written nowhere, but its list may be.
fn element<'p>(
    places: &'p Places,
    kind: &str,
    name: &str,
    field: &FieldChange,
) -> Option<&'p Place> {
    let path = field.path.replace('[', ".").replace(']', "");
    let list = path.rsplit_once('.').map(|(list, _)| list);
    let Some(list) = list.filter(|_| field.path.ends_with(']')) else {
        return places.nearest(kind, name, &path);
    };
    if field.after.is_null() {
        return places.nearest(kind, name, list);
    }
    let value = field.after.as_str();
    let named = value.and_then(|value| places.get(&format!("{kind}/{name}/{list}.{value}")));
    named.or_else(|| places.nearest(kind, name, &path))
}

fn compare_all(live: &Config, desired: &Config, places: &Places) -> Vec<Change> {
    let mut changes = Vec::new();
    let keys = part::differing(live, desired);
    let written = |config| emit::resources(&part::part(config, &keys)).into_iter();
    for ((kind, live), (_, desired)) in written(live).zip(written(desired)) {
        resources(kind, &live, &desired, &mut changes);
    }
    for change in changes.iter_mut().filter(|it| it.action == Action::Change) {
        change.nodes = flow::of(change, live, desired);
    }
    locate(&mut changes, places);
    // A stable sort: the order of kinds and names stays.
    changes.sort_by_key(|change| change.action);
    changes
}

fn resources(
    kind: &'static str,
    live: &BTreeMap<String, Value>,
    desired: &BTreeMap<String, Value>,
    changes: &mut Vec<Change>,
) {
    let names: BTreeSet<&String> = live.keys().chain(desired.keys()).collect();
    for name in names {
        let (action, fields) = match (live.get(name), desired.get(name)) {
            (Some(before), None) => (Action::Delete, fields::outermost(before, &Value::Null)),
            (None, Some(after)) => (Action::Create, fields::outermost(&Value::Null, after)),
            (Some(before), Some(after)) if before != after => {
                let fields = fields::compare(Lists::ByElement, before, after);
                (Action::Change, fields)
            }
            _ => continue,
        };
        changes.push(Change {
            action,
            kind: kind.to_owned(),
            name: name.clone(),
            from: None,
            fields,
            nodes: Vec::new(),
            place: None,
        });
    }
}
