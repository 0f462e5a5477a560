//! How grants and groups are written.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Grant, Groups, Permission};
use crate::Name;

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum GroupsForm {
    Word(Word),
    List(BTreeSet<Name>),
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Word {
    All,
}

impl From<GroupsForm> for Groups {
    fn from(form: GroupsForm) -> Groups {
        match form {
            GroupsForm::Word(Word::All) => Groups::All,
            GroupsForm::List(names) => Groups::These(names),
        }
    }
}

impl From<Groups> for GroupsForm {
    fn from(groups: Groups) -> GroupsForm {
        match groups {
            Groups::All => GroupsForm::Word(Word::All),
            Groups::These(names) => GroupsForm::List(names),
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum GrantForm {
    Word(Permission),
    Map {
        permission: Permission,
        #[serde(default)]
        skill_groups: Option<Groups>,
    },
}

impl From<GrantForm> for Grant {
    fn from(form: GrantForm) -> Grant {
        match form {
            GrantForm::Word(permission) => Grant::of(permission),
            GrantForm::Map {
                permission,
                skill_groups,
            } => Grant {
                permission,
                skill_groups,
            },
        }
    }
}

impl From<Grant> for GrantForm {
    fn from(grant: Grant) -> GrantForm {
        match grant {
            Grant {
                permission,
                skill_groups: None,
            } => GrantForm::Word(permission),
            Grant {
                permission,
                skill_groups,
            } => GrantForm::Map {
                permission,
                skill_groups,
            },
        }
    }
}
