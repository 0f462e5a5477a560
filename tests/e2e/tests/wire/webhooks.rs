//! Records on their way to customers' systems, from real calls.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use e2e::{Asked, Daemon, Place, Reply, System, caller, eventually};
use serde_json::Value;

use crate::DESK;

/// The center with these webhooks, whose secret is `pass word`.
fn center(place: &Place, webhooks: &str) -> PathBuf {
    let center = place.center(&format!("{DESK}webhooks:\n{webhooks}"));
    std::fs::create_dir_all(center.join("keys")).expect("a folder");
    std::fs::write(center.join("keys/crm"), "pass word\n").expect("a file");
    center
}

fn allowed(place: &Place) -> Daemon {
    let host = place.net.host(20).to_string();
    Daemon::with(place, &["--allow-url-network", &host])
}

/// A call that hears a notice; its record.
fn call(place: &Place, daemon: &Daemon) -> Value {
    let before = daemon.get("records").len();
    caller("4002").until_bye().start(place).done(15);
    eventually(10, "a record", || {
        let records = daemon.get("records");
        (records.len() > before).then(|| records[0].clone())
    })
}

/// What a system was asked, once there is so much of it.
#[track_caller]
fn asked(system: &System, count: usize) -> Vec<Asked> {
    eventually(60, "what was sent", || {
        let asked = system.asked();
        (asked.len() >= count).then_some(asked)
    })
}

/// A line of a head.
fn header<'a>(asked: &'a Asked, name: &str) -> &'a str {
    let lines = asked.head.lines();
    let line = lines.filter_map(|line| line.strip_prefix(name)).next();
    line.unwrap_or_default().trim_start_matches([':', ' '])
}

fn until(daemon: &Daemon, what: &str, is: impl Fn(&Value) -> bool) -> Value {
    eventually(60, what, || {
        Some(daemon.one("webhooks crm")).filter(|webhook| is(webhook))
    })
}

#[test]
fn the_record_of_a_call_comes_to_each_system_in_its_form() {
    let place = Place::new();
    let system = System::start(place.net.host(20), |asked| {
        if asked.is_for("/token") {
            Reply::ok(r#"{"access_token":"t-1","token_type":"bearer","expires_in":600}"#)
        } else {
            Reply::ok(r#"{"ErrCode":0,"ErrMsg":""}"#)
        }
    });
    let daemon = allowed(&place);
    let url = |path: &str| system.url(path);
    let webhooks = format!(
        "  plain: {{ url: \"{}\" }}\n  crm:\n    url: \"{}\"\n    format: tccc\n    auth:\n      oauth2: {{ token_url: \"{}\", client_id: center, client_secret: !secret file:keys/crm }}\n  basic: {{ url: \"{}\", auth: {{ basic: {{ user: center, password: !secret file:keys/crm }} }} }}\n",
        url("/plain"),
        url("/tccc"),
        url("/token"),
        url("/basic"),
    );
    let center = center(&place, &webhooks);
    daemon.apply(&center);
    let again = daemon.ccctl(&format!("plan {}", center.display())).ok();
    assert!(again.out.contains("no changes"), "{}", again.out);

    let record = call(&place, &daemon);
    let all = asked(&system, 4);
    let of = |path: &str| all.iter().find(|it| it.is_for(path)).expect(path);
    let id = record["id"].as_str().expect("an id");
    for path in ["/plain", "/tccc", "/basic"] {
        assert_eq!(header(of(path), "x-tccc-push-uuid"), id, "{path}");
        assert_eq!(
            header(of(path), "idempotency-key"),
            format!("\"{id}\""),
            "{path}"
        );
    }
    for path in ["/plain", "/basic"] {
        assert_eq!(of(path).body["id"], record["id"]);
        assert_eq!(of(path).body["end_status"], record["end_status"]);
        assert_eq!(of(path).body["path"], record["path"]);
    }
    let cdr = of("/tccc");
    assert!(
        cdr.line.starts_with("POST /tccc?action=cdr&version=1 "),
        "{}",
        cdr.line
    );
    assert_eq!(
        header(cdr, "content-type"),
        "application/json; charset=utf8"
    );
    assert_eq!(cdr.body["SessionId"], record["id"]);
    assert_eq!(cdr.body["EndStatusString"], record["end_status"]["string"]);
    assert_eq!(cdr.body["Caller"], "008613800138000");
    // The head is in lower case.
    assert_eq!(header(cdr, "authorization"), "bearer t-1");
    assert_eq!(header(of("/plain"), "authorization"), "");
    // `center:pass word`
    let pair = "basic Y2VudGVyOnBhc3Mgd29yZA==".to_lowercase();
    assert_eq!(header(of("/basic"), "authorization"), pair);
    let known = until(&daemon, "one arrived", |it| it["delivered"] == 1);
    assert_eq!(
        (&known["waiting"], &known["auth"]),
        (&0.into(), &"oauth2".into())
    );
    let text = daemon.ccctl("describe webhooks crm").ok().out;
    assert!(
        text.contains("file:keys/crm") && !text.contains("pass word"),
        "{text}"
    );
}

#[test]
fn what_a_system_did_not_take_comes_when_it_is_there_again_also_after_a_kill() {
    let place = Place::new();
    let away = Arc::new(AtomicBool::new(true));
    let gone = away.clone();
    let system = System::start(place.net.host(20), move |_| {
        match gone.load(Ordering::Relaxed) {
            true => Reply::Is(503, String::new(), Vec::new()),
            false => Reply::ok(""),
        }
    });
    let mut daemon = allowed(&place);
    daemon.apply(&center(
        &place,
        &format!("  crm: {{ url: \"{}\" }}\n", system.url("/crm")),
    ));
    let first = call(&place, &daemon);
    let second = call(&place, &daemon);
    let failing = until(&daemon, "it fails", |it| it["failed"].as_u64() >= Some(3));
    assert_eq!(failing["waiting"], 2, "{failing:#}");
    assert!(failing["failing_since"].is_string(), "{failing:#}");
    assert!(
        failing["last_error"]
            .as_str()
            .is_some_and(|it| it.contains("503")),
        "{failing:#}"
    );
    let table = daemon.ccctl("get webhooks").ok().out;
    assert!(table.contains("failing"), "{table}");

    daemon.process.kill();
    let daemon = allowed(&place);
    let before = system.asked().len();
    away.store(false, Ordering::Relaxed);
    until(&daemon, "both arrived", |it| {
        it["delivered"] == 2 && it["waiting"] == 0
    });
    let taken: Vec<_> = system.asked().split_off(before);
    for record in [&first, &second] {
        let its = |asked: &&Asked| asked.body["id"] == record["id"];
        let arrived: Vec<_> = taken.iter().filter(its).collect();
        assert!(!arrived.is_empty(), "{record:#}");
        let keys = system.asked().into_iter().filter(|it| its(&it));
        for asked in keys {
            assert_eq!(header(&asked, "x-tccc-push-uuid"), record["id"]);
        }
    }
}

#[test]
fn a_system_inside_is_not_called_unless_the_daemon_is_told_so() {
    let place = Place::new();
    let system = System::start(place.net.host(20), |_| Reply::ok(""));
    let daemon = Daemon::start(&place);
    let webhook = format!("  crm: {{ url: \"{}\" }}\n", system.url("/crm"));
    let with_it = center(&place, &webhook);
    let plan = daemon.ccctl(&format!("plan {}", with_it.display())).ok();
    let told = plan
        .out
        .lines()
        .find(|line| line.contains("cannot be called"));
    let told = told.unwrap_or_else(|| panic!("{}", plan.out));
    for part in ["webhooks/crm (", ".yaml:", "--allow-url-network"] {
        assert!(told.contains(part), "{told}");
    }
    daemon.apply(&with_it);
    call(&place, &daemon);
    let refused = until(&daemon, "it fails", |it| it["failed"].as_u64() >= Some(1));
    let told = refused["last_error"].as_str().unwrap_or_default();
    assert!(told.contains("--allow-url-network"), "{refused:#}");
    assert!(system.asked().is_empty());
    let metrics = e2e::requested(&daemon.http(), "/metrics", &token(&daemon), "");
    let metrics = String::from_utf8_lossy(&metrics.body).into_owned();
    assert!(
        metrics.contains("ccd_webhook_records{webhook=\"crm\",state=\"waiting\"} 1"),
        "{metrics}"
    );
    let without = center(&place, "");
    let plan = daemon.ccctl(&format!("plan {}", without.display())).ok();
    let left = "1 record waits for webhooks/crm, which is deleted";
    assert!(plan.out.contains(left), "{}", plan.out);
}

fn token(daemon: &Daemon) -> String {
    let made = daemon.ccctl("token create wall --role viewer -o json");
    made.json()["token"].as_str().expect("a token").to_owned()
}
