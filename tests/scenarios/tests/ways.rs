//! Every way through a flow: where callers are lost is found, and shown by a test of the center.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test may stop where it stands"
)]

use std::sync::Arc;
use std::time::Duration;

use model::Config;
use sim::fuzz::{Finding, Kind, Limits, Report, fuzz};

const PEOPLE: &str = r#"
trunks: { carrier: { mode: peer, address: 203.0.113.10:5060, allow: [203.0.113.0/28] } }
numbers: { "02160001000": { trunk: carrier, ivr: main } }
agents: { amy: { name: 王小美, staff_number: "1001" } }
phones: { "2001": { agent: amy } }
skill_groups: { sales: { members: [amy], max_waiting: 2 } }
hours: { office: { weekly: { mon-fri: 09:00-18:00 } } }
"#;

const LIMITS: Limits = Limits {
    depth: 6,
    states: 2_000,
    longest: Duration::from_secs(600),
};

/// The center with these nodes.
fn center(nodes: &str) -> Arc<Config> {
    let text = format!("{PEOPLE}ivrs:\n  main:\n    nodes:\n{nodes}");
    let source = lang::Source {
        path: "center.yaml".to_owned(),
        text: text.into_bytes(),
    };
    let compiled = lang::compile(&[source], &lang::NoFiles);
    Arc::new(compiled.expect("a center").config)
}

fn report(config: &Arc<Config>, limits: &Limits) -> Report {
    let number = config.numbers.keys().next().expect("a number");
    fuzz(config, number, limits).expect("a flow")
}

fn found(config: &Arc<Config>) -> Vec<Finding> {
    report(config, &LIMITS).findings
}

fn places(findings: &[Finding]) -> Vec<(Kind, &str)> {
    let places = findings.iter();
    places.map(|it| (it.kind, it.node.as_str())).collect()
}

/// Its test passes where it was found, and fails where it is mended.
fn shown(finding: &Finding, sick: &Arc<Config>, mended: &Arc<Config>) {
    let test = finding.test.as_ref().expect("a test");
    let failures = |config| sim::check::check(config, test, 7).failures;
    assert_eq!(failures(sick), Vec::<String>::new(), "{finding:?}");
    assert_ne!(failures(mended), Vec::<String>::new(), "{finding:?}");
}

const GOOD: &str = "
      menu: { menu: 售前请按一, keys: { '1': sales }, on_timeout: { play: 您没有按键 }, exhausted: bye }
      sales: { transfer: sales, timeout: 2m, on_timeout: bye, on_no_agent: bye, on_full: bye }
      bye: { end: 再见 }
";

#[test]
fn in_a_flow_where_every_way_leads_somewhere_nothing_is_found() {
    let report = report(&center(GOOD), &LIMITS);
    assert_eq!(report.findings, []);
    assert!(!report.stopped && !report.deeper, "{report:?}");
}

#[test]
fn a_hang_up_without_a_word_is_found_with_every_answer_of_a_group() {
    let sick = center(
        "
      menu: { menu: 售前请按一, keys: { '1': sales }, exhausted: bye }
      sales: { transfer: sales, timeout: 2m }
      bye: { end: 再见 }
",
    );
    let findings = found(&sick);
    assert_eq!(places(&findings), [(Kind::Silent, "sales")]);
    let mended = center(GOOD);
    findings.iter().for_each(|it| shown(it, &sick, &mended));
}

#[test]
fn who_waits_without_end_is_found_and_who_waits_for_too_long() {
    let endless = GOOD.replace("timeout: 2m, on_timeout: bye, ", "");
    let long = GOOD.replace("2m", "15m");
    for (nodes, kind) in [(endless, Kind::Endless), (long, Kind::Long)] {
        let sick = center(&nodes);
        let findings = found(&sick);
        assert_eq!(places(&findings), [(kind, "sales")]);
        findings
            .iter()
            .for_each(|it| shown(it, &sick, &center(GOOD)));
    }
}

#[test]
fn a_place_that_leads_to_nobody_and_to_no_end_is_found() {
    let sick = "
      menu: { menu: 售前请按一，业务请按二, keys: { '1': sales, '2': lost }, exhausted: bye }
      lost: { menu: 请按一或二, on_timeout: { next: lost }, keys: { '1': lost, '2': lost }, exhausted: sales2 }
      sales2: { transfer: ghost, timeout: 2m }
      sales: { transfer: sales, timeout: 2m, on_timeout: bye, on_no_agent: bye, on_full: bye }
      bye: { end: 再见 }
";
    let with_ghost = |nodes: &str| {
        let mut config = Config::clone(&center(&nodes.replace("ghost", "sales")));
        let ghost = model::config::SkillGroup::default();
        config
            .skill_groups
            .insert("ghost".parse().expect("a name"), ghost);
        let flow = config.ivrs.values_mut().next().expect("a flow");
        let nodes = &mut Arc::make_mut(flow).nodes;
        for (name, node) in nodes {
            if let ("sales2", model::config::Node::Transfer(transfer)) = (name.as_str(), node) {
                transfer.group = "ghost".parse().expect("a name");
            }
        }
        Arc::new(config)
    };
    let sick = with_ghost(sick);
    let findings = found(&sick);
    assert_eq!(
        places(&findings),
        [(Kind::DeadEnd, "lost"), (Kind::Silent, "sales2")]
    );
    findings
        .iter()
        .for_each(|it| shown(it, &sick, &center(GOOD)));
    assert_eq!(findings.first().expect("one").way, ["presses 2"]);
}

#[test]
fn a_node_to_which_no_caller_comes_is_named() {
    let nodes = "
      menu: { menu: 请按一, keys: { '1': number }, exhausted: bye }
      number: { collect: 请输入四位数字, into: Card, length: 4, exhausted: bye, next: kind }
      kind:
        condition: [{ when: \"${Card} > 9999\", next: never }, { when: \"${Card} = 4711\", next: sometimes }]
        otherwise: bye
      never: { end: 从不 }
      sometimes: { end: 有时 }
      bye: { end: 再见 }
";
    let findings = found(&center(nodes));
    assert_eq!(places(&findings), [(Kind::Unreached, "never")]);
}

#[test]
fn hours_systems_and_numbers_outside_come_out_each_way() {
    let nodes = "
      open: { hours: office, open: who, closed: closed }
      who:
        http: https://crm.example.com/who
        receive: { Level: { field: data.level } }
        on_failure: failed
        next: level
      level: { condition: [{ when: \"${Level} = gold\", next: outside }], otherwise: ext }
      outside: { dial: '13900139000', caller: '02160001000', on_busy: busy, on_no_answer: silent, on_failed: vacant }
      ext: { extension: 请输入分机号, length: 4, exhausted: bye, on_busy: busy, on_no_answer: silent, on_offline: vacant }
      closed: { end: 下班 }
      failed: { end: 故障 }
      busy: { end: 忙 }
      silent: { end: 无人接听 }
      vacant: { end: 空号 }
      bye: { end: 再见 }
";
    let report = report(&center(nodes), &LIMITS);
    assert_eq!(report.findings, []);
    assert!(!report.deeper, "{report:?}");
}

#[test]
fn circles_have_few_states_however_deep_and_a_limit_is_told() {
    let nodes = "
      one: { menu: 请按一, keys: { '1': two, '2': one, '3': three }, exhausted: bye }
      two: { menu: 请按一, keys: { '1': three, '2': one, '3': two }, exhausted: bye }
      three: { menu: 请按一, keys: { '1': one, '2': two, '3': bye }, exhausted: bye }
      bye: { end: 再见 }
";
    let config = center(nodes);
    let limits = |depth, states| Limits {
        depth,
        states,
        ..LIMITS
    };
    let (all, deep) = (
        report(&config, &limits(12, 5_000)),
        report(&config, &limits(30, 5_000)),
    );
    assert!(!all.deeper && !all.stopped, "{all:?}");
    assert_eq!(all, deep);
    let few = report(&config, &limits(12, 3));
    assert!(few.stopped && few.states == 3, "{few:?}");
    let shallow = report(&config, &limits(1, 5_000));
    assert!(shallow.deeper && !shallow.stopped, "{shallow:?}");
    let never = |report: &Report| report.findings.iter().any(|it| it.kind == Kind::DeadEnd);
    assert!(
        !never(&few) && !never(&shallow),
        "what was not seen is not judged"
    );
}
