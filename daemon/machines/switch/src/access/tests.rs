//! Who may what, by examples.

use serde_json::json;

use super::*;
use model::Name;

fn name(text: &str) -> Name {
    Name::new(text).expect("a name")
}

fn token(role: &str) -> Principal {
    Principal::Token {
        name: name("t"),
        role: name(role),
    }
}

/// Two groups with one agent each, and a lead for each of them; amy is no more than an agent.
fn center() -> Config {
    serde_json::from_value(json!({
        "center": { "number_privacy": { "inbound": "mask" } },
        "skill_groups": {
            "sales": { "members": { "amy": 1, "eva": 1 } },
            "support": { "members": { "ben": 1 }, "phones": ["2101"] },
        },
        "agents": {
            "amy": { "name": "Amy", "staff_number": "1001" },
            "ben": { "name": "Ben", "staff_number": "1002" },
            "eva": { "name": "Eva", "staff_number": "1003", "role": "lead" },
            "boss": { "name": "Boss", "staff_number": "1004", "role": "admin" },
        },
        "phones": { "2001": { "agent": "amy" }, "2101": {} },
        "roles": {
            "lead": {
                "monitoring": "change",
                "records": { "permission": "view", "skill_groups": ["sales", "support"] },
                "configuration": "change",
                "skill_groups": ["sales"],
                "plain_numbers": true,
            },
        },
    }))
    .expect("a configuration")
}

fn may(principal: &Principal, action: &Action) -> Result<Scope, Denied> {
    authorize(principal, action, &center())
}

#[test]
fn each_built_in_role_may_what_it_says_and_nothing_else() {
    use Permission::{Change, View};
    for module in Module::ALL {
        for permission in [View, Change] {
            let action = Need::Has(module, permission).on(On::Visible);
            let denied = Err(Denied::Role(action.need));
            let expected = [
                ("agent", false),
                ("viewer", permission == View),
                (
                    "operator",
                    permission == View || module == Module::Monitoring,
                ),
                ("admin", true),
            ];
            for (role, allowed) in expected {
                let got = may(&token(role), &action);
                assert_eq!(got.is_ok(), allowed, "{role} {action:?}");
                assert!(allowed || got == denied, "{role} {action:?}");
            }
            assert_eq!(may(&Principal::LocalAdmin, &action), Ok(Scope::ALL));
        }
    }
}

#[test]
fn only_the_admin_says_who_may_what() {
    let admins = [
        Principal::LocalAdmin,
        token("admin"),
        Principal::Agent(name("boss")),
    ];
    for principal in admins {
        assert!(may(&principal, &Action::admin()).is_ok(), "{principal:?}");
    }
    for role in ["agent", "viewer", "operator", "lead", "nobody"] {
        let denied = may(&token(role), &Action::admin());
        assert_eq!(denied, Err(Denied::Role(Need::Admin)), "{role}");
    }
}

#[test]
fn a_role_that_does_not_exist_allows_nothing() {
    let principals = [token("gone"), Principal::Agent(name("gone"))];
    for principal in principals {
        for module in Module::ALL {
            assert!(
                may(&principal, &Action::view(module)).is_err(),
                "{principal:?}"
            );
        }
    }
}

#[test]
fn a_role_sees_its_skill_groups_and_those_of_a_module_where_it_names_them() {
    let (lead, config) = (token("lead"), center());
    let monitoring = may(&lead, &Action::view(Module::Monitoring)).expect("it may");
    assert!(monitoring.sees_group(&config, &name("sales")));
    assert!(!monitoring.sees_group(&config, &name("support")));
    assert!(monitoring.sees_agent(&config, &name("amy")));
    assert!(!monitoring.sees_agent(&config, &name("ben")));
    let records = may(&lead, &Action::view(Module::Records)).expect("it may");
    assert!(records.sees_group(&config, &name("support")));
    assert!(!records.is_all());
}

#[test]
fn what_is_not_seen_is_denied_like_what_is_not_there() {
    for agent in ["ben", "nobody"] {
        let action = Action::change(Module::Monitoring, On::Agent(name(agent)));
        assert_eq!(may(&token("lead"), &action), Err(Denied::Unseen));
        // Who may not at all learns nothing from the name either.
        let denied = may(&token("viewer"), &action);
        assert_eq!(denied, Err(Denied::Role(action.need)), "{agent}");
    }
    let call = Action::change(Module::Monitoring, On::Call(Parties::default()));
    assert_eq!(may(&token("lead"), &call), Err(Denied::Unseen));
}

#[test]
fn the_whole_center_is_for_roles_that_see_all_of_it() {
    let apply = Action::change(Module::Configuration, On::Center);
    assert_eq!(
        may(&token("lead"), &apply),
        Err(Denied::Limited(apply.need))
    );
    assert!(may(&token("admin"), &apply).is_ok());
}

#[test]
fn an_agent_sees_himself_and_the_queues_of_his_groups() {
    let (amy, config) = (Principal::Agent(name("amy")), center());
    let scope = may(&amy, &Action::view(Module::Monitoring)).expect("it may");
    assert!(scope.sees_agent(&config, &name("amy")));
    assert!(!scope.sees_agent(&config, &name("eva")));
    assert!(scope.sees_group(&config, &name("sales")));
    assert!(!scope.sees_group(&config, &name("support")));
    let mine = model::Extension::new("2001").expect("an extension");
    let other = model::Extension::new("2101").expect("an extension");
    assert!(scope.sees_phone(&config, &mine));
    assert!(!scope.sees_phone(&config, &other));

    let with = |agent: &str| Parties {
        groups: [name("sales")].into(),
        agents: [name(agent)].into(),
    };
    assert!(scope.sees_call(&with("amy")));
    assert!(!scope.sees_call(&with("eva")));
    let group = Action::change(Module::Monitoring, On::Group(name("sales")));
    assert_eq!(may(&amy, &group), Err(Denied::Unseen));
    assert!(may(&amy, &Action::view(Module::Configuration)).is_err());
    assert!(may(&amy, &Action::change(Module::Listening, On::Visible)).is_err());
}

#[test]
fn an_agent_with_a_role_has_both() {
    let (eva, mut config) = (Principal::Agent(name("eva")), center());
    let see_amy = Action::change(Module::Monitoring, On::Agent(name("amy")));
    let see_eva = Action::change(Module::Monitoring, On::Agent(name("eva")));
    assert!(authorize(&eva, &see_amy, &config).is_ok());
    // The moment the role is gone, so is what it allowed.
    config.agents.get_mut(&name("eva")).expect("eva").role = name("agent");
    assert_eq!(authorize(&eva, &see_amy, &config), Err(Denied::Unseen));
    assert!(authorize(&eva, &see_eva, &config).is_ok());
}

#[test]
fn an_agent_is_not_in_charge_of_himself() {
    let charge = |agent| Action::change(Module::Monitoring, On::Charge(name(agent)));
    let amy = Principal::Agent(name("amy"));
    for agent in ["amy", "ben", "nobody"] {
        let action = charge(agent);
        assert_eq!(
            may(&amy, &action),
            Err(Denied::Role(action.need)),
            "{agent}"
        );
    }
    let eva = Principal::Agent(name("eva"));
    assert!(may(&eva, &charge("amy")).is_ok());
    assert_eq!(may(&eva, &charge("ben")), Err(Denied::Unseen));
    assert!(may(&token("operator"), &charge("ben")).is_ok());
}

#[test]
fn numbers_are_shown_whole_to_roles_that_say_so() {
    for (role, plain) in [
        ("viewer", false),
        ("operator", false),
        ("lead", true),
        ("admin", true),
    ] {
        let scope = may(&token(role), &Action::view(Module::Records)).expect("it may");
        assert_eq!(scope.plain_numbers, plain, "{role}");
    }
}

#[test]
fn a_change_of_who_may_what_needs_the_admin() {
    let live = center();
    let applied = |change: fn(&mut Config)| {
        let mut desired = live.clone();
        change(&mut desired);
        need_to_apply(&live, &desired, &Touched::between(&live, &desired))
    };
    let change = Need::Has(Module::Configuration, Permission::Change);
    assert_eq!(applied(|_| {}), change);
    assert_eq!(applied(|config| config.center.record = false), change);
    assert_eq!(
        applied(|config| drop(config.agents.remove(&name("amy")))),
        change
    );
    assert_eq!(applied(|config| config.roles.clear()), Need::Admin);
    assert_eq!(
        applied(|config| config.center.number_privacy = Default::default()),
        Need::Admin
    );
    let promote = |config: &mut Config| {
        config.agents.get_mut(&name("amy")).expect("amy").role = name("admin");
    };
    assert_eq!(applied(promote), Need::Admin);
}

#[test]
fn a_denial_names_the_least_role_that_may() {
    let told = |action: Action| Denied::Role(action.need).to_string();
    let ending = Action::change(Module::Monitoring, On::Visible);
    assert_eq!(
        told(ending),
        "this needs the role `operator`, or one with `monitoring: change`"
    );
    assert_eq!(told(Action::admin()), "this needs the role `admin`");
    assert!(told(Action::view(Module::Records)).contains("`viewer`"));
}
