//! The example whose flow asks a customer's system, with its system, on a real call.

use std::path::PathBuf;

use e2e::{
    Daemon, PROMPT, Place, Reply, Service, System, agent, caller, mono, of_customer_system, sine,
};

use crate::told::{code, parts, path, step};
use crate::{AGENT, CALLER};

/// The example's center at the addresses of a place.
fn center(place: &Place, service: &Service) -> PathBuf {
    let read =
        |file| std::fs::read_to_string(of_customer_system(file)).expect("a file of the example");
    let swaps = [
        ("http://127.0.0.1:8090", service.url.as_str()),
        ("address: 127.0.0.1:5090", "address: \"HOST2:5060\""),
        (
            "{ agent: amy }",
            "{ agent: amy, contact: \"sip:2001@HOST3:5060\" }",
        ),
        (
            "{ agent: ben }",
            "{ agent: ben, contact: \"sip:2001@HOST4:5060\" }",
        ),
    ];
    let text = read("center.yaml") + &read("flow.yaml");
    let text = swaps.iter().fold(text, |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    });
    place.center(&text)
}

#[test]
fn a_system_gives_the_menu_and_names_the_agent_and_is_told_what_the_caller_thinks() {
    let place = Place::new();
    let host = place.net.host(20);
    let service = Service::start(host);
    // What is said is not what this is about.
    let engine = System::start(host, |_| Reply::ok(mono(&sine(PROMPT, 600))));
    let settings = [
        "--allow-url-network",
        &host.to_string(),
        "--speech",
        &engine.url("/"),
    ];
    let daemon = Daemon::with(&place, &settings);
    daemon.apply(&center(&place, &service));
    // The system names amy before ben, and whoever of them is free is rung.
    daemon.ccctl("agent state amy break").ok();
    let phone = agent(200).at(4).tone(AGENT, 6_000).wait(1_000).hang_up();
    let mut phone = phone.start(&place);
    let call = caller("02160004000").wait(2_000).digit('2');
    let call = call.tone(CALLER, 3_000).wait(6_000).digit('1');
    let mut call = call.until_bye().start(&place);
    call.ear.hears(AGENT, 15);
    phone.done(15);
    call.done(20);

    let record = daemon.record();
    let nodes = [
        "who", "greet", "level", "menu", "agent", "survey", "keep", "bye",
    ];
    assert_eq!(path(&record), nodes, "{record:#}");
    assert_eq!(parts(&record), [(None, 1), (Some("ben"), 1)]);
    assert_eq!(code(&record), 1);
    let menu = step(&record, "menu");
    let told = (&menu["key"], &menu["label"], &menu["branch"]);
    assert_eq!(told, (&"2".into(), &"人工".into(), &"agent".into()));
    assert_eq!(step(&record, "level")["label"], "其他");
    assert_eq!(record["satisfaction"]["label"], "满意", "{record:#}");
    let asked = record["consultations"].as_array().expect("a list").iter();
    let asked: Vec<_> = asked
        .map(|it| (it["node"].as_str(), it["outcome"].as_str()))
        .collect();
    let wanted = ["who", "agent", "keep"].map(|node| (Some(node), Some("answered")));
    assert_eq!(asked, wanted, "{record:#}");
}
