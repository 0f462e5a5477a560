//! Roles back to YAML.

use model::config::{Grant, Groups, Module, Role};
use serde_yaml::Value;

use super::map::{Map, text};

/// A role as it is written.
pub fn role(role: &Role) -> Value {
    let mut map = Map::default();
    map.unless("name", &role.name.as_str(), &"");
    for module in Module::ALL {
        map.some(module.word(), role.may.get(&module).map(grant));
    }
    map.put("skill_groups", groups(&role.skill_groups));
    map.unless("plain_numbers", &role.plain_numbers, &false);
    map.value()
}

fn grant(grant: &Grant) -> Value {
    let Some(own) = &grant.skill_groups else {
        return text(&grant.permission);
    };
    let mut map = Map::default();
    map.put("permission", text(&grant.permission));
    map.put("skill_groups", groups(own));
    map.value()
}

fn groups(groups: &Groups) -> Value {
    match groups {
        Groups::All => text(&"all"),
        Groups::These(names) => names.iter().map(text).collect::<Vec<_>>().into(),
    }
}
