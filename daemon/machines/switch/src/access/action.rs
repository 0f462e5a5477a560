//! What somebody wants to do, as data.

use std::collections::BTreeSet;
use std::fmt;

use model::Name;
use model::config::{Module, Permission, Role};
use model::record::{CallEvent, CallRecord, EventKind};

/// What somebody wants to do: every read and every command is one of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// What it takes.
    pub need: Need,
    /// What it touches.
    pub on: On,
}

/// What an action takes.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// A role that allows this much of a module.
    Has(Module, Permission),
    /// A role that shows something of one of these modules; what it shows of each is asked beside that.
    Sees(&'static [Module]),
    /// The role `admin`: it alone says who may what.
    Admin,
}

/// What an action touches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum On {
    /// As much as may be seen: the scope filters it.
    Visible,
    /// The whole center, whose parts cannot be told apart.
    Center,
    /// A skill group.
    Group(Name),
    /// An agent.
    Agent(Name),
    /// An agent, as those deal with him who are in charge of him: to be that agent is not enough.
    Charge(Name),
    /// A call, a record or a recording.
    Call(Parties),
}

/// The skill groups and agents that had to do with a call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parties {
    /// Skill groups in which it waited.
    pub groups: BTreeSet<Name>,
    /// Agents who talked or were rung.
    pub agents: BTreeSet<Name>,
}

impl Action {
    /// To see something of a module.
    pub const fn view(module: Module) -> Action {
        Need::Has(module, Permission::View).on(On::Visible)
    }

    /// To change something of a module.
    pub const fn change(module: Module, on: On) -> Action {
        Need::Has(module, Permission::Change).on(on)
    }

    /// What the admin alone may.
    pub const fn admin() -> Action {
        Need::Admin.on(On::Center)
    }
}

impl Need {
    /// The action that takes this and touches `on`.
    pub const fn on(self, on: On) -> Action {
        Action { need: self, on }
    }

    /// The least built-in role that has it.
    pub fn least_role(self) -> &'static str {
        let has = |name: &&str| {
            let role = Role::built_in(name);
            role.is_some_and(|role| match self {
                Need::Has(module, permission) => role.permission(module) >= permission,
                Need::Sees(modules) => modules
                    .iter()
                    .any(|it| role.permission(*it) >= Permission::View),
                Need::Admin => false,
            })
        };
        let mut roles = Role::BUILT_IN.into_iter();
        roles.find(has).unwrap_or(Role::ADMIN)
    }
}

impl fmt::Display for Need {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the role `{}`", self.least_role())?;
        match self {
            Need::Has(module, permission) => write!(f, ", or one with `{module}: {permission}`"),
            Need::Sees(modules) => {
                for module in *modules {
                    write!(f, ", or one with `{module}: {}`", Permission::View)?;
                }
                Ok(())
            }
            Need::Admin => Ok(()),
        }
    }
}

impl Parties {
    /// Those of a call that is over.
    pub fn of(record: &CallRecord) -> Parties {
        let each = &record.participants;
        let rung_for = each.iter().filter_map(|one| one.skill_group.as_ref());
        let people = each.iter().filter_map(|one| one.agent.as_ref());
        Parties {
            groups: rung_for.chain(&record.skill_group).cloned().collect(),
            agents: people.chain(&record.agent).cloned().collect(),
        }
    }

    /// Takes in whom an event of the call brings.
    pub fn take(&mut self, event: &CallEvent) {
        match &event.kind {
            EventKind::Queued { group, .. } => {
                self.groups.insert(group.clone());
            }
            EventKind::Offered { agent, group, .. } => {
                self.groups.insert(group.clone());
                self.agents.extend(agent.clone());
            }
            EventKind::Originated { agent, .. } | EventKind::Dialled { agent, .. } => {
                self.agents.extend(agent.clone());
            }
            _ => {}
        }
    }
}
