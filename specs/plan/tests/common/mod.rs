//! A live center, what it is to become, and the moment between.

#![allow(
    clippy::expect_used,
    dead_code,
    reason = "each file of tests takes what it needs"
)]

use std::sync::Arc;

use model::config::{
    Agent, Asking, Choice, End, Ivr, Menu, Node, Number, Phone, Secret, SkillGroup, Speech,
    Template,
};
use model::{CallId, Config, DialString, Extension, IvrName, Key, Name, Place, Places, Revision};
use plan::{Impact, LiveCall, Moment, Plan, diff};

pub fn name(text: &str) -> Name {
    Name::new(text).expect("a name")
}

pub fn ivr_name(text: &str) -> IvrName {
    IvrName::new(text).expect("a name")
}

pub fn text(text: &str) -> Speech {
    Speech::Text(Template::literal(text))
}

pub fn agent(number: &str) -> Agent {
    Agent {
        name: "Amy".to_owned(),
        nickname: None,
        staff_number: number.to_owned(),
        email: None,
        mobile: None,
        role: name("agent"),
    }
}

pub fn flow(asked: &str, two: &str) -> Arc<Ivr> {
    let choice = |next| Choice {
        label: None,
        next: name(next),
    };
    let keys = [('1', choice("bye")), ('2', choice(two))];
    let keys = keys
        .map(|(key, choice)| (Key::new(key).expect("a key"), choice))
        .into();
    let menu = Menu {
        asking: Asking::new(text(asked)),
        keys,
    };
    let nodes = [
        ("menu", Node::Menu(menu)),
        (
            "bye",
            Node::End(End {
                speech: Some(text("再见")),
            }),
        ),
        ("end", Node::End(End::default())),
    ];
    let nodes = nodes.map(|(node, value)| (name(node), value)).into();
    Arc::new(Ivr {
        start: name("menu"),
        nodes,
        on_exception: None,
        screening: Default::default(),
        variables: Default::default(),
        note: String::new(),
    })
}

pub fn live() -> Config {
    let mut config = Config::default();
    config.agents.insert(name("amy"), agent("1001"));
    config.agents.insert(name("ben"), agent("1002"));
    config.ivrs.insert(ivr_name("main"), flow("请按键", "bye"));
    let number = Number::on(name("carrier"), ivr_name("main"));
    config
        .numbers
        .insert(DialString::new("400").expect("a number"), number);
    let members = [
        (name("amy"), Default::default()),
        (name("ben"), Default::default()),
    ]
    .into();
    config.skill_groups.insert(
        name("sales"),
        SkillGroup {
            members,
            ..SkillGroup::default()
        },
    );
    config
        .skill_groups
        .insert(name("support"), SkillGroup::default());
    config
}

/// Ben goes, Zoe comes with a phone, and the flow changes in one word and one exit.
pub fn desired() -> Config {
    let mut config = live();
    config.center.max_calls = 50;
    config.agents.remove(&name("ben"));
    config.agents.insert(name("zoe"), agent("1003"));
    config.numbers.clear();
    config.skill_groups.remove(&name("support"));
    let sales = config.skill_groups.get_mut(&name("sales")).expect("sales");
    sales.members = [
        (name("amy"), model::config::Priority(1)),
        (name("zoe"), Default::default()),
    ]
    .into();
    config.ivrs.insert(ivr_name("main"), flow("请选择", "end"));
    let password = Some(Secret::Env("PHONE".to_owned()));
    let phone = Phone {
        agent: Some(name("zoe")),
        password,
        ..Phone::default()
    };
    config
        .phones
        .insert(Extension::new("2001").expect("an extension"), phone);
    config
}

pub fn places() -> Places {
    let mut places = Places::default();
    let written = [
        ("center/center", 1),
        ("agents/zoe", 4),
        ("ivrs/main", 10),
        ("ivrs/main/nodes.menu", 12),
        ("ivrs/main/nodes.menu.keys.2", 17),
        ("phones/2001", 30),
    ];
    for (path, line) in written {
        places.insert(
            path.to_owned(),
            Place {
                file: "center.yaml".into(),
                line,
                column: 3,
            },
        );
    }
    places
}

pub fn call_id(n: u32) -> CallId {
    let text = format!("00000000-0000-7000-8000-{n:012}");
    text.parse().expect("an id")
}

/// Twelve calls in the flow, of which two wait in support and one in sales.
pub fn moment() -> Moment {
    let call = |n: u32| LiveCall {
        id: call_id(n),
        ivr: Some(ivr_name("main")),
        node: Some(name(if n < 10 { "menu" } else { "end" })),
        waits_in: match n {
            0 | 1 => Some(name("support")),
            2 => Some(name("sales")),
            _ => None,
        },
    };
    Moment {
        calls: (0..12).map(call).collect(),
        agents_on_call: [name("amy"), name("ben")].into(),
        ..Moment::default()
    }
}

pub fn made() -> Plan {
    let (live, desired) = (live(), desired());
    let changes = diff(&live, &desired, &places());
    let impact = Impact::of(&live, &desired, &moment());
    Plan::seal(Revision(7), &live, desired, changes, impact)
}
