//! Who may what. One pure function decides, from the configuration that is live at that moment, so
//! that a role that is taken away is gone at once. What nothing allows is denied.

mod action;
mod principal;
mod scope;
#[cfg(test)]
mod tests;
mod view;

pub use action::{Action, Need, On, Parties};
pub use model::config::{Module, Permission};
pub use principal::Principal;
pub use scope::Scope;
pub use view::Ends;

use model::config::{Config, Groups, Role};
use model::{Name, Touched};

/// Why something may not be done.
#[derive(Copy, Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// The role does not allow it, whatever it touches: this is said before anything is looked up, so
    /// that it is the same for what exists and what does not.
    #[error("this needs {0}")]
    Role(Need),
    /// The role allows it for some skill groups, and it touches the whole center.
    #[error("this touches the whole center and needs {0} that sees all skill groups")]
    Limited(Need),
    /// It touches what the role does not see: it is answered like what is not there.
    #[error("there is nothing of that name")]
    Unseen,
}

/// Decides whether `principal` may do `action`, and what he may see of the answer.
///
/// # Errors
/// Why not.
pub fn authorize(principal: &Principal, action: &Action, config: &Config) -> Result<Scope, Denied> {
    let scope = scope(principal, action.need, config).ok_or(Denied::Role(action.need))?;
    let changes = !matches!(action.need, Need::Has(_, Permission::View) | Need::Sees(_));
    let seen = match &action.on {
        On::Visible => true,
        On::Center if !scope.is_all() => return Err(Denied::Limited(action.need)),
        On::Center => true,
        // Who is in a group sees its queue; to change the group he has to see it by his role.
        On::Group(group) if changes => scope.groups.contains(group),
        On::Group(group) => scope.sees_group(config, group),
        On::Agent(agent) => scope.sees_agent(config, agent),
        On::Charge(_) if scope.groups == Groups::NONE => return Err(Denied::Role(action.need)),
        On::Charge(agent) => scope.by_role().sees_agent(config, agent),
        On::Call(parties) => scope.sees_call(parties),
    };
    if seen { Ok(scope) } else { Err(Denied::Unseen) }
}

/// What `principal` sees of something that takes `need`; `None`: nothing.
fn scope(principal: &Principal, need: Need, config: &Config) -> Option<Scope> {
    if let Need::Sees(modules) = need {
        let of = |module: &Module| Need::Has(*module, Permission::View);
        let mut scopes = modules.iter().map(|it| scope(principal, of(it), config));
        return scopes.find_map(|scope| scope);
    }
    let name = principal.role(config)?;
    let role = config.role(name)?;
    let plain_numbers = role.plain_numbers;
    let (groups, own) = match need {
        Need::Admin => ((name == Role::ADMIN).then_some(Groups::All), None),
        Need::Sees(_) => (None, None),
        Need::Has(module, permission) => (
            (role.permission(module) >= permission).then(|| role.groups(module).clone()),
            principal
                .agent(config)
                .filter(|_| is_his_own(module, permission)),
        ),
    };
    (groups.is_some() || own.is_some()).then(|| Scope {
        groups: groups.unwrap_or_default(),
        own: own.cloned(),
        plain_numbers,
    })
}

/// Whether an agent may do this, by being one, where it concerns himself.
const fn is_his_own(module: Module, permission: Permission) -> bool {
    matches!(
        (module, permission),
        (Module::Monitoring | Module::Records, _) | (Module::Listening, Permission::View)
    )
}

/// What it takes to replace `live` by `desired`: who may what is said by the admin alone. Agents who are not
/// touched have the role that they had.
pub(crate) fn need_to_apply(live: &Config, desired: &Config, touched: &Touched) -> Need {
    let has_other_role = |agent: &Name| special_role(live, agent) != special_role(desired, agent);
    let same = live.roles == desired.roles
        && live.center.number_privacy == desired.center.number_privacy
        && !touched.agents.iter().any(has_other_role);
    if same {
        Need::Has(Module::Configuration, Permission::Change)
    } else {
        Need::Admin
    }
}

/// The role of an agent, where it is not that of every agent.
fn special_role<'c>(config: &'c Config, agent: &Name) -> Option<&'c Name> {
    let role = config.agents.get(agent).map(|it| &it.role);
    role.filter(|role| role.as_str() != Role::AGENT)
}
