//! Plans that give resources other names: neither deletes nor creates, whoever else changed what.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "helpers of tests may fail like tests"
)]

mod common;

use model::{Config, Moved, Revision};
use plan::render::{self, Length};
use plan::{Action, Document, Impact, LiveCall, Moment, Plan, moved};

use common::{moment, name};

const OLD: &str = r#"
center: { inbound_blacklist: [bad] }
trunks:
  carrier: { mode: peer, address: "203.0.113.10:5060", channels: 30 }
numbers:
  "02160001000": { trunk: carrier, ivr: main, outbound_skill_groups: [sales] }
prompts:
  hold: { text: 请稍候 }
ivrs:
  main:
    blacklist: [bad]
    start: open
    nodes:
      open: { hours: office, open: queue, closed: bye }
      queue: { transfer: sales, music: hold }
      bye: { end: 再见 }
skill_groups:
  sales: { members: [amy], routing: slow }
agents:
  amy: { name: A, staff_number: "1", role: lead }
routing:
  slow: { ring_timeout: 40s }
caller_lists:
  bad: { numbers: ["13800138000"] }
roles:
  lead: { name: 组长, monitoring: view, skill_groups: [sales] }
hours:
  office: { weekly: { mon: ["09:00-18:00"] } }
"#;

/// Kinds, names and what else names them, apart from the kind's own map.
const MOVES: [(&str, &str, &str); 9] = [
    ("trunks", "carrier", "telco"),
    ("prompts", "hold", "wait"),
    ("ivrs", "main", "entry"),
    ("skill_groups", "sales", "presales"),
    ("agents", "amy", "bea"),
    ("routing", "slow", "calm"),
    ("caller_lists", "bad", "rude"),
    ("roles", "lead", "chief"),
    ("hours", "office", "desk"),
];

fn compiled(text: &str) -> lang::Compiled {
    let source = lang::Source {
        path: "center.yaml".to_owned(),
        text: text.into(),
    };
    let compiled = lang::compile(&[source], &lang::NoFiles);
    let shown = |problems: Vec<lang::Problem>| -> Vec<String> {
        problems.iter().map(ToString::to_string).collect()
    };
    compiled.map_err(shown).expect("valid")
}

/// Everything in it has another name.
fn renamed() -> lang::Compiled {
    let mut text = OLD.to_owned();
    let mut list = "moved:\n".to_owned();
    for (kind, from, to) in MOVES {
        text = text.replace(from, to);
        list += &format!("  - {{ kind: {kind}, from: {from}, to: {to} }}\n");
    }
    compiled(&(text + &list))
}

fn sealed(live: &Config, desired: &lang::Compiled, at: &Moment) -> Plan {
    let (moved, conflicts) = moved::pending(live, &desired.config, &desired.moved);
    assert_eq!(conflicts, []);
    let changes = plan::diff_moved(live, &desired.config, &moved, &desired.places);
    let before = moved::renamed(live, &moved);
    let moment = moved::renamed_moment(at.clone(), &moved);
    let impact = Impact::of(&before, &desired.config, &moment);
    Plan::seal_moved(
        Revision(7),
        &before,
        desired.config.clone(),
        moved,
        changes,
        impact,
    )
}

/// A caller who waits.
fn waiting() -> Moment {
    Moment {
        calls: vec![LiveCall {
            id: moment().calls[0].id,
            ivr: Some("main".parse().expect("a flow")),
            node: Some(name("queue")),
            waits_in: Some(name("sales")),
        }],
        ..Moment::default()
    }
}

#[test]
fn every_kind_is_renamed_and_nothing_is_deleted_created_or_changed() {
    let (live, desired) = (compiled(OLD).config, renamed());
    let plan = sealed(&live, &desired, &waiting());
    let told: Vec<_> = plan
        .changes
        .iter()
        .map(|it| (it.action, it.key()))
        .collect();
    let expected: Vec<_> = MOVES
        .iter()
        .map(|(kind, _, to)| (Action::Move, format!("{kind}/{to}")))
        .collect();
    assert_eq!(told, expected);
    assert!(plan.changes.iter().all(|it| it.fields.is_empty()));
    assert!(!plan.deletes() && plan.verify().is_ok());
    insta::assert_snapshot!(render::text(&plan, Length::Usual, false));
}

#[test]
fn callers_who_wait_and_calls_in_the_flow_are_touched_by_no_other_name() {
    let (live, desired) = (compiled(OLD).config, renamed());
    let impact = sealed(&live, &desired, &waiting()).impact;
    assert_eq!((impact.calls_up, impact.waiting), (1, 1));
    assert_eq!(impact.waiting_in_deleted_groups, []);
    assert_eq!(impact.waiting_in_changed_groups, []);
    assert_eq!(impact.calls_in_changed_flows, []);
    assert_eq!(impact.numbers_stopping, []);
    assert_eq!(impact.numbers_elsewhere, []);
    assert_eq!(impact.trunks_registering, []);
    assert_eq!(impact.removals.most(), 0);
}

#[test]
fn a_flow_that_is_renamed_and_changed_says_what_becomes_of_its_nodes() {
    let live = compiled(OLD).config;
    let text = OLD.replace("main", "entry").replace("再见", "您好")
        + "moved: [{ kind: ivrs, from: main, to: entry }]\n";
    let plan = sealed(&live, &compiled(&text), &waiting());
    insta::assert_snapshot!(render::text(&plan, Length::Usual, false));
    let [in_flow] = plan.impact.calls_in_changed_flows.as_slice() else {
        unreachable!("{:?}", plan.impact);
    };
    assert_eq!((in_flow.ivr.as_str(), in_flow.calls), ("entry", 1));
}

#[test]
fn programs_are_told_which_name_it_had() {
    let (live, desired) = (compiled(OLD).config, renamed());
    let document = Document::new(&sealed(&live, &desired, &waiting()));
    assert_eq!(document.summary.moves, 9);
    let told = serde_json::to_value(&document.changes[3]).expect("JSON");
    assert_eq!(told["action"], "move");
    assert_eq!(told["from"], "sales");
    assert_eq!(told["name"], "presales");
}

#[test]
fn what_somebody_else_has_let_name_it_meanwhile_names_it_by_the_other_name() {
    let (live, desired) = (compiled(OLD).config, renamed());
    let plan = sealed(&live, &desired, &Moment::default());
    let more = OLD.replace("roles:\n", "roles:\n  two: { skill_groups: [sales] }\n");
    let theirs = moved::renamed(&compiled(&more).config, &plan.moved).into_owned();
    let merged = plan::rebase(&plan, &theirs, Some(&moved::renamed(&live, &plan.moved)));
    let merged = merged.expect("no conflict");
    let two = serde_json::to_value(&merged.roles["two"].skill_groups).expect("JSON");
    assert_eq!(two, serde_json::json!(["presales"]));
    assert!(!merged.skill_groups.contains_key("sales"));
}

#[test]
fn what_was_renamed_and_somebody_else_has_changed_meanwhile_is_told_in_three_versions() {
    let (live, desired) = (compiled(OLD).config, renamed());
    let plan = sealed(&live, &desired, &Moment::default());
    let theirs = OLD.replace("routing: slow", "routing: slow, max_waiting: 5");
    let theirs = moved::renamed(&compiled(&theirs).config, &plan.moved).into_owned();
    let base = moved::renamed(&live, &plan.moved);
    let conflicts = plan::rebase(&plan, &theirs, Some(&base)).expect_err("a conflict");
    let told: Vec<_> = conflicts
        .iter()
        .map(|it| format!("{}/{} {}", it.kind, it.name, it.fields[0].path))
        .collect();
    assert_eq!(told, ["skill_groups/presales max_waiting"]);
}

#[test]
fn moves_that_contradict_what_is_live_or_wanted_are_refused_one_by_one() {
    let moved = |kind, from: &str, to: &str| Moved {
        kind,
        from: from.parse().expect("a name"),
        to: to.parse().expect("a name"),
    };
    let groups = model::MovedKind::SkillGroups;
    let live = compiled(OLD).config;
    let text = OLD.replace(
        "  sales: { members",
        "  other: { members: [amy] }\n  sales: { members",
    );
    let wanted = compiled(&text).config;
    let told = |live: &Config, moves: &[Moved]| -> Vec<String> {
        let (free, conflicts) = moved::pending(live, &wanted, moves);
        assert_eq!(free, []);
        conflicts.iter().map(ToString::to_string).collect()
    };
    assert_eq!(
        told(&wanted, &[moved(groups, "sales", "other")]),
        ["skill_groups/sales cannot be moved to skill_groups/other, which is live as well"]
    );
    assert_eq!(
        told(&live, &[moved(groups, "sales", "other")]),
        ["skill_groups/sales cannot be moved to skill_groups/other and stay where it is"]
    );
    let gone = Config {
        skill_groups: [(name("gone"), live.skill_groups["sales"].clone())]
            .into_iter()
            .collect(),
        ..Config::default()
    };
    assert_eq!(
        told(&gone, &[moved(groups, "gone", "nowhere")]),
        ["skill_groups/gone cannot be moved to skill_groups/nowhere, which there is not to be"]
    );
    let circle = [
        moved(groups, "nobody", "none"),
        moved(groups, "none", "nobody"),
    ];
    assert_eq!(
        told(&live, &circle),
        [
            "skill_groups/none cannot be moved to skill_groups/nobody: another move has one of these names"
        ]
    );
}
