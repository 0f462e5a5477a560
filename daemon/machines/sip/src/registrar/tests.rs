use std::time::Duration;

use jiff::Timestamp;
use kernel::{Mono, Now};

use super::*;
use crate::Flow;
use crate::message::{Fields, Method, Request, Uri};

/// Seconds after the start of the test.
fn at(seconds: u64) -> Now {
    let wall = Timestamp::from_second(1_700_000_000).expect("in range");
    Now {
        mono: Mono::from_micros(5_000_000),
        wall,
    }
    .later(Duration::from_secs(seconds))
}

fn flow(port: u16) -> Flow {
    Flow::udp(
        "192.0.2.1:5060".parse().expect("an address"),
        format!("203.0.113.9:{port}").parse().expect("an address"),
    )
}

/// A REGISTER with that Call-ID, CSeq and further headers.
fn register(call_id: &str, cseq: u32, headers: &[(&str, &str)]) -> Request {
    let mut request = Request::new(Method::Register, Uri::sip("", "center.example", None));
    request.headers.add("Call-ID", call_id);
    request.headers.add("CSeq", &format!("{cseq} REGISTER"));
    for (name, value) in headers {
        request.headers.add(name, value);
    }
    request
}

fn uris(bindings: &[Binding]) -> Vec<String> {
    bindings
        .iter()
        .map(|binding| binding.uri.to_string())
        .collect()
}

const DESK: (&str, &str) = ("Contact", "<sip:2001@10.0.0.7:5060>");
const SOFT: (&str, &str) = ("Contact", "<sip:2001@10.0.0.8>;q=0.5;expires=120");

#[test]
fn a_contact_is_kept_with_its_flow_until_it_ends() {
    let mut registrar = Registrar::default();
    let request = register("a", 1, &[DESK, ("Expires", "600")]);
    let bindings = registrar
        .register(at(0), "2001", &request, flow(40_000))
        .expect("accepted");
    assert_eq!(bindings, registrar.contacts("2001"));
    assert_eq!(bindings[0].flow, flow(40_000));
    assert_eq!(
        contact_headers(at(1), &bindings),
        [(
            "Contact".to_string(),
            "<sip:2001@10.0.0.7:5060>;expires=599".to_string()
        )]
    );
    assert_eq!(registrar.next_deadline(), Some(at(600).mono));
    assert_eq!(registrar.expire(at(599)), None);
    assert_eq!(registrar.expire(at(600)).as_deref(), Some("2001"));
    assert_eq!(registrar.expire(at(600)), None);
    assert!(registrar.contacts("2001").is_empty());
    assert_eq!(registrar.next_deadline(), None);
    assert_eq!(registrar.counters().expired, 1);
}

#[test]
fn several_contacts_stand_in_the_order_of_their_preference() {
    let mut registrar = Registrar::default();
    let request = register("a", 1, &[SOFT, DESK]);
    let bindings = registrar
        .register(at(0), "2001", &request, flow(1))
        .expect("accepted");
    assert_eq!(uris(&bindings).len(), 2);
    assert_eq!(
        uris(registrar.contacts("2001")),
        ["sip:2001@10.0.0.7:5060", "sip:2001@10.0.0.8"]
    );
    assert_eq!(registrar.expire(at(120)).as_deref(), Some("2001"));
    assert_eq!(uris(registrar.contacts("2001")), ["sip:2001@10.0.0.7:5060"]);
    assert_eq!(registrar.next_deadline(), Some(at(3600).mono));
}

#[test]
fn a_refresh_moves_the_end_and_the_flow() {
    let mut registrar = Registrar::default();
    let first = register("a", 1, &[DESK, ("Expires", "60")]);
    registrar
        .register(at(0), "2001", &first, flow(1))
        .expect("accepted");
    let second = register("a", 2, &[DESK, ("Expires", "60")]);
    registrar
        .register(at(50), "2001", &second, flow(2))
        .expect("accepted");
    assert_eq!(registrar.expire(at(60)), None);
    assert_eq!(registrar.contacts("2001").len(), 1);
    assert_eq!(registrar.contacts("2001")[0].flow, flow(2));
}

#[test]
fn a_register_without_contact_only_asks() {
    let mut registrar = Registrar::default();
    registrar
        .register(at(0), "2001", &register("a", 1, &[DESK]), flow(1))
        .expect("accepted");
    let bindings = registrar.register(at(1), "2001", &register("b", 1, &[]), flow(2));
    assert_eq!(
        uris(&bindings.expect("accepted")),
        ["sip:2001@10.0.0.7:5060"]
    );
    assert_eq!(registrar.contacts("2001")[0].flow, flow(1));
    let nobody = registrar.register(at(1), "2002", &register("c", 1, &[]), flow(2));
    assert_eq!(nobody, Ok(vec![]));
}

#[test]
fn expires_0_takes_one_contact_away_and_a_star_all() {
    let mut registrar = Registrar::default();
    registrar
        .register(at(0), "2001", &register("a", 1, &[DESK, SOFT]), flow(1))
        .expect("accepted");
    let leave = register("a", 2, &[("Contact", "<sip:2001@10.0.0.8>;expires=0")]);
    let left = registrar
        .register(at(1), "2001", &leave, flow(1))
        .expect("accepted");
    assert_eq!(uris(&left), ["sip:2001@10.0.0.7:5060"]);
    let all = register("a", 3, &[("Contact", "*"), ("Expires", "0")]);
    assert_eq!(registrar.register(at(2), "2001", &all, flow(1)), Ok(vec![]));
    assert_eq!(registrar.next_deadline(), None);
    assert_eq!(registrar.users().count(), 0);
}

#[test]
fn a_star_needs_expires_0_and_no_company() {
    let mut registrar = Registrar::default();
    registrar
        .register(at(0), "2001", &register("a", 1, &[DESK]), flow(1))
        .expect("accepted");
    let star = ("Contact", "*");
    for headers in [
        vec![star],
        vec![star, ("Expires", "60")],
        vec![star, DESK, ("Expires", "0")],
    ] {
        let refusal = registrar.register(at(1), "2001", &register("a", 2, &headers), flow(1));
        assert_eq!(refusal, Err(RegistrarRefusal::Star));
    }
    assert_eq!(registrar.contacts("2001").len(), 1);
}

#[test]
fn too_brief_is_told_and_too_long_is_cut() {
    let mut registrar = Registrar::default();
    let brief = register("a", 1, &[DESK, ("Expires", "59")]);
    let refusal = registrar
        .register(at(0), "2001", &brief, flow(1))
        .expect_err("too brief");
    assert_eq!(refusal.status(), 423);
    assert_eq!(
        refusal.headers(),
        [("Min-Expires".to_string(), "60".to_string())]
    );
    let long = register("a", 2, &[DESK, ("Expires", "99999999999999999999")]);
    registrar
        .register(at(0), "2001", &long, flow(1))
        .expect("accepted");
    assert_eq!(registrar.next_deadline(), Some(at(7200).mono));
    let odd = register("a", 3, &[DESK, ("Expires", "soon")]);
    registrar
        .register(at(0), "2001", &odd, flow(1))
        .expect("accepted");
    assert_eq!(registrar.next_deadline(), Some(at(3600).mono));
}

#[test]
fn a_late_register_changes_nothing() {
    let mut registrar = Registrar::default();
    registrar
        .register(at(0), "2001", &register("a", 7, &[DESK]), flow(1))
        .expect("accepted");
    let gone = ("Contact", "<sip:2001@10.0.0.7:5060>;expires=0");
    let star = [("Contact", "*"), ("Expires", "0")];
    for request in [
        register("a", 7, &[gone]),
        register("a", 6, &[SOFT, gone]),
        register("a", 7, &star),
    ] {
        let refusal = registrar.register(at(1), "2001", &request, flow(1));
        assert_eq!(refusal, Err(RegistrarRefusal::Late));
    }
    assert_eq!(uris(registrar.contacts("2001")), ["sip:2001@10.0.0.7:5060"]);
    // After a reboot the phone counts from 1 again, under another Call-ID.
    assert_eq!(
        registrar.register(at(1), "2001", &register("b", 1, &[gone]), flow(1)),
        Ok(vec![])
    );
}

#[test]
fn one_bad_contact_spoils_the_whole_request() {
    let mut registrar = Registrar::default();
    let bad = [
        "<name:John_Smith>",
        "<tel:+123>",
        "sip:user@example.com?Route=%3Csip:sip.example.com%3E",
        "\"open <sip:2001@10.0.0.7>",
        "2001",
    ];
    for contact in bad {
        let request = register("a", 1, &[DESK, ("Contact", contact)]);
        let refusal = registrar.register(at(0), "2001", &request, flow(1));
        assert_eq!(refusal, Err(RegistrarRefusal::Contact), "{contact}");
    }
    assert!(registrar.contacts("2001").is_empty());
    assert_eq!(registrar.counters().refused, 5);
}

#[test]
fn a_header_hidden_in_a_contact_is_not_kept() {
    let mut registrar = Registrar::default();
    let contact = (
        "Contact",
        "<sip:2001@10.0.0.7;method=BYE?Route=%3Csip:evil.example%3E>",
    );
    registrar
        .register(at(0), "2001", &register("a", 1, &[contact]), flow(1))
        .expect("accepted");
    assert_eq!(uris(registrar.contacts("2001")), ["sip:2001@10.0.0.7"]);
}

#[test]
fn limits_hold_and_are_counted() {
    let settings = Settings {
        max_contacts: 2,
        max_users: 1,
        ..Settings::default()
    };
    let mut registrar = Registrar::new(settings);
    let third = ("Contact", "<sip:2001@10.0.0.9>");
    let request = register("a", 1, &[DESK, SOFT, third]);
    let refusal = registrar.register(at(0), "2001", &request, flow(1));
    assert_eq!(refusal, Err(RegistrarRefusal::TooManyContacts));
    registrar
        .register(at(0), "2001", &register("a", 1, &[DESK, SOFT]), flow(1))
        .expect("accepted");
    let refusal = registrar.register(at(0), "2002", &register("b", 1, &[DESK]), flow(1));
    assert_eq!(refusal, Err(RegistrarRefusal::Full));
    assert_eq!(registrar.counters().limited, 2);
    // Who is in the table may refresh when it is full.
    registrar
        .register(at(1), "2001", &register("a", 2, &[DESK]), flow(1))
        .expect("accepted");
}

#[test]
fn the_same_place_spelled_twice_is_one_contact() {
    let mut registrar = Registrar::default();
    let one = ("Contact", "<sip:%32001@Phone.Example;ob>");
    let two = ("Contact", "<SIP:2001@phone.example>");
    let other = ("Contact", "<sip:2001@phone.example;transport=tcp>");
    registrar
        .register(at(0), "2001", &register("a", 1, &[one]), flow(1))
        .expect("accepted");
    registrar
        .register(at(0), "2001", &register("a", 2, &[two]), flow(1))
        .expect("accepted");
    assert_eq!(registrar.contacts("2001").len(), 1);
    registrar
        .register(at(0), "2001", &register("a", 3, &[other]), flow(1))
        .expect("accepted");
    assert_eq!(registrar.contacts("2001").len(), 2);
}

#[test]
fn a_phone_that_comes_back_under_another_port_leaves_no_trace() {
    let mut registrar = Registrar::default();
    let contact = |port: u16, rest: &str| {
        format!("<sip:2001@10.0.0.7:{port}>;+sip.instance=\"<urn:uuid:7>\"{rest}")
    };
    let (first, second) = (contact(40_001, ""), contact(40_002, ""));
    let other = "<sip:2001@10.0.0.9>;+sip.instance=\"<urn:uuid:9>\"";
    for (call_id, value) in [("a", first.as_str()), ("b", other), ("c", &second)] {
        let request = register(call_id, 1, &[("Contact", value)]);
        registrar
            .register(at(0), "2001", &request, flow(1))
            .expect("accepted");
    }
    let reachable = ["sip:2001@10.0.0.7:40002", "sip:2001@10.0.0.9"];
    assert_eq!(uris(registrar.contacts("2001")), reachable);
    // What it says late about its old port does not end its new one.
    let leave = register("a", 2, &[("Contact", &contact(40_001, ";expires=0"))]);
    registrar
        .register(at(1), "2001", &leave, flow(1))
        .expect("accepted");
    assert_eq!(uris(registrar.contacts("2001")), reachable);
    // One phone may name two places at once.
    let (third, fourth) = (contact(40_003, ""), contact(40_004, ""));
    let both = register("c", 2, &[("Contact", &third), ("Contact", &fourth)]);
    let bindings = registrar
        .register(at(2), "2001", &both, flow(1))
        .expect("accepted");
    assert_eq!(bindings.len(), 3);
}

#[test]
fn contacts_outlive_a_restart_until_their_end_by_the_wall_clock() {
    let mut before = Registrar::default();
    let request = register(
        "a",
        7,
        &[DESK, ("Contact", "<sip:2001@10.0.0.8>;expires=60")],
    );
    before
        .register(at(0), "2001", &request, flow(4))
        .expect("accepted");
    let kept = before.snapshot(at(10));
    assert_eq!(kept.len(), 2);

    // Monotonic time starts anew; a hundred seconds went by.
    let start = Now {
        mono: Mono::from_micros(1),
        wall: at(110).wall,
    };
    let mut after = Registrar::default();
    let restored: Vec<_> = kept
        .into_iter()
        .map(|(user, saved)| after.restore(start, &user, saved))
        .collect();
    assert_eq!(restored.iter().filter(|restored| **restored).count(), 1);
    assert_eq!(uris(after.contacts("2001")), ["sip:2001@10.0.0.7:5060"]);
    assert_eq!(after.contacts("2001")[0].flow, flow(4));
    assert_eq!(
        after.next_deadline(),
        Some(start.mono + Duration::from_secs(3490))
    );
    let late = after.register(start, "2001", &register("a", 7, &[DESK]), flow(1));
    assert_eq!(late, Err(RegistrarRefusal::Late));
}

/// One REGISTER of a random history: who, which contacts for how long, and how much later.
type Step = (u8, Vec<(u8, u32)>, u64);

proptest::proptest! {
    /// After any history the limits hold, the deadline is the first end, and in the end nobody is left.
    #[test]
    fn any_history_keeps_the_table_in_order(
        steps in proptest::collection::vec(
            (
                0..4u8,
                proptest::collection::vec(
                    (0..5u8, proptest::sample::select(vec![0, 30, 60, 100, 4000])),
                    0..4,
                ),
                0..90u64,
            ),
            0..40,
        )
    ) {
        let steps: Vec<Step> = steps;
        let settings = Settings { max_contacts: 3, max_users: 3, ..Settings::default() };
        let mut registrar = Registrar::new(settings);
        let mut seconds = 0;
        for (cseq, (user, contacts, wait)) in (1..).zip(steps) {
            seconds += wait;
            while registrar.expire(at(seconds)).is_some() {}
            let user = format!("200{user}");
            let contacts: Vec<_> = contacts
                .iter()
                .map(|(host, seconds)| format!("<sip:p@h{host}>;expires={seconds}"))
                .collect();
            let headers: Vec<_> = contacts.iter().map(|value| ("Contact", value.as_str())).collect();
            let before = registrar.contacts(&user).to_vec();
            let outcome = registrar.register(at(seconds), &user, &register("a", cseq, &headers), flow(1));
            match outcome {
                Ok(_) => proptest::prop_assert!(registrar.contacts(&user).len() <= 3),
                Err(_) => proptest::prop_assert_eq!(registrar.contacts(&user), before),
            }
            let all: Vec<_> = registrar.users().collect();
            proptest::prop_assert!(all.len() <= 3);
            let ends = all.iter().flat_map(|user| registrar.contacts(user)).map(|b| b.expires_at);
            proptest::prop_assert_eq!(registrar.next_deadline(), ends.min());
        }
        while registrar.expire(at(seconds + 7200)).is_some() {}
        proptest::prop_assert_eq!(registrar.users().count(), 0);
        proptest::prop_assert_eq!(registrar.next_deadline(), None);
    }
}

#[test]
fn a_contact_ends_with_the_connection_that_it_came_by() {
    use crate::Transport;
    let over = |port| Flow {
        transport: Transport::Tls,
        ..flow(port)
    };
    let mut registrar = Registrar::default();
    let mut come = |call_id, cseq, contact, flow| {
        let request = register(call_id, cseq, &[contact]);
        registrar
            .register(at(0), "2001", &request, flow)
            .expect("accepted");
    };
    come("a", 1, DESK, over(1));
    come("b", 1, SOFT, flow(2));
    come("a", 2, DESK, over(3));
    assert!(
        registrar.severed(over(1)).is_empty(),
        "it has come back by another"
    );
    assert!(
        registrar.severed(flow(2)).is_empty(),
        "datagrams have no connection"
    );
    assert_eq!(registrar.severed(over(3)).len(), 1);
    assert_eq!(uris(registrar.contacts("2001")), ["sip:2001@10.0.0.8"]);
    assert_eq!(registrar.counters().severed, 1);
    let mut come = |cseq, flow| {
        let request = register("c", cseq, &[DESK]);
        registrar
            .register(at(1), "2002", &request, flow)
            .expect("accepted");
    };
    come(1, over(4));
    assert!(registrar.remove("2002"));
    assert!(registrar.severed(over(4)).is_empty());
}
