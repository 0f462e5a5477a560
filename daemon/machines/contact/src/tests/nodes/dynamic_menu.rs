//! `dynamic_menu`: branches from a variable.

use model::CallId;
use model::config::{Asking, Config, DynamicMenu, Node};
use model::record::PathStep;

use crate::tests::setup::{center, end, flow, key, name, say};
use crate::tests::world::World;

/// A menu with these branches, in a variable.
fn menu(branches: &str) -> Config {
    let menu = DynamicMenu {
        asking: Asking::new(say("choose")),
        branches: "${Entries}".parse().unwrap(),
        targets: vec![name("ask"), name("buy")],
        on_invalid: Some(name("plain")),
    };
    let mut ivr = flow(&[
        ("menu", Node::DynamicMenu(menu)),
        ("ask", end("ask")),
        ("buy", end("buy")),
        ("plain", end("plain")),
    ]);
    ivr.variables = [(name("Entries"), branches.to_owned())].into();
    center(ivr)
}

/// Where a call with these branches comes by these keys.
fn pressing(branches: &str, keys: &str) -> (World, CallId) {
    let mut world = World::new(menu(branches));
    let call = world.call();
    keys.chars().for_each(|key| world.press(call, key));
    (world, call)
}

const TWO: &str = r#"[
    {"digits": "1", "name": "120b5ad2", "label": "咨询", "next": "ask"},
    {"digits": "2", "name": "4ac833b5", "lable": "购买", "next": "buy"}
]"#;

fn step(branches: &str, keys: &str) -> PathStep {
    let (mut world, call) = pressing(branches, keys);
    world.hang_up(call);
    let step = world.record(call).path[0].clone();
    world.close();
    step
}

#[test]
fn the_branches_are_those_of_the_variable_in_either_spelling() {
    let one = step(TWO, "1");
    assert_eq!(
        (one.key, one.label.as_deref()),
        (Some(key('1')), Some("咨询"))
    );
    assert_eq!(one.branch.as_deref(), Some("120b5ad2"));
    let two = step(TWO, "2");
    assert_eq!(
        (two.label.as_deref(), two.branch.as_deref()),
        (Some("购买"), Some("4ac833b5"))
    );
}

#[test]
fn a_text_that_holds_the_list_will_do() {
    let text = serde_json::to_string(TWO).unwrap();
    let (world, call) = pressing(&text, "2");
    assert_eq!(world.path(call), ["menu", "buy"]);
    world.close();
}

#[test]
fn a_wrong_key_is_a_failed_try_like_in_any_menu() {
    let (world, call) = pressing(TWO, "391");
    assert_eq!(world.path(call), ["menu", "ask"]);
    world.close();
    let (world, call) = pressing(TWO, "345");
    assert!(!world.is_up(call));
    world.close();
}

#[test]
fn what_cannot_be_used_is_left_out_and_counted() {
    let branches = r##"[
        {"digits": "12", "next": "ask"}, {"digits": "x", "next": "ask"}, {"digits": "", "next": "ask"},
        {"digits": "3", "next": "plain"}, {"digits": "4"}, {"next": "ask"}, 7, null, [],
        {"digits": null, "next": "ask"}, {"digits": 5, "name": "n", "next": "ask"},
        {"digits": "#", "next": "buy"}, {"digits": "5", "label": "again", "next": "buy"}
    ]"##;
    let (world, call) = pressing(branches, "5");
    assert_eq!(world.path(call), ["menu", "ask"]);
    assert_eq!(world.center.counters().branches_dropped, 11);
    world.close();
    assert_eq!(step(branches, "5").label.as_deref(), Some("n"));
    assert_eq!(step(branches, "#").label.as_deref(), Some("#"));
}

#[test]
fn without_a_branch_the_call_goes_where_the_node_says() {
    for branches in [
        "",
        "[]",
        "{}",
        "null",
        "[{\"digits\": \"1\"}]",
        "[",
        "\"[\"",
        "\"\\\"[]\\\"\"",
    ] {
        let (world, call) = pressing(branches, "");
        assert_eq!(world.path(call), ["menu", "plain"], "{branches}");
        world.close();
    }
}

#[test]
fn without_such_a_node_it_takes_the_exception_exit() {
    let mut config = menu("[]");
    let ivr = std::sync::Arc::make_mut(config.ivrs.get_mut("main").unwrap());
    if let Some(Node::DynamicMenu(menu)) = ivr.nodes.get_mut(&name("menu")) {
        menu.on_invalid = None;
    }
    ivr.on_exception = Some(name("plain"));
    let mut world = World::new(config);
    let call = world.call();
    assert_eq!(world.path(call), ["menu", "plain"]);
    assert_eq!(world.center.counters().exceptions, 1);
    world.close();
}
