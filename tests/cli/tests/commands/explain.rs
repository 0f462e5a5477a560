//! `ccctl explain`

use cli_tests::Ccctl;
use insta::assert_snapshot;

fn explain(path: &str) -> String {
    Ccctl::new("explain").argument(path).run()
}

#[test]
fn without_a_path_it_lists_the_kinds() {
    assert_snapshot!(Ccctl::new("explain").run());
}

#[test]
fn a_kind_has_its_keys() {
    assert_snapshot!(explain("ivrs"));
}

#[test]
fn below_nodes_are_their_types() {
    assert_snapshot!(explain("ivrs.nodes"));
}

#[test]
fn a_type_of_node_has_its_keys() {
    assert_snapshot!(explain("ivrs.nodes.menu"));
}

#[test]
fn a_key_has_its_meaning() {
    let paths = [
        "ivrs.nodes.menu.timeout",
        "ivrs.nodes.menu.keys.label",
        "ivrs.nodes.menu.on_timeout.play.prompt",
        "ivrs.nodes.http.receive.default",
        "hours.holidays.to",
        "roles.records.permission",
    ];
    assert_snapshot!(paths.map(explain).join("\n"));
}

#[test]
fn a_key_that_holds_maps_has_theirs() {
    let shown = ["center.break_reasons", "ivrs.nodes.menu.on_timeout"].map(explain);
    assert_snapshot!(shown.join("\n"));
}

#[test]
fn variables_readings_and_codes_are_explained() {
    let shown = ["variables", "readings", "CC0503", "cc0530"].map(explain);
    assert_snapshot!(shown.join("\n"));
    assert!(explain("problems").contains("CC0503  No call can reach a node.\n"));
}

#[test]
fn how_a_call_ended_is_explained_by_its_number_and_by_its_string() {
    let shown = ["107", "notworktime", "statuses.17", "110", "999"].map(explain);
    assert_snapshot!(shown.join("\n"));
    assert_eq!(
        explain("106").split_once('\n').map(|(_, said)| said),
        explain("notWorkTime")
            .split_once('\n')
            .map(|(_, said)| said)
    );
    assert!(explain("statuses").contains("\n214   callForward "));
}

#[test]
fn one_of_a_list_is_explained_by_its_path() {
    let paths = [
        "variables.WaitNo",
        "variables.${waitno}",
        "variables.WaitN",
        "readings.digits",
        "problems.CC0503",
    ];
    assert_snapshot!(paths.map(explain).join("\n"));
}

#[test]
fn what_is_not_there_is_told_with_what_there_is() {
    let paths = [
        "ivr",
        "ivrs.node",
        "ivrs.nodes.main",
        "ivrs.nodes.menu.timout",
        "ivrs.nodes.menu.timeout.max",
        "trunks.",
        "CC9999",
    ];
    assert_snapshot!(paths.map(explain).join("\n"));
}

#[test]
fn for_programs() {
    let lines = [
        "explain -o ndjson",
        "explain center.number_privacy -o json",
        "explain ivrs.nodes.menu.timeout -o json",
        "explain readings -o yaml",
        "explain CC0503 -o json",
        "explain 107 -o json",
        "explain variables.WaitNo -o json",
    ];
    assert_snapshot!(lines.map(|line| Ccctl::new(line).run()).join("\n"));
}

#[test]
fn on_a_terminal_names_stand_out() {
    assert_snapshot!(
        Ccctl::new("explain center.number_privacy")
            .on_terminal("")
            .run()
    );
}
