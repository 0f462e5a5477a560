//! A phone that talks with a caller calls a colleague, and hands the caller to him.

use std::net::SocketAddr;

use contact::LegId;
use kernel::{Chance, Mono};
use sip::{Credentials, Dial, Event, Flow, Output, SessionId, Stack};

use super::desk::{Desk, OFFER, request, to_tag};
use super::transfers::{NUMBER, PHONE, answer, config, header};
use crate::{Command, Entry, Input, MediaCommand, Password, Principal, Ticket};

const COLLEAGUE: &str = "198.51.100.8:5060";

/// A switch, and a desk phone that proves who it is.
struct Office {
    desk: Desk,
    phone: Stack,
    events: Vec<Event>,
}

fn address(text: &str) -> SocketAddr {
    text.parse().expect("an address")
}

fn flow() -> Flow {
    Flow::udp(address(PHONE), address("192.0.2.1:5060"))
}

impl Office {
    fn new() -> Office {
        let mut desk = Desk::of(&config());
        let phone = "2001".parse().expect("an extension");
        let password = Command::SetPassword(phone, Password("secret".to_owned()));
        desk.handle(Input::Command(Ticket(1), Principal::LocalAdmin, password));
        Office {
            desk,
            phone: Stack::new(sip::Settings::default(), Chance::from_number(5)),
            events: Vec::new(),
        }
    }

    /// Lets the phone do something, and carries what both say until neither says anything.
    fn act<T>(&mut self, act: impl FnOnce(&mut Stack) -> T) -> T {
        let done = act(&mut self.phone);
        for _ in 0..50 {
            while let Some(output) = self.phone.poll() {
                match output {
                    Output::Transmit(_, bytes) => {
                        let text = String::from_utf8(bytes).expect("text");
                        self.desk.take_from(PHONE, &text);
                    }
                    Output::Event(event) => self.events.push(event),
                }
            }
            for (to, text) in std::mem::take(&mut self.desk.flown) {
                let came = (to == address(PHONE))
                    .then(|| self.phone.receive(Mono::ZERO, flow(), text.as_bytes()));
                if let Some(stranger) = came.flatten() {
                    self.phone.admit(Mono::ZERO, stranger);
                }
            }
        }
        done
    }

    /// A caller talks with the phone.
    fn caller(&mut self) -> (LegId, SessionId) {
        self.desk.take(&request("INVITE", NUMBER, "", OFFER));
        self.desk.open();
        let tag = to_tag(self.desk.sent.last().expect("a 200"));
        self.desk.take(&request("ACK", NUMBER, &tag, ""));
        let leg = self.desk.open();
        self.act(|_| ());
        let Some(Event::Invited(session, _)) = self.events.pop() else {
            panic!("{:?}", self.events)
        };
        self.act(|phone| phone.answer(Mono::ZERO, session, OFFER.into()));
        (leg, session)
    }

    /// The phone calls its colleague, who answers: the name of its dialog as Replaces spells it, and
    /// the INVITE that called him.
    fn consult(&mut self) -> (String, String) {
        let dial = Dial {
            flow: flow(),
            uri: "sip:2002@192.0.2.1".to_owned(),
            from_user: "2001".to_owned(),
            from_name: String::new(),
            from_host: String::new(),
            to: "sip:2002@192.0.2.1".to_owned(),
            headers: Vec::new(),
            sdp: OFFER.into(),
            credentials: Some(Credentials {
                username: "2001".to_owned(),
                password: "secret".to_owned(),
                realm: None,
            }),
        };
        self.act(|phone| phone.dial(Mono::ZERO, dial));
        self.desk.open();
        let invite = self.desk.sent.last().cloned().expect("an INVITE");
        assert!(
            invite.starts_with("INVITE sip:2002@198.51.100.8"),
            "{invite}"
        );
        self.desk
            .take_from(COLLEAGUE, &answer(&invite, "200 OK", OFFER));
        self.desk.open();
        let ok = self.desk.sent.iter().rev();
        let ok = ok
            .clone()
            .find(|text| text.starts_with("SIP/2.0 200") && text.contains("INVITE"));
        let ok = ok.cloned().expect("a 200");
        self.act(|_| ());
        let (_, from) = header(&ok, "From").split_once(";tag=").expect("a tag");
        let name = format!(
            "{}%3Bto-tag%3D{}%3Bfrom-tag%3D{from}",
            header(&ok, "Call-ID").replace('@', "%40"),
            to_tag(&ok)
        );
        (name, invite)
    }

    fn media(&self, what: impl Fn(&MediaCommand) -> bool) -> bool {
        self.desk.media.iter().any(what)
    }

    fn starts(&mut self) -> Vec<String> {
        self.desk.starts()
    }
}

#[test]
fn a_phone_hands_its_caller_to_whom_it_consults() {
    let mut office = Office::new();
    let (caller, session) = office.caller();
    let (name, invite) = office.consult();
    office.starts();
    office.desk.media.clear();
    let target = format!("sip:2002@192.0.2.1?Replaces={name}");
    assert!(office.act(|phone| phone.refer(Mono::ZERO, session, &target)));
    // His media moves into the room of the caller's call.
    let closed = |it: &MediaCommand| matches!(it, MediaCommand::Close(leg) if leg.call != caller.call && leg.number == 1);
    assert!(office.media(closed), "{:?}", office.desk.media);
    office.starts();
    let leg = office.desk.open();
    assert_eq!((leg.call, leg.number), (caller.call, 2));
    let moved = office.desk.sent.last().cloned().expect("a re-INVITE");
    assert!(
        moved.starts_with("INVITE sip:phone@198.51.100.7:5060"),
        "{moved}"
    );
    assert_eq!(header(&moved, "Call-ID"), header(&invite, "Call-ID"));
    let origin = |text: &str| {
        let line = text
            .lines()
            .find(|line| line.starts_with("o="))
            .expect("an origin");
        let words: Vec<&str> = line.split(' ').collect();
        (words[1].to_owned(), words[2].to_owned())
    };
    let (was, is) = (origin(&invite), origin(&moved));
    assert_eq!(was.0, is.0, "one session");
    assert_ne!(was.1, is.1, "another version");
    let tagged = moved.replace(";tag=phone", "");
    office
        .desk
        .take_from(COLLEAGUE, &answer(&tagged, "200 OK", OFFER));
    office.act(|_| ());
    let bridged = |it: &MediaCommand| matches!(it, MediaCommand::Bridge(one, other) if one.number == 0 && *other == leg);
    assert!(office.media(bridged), "{:?}", office.desk.media);
    let told = office
        .events
        .iter()
        .any(|event| matches!(event, Event::Notified(_, 200)));
    assert!(told, "{:?}", office.events);
    let over = office
        .events
        .iter()
        .filter(|event| matches!(event, Event::Ended(..)));
    assert_eq!(over.count(), 2, "both its calls are over");
    let records = office
        .desk
        .entries
        .iter()
        .filter(|entry| matches!(entry, Entry::Record(_)));
    assert_eq!(
        records.count(),
        1,
        "the consultation is over, the call goes on"
    );
}

#[test]
fn whoever_does_not_take_the_move_gives_the_caller_back() {
    let mut office = Office::new();
    let (caller, session) = office.caller();
    let (name, _) = office.consult();
    let target = format!("sip:2002@192.0.2.1?Replaces={name}");
    office.act(|phone| phone.refer(Mono::ZERO, session, &target));
    office.desk.open();
    let moved = office.desk.sent.last().cloned().expect("a re-INVITE");
    office.desk.media.clear();
    let tagged = moved.replace(";tag=phone", "");
    office
        .desk
        .take_from(COLLEAGUE, &answer(&tagged, "488 Not Acceptable Here", ""));
    office.act(|_| ());
    let back = |it: &MediaCommand| matches!(it, MediaCommand::Bridge(_, other) if *other == caller);
    assert!(office.media(back), "{:?}", office.desk.media);
    let told = office
        .events
        .iter()
        .any(|event| matches!(event, Event::Notified(_, 500)));
    assert!(told, "{:?}", office.events);
}

#[test]
fn nobody_takes_over_a_dialog_that_is_not_the_phones_own() {
    let mut office = Office::new();
    let (_, session) = office.caller();
    office.consult();
    for name in [
        "desk%3Bto-tag%3Dguess%3Bfrom-tag%3Dbob".to_owned(),
        "nothing".to_owned(),
    ] {
        let target = format!("sip:2002@192.0.2.1?Replaces={name}");
        office.act(|phone| phone.refer(Mono::ZERO, session, &target));
        let told = office.events.pop();
        assert!(matches!(told, Some(Event::Notified(_, 481))), "{told:?}");
    }
}
