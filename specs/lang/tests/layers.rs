//! Overlays and variables: what a center is in one environment, and where each value comes from.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests may fail like tests"
)]

mod common;

use common::{Directory, layers, show, sources};
use lang::{Compiled, origins};
use model::config::{Config, Ring};

fn compile(files: &[(&str, &str)]) -> Compiled {
    let sources = sources(files);
    let (files, layers) = layers(&sources);
    match lang::compile_layers(&files, &layers, &Directory) {
        Ok(compiled) => compiled,
        Err(problems) => panic!("{}", show(&problems, &sources)),
    }
}

fn config(files: &[(&str, &str)]) -> Config {
    compile(files).config
}

const BASE: &str = r#"
vars:
  city: { type: string, default: 上海 }
  most: { type: number, default: 10 }
  record: { type: boolean, default: false }
  ring: { type: duration, default: 15s }
  morning: { type: time, default: "09:00" }
  hotline: { type: phone_number, default: "02160001000" }
  team: { type: list, default: [amy] }
center: { name: "${var.city}客服", record: !var record }
agents:
  amy: { name: 王小美, staff_number: "1001" }
  ben: { name: 李本, staff_number: "1002" }
skill_groups:
  sales: { members: !var team, max_waiting: !var most }
routing:
  default: { ring_timeout: !var ring }
hours:
  office: { weekly: { mon-fri: "${var.morning}-18:00" } }
prompts:
  welcome: { text: "这里是${var.city}，${WaitNo:number}" }
caller_lists:
  own: { numbers: ["${var.hotline}"] }
"#;

#[test]
fn a_variable_has_its_default_and_is_of_its_type() {
    let config = config(&[("center.yaml", BASE)]);
    assert_eq!(config.center.name, "上海客服");
    assert!(!config.center.record);
    assert_eq!(config.skill_groups["sales"].max_waiting, Some(10));
    assert_eq!(config.skill_groups["sales"].members.len(), 1);
    assert_eq!(
        config.routing["default"].ring_timeout,
        model::Span::seconds(15)
    );
    let text = lang::emit::to_yaml(&config);
    for part in ["09:00-18:00", "这里是上海，${WaitNo:number}", "02160001000"] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn the_command_line_goes_before_the_environment_and_that_before_the_overlay() {
    let overlay = (
        "env/prod.yaml",
        "vars: { city: 武汉, most: 20, team: [amy, ben] }\n",
    );
    let of = |given: &[(&str, &str)]| {
        let mut files = vec![("center.yaml", BASE), overlay];
        files.extend(given);
        config(&files).center.name
    };
    assert_eq!(of(&[]), "武汉客服");
    assert_eq!(of(&[("(CCCTL_VAR_city)", "北京")]), "北京客服");
    assert_eq!(
        of(&[("(CCCTL_VAR_city)", "北京"), ("(--var city)", "广州")]),
        "广州客服"
    );
}

#[test]
fn values_from_outside_are_read_by_the_type_of_their_variable() {
    let config = config(&[
        ("center.yaml", BASE),
        ("(--var city)", "007"),
        ("(--var most)", "7"),
        ("(--var record)", "true"),
        ("(--var team)", "amy, ben"),
        ("(--var ring)", "1m"),
    ]);
    assert_eq!(config.center.name, "007客服");
    assert!(config.center.record);
    assert_eq!(config.skill_groups["sales"].max_waiting, Some(7));
    assert_eq!(config.skill_groups["sales"].members.len(), 2);
    assert_eq!(
        config.routing["default"].ring_timeout,
        model::Span::seconds(60)
    );
}

#[test]
fn a_variable_that_only_an_environment_gives_is_missing_without_it() {
    let base = (
        "center.yaml",
        "vars: { city: { type: string } }\ncenter: { name: !var city }\n",
    );
    assert_eq!(
        config(&[base, ("env/prod.yaml", "vars: { city: 武汉 }\n")])
            .center
            .name,
        "武汉"
    );
    assert!(lang::compile(&sources(&[base]), &Directory).is_err());
}

const GROUPS: &str = r#"
center: { name: 客服, max_calls: 100 }
agents:
  amy: { name: 王小美, staff_number: "1001", mobile: "13800138000" }
  ben: { name: 李本, staff_number: "1002" }
skill_groups:
  sales: { members: [amy, ben], max_waiting: 5 }
  night: { members: [ben] }
ivrs:
  main:
    nodes:
      hi: { play: 您好, times: 2, next: ask }
      ask: { menu: 请按键, keys: { "1": sales, "2": bye } }
      sales: { transfer: sales }
      bye: { end: 再见 }
"#;

fn overlaid(overlay: &str) -> Config {
    config(&[("center.yaml", GROUPS), ("env/prod.yaml", overlay)])
}

#[test]
fn a_map_is_laid_over_a_map_and_a_list_takes_the_place_of_a_list() {
    let config = overlaid(
        "center: { max_calls: 500, record: true }\nskill_groups:\n  sales: { members: [amy], ring: simultaneous }\n",
    );
    assert_eq!(config.center.name, "客服");
    assert_eq!(config.center.max_calls, 500);
    assert!(config.center.record);
    let sales = &config.skill_groups["sales"];
    assert_eq!(sales.members.len(), 1);
    assert_eq!(sales.max_waiting, Some(5));
    assert_eq!(sales.ring, Ring::Simultaneous);
    assert_eq!(config.skill_groups["night"].members.len(), 1);
}

#[test]
fn what_is_removed_is_gone_and_what_is_replaced_keeps_nothing() {
    let config = overlaid(
        "agents: { amy: { mobile: !remove } }\nskill_groups:\n  night: !remove\n  sales: !replace { members: [ben] }\n",
    );
    assert_eq!(config.agents["amy"].mobile, None);
    assert!(!config.skill_groups.contains_key("night"));
    assert_eq!(config.skill_groups["sales"].max_waiting, None);
}

#[test]
fn a_node_is_laid_over_key_by_key_and_another_type_replaces_it() {
    let config = overlaid(
        "ivrs:\n  main:\n    nodes:\n      hi: { play: 早上好 }\n      ask: { keys: { \"2\": !remove, \"9\": later } }\n      later: { end: }\n      bye: !remove\n",
    );
    let text = lang::emit::to_yaml(&config);
    assert!(
        text.contains("早上好") && text.contains("times: 2"),
        "{text}"
    );
    let main = &config.ivrs["main"];
    let names: Vec<_> = main.nodes.keys().map(|name| name.as_str()).collect();
    assert_eq!(names, ["ask", "hi", "later", "sales"]);
    assert_eq!(main.start.as_str(), "hi");
}

#[test]
fn what_the_base_does_not_have_is_added() {
    let config = overlaid(
        "agents:\n  zoe: { name: 赵, staff_number: \"1003\" }\nphones:\n  \"2001\": { agent: zoe }\n",
    );
    assert_eq!(config.agents.len(), 3);
    assert_eq!(config.phones.len(), 1);
}

#[test]
fn an_empty_value_in_an_overlay_is_a_value() {
    let config = overlaid("ivrs: { main: { nodes: { bye: { end: } } } }\n");
    assert!(!lang::emit::to_yaml(&config).contains("再见"));
}

#[test]
fn an_overlay_lays_over_whichever_file_has_the_resource() {
    let config = config(&[
        (
            "a.yaml",
            "agents: { amy: { name: A, staff_number: \"1\" } }\n",
        ),
        (
            "b.yaml",
            "agents: { ben: { name: B, staff_number: \"2\" } }\n",
        ),
        (
            "env/prod.yaml",
            "agents: { ben: { name: C }, amy: { name: D } }\n",
        ),
    ]);
    assert_eq!(config.agents["ben"].name, "C");
    assert_eq!(config.agents["amy"].name, "D");
}

#[test]
fn every_place_is_in_the_file_where_the_value_is_written() {
    let compiled = compile(&[
        ("center.yaml", GROUPS),
        (
            "env/prod.yaml",
            "agents:\n  amy: { mobile: \"13900139000\" }\n",
        ),
    ]);
    let place = |path: &str| compiled.places.get(path).expect(path).to_string();
    assert_eq!(place("agents/amy"), "center.yaml:4");
    assert_eq!(place("agents/amy/mobile"), "env/prod.yaml:2");
    assert_eq!(place("agents/amy/name"), "center.yaml:4");
}

#[test]
fn each_value_says_where_it_comes_from() {
    let compiled = compile(&[
        ("center.yaml", BASE),
        (
            "env/prod.yaml",
            "vars: { city: 武汉 }\nagents:\n  ben: { name: 刘本 }\nivrs:\n  main: { nodes: { bye: { end: 再见 } } }\n  main@2: { from: main, nodes: { hi: { play: 您好, next: bye } }, start: hi }\n",
        ),
        ("(--var most)", "7"),
    ]);
    let text = origins::annotated(&compiled);
    insta::assert_snapshot!(text);
    let again = lang::compile(&sources(&[("center.yaml", &text)]), &Directory);
    assert_eq!(
        again.expect("what is printed is a center").config,
        compiled.config
    );
}

#[test]
fn a_variable_costs_nothing_in_what_is_sent() {
    let filled = config(&[("center.yaml", BASE)]);
    let written = lang::emit::to_yaml(&filled);
    assert_eq!(config(&[("center.yaml", &written)]), filled);
    assert!(lang::recheck(&filled, &Directory).is_ok());
}
