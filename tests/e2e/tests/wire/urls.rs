//! What becomes of a call when its flow asks a system that answers well, badly or not at all.

use e2e::{Daemon, Place, Reply, System, caller};
use serde_json::{Value, json};

use crate::told::{of_numbers, path, step};

/// A flow asks, and branches on what it has got: `gold` and 95 lead to `known`.
const CENTER: &str = r#"
center: { name: Urls }
trunks:
  carrier: { mode: peer, address: "HOST2:5060", allow: [HOST2/32, HOST5/32, HOST6/32, HOST7/32, HOST8/32] }
ivrs:
  main:
    variables: { Path: nowhere }
    nodes:
      ask:
        http: "SYSTEM/${Path}"
        send: { Caller: "${SystemCallerNumber}", Session: "${SystemSessionId}" }
        timeout: 1s
        receive:
          Level: { field: customer.level, default: new }
          Score: { field: score, default: "0" }
        next: seen
      seen:
        condition: [{ when: "${Level} = gold and ${Score} = 95", label: known, next: known }]
        otherwise: { label: unknown, next: unknown }
      known: { end: }
      unknown: { end: }
"#;

const GOOD: &str = r#"{"customer": {"level": "gold"}, "score": 95}"#;
/// The longest answer that is read.
const LIMIT: usize = 64 * 1_024;

/// The good answer, made longer by blanks.
fn padded(length: usize) -> String {
    format!("{GOOD}{}", " ".repeat(length - GOOD.len()))
}

/// The center with a number for each path, `4001` for the first.
fn center(system: &System, paths: &[&str]) -> String {
    let (mut numbers, mut flows) = ("numbers:\n".to_owned(), String::new());
    for (n, path) in paths.iter().enumerate() {
        numbers += &format!("  \"{}\": {{ trunk: carrier, ivr: {path} }}\n", 4_001 + n);
        flows += &format!("  {path}: {{ from: main, variables: {{ Path: {path} }} }}\n");
    }
    format!(
        "{}{flows}{numbers}",
        CENTER.replace("SYSTEM", &system.url(""))
    )
}

/// One call to each of these paths at once; their records.
fn call<const N: usize>(
    place: &Place,
    daemon: &Daemon,
    system: &System,
    paths: [&str; N],
) -> [Value; N] {
    daemon.apply(&place.center(&center(system, &paths)));
    let numbers: [String; N] = std::array::from_fn(|n| (4_001 + n).to_string());
    let hosts = [2, 5, 6, 7, 8];
    let calls = numbers.iter().zip(hosts);
    let calls: Vec<_> = calls
        .map(|(number, host)| caller(number).at(host).until_bye().start(place))
        .collect();
    for mut call in calls {
        call.done(20);
    }
    of_numbers(daemon, std::array::from_fn(|n| numbers[n].as_str()))
}

fn allowed(place: &Place) -> Daemon {
    Daemon::with(
        place,
        &["--allow-url-network", &place.net.host(20).to_string()],
    )
}

#[track_caller]
fn came_to(record: &Value, outcome: &str, node: &str) {
    assert_eq!(path(record), ["ask", "seen", node], "{record:#}");
    assert_eq!(step(record, "seen")["label"], node);
    let asked = record["consultations"].as_array().expect("a list");
    assert_eq!(asked.len(), 1, "{record:#}");
    assert_eq!(asked[0]["outcome"], outcome, "{record:#}");
    assert_eq!(asked[0]["node"], "ask");
}

#[test]
fn an_answer_is_in_the_variables_up_to_64_kb() {
    let place = Place::new();
    let system = System::start(place.net.host(20), |asked| {
        if asked.is_for("/whole") {
            Reply::ok(padded(LIMIT))
        } else if asked.is_for("/long") {
            Reply::ok(padded(LIMIT + 1))
        } else {
            Reply::ok(GOOD)
        }
    });
    let daemon = allowed(&place);
    let [good, whole, long] = call(&place, &daemon, &system, ["good", "whole", "long"]);
    came_to(&good, "answered", "known");
    came_to(&whole, "answered", "known");
    came_to(&long, "too_large", "unknown");

    let asked = system.asked();
    assert_eq!(asked.len(), 3, "{asked:#?}");
    let asked = asked.iter().find(|asked| asked.is_for("/good"));
    let asked = asked.expect("a question");
    assert!(asked.line.starts_with("POST "), "{}", asked.line);
    let kind = "content-type: application/json; charset=utf-8";
    assert!(asked.head.contains(kind), "{}", asked.head);
    assert!(asked.head.contains("idempotency-key: "), "{}", asked.head);
    let sent = json!({ "Caller": "+8613800138000", "Session": good["id"] });
    assert_eq!(asked.body, sent);
}

#[test]
fn answers_late_broken_or_of_another_kind_leave_the_defaults() {
    let place = Place::new();
    let system = System::start(place.net.host(20), |asked| {
        if asked.is_for("/late") {
            Reply::Never
        } else if asked.is_for("/garbage") {
            Reply::ok("<html>502 Bad Gateway</html>")
        } else if asked.is_for("/types") {
            Reply::ok(r#"{"customer": "gold", "score": null}"#)
        } else if asked.is_for("/latin1") {
            Reply::ok(b"{\"customer\": {\"level\": \"J\xF6rg\"}}".to_vec())
        } else {
            Reply::Is(500, String::new(), GOOD.into())
        }
    });
    let daemon = allowed(&place);
    let paths = ["late", "garbage", "types", "latin1", "fails"];
    let [late, garbage, types, latin1, fails] = call(&place, &daemon, &system, paths);
    came_to(&late, "timeout", "unknown");
    let took = late["consultations"][0]["took_ms"].as_u64().expect("ms");
    assert!((900..5_000).contains(&took), "waited for {took} ms");
    came_to(&garbage, "malformed", "unknown");
    came_to(&types, "incomplete", "unknown");
    came_to(&latin1, "not_text", "unknown");
    came_to(&fails, "status 500", "unknown");
}

#[test]
fn nobody_is_asked_at_another_host_whatever_the_first_one_says() {
    let place = Place::new();
    let other = System::start(place.net.host(19), |_| Reply::ok(GOOD));
    let (elsewhere, metadata) = (other.url("/elsewhere"), "http://169.254.169.254/latest");
    let system = System::start(place.net.host(20), move |asked| {
        if asked.is_for("/other") {
            Reply::elsewhere(&elsewhere)
        } else if asked.is_for("/inside") {
            Reply::elsewhere(metadata)
        } else if asked.is_for("/moved") {
            Reply::elsewhere("/good")
        } else {
            Reply::ok(GOOD)
        }
    });
    // The other one may be called as well; only not because the first one says so.
    let host = |number| place.net.host(number).to_string();
    let both = ["--allow-url-network", &format!("{},{}", host(19), host(20))];
    let daemon = Daemon::with(&place, &both);
    let [same, other_host, inside] = call(&place, &daemon, &system, ["moved", "other", "inside"]);
    came_to(&same, "answered", "known");
    came_to(&other_host, "refused", "unknown");
    came_to(&inside, "refused", "unknown");
    assert!(other.asked().is_empty(), "{:#?}", other.asked());
}

#[test]
fn nobody_is_asked_on_this_machine_unless_the_daemon_may() {
    let place = Place::new();
    let system = System::start(place.net.host(20), |_| Reply::ok(GOOD));
    let daemon = Daemon::start(&place);
    let [refused] = call(&place, &daemon, &system, ["good"]);
    came_to(&refused, "refused", "unknown");
    assert!(system.asked().is_empty(), "{:#?}", system.asked());
}
