//! What an apply creates, changes and deletes.

use std::collections::{BTreeMap, BTreeSet};

use model::{Config, Moved, Name, Place, Places};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use lang::emit;

use crate::moved::renamed;

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
    pub from: Option<Name>,
    /// The fields that differ, sorted by path. Of a create and a delete: its outermost fields.
    pub fields: Vec<FieldChange>,
    /// Where the desired resource is written; a deleted one is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

/// What happens to one field. A field that is not written is `null`, which stands for its default.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FieldChange {
    /// The path inside the resource, such as `nodes.menu.keys.2.next`.
    pub path: String,
    /// What it is.
    pub before: Value,
    /// What it becomes.
    pub after: Value,
    /// Where what it becomes is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
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
    let mut changes = match moved {
        [] => compare_all(live, desired, places),
        moved => compare_all(&renamed(live, moved), desired, places),
    };
    add_moves(&mut changes, moved, places);
    changes
}

/// Adds to the changes of a configuration that was [`renamed`] that it was.
pub fn add_moves(changes: &mut Vec<Change>, moved: &[Moved], places: &Places) {
    for one in moved {
        let same =
            |change: &&Change| change.kind == one.kind.key() && change.name == one.to.as_str();
        let place = places.get(&format!("moved/{}/{}", one.kind.key(), one.from));
        let known = changes.iter().position(|change| same(&change));
        let fields = known.map(|known| changes.remove(known).fields);
        changes.push(Change {
            action: Action::Move,
            kind: one.kind.key().to_owned(),
            name: one.to.as_str().to_owned(),
            from: Some(one.from.clone()),
            fields: fields.unwrap_or_default(),
            place: place.cloned(),
        });
    }
    changes.sort_by_key(|change| change.action);
}

fn compare_all(live: &Config, desired: &Config, places: &Places) -> Vec<Change> {
    let mut changes = Vec::new();
    let kinds = emit::resources(live)
        .into_iter()
        .zip(emit::resources(desired));
    for ((kind, live), (_, desired)) in kinds {
        resources(kind, &live, &desired, places, &mut changes);
    }
    // A stable sort: the order of kinds and names stays.
    changes.sort_by_key(|change| change.action);
    changes
}

fn resources(
    kind: &'static str,
    live: &BTreeMap<String, Value>,
    desired: &BTreeMap<String, Value>,
    places: &Places,
    changes: &mut Vec<Change>,
) {
    for name in union(live.keys(), desired.keys()) {
        let (action, fields) = match (live.get(name), desired.get(name)) {
            (Some(before), None) => (Action::Delete, outermost(before, &Value::Null)),
            (None, Some(after)) => (Action::Create, outermost(&Value::Null, after)),
            (Some(before), Some(after)) if before != after => {
                let mut fields = Vec::new();
                compare(String::new(), before, after, &mut fields);
                (Action::Change, fields)
            }
            _ => continue,
        };
        let locate = |path: &str| places.nearest(kind, name, path).cloned();
        let place = if action == Action::Delete {
            None
        } else {
            locate("")
        };
        let mut fields = fields;
        if action == Action::Change {
            fields
                .iter_mut()
                .for_each(|field| field.place = locate(&field.path));
        }
        changes.push(Change {
            action,
            kind: kind.to_owned(),
            name: name.clone(),
            from: None,
            fields,
            place,
        });
    }
}

/// The outermost fields of two values.
fn outermost(before: &Value, after: &Value) -> Vec<FieldChange> {
    keys(before, after)
        .into_iter()
        .map(|key| field(key.clone(), before, after, key))
        .collect()
}

/// The innermost fields that differ. Lists are compared as a whole: their order has a meaning.
fn compare(path: String, before: &Value, after: &Value, fields: &mut Vec<FieldChange>) {
    if before == after {
        return;
    }
    if !(path.is_empty() || (before.is_object() && after.is_object())) {
        let (before, after) = (before.clone(), after.clone());
        fields.push(FieldChange {
            path,
            before,
            after,
            place: None,
        });
        return;
    }
    for key in keys(before, after) {
        let inner = if path.is_empty() {
            key.clone()
        } else {
            format!("{path}.{key}")
        };
        let field = field(inner, before, after, key);
        compare(field.path, &field.before, &field.after, fields);
    }
}

fn field(path: String, before: &Value, after: &Value, key: &str) -> FieldChange {
    let inner = |value: &Value| value.get(key).cloned().unwrap_or_default();
    FieldChange {
        path,
        before: inner(before),
        after: inner(after),
        place: None,
    }
}

fn keys<'a>(before: &'a Value, after: &'a Value) -> BTreeSet<&'a String> {
    let keys = |value: &'a Value| {
        value
            .as_object()
            .into_iter()
            .flat_map(serde_json::Map::keys)
    };
    union(keys(before), keys(after))
}

fn union<'a>(
    before: impl Iterator<Item = &'a String>,
    after: impl Iterator<Item = &'a String>,
) -> BTreeSet<&'a String> {
    before.chain(after).collect()
}
