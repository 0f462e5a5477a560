//! Roles that cannot be as they are written.

use model::Config;
use model::config::{Groups, Module, Permission, Role};

use crate::Code;
use crate::decode::{Context, Report};

/// Reports roles that are built in, and those that have to do with the whole configuration but see some
/// skill groups only.
pub fn check(cx: &mut Context, config: &Config) {
    for (name, role) in &config.roles {
        let resource = format!("roles/{name}");
        if Role::built_in(name.as_str()).is_some() {
            let at = cx.at(&resource, "");
            let message = format!("the role `{name}` is built in and cannot be written");
            let help = "give yours another name, and the agents that shall have it";
            cx.report(Report::new(Code::BuiltInRole, at, message).help(help));
        }
        let configures = role.permission(Module::Configuration) != Permission::None;
        if configures && *role.groups(Module::Configuration) != Groups::All {
            let at = cx.at(&resource, "configuration");
            let message = format!(
                "the role `{name}` has `configuration`, which is of the whole center, and sees some \
                 skill groups only"
            );
            let help =
                "write `configuration: { permission: view, skill_groups: all }`, or leave it out";
            cx.report(Report::new(Code::LimitedRole, at, message).help(help));
        }
    }
}
