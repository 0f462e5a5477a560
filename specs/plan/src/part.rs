//! Parts of configurations. Most of what is planned changes little of much, and only what is looked at is
//! written out.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};

use lang::emit;
use model::Config;
use serde_json::Value;

use crate::rebase::take;

/// Resources by `kind/name`.
pub type ByKey = BTreeMap<String, Value>;

/// The keys of the resources in which two configurations differ, those that only one of them has included.
pub fn differing(one: &Config, other: &Config) -> BTreeSet<String> {
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
        protected,
    } = one;
    // What alone is protected in one of them differs in that.
    let marked = protected.symmetric_difference(&other.protected);
    let mut keys: BTreeSet<String> = marked.cloned().collect();
    if *center != other.center {
        keys.insert(CENTER.to_owned());
    }
    let to = &mut keys;
    compare(to, "trunks", trunks, &other.trunks);
    compare(to, "numbers", numbers, &other.numbers);
    compare(to, "prompts", prompts, &other.prompts);
    compare(to, "ivrs", ivrs, &other.ivrs);
    compare(to, "skill_groups", skill_groups, &other.skill_groups);
    compare(to, "agents", agents, &other.agents);
    compare(to, "phones", phones, &other.phones);
    compare(to, "routing", routing, &other.routing);
    compare(to, "caller_lists", caller_lists, &other.caller_lists);
    compare(to, "roles", roles, &other.roles);
    compare(to, "hours", hours, &other.hours);
    compare(to, "hotwords", hotwords, &other.hotwords);
    compare(to, "webhooks", webhooks, &other.webhooks);
    keys
}

const CENTER: &str = "center/center";

fn compare<K: Ord + Borrow<str>, V: PartialEq>(
    keys: &mut BTreeSet<String>,
    kind: &str,
    one: &BTreeMap<K, V>,
    other: &BTreeMap<K, V>,
) {
    let key = |name: &K| format!("{kind}/{}", name.borrow());
    let differs = |(name, value): &(&K, &V)| other.get((*name).borrow()) != Some(*value);
    keys.extend(one.iter().filter(differs).map(|(name, _)| key(name)));
    let alone = other
        .keys()
        .filter(|name| !one.contains_key((*name).borrow()));
    keys.extend(alone.map(key));
}

/// The names of all resources, by kind; that of the center's own settings is `center`.
pub fn names(config: &Config) -> Vec<(&'static str, Vec<&str>)> {
    let Config {
        center: _,
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
    } = config;
    vec![
        ("center", vec!["center"]),
        ("trunks", all(trunks)),
        ("numbers", all(numbers)),
        ("prompts", all(prompts)),
        ("ivrs", all(ivrs)),
        ("skill_groups", all(skill_groups)),
        ("agents", all(agents)),
        ("phones", all(phones)),
        ("routing", all(routing)),
        ("caller_lists", all(caller_lists)),
        ("roles", all(roles)),
        ("hours", all(hours)),
        ("hotwords", all(hotwords)),
        ("webhooks", all(webhooks)),
    ]
}

fn all<K: Borrow<str>, V>(resources: &BTreeMap<K, V>) -> Vec<&str> {
    resources.keys().map(Borrow::borrow).collect()
}

/// A configuration of these resources and no others, apart from the center's own settings.
pub fn part(config: &Config, keys: &BTreeSet<String>) -> Config {
    let mut part = Config {
        center: config.center.clone(),
        protected: config.protected.intersection(keys).cloned().collect(),
        ..Config::default()
    };
    for (kind, name) in keys.iter().filter_map(|key| key.split_once('/')) {
        take(&mut part, config, kind, name);
    }
    part
}

/// These resources, as they would be written. A key of which there is none has no value.
pub fn written(config: &Config, keys: &BTreeSet<String>) -> ByKey {
    let kinds = emit::resources(&part(config, keys)).into_iter();
    kinds
        .flat_map(|(kind, resources)| {
            let resources = resources.into_iter();
            resources.map(move |(name, value)| (format!("{kind}/{name}"), value))
        })
        .filter(|(key, _)| keys.contains(key))
        .collect()
}
