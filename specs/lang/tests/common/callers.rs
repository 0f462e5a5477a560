//! Caller lists made by chance, and a configuration that uses them.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::config::{CallerList, CallerPattern, Screening};
use model::{Config, Name};
use proptest::collection::{btree_map, btree_set};
use proptest::option;
use proptest::prelude::*;

use crate::center::{line, name};

type Lists = BTreeMap<Name, CallerList>;

/// The lists.
pub fn lists() -> impl Strategy<Value = Lists> {
    let pattern = "[0-9]{3,8}\\*?|\\+861[0-9]{2}\\*"
        .prop_map(|text| CallerPattern::new(&text).expect("a pattern"));
    let list = (btree_set(pattern, 0..4), any::<bool>(), option::of(line()));
    let list = list.prop_map(|(numbers, withheld, note)| CallerList {
        numbers,
        withheld,
        note: note.unwrap_or_default(),
    });
    btree_map(name(), list, 0..3)
}

/// The configuration with these lists, which the center and every flow name.
pub fn screened(mut config: Config, lists: Lists) -> Config {
    let names: Vec<Name> = lists.keys().cloned().collect();
    config.center.inbound_blacklist.clone_from(&names);
    for ivr in config.ivrs.values_mut() {
        let start = ivr.start.clone();
        Arc::make_mut(ivr).screening = Screening {
            blacklist: names.clone(),
            whitelist: names.iter().take(1).cloned().collect(),
            whitelist_only: !names.is_empty(),
            on_blocked: names.first().map(|_| start),
        };
    }
    config.caller_lists = lists.into();
    config
}
