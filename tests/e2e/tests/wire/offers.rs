//! Carriers that offer nothing, offer again, and ask for what there is not.

use e2e::{Daemon, Offer, PROMPT, Place, Sipp, Wire, caller};

use crate::DESK;
use crate::dissected::understood;

/// Longer than any call of these scenarios, in seconds.
const ENOUGH: u64 = 20;

fn desk(place: &Place) -> Daemon {
    let daemon = Daemon::start(place);
    daemon.apply(&place.center(DESK));
    daemon
}

/// How often a line stands in messages.
fn count(messages: &str, line: &str) -> usize {
    messages.lines().filter(|it| it.trim_end() == line).count()
}

#[test]
fn a_carrier_holds_in_every_form_and_changes_the_codec() {
    let place = Place::new();
    let daemon = desk(&place);
    let offer = Offer::default();
    let held = |way| Offer { way, ..offer };
    let old = Offer {
        address: "0.0.0.0",
        ..offer
    };
    let other = Offer {
        codecs: "0 101",
        ..offer
    };
    let call = caller("4001")
        .wait(500)
        .offers(held("sendonly"))
        .offers(held("inactive"))
        .offers(old)
        .offers(other)
        .offers(offer)
        .offers_nothing(offer)
        .offers_too_soon(offer)
        .wait(1_500)
        .hang_up();
    let mut call = call.start(&place);
    call.ear.hears(PROMPT, 10);
    call.done(ENOUGH);
    let messages = call.messages();
    // To `sendonly` and to 0.0.0.0, where nothing is wanted (RFC 3264 section 8.4).
    assert_eq!(count(&messages, "a=recvonly"), 2, "{messages}");
    assert_eq!(count(&messages, "a=inactive"), 2, "{messages}");
    let in_pcmu = messages.lines().filter(|it| it.contains("RTP/AVP 0 101"));
    assert_eq!(in_pcmu.count(), 2, "the offer and its answer: {messages}");
    let heard = call.ear.heard();
    let end = heard.len() - 800;
    let last = e2e::strength(&heard[end - 3_200..end], PROMPT);
    assert!(last > 0.8, "after all that it hears the prompt: {last}");
    let record = daemon.record();
    assert_eq!(record["hung_up_by"], "user", "{record:#}");
    let said = understood(&daemon, place.net.daemon(), &record);
    assert!(said.iter().any(|line| line.contains("491")), "{said:#?}");
}

#[test]
fn a_carrier_that_offers_nothing_is_offered_and_answers_in_its_ack() {
    let place = Place::new();
    let daemon = desk(&place);
    let scenario = include_str!("../../sipp/caller_offers_nothing.xml");
    let call = Sipp::scenario(scenario, 2).dials("4001");
    let mut call = call.wait(1_500).hang_up().start(&place);
    call.ear.hears(PROMPT, 10);
    call.done(ENOUGH);
    let record = daemon.record();
    assert_eq!(record["hung_up_by"], "user", "{record:#}");
    understood(&daemon, place.net.daemon(), &record);
}

#[test]
fn what_there_is_not_is_refused_politely_and_the_call_goes_on() {
    let place = Place::new();
    let daemon = desk(&place);
    let call = caller("4001")
        .wait(500)
        .asks("MESSAGE", &["Content-Type: text/plain"], &["hello"], 405)
        .asks("SUBSCRIBE", &["Event: presence"], &[], 489)
        .asks("NEWER", &[], &[], 501)
        .asks("INFO", &["Content-Type: text/plain"], &["hello"], 415)
        .asks(
            "REFER",
            &["Refer-To: <sip:13900000000@192.0.2.1>"],
            &[],
            403,
        )
        .asks("OPTIONS", &[], &[], 200)
        .wait(500)
        .hang_up();
    let mut call = call.start(&place);
    call.done(ENOUGH);
    assert!(call.messages().contains("Allow: INVITE,"));
    let record = daemon.record();
    assert_eq!(record["hung_up_by"], "user", "{record:#}");
    understood(&daemon, place.net.daemon(), &record);
    let wire = Wire::new(place.net.carrier(), place.net.daemon());
    let answer = wire.ask(&wire.request("MESSAGE", "hello", &[], "hello"));
    let answer = answer.expect("an answer");
    assert!(answer.starts_with("SIP/2.0 405 "), "{answer}");
    assert!(answer.contains("\r\nAllow: INVITE,"), "{answer}");
}
