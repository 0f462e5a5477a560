//! Plans: what they show, and that only what was shown is applied.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests may fail like tests"
)]

mod common;

use model::config::{Phone, Transport};
use model::{DialString, Extension, IvrName, Revision};
use plan::render::{self, Length};
use plan::{Action, FORMAT, Impact, Moment, Plan, PlanError, Why, diff, hashes};

use common::{desired, live, made, moment, name, places};

#[test]
fn a_plan_says_what_changes_and_for_whom() {
    insta::assert_snapshot!(render::text(&made(), Length::Usual, false));
}

#[test]
fn one_call_is_told_as_one() {
    let (live, desired) = (live(), desired());
    let mut moment = moment();
    moment.calls.truncate(1);
    let impact = Impact::of(&live, &desired, &moment);
    let changes = diff(&live, &desired, &places());
    let plan = Plan::seal(Revision(7), &live, desired, changes, impact);
    let told = render::text(&plan, Length::Usual, false);
    assert!(
        told.contains("! 1 call is up, 1 waits for an agent\n"),
        "{told}"
    );
}

#[test]
fn colours_are_only_there_when_asked_for() {
    assert!(!render::text(&made(), Length::Usual, false).contains('\x1b'));
    assert!(render::text(&made(), Length::Usual, true).contains("\x1b[31m- agents/ben\x1b[0m"));
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
    let flow = &impact.calls_in_changed_flows[0];
    let nodes: Vec<_> = flow
        .nodes
        .iter()
        .map(|it| (it.node.as_str(), it.calls, it.changes))
        .collect();
    assert_eq!(nodes, [("end", 2, false), ("menu", 10, true)]);
    assert_eq!(flow.ids.len(), 12);
    assert_eq!(impact.waiting_in_deleted_groups[0].waiting, 2);
    assert_eq!(impact.waiting_in_changed_groups[0].waiting, 1);
}

#[test]
fn a_number_under_another_spelling_does_not_stop_answering() {
    let (live, mut desired) = (live(), live());
    let number = desired.numbers.remove("400").expect("the number");
    let mut before = live.clone();
    before.numbers.clear();
    for (config, spelling) in [
        (&mut before, "02160001000"),
        (&mut desired, "+862160001000"),
    ] {
        let spelling = DialString::new(spelling).expect("a number");
        config.numbers.insert(spelling, number.clone());
    }
    let impact = Impact::of(&before, &desired, &Default::default());
    assert_eq!(impact.numbers_stopping, []);
    assert_eq!(impact.numbers_elsewhere, []);
}

#[test]
fn a_number_that_only_goes_out_or_changes_its_flow_is_told() {
    let (before, mut after) = (live(), live());
    let number = after.numbers.get_mut("400").expect("the number");
    number.direction = model::config::Ways::Out;
    let impact = Impact::of(&before, &after, &Default::default());
    assert_eq!(impact.numbers_stopping.len(), 1);

    let mut after = live();
    let number = after.numbers.get_mut("400").expect("the number");
    number.ivr = IvrName::new("other").expect("a name");
    let impact = Impact::of(&before, &after, &Default::default());
    assert_eq!(impact.numbers_stopping, []);
    assert_eq!(impact.numbers_elsewhere.len(), 1);
}

#[test]
fn registrations_drop_with_the_phone_the_password_and_the_transport() {
    let phone = |text| Extension::new(text).expect("an extension");
    let mut before = live();
    let all = ["2001", "2002", "2003", "2004"];
    for extension in all {
        before.phones.insert(phone(extension), Phone::default());
    }
    let mut after = before.clone();
    after.phones.remove("2001");
    let known = after.phones.get_mut("2003").expect("a phone");
    known.transports = vec![Transport::Tls];
    let moment = Moment {
        registered: all.map(|it| (phone(it), [Transport::Udp].into())).into(),
        other_passwords: [phone("2002"), phone("2009")].into(),
        ..Moment::default()
    };
    let told = Impact::of(&before, &after, &moment).registrations_dropping;
    let told: Vec<_> = told.iter().map(|it| (it.phone.as_str(), it.why)).collect();
    let expected = [
        ("2001", Why::Deleted),
        ("2002", Why::Password),
        ("2003", Why::Transport),
    ];
    assert_eq!(told, expected);
}

#[test]
fn equal_configurations_have_no_changes_and_equal_hashes() {
    assert_eq!(diff(&live(), &live(), &places()), []);
    let plan = Plan::seal(Revision(1), &live(), live(), Vec::new(), Impact::default());
    assert_eq!(render::text(&plan, Length::Usual, true), "no changes\n");
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
        ("\"agents/zoe\": null", "\"agents/zoe\": \"\""),
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
    let ours = format!("\"format\": {FORMAT}");
    let other = json.replacen(&ours, "\"format\": 99", 1);
    assert!(matches!(
        Plan::from_json(other.as_bytes()),
        Err(PlanError::Format(99))
    ));
    let (bare, list) = (format!("{{{ours}}}"), format!("[{FORMAT}]"));
    for text in ["", "{}", &list, "trunks: {}", &bare] {
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
    let (moved, conflicts) = plan::moved::pending(&live, &desired.config, &desired.moved);
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
    let plan = {
        let live = plan::moved::renamed(&live, &moved);
        Plan::seal_moved(Revision(1), &live, desired.config, moved, changes, impact)
    };
    assert!(plan.verify().is_ok() && !plan.deletes());
    let shown = plan::render::text(&plan, plan::render::Length::Usual, false);
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
    let (moved, conflicts) = plan::moved::pending(&desired.config, &desired.config, &desired.moved);
    assert!(moved.is_empty() && conflicts.is_empty());
    let both = compiled(&TEAM.replace("ben", "bea")).config;
    let (moved, conflicts) = plan::moved::pending(&both, &desired.config, &desired.moved);
    assert!(moved.is_empty());
    let told: Vec<String> = conflicts.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        ["agents/amy cannot be moved to agents/bea, which is live as well"]
    );
}

#[test]
fn a_plan_without_moves_is_written_as_ever() {
    let (live, desired) = (live(), desired());
    let plan = Plan::seal(Revision(1), &live, desired, Vec::new(), Impact::default());
    assert!(!plan.to_json().expect("json").contains("moved"));
}
