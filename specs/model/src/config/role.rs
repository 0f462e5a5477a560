//! Roles: which parts of the center somebody may see or change, and of which skill groups.

mod form;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use self::form::{GrantForm, GroupsForm};
use super::is_default;
use crate::Name;

/// One role (feature A7). What it does not name it does not allow.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// What people call it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// What it allows, part by part.
    #[serde(flatten)]
    pub may: BTreeMap<Module, Grant>,
    /// The skill groups that it sees.
    #[serde(default)]
    pub skill_groups: Groups,
    /// Whether it is shown customers' numbers whole where the center masks them.
    #[serde(default, skip_serializing_if = "is_default")]
    pub plain_numbers: bool,
}

/// A part of the center that is allowed or not as one.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Module {
    /// Figures of the past.
    Analytics,
    /// Records of calls and what happened in them.
    Records,
    /// Calls, queues and agents as they are at the moment; to change it is to set agents' states and
    /// to end calls.
    Monitoring,
    /// Recordings and calls that are up, to be heard; to change it is to speak in them.
    Listening,
    /// What the YAML describes; to change it is to apply.
    Configuration,
}

impl Module {
    /// Every module, in the order of the manual.
    pub const ALL: [Module; 5] = [
        Module::Analytics,
        Module::Records,
        Module::Monitoring,
        Module::Listening,
        Module::Configuration,
    ];

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Module::Analytics => "analytics",
            Module::Records => "records",
            Module::Monitoring => "monitoring",
            Module::Listening => "listening",
            Module::Configuration => "configuration",
        }
    }
}

impl fmt::Display for Module {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// How much of a module is allowed; each includes those before it.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// Nothing.
    #[default]
    None,
    /// To look.
    View,
    /// To look and to change.
    Change,
}

impl Permission {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Permission::None => "none",
            Permission::View => "view",
            Permission::Change => "change",
        }
    }
}

impl fmt::Display for Permission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// What a role allows of one module: a word, or a map if it is for skill groups of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "GrantForm", into = "GrantForm")]
pub struct Grant {
    /// How much.
    pub permission: Permission,
    /// Of which skill groups; `None`: of those of the role.
    pub skill_groups: Option<Groups>,
}

/// Skill groups that a role sees: `"all"` or a list of names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "GroupsForm", into = "GroupsForm")]
pub enum Groups {
    /// All, and what belongs to none.
    All,
    /// These, and what belongs to them.
    These(BTreeSet<Name>),
}

impl Groups {
    /// None at all.
    pub const NONE: Groups = Groups::These(BTreeSet::new());

    /// Whether a skill group is one of them.
    pub fn contains(&self, group: &Name) -> bool {
        match self {
            Groups::All => true,
            Groups::These(names) => names.contains(group),
        }
    }
}

impl Default for Groups {
    fn default() -> Groups {
        Groups::NONE
    }
}

impl Role {
    /// The role that may everything, and the only one that may say who may what.
    pub const ADMIN: &'static str = "admin";
    /// The role of those who answer: what concerns themselves, and nothing else.
    pub const AGENT: &'static str = "agent";
    /// The roles that exist without being written, least first. None of them can be written.
    pub const BUILT_IN: [&'static str; 4] = [Role::AGENT, "viewer", "operator", Role::ADMIN];

    /// The built-in role of that name.
    pub fn built_in(name: &str) -> Option<Role> {
        let all = |permission: fn(Module) -> Permission, plain_numbers| Role {
            name: name.to_owned(),
            may: Module::ALL
                .into_iter()
                .map(|module| (module, Grant::of(permission(module))))
                .collect(),
            skill_groups: Groups::All,
            plain_numbers,
        };
        match name {
            Role::AGENT => Some(Role {
                name: name.to_owned(),
                ..Role::default()
            }),
            "viewer" => Some(all(|_| Permission::View, false)),
            "operator" => Some(all(
                |module| match module {
                    Module::Monitoring => Permission::Change,
                    _ => Permission::View,
                },
                false,
            )),
            Role::ADMIN => Some(all(|_| Permission::Change, true)),
            _ => None,
        }
    }

    /// How much of a module it allows.
    pub fn permission(&self, module: Module) -> Permission {
        self.may
            .get(&module)
            .map_or(Permission::None, |grant| grant.permission)
    }

    /// The skill groups that it sees of a module.
    pub fn groups(&self, module: Module) -> &Groups {
        let own = self.may.get(&module);
        own.and_then(|grant| grant.skill_groups.as_ref())
            .unwrap_or(&self.skill_groups)
    }
}

impl Grant {
    /// A permission for the skill groups of the role.
    pub fn of(permission: Permission) -> Grant {
        Grant {
            permission,
            skill_groups: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_groups_are_a_word_and_some_a_list() {
        for (groups, json) in [
            (Groups::All, r#""all""#),
            (Groups::NONE, "[]"),
            (
                Groups::These([Name::new("sales").expect("a name")].into()),
                r#"["sales"]"#,
            ),
        ] {
            assert_eq!(serde_json::to_string(&groups).expect("json"), json);
            assert_eq!(
                serde_json::from_str::<Groups>(json).expect("groups"),
                groups
            );
        }
        assert!(serde_json::from_str::<Groups>(r#""most""#).is_err());
    }

    #[test]
    fn the_built_in_roles_grow_from_least_to_most() {
        let roles = Role::BUILT_IN.map(|name| Role::built_in(name).expect("it is built in"));
        for pair in roles.windows(2) {
            let [less, more] = pair else { continue };
            for module in Module::ALL {
                assert!(
                    less.permission(module) <= more.permission(module),
                    "{module}"
                );
            }
        }
        assert_eq!(Role::built_in("boss"), None);
    }

    #[test]
    fn a_module_may_have_skill_groups_of_its_own() {
        let role: Role = serde_json::from_value(serde_json::json!({
            "records": { "permission": "view", "skill_groups": ["sales"] },
            "monitoring": "view",
            "skill_groups": "all",
        }))
        .expect("a role");
        let written = serde_json::to_value(&role).expect("json");
        assert_eq!(
            serde_json::from_value::<Role>(written).expect("a role"),
            role
        );
        assert_eq!(role.groups(Module::Monitoring), &Groups::All);
        assert_ne!(role.groups(Module::Records), &Groups::All);
        assert_eq!(role.permission(Module::Analytics), Permission::None);
    }
}
