//! Plans: what they show, and that only what was shown is applied.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests may fail like tests"
)]

use std::sync::Arc;

use model::config::{
    Agent, Asking, Choice, End, Ivr, Menu, Node, Number, Phone, Secret, SkillGroup, Speech,
    Template,
};
use model::{Config, DialString, Extension, IvrName, Key, Name, Place, Places, Revision};
use plan::{Action, Impact, LiveCounts, Plan, PlanError, diff, hashes, render};

fn name(text: &str) -> Name {
    Name::new(text).expect("a name")
}

fn ivr_name(text: &str) -> IvrName {
    IvrName::new(text).expect("a name")
}

fn text(text: &str) -> Speech {
    Speech::Text(Template::literal(text))
}

fn agent(number: &str) -> Agent {
    Agent {
        name: "Amy".to_owned(),
        nickname: None,
        staff_number: number.to_owned(),
        email: None,
        mobile: None,
        role: name("agent"),
    }
}

fn flow(asked: &str, two: &str) -> Arc<Ivr> {
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

fn live() -> Config {
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
fn desired() -> Config {
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

fn places() -> Places {
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

fn counts() -> LiveCounts {
    LiveCounts {
        calls_up: 12,
        waiting: 3,
        calls_by_flow: [(ivr_name("main"), 12), (ivr_name("gone"), 0)].into(),
        waiting_by_group: [(name("support"), 2), (name("sales"), 1)].into(),
        agents_on_call: [name("amy"), name("ben")].into(),
    }
}

fn made() -> Plan {
    let (live, desired) = (live(), desired());
    let changes = diff(&live, &desired, &places());
    let impact = Impact::of(&live, &desired, &counts());
    Plan::seal(Revision(7), desired, changes, impact)
}

#[test]
fn a_plan_says_what_changes_and_for_whom() {
    insta::assert_snapshot!(render::text(&made(), false));
}

#[test]
fn one_call_is_told_as_one() {
    let (live, desired) = (live(), desired());
    let counts = LiveCounts {
        calls_up: 1,
        waiting: 1,
        ..LiveCounts::default()
    };
    let impact = Impact::of(&live, &desired, &counts);
    let changes = diff(&live, &desired, &places());
    let plan = Plan::seal(Revision(7), desired, changes, impact);
    let told = render::text(&plan, false);
    assert!(told.contains("! 1 call is up, 1 of them waits\n"), "{told}");
}

#[test]
fn colours_are_only_there_when_asked_for() {
    assert!(!render::text(&made(), false).contains('\x1b'));
    assert!(render::text(&made(), true).contains("\x1b[31m- agents/ben\x1b[0m"));
}

#[test]
fn every_field_that_differs_is_named_by_its_path() {
    let changes = made().changes;
    let flow = changes
        .iter()
        .find(|change| change.kind == "ivrs")
        .expect("the flow");
    let paths: Vec<&str> = flow
        .fields
        .iter()
        .map(|field| field.path.as_str())
        .collect();
    assert_eq!(paths, ["nodes.menu.keys.2.next", "nodes.menu.menu"]);
    assert_eq!(flow.fields[0].before, "bye");
    assert_eq!(flow.fields[0].after, "end");
    assert_eq!(flow.fields[0].place.as_ref().expect("a place").line, 17);
    assert_eq!(flow.fields[1].place.as_ref().expect("a place").line, 12);
    assert_eq!(flow.place.as_ref().expect("a place").line, 10);
}

#[test]
fn deletes_come_first_and_the_order_is_that_of_the_manual() {
    let changes = made().changes;
    let order: Vec<_> = changes
        .iter()
        .map(|c| (c.action, c.kind.as_str(), c.name.as_str()))
        .collect();
    let expected = [
        (Action::Delete, "numbers", "400"),
        (Action::Delete, "skill_groups", "support"),
        (Action::Delete, "agents", "ben"),
        (Action::Create, "agents", "zoe"),
        (Action::Create, "phones", "2001"),
        (Action::Change, "center", "center"),
        (Action::Change, "ivrs", "main"),
        (Action::Change, "skill_groups", "sales"),
    ];
    assert_eq!(order, expected);
}

#[test]
fn the_impact_counts_calls_agents_and_numbers() {
    let impact = made().impact;
    assert_eq!(impact.numbers_stopping.len(), 1);
    assert_eq!(impact.agents_gaining[0].agent, name("zoe"));
    assert_eq!(impact.agents_losing[0].agent, name("ben"));
    assert_eq!(impact.agents_deleted_on_call, [name("ben")]);
    assert_eq!(impact.calls_in_changed_flows.len(), 1);
    assert_eq!(impact.calls_in_changed_flows[0].calls, 12);
    assert_eq!(impact.waiting_in_deleted_groups[0].waiting, 2);
}

#[test]
fn equal_configurations_have_no_changes_and_equal_hashes() {
    assert_eq!(diff(&live(), &live(), &places()), []);
    let plan = Plan::seal(Revision(1), live(), Vec::new(), Impact::default());
    assert_eq!(render::text(&plan, true), "no changes\n");
    assert!(plan.is_empty() && !plan.deletes());
    let (before, after) = (hashes(&live()), hashes(&desired()));
    assert_eq!(before["agents/amy"], after["agents/amy"]);
    assert_ne!(before["ivrs/main"], after["ivrs/main"]);
}

#[test]
fn a_saved_plan_is_the_plan() {
    let plan = made();
    let json = plan.to_json().expect("json");
    assert_eq!(Plan::from_json(json.as_bytes()).expect("the plan"), plan);
}

#[test]
fn a_plan_that_was_changed_by_hand_is_refused() {
    let json = made().to_json().expect("json");
    let edits = [
        ("\"max_calls\": 50", "\"max_calls\": 51"),
        ("\"base\": 7", "\"base\": 8"),
        ("请选择", "请按一"),
        ("\"action\": \"delete\"", "\"action\": \"create\""),
    ];
    for (before, after) in edits {
        let edited = json.replacen(before, after, 1);
        assert_ne!(edited, json);
        let refused = Plan::from_json(edited.as_bytes());
        assert!(matches!(refused, Err(PlanError::Edited)), "{before}");
    }
}

#[test]
fn what_is_no_plan_of_this_format_is_refused_with_words() {
    let json = made().to_json().expect("json");
    let other = json.replacen("\"format\": 1", "\"format\": 2", 1);
    assert!(matches!(
        Plan::from_json(other.as_bytes()),
        Err(PlanError::Format(2))
    ));
    for text in ["", "{}", "[1]", "trunks: {}", "{\"format\": 1}"] {
        let refused = Plan::from_json(text.as_bytes());
        assert!(matches!(refused, Err(PlanError::Unreadable(_))), "{text:?}");
    }
}

#[test]
fn secrets_are_only_named() {
    let plan = made();
    let phone = plan
        .changes
        .iter()
        .find(|change| change.kind == "phones")
        .expect("the phone");
    let password = phone.fields.iter().find(|field| field.path == "password");
    assert_eq!(password.expect("a password").after, "env:PHONE");
}

/// The places of a center, and the center.
fn compiled(text: &str) -> lang::Compiled {
    let source = lang::Source {
        path: "center.yaml".to_owned(),
        text: text.into(),
    };
    lang::compile(&[source], &lang::NoFiles).expect("valid")
}

const TEAM: &str = "agents:\n  amy: { name: A, staff_number: \"1\" }\n  ben: { name: B, staff_number: \"2\" }\nphones:\n  \"2001\": { agent: amy }\nskill_groups:\n  sales: { members: [amy, ben] }\n";

#[test]
fn a_move_is_neither_a_delete_nor_a_create_and_changes_nobody_else() {
    let live = compiled(TEAM).config;
    let text = TEAM.replace("amy", "bea") + "moved: [{ kind: agents, from: amy, to: bea }]\n";
    let desired = compiled(&text);
    let (moved, conflicts) = plan::moved::pending(&live, &desired.moved);
    assert!(conflicts.is_empty());
    let changes = plan::diff_moved(&live, &desired.config, &moved, &desired.places);
    let [change] = changes.as_slice() else {
        panic!("{changes:?}");
    };
    assert_eq!(change.action, Action::Move);
    assert_eq!(
        (change.kind.as_str(), change.name.as_str()),
        ("agents", "bea")
    );
    assert_eq!(change.from.as_ref().map(|name| name.as_str()), Some("amy"));
    assert_eq!(
        change.place.as_ref().map(ToString::to_string).as_deref(),
        Some("center.yaml:8")
    );
    assert!(change.fields.is_empty());
    let impact = Impact::default();
    let plan = Plan::seal_moved(Revision(1), desired.config, moved, changes, impact);
    assert!(plan.verify().is_ok() && !plan.deletes());
    let shown = plan::render::text(&plan, false);
    assert!(
        shown.starts_with("> agents/bea was amy  (center.yaml:8)\n"),
        "{shown}"
    );
    assert!(
        shown.ends_with("0 to create, 0 to change, 0 to delete, 1 to move\n"),
        "{shown}"
    );
}

#[test]
fn a_move_says_what_differs_besides() {
    let live = compiled(TEAM).config;
    let text = TEAM
        .replace("amy: { name: A", "bea: { name: Bea")
        .replace("amy", "bea");
    let desired = compiled(&(text + "moved: [{ kind: agents, from: amy, to: bea }]\n"));
    let changes = plan::diff_moved(&live, &desired.config, &desired.moved, &desired.places);
    assert_eq!(changes.len(), 1);
    assert_eq!(changes[0].fields.len(), 1);
    assert_eq!(changes[0].fields[0].path, "name");
}

#[test]
fn a_move_that_was_made_changes_nothing_and_one_to_a_live_name_is_refused() {
    let text = TEAM.replace("amy", "bea") + "moved: [{ kind: agents, from: amy, to: bea }]\n";
    let desired = compiled(&text);
    let (moved, conflicts) = plan::moved::pending(&desired.config, &desired.moved);
    assert!(moved.is_empty() && conflicts.is_empty());
    let both = compiled(&TEAM.replace("ben", "bea")).config;
    let (moved, conflicts) = plan::moved::pending(&both, &desired.moved);
    assert!(moved.is_empty());
    let told: Vec<String> = conflicts.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        ["agents/amy cannot be moved to agents/bea, which is live as well"]
    );
}

#[test]
fn a_plan_without_moves_is_written_as_ever() {
    let plan = Plan::seal(
        Revision(1),
        Config::default(),
        Vec::new(),
        Impact::default(),
    );
    assert!(!plan.to_json().expect("json").contains("moved"));
}
