//! Configurations that change under way.

use std::time::Instant;

use e2e::{Cut, Cutter, Daemon, PROMPT, Place, caller};

use crate::DESK;

/// The desk with another flow behind 4001.
fn other_desk() -> String {
    let number = r#""4001": { trunk: carrier, ivr: main }"#;
    let sales = r#""1": { label: Sales, next: sales }"#;
    assert!(DESK.contains(number) && DESK.contains(sales));
    DESK.replace(
        sales,
        "\"1\": { label: Closed, next: bye }\n          \"2\": { label: Sales, next: sales }",
    )
    .replace("menu: { prompt: long }", "menu: { prompt: music }")
}

#[test]
fn a_call_keeps_its_flow_and_the_next_one_has_the_new() {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    daemon.apply(&place.center(DESK));
    daemon.ccctl("agent state amy not_ready").ok();
    let call = caller("4001").wait(6_000).digit('1').wait(1_500).hang_up();
    let mut call = call.start(&place);
    call.ear.hears(PROMPT, 10);
    daemon.apply(&place.center(&other_desk()));
    call.done(20);
    let next = caller("4001").wait(1_500).digit('1').until_bye().at(5);
    next.start(&place).done(20);

    let records = daemon.records(2);
    let last = |n: usize| {
        let path = records[n]["path"].as_array().expect("a path");
        path[path.len() - 1]["node"].clone()
    };
    assert_eq!((last(0), last(1)), ("sales".into(), "bye".into()));
    assert_eq!(records[0]["end_status"]["code"], 103, "{records:#?}");
    assert_eq!(records[1]["end_status"]["code"], 107, "{records:#?}");
    let revision = |n: usize| records[n]["revision"].as_u64().expect("a number");
    assert_eq!(revision(0) + 1, revision(1));
}

#[test]
fn ten_applies_make_no_hole_in_five_calls_and_end_none() {
    /// Samples in a second, and those of 200 ms, which are no hole that anybody hears twice.
    const SECOND: f64 = 8_000.0;
    const LATE: f64 = 1_600.0;
    let place = Place::new();
    let daemon = Daemon::start(&place);
    let allow = "allow: [HOST2/32, HOST5/32]";
    assert!(DESK.contains(allow));
    let hosts = [5, 6, 7, 8, 9];
    let center = |label: &str| {
        let all = "allow: [HOST2/32, HOST5/32, HOST6/32, HOST7/32, HOST8/32, HOST9/32]";
        let center = DESK.replace(allow, all);
        place.center(&center.replace("label: Sales", &format!("label: {label}")))
    };
    daemon.apply(&center("Sales"));
    let calls = hosts.map(|host| caller("4001").wait(15_000).hang_up().at(host));
    let mut calls = calls.map(|call| call.start(&place));
    for call in &calls {
        call.ear.hears(PROMPT, 10);
    }
    // The greeting of a second is over, and the prompt of the menu goes on for half a minute.
    std::thread::sleep(std::time::Duration::from_millis(1_500));
    let heard = |calls: &[e2e::Running; 5]| calls.each_ref().map(|call| call.ear.heard().len());
    let (before, began) = (heard(&calls), Instant::now());
    for n in 1..=10 {
        daemon.apply(&center(&format!("Sales {n}")));
    }
    let (after, took) = (heard(&calls), began.elapsed().as_secs_f64());
    for (before, after) in before.into_iter().zip(after) {
        let gained = (after - before) as f64;
        assert!(
            gained > took * SECOND - LATE,
            "{gained} samples in {took} s"
        );
    }
    for call in &mut calls {
        call.ear.hears(PROMPT, 1);
        call.done(20);
    }
    assert_eq!(daemon.get("revisions").len(), 11);
    for record in daemon.records(5) {
        assert_eq!(record["hung_up_by"], "user", "{record:#}");
    }
}

#[test]
fn a_plan_is_overtaken_by_an_apply_that_meets_it_and_by_no_other() {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    let center = place.center(DESK);
    daemon.apply(&center);
    let unchanged = format!("plan {} --detailed-exitcode", center.display());
    assert_eq!(daemon.ccctl(&unchanged).code, 0);

    let (center, saved) = (place.center(&other_desk()), place.path("plan.json"));
    let plan = format!("plan {} --detailed-exitcode --out", center.display());
    let planned = daemon.ccctl(&format!("{plan} {}", saved.display()));
    assert_eq!(planned.code, 2, "{}", planned.err);
    let renamed = DESK.replace("name: Desk", "name: Counter");
    daemon.apply(&place.center(&renamed));
    let beside = daemon.ccctl(&format!("apply {} --yes", saved.display()));
    assert_eq!(beside.code, 0, "{}{}", beside.out, beside.err);
    let live = daemon.ccctl("show 3 --config").out;
    assert!(
        live.contains("name: Counter") && live.contains("Closed"),
        "{live}"
    );

    let planned = daemon.ccctl(&format!("{plan} {}", saved.display()));
    assert_eq!(planned.code, 2, "{}", planned.err);
    let other = renamed.replace("label: Sales", "label: Trade");
    daemon.apply(&place.center(&other));
    let late = daemon.ccctl(&format!("apply {} --yes", saved.display()));
    assert_eq!(late.code, 5, "{}{}", late.out, late.err);
    assert!(late.err.contains("ivrs/main"), "{}", late.err);
    assert!(late.err.contains("theirs"), "{}", late.err);
    assert_eq!(daemon.get("revisions").len(), 4);
}

#[test]
fn an_apply_whose_connection_is_cut_in_the_middle_is_carried_out_once() {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    daemon.apply(&place.center(DESK));
    for (n, cut) in [Cut::Request, Cut::Answer].into_iter().enumerate() {
        let socket = place.path(&format!("cut-{n}.sock"));
        let cutter = Cutter::start(socket, daemon.socket(), cut);
        let changed = DESK.replace("label: Sales", &format!("label: Sales {n}"));
        let center = place.center(&changed);
        let apply = format!(
            "apply {} --yes --daemon {}",
            center.display(),
            cutter.address()
        );
        let run = daemon.ccctl(&apply).ok();
        assert!(cutter.has_cut() && run.err.contains("broke"), "{}", run.err);
        let revision = n + 2;
        let live = format!("revision {revision} is live");
        assert!(run.out.contains(&live), "{}", run.out);
        assert_eq!(daemon.get("revisions").len(), revision);
        let plan = format!("plan {} --detailed-exitcode", center.display());
        assert_eq!(daemon.ccctl(&plan).code, 0);
    }
}

#[test]
fn a_revision_that_was_answered_outlasts_a_kill_with_all_that_is_kept_of_it() {
    let place = Place::new();
    let mut daemon = Daemon::start(&place);
    let center = place.center(&DESK.replace("4002\": {", "4002\": { protected: true,"));
    let apply = format!("apply {} --yes -m guarded", center.display());
    daemon.ccctl(&apply).ok();
    daemon.process.kill();

    let mut daemon = Daemon::start(&place);
    let revision = daemon.get("revisions").remove(0);
    assert_eq!(revision["message"], "guarded", "{revision}");
    let shown = daemon.ccctl("show 1").ok().out;
    assert!(shown.contains("+ numbers/4002"), "{shown}");
    let without = DESK.replace("  \"4002\": { trunk: carrier, ivr: notice }\n", "");
    let center = place.center(&without);
    let delete = format!("apply {} --yes --allow-delete", center.display());
    let refused = daemon.ccctl(&delete);
    assert_eq!(refused.code, 5, "protection outlasts it: {}", refused.err);
    assert!(refused.err.contains("protected"), "{}", refused.err);

    daemon.apply(&place.center(DESK));
    daemon.apply(&place.center(&without));
    daemon.process.kill();
    let daemon = Daemon::start(&place);
    daemon.ccctl("rollback 2 --yes").ok();
    assert_eq!(daemon.ccctl("diff 2 live").ok().out, "no difference\n");
    assert_eq!(daemon.get("revisions").len(), 4);
}

#[test]
fn a_password_that_the_yaml_names_is_changed_there_alone_and_counts_as_a_change() {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    let secret = DESK.replace(
        "agent: amy,",
        "agent: amy, password: !secret file:password,",
    );
    assert_ne!(secret, DESK);
    let center = place.center(&secret);
    let password = center.join("password");
    std::fs::write(&password, "First-1\n").expect("written");
    daemon.apply(&center);
    let refused = daemon.ccctl("phone password 2001");
    assert_eq!(refused.code, 5, "{}", refused.err);
    assert!(refused.err.contains("apply"), "{}", refused.err);

    let plan = format!("plan {} --detailed-exitcode", center.display());
    assert_eq!(daemon.ccctl(&plan).code, 0);
    std::fs::write(&password, "Second-2\n").expect("written");
    assert_eq!(daemon.ccctl(&plan).code, 2);
    daemon.apply(&center);
    assert_eq!(daemon.get("revisions")[0]["changed"], 1);

    drop(daemon);
    let daemon = Daemon::start(&place);
    assert_eq!(daemon.ccctl(&plan).code, 0, "it survives");
    std::fs::write(&password, "Third-3\n").expect("written");
    daemon.apply(&center);
    let revision = daemon.get("revisions").remove(0);
    assert_eq!(revision["changed"], 1, "{revision}");
    assert_eq!(revision["created"], 0, "{revision}");
    std::fs::remove_file(&password).expect("it was there");
    let unknown = daemon.ccctl(&format!("apply {} --yes", center.display()));
    assert_eq!(unknown.code, 0);
    assert!(unknown.err.contains("is unknown"), "{}", unknown.err);
}

#[test]
fn what_is_exported_is_what_is_live() {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    daemon.apply(&place.center(DESK));
    let copy = place.path("copy");
    daemon.ccctl(&format!("export {}", copy.display())).ok();
    let unchanged = format!("plan {} --detailed-exitcode", copy.display());
    let planned = daemon.ccctl(&unchanged);
    assert_eq!(planned.code, 0, "{}{}", planned.out, planned.err);
    let schema = daemon.ccctl("schema --live").ok();
    assert!(schema.out.contains("\"carrier\""), "{}", schema.out);
}
