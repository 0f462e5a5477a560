//! A plan on another revision than the one that it was made against.
//!
//! What a plan has read is what it changes and what that names. As long as none of it has become
//! another, the plan does on the other revision what was reviewed.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};

use model::Config;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::fields::{Lists, compare};
use crate::{Change, Plan, canonical, part};

/// A resource that a plan has read and somebody else has changed since.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Conflict {
    /// The kind, such as `agents`.
    pub kind: String,
    /// The name.
    pub name: String,
    /// The fields in which the three differ.
    pub fields: Vec<ThreeWay>,
}

/// A field in three versions. `null` is one that is not written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ThreeWay {
    /// The path inside the resource; empty: the resource as a whole, which not all of them have.
    pub path: String,
    /// What it was when the plan was made.
    pub base: Value,
    /// What it is.
    pub theirs: Value,
    /// What the plan wants.
    pub yours: Value,
}

/// A resource, as it would be written.
pub fn resource(config: &Config, kind: &str, name: &str) -> Option<Value> {
    let key = format!("{kind}/{name}");
    part::written(config, &BTreeSet::from([key.clone()])).remove(&key)
}

/// The hash of every resource that the changes read: those that they change, and those that these
/// name. `None`: there is none of that name.
pub fn read(
    live: &Config,
    desired: &Config,
    changes: &[Change],
) -> BTreeMap<String, Option<String>> {
    let changed: BTreeSet<String> = changes.iter().map(Change::key).collect();
    if changed.is_empty() {
        return BTreeMap::new();
    }
    let mut kinds: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (kind, names) in part::names(live) {
        for name in names {
            kinds.entry(name).or_default().push(kind);
        }
    }
    let mut read = changed.clone();
    let mut see = |text: &str| {
        let named = kinds.get(text).into_iter().flatten();
        read.extend(named.map(|kind| format!("{kind}/{text}")));
    };
    for config in [live, desired] {
        let written = part::written(config, &changed);
        written.values().for_each(|it| texts(it, &mut see));
    }
    let there = part::written(live, &read);
    let hashed = |key: String| {
        let hash = there.get(&key).map(canonical::sha256);
        (key, hash)
    };
    read.into_iter().map(hashed).collect()
}

/// Every text and key in a value.
fn texts(value: &Value, see: &mut dyn FnMut(&str)) {
    match value {
        Value::String(text) => see(text),
        Value::Array(items) => items.iter().for_each(|item| texts(item, see)),
        Value::Object(fields) => {
            for (key, value) in fields {
                see(key);
                texts(value, see);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// What `live` becomes when the plan's changes are made to it. `base` is the revision that the plan was
/// made against, as far as it is known.
///
/// # Errors
/// What the plan has read and is another.
pub fn rebase(plan: &Plan, live: &Config, base: Option<&Config>) -> Result<Config, Vec<Conflict>> {
    let keys: BTreeSet<String> = plan.read.keys().cloned().collect();
    let (theirs, yours) = (
        part::written(live, &keys),
        part::written(&plan.desired, &keys),
    );
    let base = base.map(|base| part::written(base, &keys));
    let is_other = |(key, hash): &(&String, &Option<String>)| {
        let present = theirs.get(*key);
        // Both may have wanted the same.
        present.map(canonical::sha256) != **hash && present != yours.get(*key)
    };
    let others = plan.read.iter().filter(is_other);
    let conflicts: Vec<Conflict> = others
        .map(|(key, _)| {
            let base = base.as_ref().and_then(|base| base.get(key));
            conflict(key, base, theirs.get(key), yours.get(key))
        })
        .collect();
    if conflicts.is_empty() {
        Ok(graft(live, &plan.desired, &plan.changes))
    } else {
        Err(conflicts)
    }
}

fn conflict(
    key: &str,
    base: Option<&Value>,
    theirs: Option<&Value>,
    yours: Option<&Value>,
) -> Conflict {
    let (kind, name) = key.split_once('/').unwrap_or((key, ""));
    let fields = match (base, theirs, yours) {
        (Some(base), Some(theirs), Some(yours)) => three_ways(base, theirs, yours),
        _ => {
            let whole = |value: Option<&Value>| value.cloned().unwrap_or_default();
            vec![ThreeWay {
                path: String::new(),
                base: whole(base),
                theirs: whole(theirs),
                yours: whole(yours),
            }]
        }
    };
    Conflict {
        kind: kind.to_owned(),
        name: name.to_owned(),
        fields,
    }
}

fn three_ways(base: &Value, theirs: &Value, yours: &Value) -> Vec<ThreeWay> {
    let changed = |other| {
        let fields = compare(Lists::Whole, base, other).into_iter();
        fields.map(|field| (field.path, (field.before, field.after)))
    };
    let (theirs, yours): (BTreeMap<_, _>, BTreeMap<_, _>) =
        (changed(theirs).collect(), changed(yours).collect());
    let paths: BTreeSet<&String> = theirs.keys().chain(yours.keys()).collect();
    let of = |path: &String| {
        let (their, your) = (theirs.get(path), yours.get(path));
        let base = their.or(your).map(|it| it.0.clone()).unwrap_or_default();
        let after =
            |it: Option<&(Value, Value)>| it.map_or_else(|| base.clone(), |it| it.1.clone());
        ThreeWay {
            path: path.clone(),
            theirs: after(their),
            yours: after(your),
            base: base.clone(),
        }
    };
    paths.into_iter().map(of).collect()
}

/// `onto` with the changed resources as they are in `desired`.
fn graft(onto: &Config, desired: &Config, changes: &[Change]) -> Config {
    let mut config = onto.clone();
    for change in changes {
        take(&mut config, desired, &change.kind, &change.name);
        let key = change.key();
        match desired.protected.contains(&key) {
            true => config.protected.insert(key),
            false => config.protected.remove(&key),
        };
    }
    config
}

/// Makes one resource of a configuration what it is in another.
pub fn take(into: &mut Config, from: &Config, kind: &str, name: &str) {
    // A kind that is not named here does not compile.
    let Config {
        center,
        trunks,
        numbers,
        prompts,
        ivrs,
        skill_groups,
        agents,
        phones,
        routing,
        caller_lists,
        roles,
        hours,
        hotwords,
        webhooks,
        protected: _,
    } = from;
    match kind {
        "center" => into.center = center.clone(),
        "trunks" => one(&mut into.trunks, trunks, name),
        "numbers" => one(&mut into.numbers, numbers, name),
        "prompts" => one(&mut into.prompts, prompts, name),
        "ivrs" => one(&mut into.ivrs, ivrs, name),
        "skill_groups" => one(&mut into.skill_groups, skill_groups, name),
        "agents" => one(&mut into.agents, agents, name),
        "phones" => one(&mut into.phones, phones, name),
        "routing" => one(&mut into.routing, routing, name),
        "caller_lists" => one(&mut into.caller_lists, caller_lists, name),
        "roles" => one(&mut into.roles, roles, name),
        "hours" => one(&mut into.hours, hours, name),
        "hotwords" => one(&mut into.hotwords, hotwords, name),
        "webhooks" => one(&mut into.webhooks, webhooks, name),
        _ => {}
    }
}

fn one<K: Ord + Clone + Borrow<str>, V: Clone>(
    into: &mut BTreeMap<K, V>,
    from: &BTreeMap<K, V>,
    name: &str,
) {
    match from.get_key_value(name) {
        Some((key, value)) => {
            into.insert(key.clone(), value.clone());
        }
        None => {
            into.remove(name);
        }
    }
}
