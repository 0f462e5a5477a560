//! Registrations against registrars that are written by hand, in virtual time.

use std::net::SocketAddr;
use std::time::Duration;

use kernel::{Chance, Mono};

use super::{Account, Fault, Order, Registration, Standing};
use crate::message::{Fields, Response, response_to};
use crate::{Credentials, Transport};

const FIRST: &str = "192.0.2.1:5060";
const SECOND: &str = "192.0.2.2:5060";

/// A registration and what it has sent.
struct Desk {
    registration: Registration,
    now: Mono,
    sent: Vec<Order>,
}

fn at(text: &str) -> SocketAddr {
    text.parse().expect("an address")
}

fn account() -> Account {
    Account {
        credentials: Credentials {
            username: "02160001000".to_owned(),
            password: "secret".to_owned(),
            realm: None,
        },
        domain: Some("carrier.example".to_owned()),
        transport: Transport::Udp,
        contact: at("198.51.100.7:5060"),
        seconds: 3_600,
    }
}

impl Desk {
    /// One that has sent its first request.
    fn new() -> Desk {
        Desk::of(account(), &[FIRST])
    }

    fn of(account: Account, targets: &[&str]) -> Desk {
        let mut desk = Desk {
            registration: Registration::new(account, Chance::from_number(7)),
            now: Mono::ZERO,
            sent: Vec::new(),
        };
        let targets: Vec<_> = targets.iter().map(|text| at(text)).collect();
        desk.registration.aim(desk.now, &targets);
        desk.drain();
        desk
    }

    fn drain(&mut self) {
        while let Some(order) = self.registration.poll() {
            self.sent.push(order);
        }
    }

    fn last(&self) -> &Order {
        self.sent.last().expect("a request")
    }

    /// A header of the last request.
    fn header(&self, name: &str) -> String {
        let headers = &self.last().request.headers;
        headers.first(name).unwrap_or_default().to_owned()
    }

    /// The last request is answered.
    fn answer(&mut self, status: u16, headers: &[(&str, &str)]) {
        let order = self.last().clone();
        let mut response: Response = response_to(&order.request, status, "far");
        for (name, value) in headers {
            response.headers.add(name, value);
        }
        self.registration
            .answered(self.now, order.attempt, status, Some(&response));
        self.drain();
    }

    /// So many seconds pass.
    fn wait(&mut self, seconds: u64) {
        let end = self.now + Duration::from_secs(seconds);
        while let Some(due) = self.registration.next_deadline().filter(|due| *due <= end) {
            self.now = due.max(self.now);
            self.registration.expire(self.now);
            self.drain();
        }
        self.now = end;
    }

    /// The seconds until it sends something.
    fn until_sent(&mut self) -> u64 {
        let (before, sent) = (self.now, self.sent.len());
        while self.sent.len() == sent {
            self.wait(1);
        }
        self.now.since(before).as_secs()
    }

    fn registered(&self) -> bool {
        matches!(self.registration.standing(), Standing::Registered(_))
    }
}

const CHALLENGE: (&str, &str) = (
    "WWW-Authenticate",
    "Digest realm=\"carrier\", nonce=\"n1\", qop=\"auth\", algorithm=MD5",
);

#[test]
fn the_request_names_the_account_and_where_we_are() {
    let desk = Desk::new();
    assert_eq!(desk.last().target, at(FIRST));
    assert_eq!(desk.last().request.uri.to_string(), "sip:carrier.example");
    assert_eq!(desk.header("To"), "<sip:02160001000@carrier.example>");
    assert!(
        desk.header("From")
            .starts_with("<sip:02160001000@carrier.example>;tag=")
    );
    assert_eq!(
        desk.header("Contact"),
        "<sip:02160001000@198.51.100.7:5060>"
    );
    assert_eq!(desk.header("Expires"), "3600");
    assert_eq!(desk.registration.standing(), Standing::Trying);
}

#[test]
fn a_challenge_is_answered_and_the_registration_stands() {
    let mut desk = Desk::new();
    let call_id = desk.header("Call-ID");
    desk.answer(401, &[CHALLENGE]);
    assert!(desk.header("Authorization").contains("realm=\"carrier\""));
    assert_eq!(desk.header("Call-ID"), call_id);
    assert_eq!(desk.header("CSeq"), "2 REGISTER");
    desk.answer(200, &[]);
    assert_eq!(
        desk.registration.standing(),
        Standing::Registered(at(FIRST))
    );
}

#[test]
fn a_proxy_and_the_registrar_may_both_ask() {
    let mut desk = Desk::new();
    let proxy = ("Proxy-Authenticate", CHALLENGE.1);
    desk.answer(407, &[proxy]);
    desk.answer(401, &[CHALLENGE]);
    assert!(!desk.header("Authorization").is_empty());
    assert!(!desk.header("Proxy-Authorization").is_empty());
    desk.answer(200, &[]);
    assert!(desk.registered());
}

#[test]
fn a_stale_answer_is_given_once_more_and_sha_256_before_md5() {
    let mut desk = Desk::new();
    let strong = "Digest realm=\"carrier\", nonce=\"n2\", qop=\"auth\", algorithm=SHA-256";
    desk.answer(401, &[CHALLENGE, ("WWW-Authenticate", strong)]);
    assert!(desk.header("Authorization").contains("SHA-256"));
    let stale = "Digest realm=\"carrier\", nonce=\"n3\", qop=\"auth\", stale=true";
    desk.answer(401, &[("WWW-Authenticate", stale)]);
    assert!(desk.header("Authorization").contains("nonce=\"n3\""));
    let values = desk.last().request.headers.all("Authorization").count();
    assert_eq!(values, 1);
    desk.answer(200, &[]);
    assert!(desk.registered());
}

#[test]
fn the_password_is_for_one_realm_where_that_is_known() {
    let mut account = account();
    account.credentials.realm = Some("carrier".to_owned());
    let mut desk = Desk::of(account, &[FIRST, SECOND]);
    let foreign = "Digest realm=\"elsewhere\", nonce=\"n1\", qop=\"auth\"";
    desk.answer(401, &[("WWW-Authenticate", foreign)]);
    assert_eq!(desk.sent.len(), 1, "nothing is answered");
    let fault = desk.registration.fault().expect("a fault").to_string();
    assert!(fault.contains("another realm"), "{fault}");
}

#[test]
fn it_is_refreshed_before_its_end_with_the_same_call_id_and_a_higher_cseq() {
    let mut desk = Desk::new();
    let call_id = desk.header("Call-ID");
    desk.answer(200, &[]);
    let waited = desk.until_sent();
    assert!((2_880..=3_240).contains(&waited), "{waited}");
    assert_eq!(desk.header("Call-ID"), call_id);
    assert_eq!(desk.header("CSeq"), "2 REGISTER");
    assert!(desk.registered());
}

#[test]
fn the_length_that_the_server_grants_to_us_counts() {
    let mut desk = Desk::new();
    let others = "<sip:else@203.0.113.9>;expires=3000";
    let ours = "<sip:02160001000@198.51.100.7:5060>;expires=60";
    desk.answer(200, &[("Contact", others), ("Contact", ours)]);
    desk.wait(47);
    assert_eq!(desk.sent.len(), 1);
    desk.wait(8);
    assert_eq!(desk.sent.len(), 2);
    desk.answer(200, &[("Expires", "100")]);
    desk.wait(79);
    assert_eq!(desk.sent.len(), 2);
    desk.wait(12);
    assert_eq!(desk.sent.len(), 3);
}

#[test]
fn a_server_that_wants_longer_registrations_gets_them_once() {
    let mut desk = Desk::new();
    desk.answer(423, &[("Min-Expires", "7200")]);
    assert_eq!(desk.header("Expires"), "7200");
    desk.answer(401, &[CHALLENGE]);
    assert_eq!(desk.header("Expires"), "7200");
    desk.answer(423, &[("Min-Expires", "9000")]);
    assert_eq!(desk.sent.len(), 3, "no server is haggled with");
    assert_eq!(desk.registration.standing(), Standing::Failing);
    for nonsense in ["", "10", "4294967296", "999999999"] {
        let mut desk = Desk::new();
        desk.answer(423, &[("Min-Expires", nonsense)]);
        assert_eq!(desk.sent.len(), 1, "{nonsense}");
    }
}

#[test]
fn a_wrong_password_is_not_hammered_with() {
    for refusal in [401, 403] {
        let mut desk = Desk::of(account(), &[FIRST, SECOND]);
        desk.answer(401, &[CHALLENGE]);
        desk.answer(refusal, &[CHALLENGE]);
        let told = desk.registration.fault().expect("a fault").to_string();
        assert_eq!(
            told,
            format!("{refusal} from 192.0.2.1: wrong user name or password?")
        );
        assert!(
            (300..=600).contains(&desk.until_sent()),
            "and no other server is asked"
        );
        for _ in 0..100 {
            desk.answer(403, &[]);
            desk.until_sent();
        }
        desk.answer(403, &[]);
        assert!((1_800..=3_600).contains(&desk.until_sent()));
    }
}

#[test]
fn an_account_that_is_mended_is_registered_at_once() {
    let mut desk = Desk::new();
    let call_id = desk.header("Call-ID");
    desk.answer(403, &[]);
    let mut mended = account();
    mended.credentials.password = "another".to_owned();
    desk.registration.amend(desk.now, mended);
    desk.drain();
    assert_eq!(desk.sent.len(), 2);
    assert_eq!(desk.header("Call-ID"), call_id);
    desk.answer(200, &[]);
    assert!(desk.registered());
    assert_eq!(desk.registration.fault(), None);
}

#[test]
fn servers_take_over_in_their_order_and_keep_it() {
    let mut desk = Desk::of(account(), &[FIRST, SECOND]);
    desk.wait(8);
    assert_eq!(desk.last().target, at(SECOND));
    desk.answer(200, &[("Expires", "60")]);
    assert_eq!(
        desk.registration.standing(),
        Standing::Registered(at(SECOND))
    );
    desk.wait(54);
    assert_eq!(desk.last().target, at(SECOND), "it stays where it is");
    desk.answer(503, &[]);
    assert_eq!(
        desk.last().target,
        at(FIRST),
        "behind the last comes the first"
    );
    desk.answer(200, &[]);
    assert_eq!(
        desk.registration.standing(),
        Standing::Registered(at(FIRST))
    );
}

#[test]
fn where_all_fail_the_waits_grow_to_a_ceiling_and_are_not_all_alike() {
    let mut desk = Desk::of(account(), &[FIRST, SECOND]);
    let mut starts = Vec::new();
    for _ in 0..20 {
        desk.answer(500, &[]);
        desk.answer(500, &[]);
        starts.push(desk.until_sent());
    }
    assert!((5..=11).contains(&starts[0]), "{starts:?}");
    assert!(starts.iter().all(|wait| *wait <= 601), "{starts:?}");
    assert!(starts[8..].iter().all(|wait| *wait >= 300), "{starts:?}");
    assert!(
        starts[8..].windows(2).any(|two| two[0] != two[1]),
        "{starts:?}"
    );
}

#[test]
fn a_server_says_when_to_come_again() {
    let mut desk = Desk::new();
    desk.answer(503, &[("Retry-After", "120 (soon)")]);
    desk.wait(119);
    assert_eq!(desk.sent.len(), 1);
    desk.wait(2);
    assert_eq!(desk.sent.len(), 2);
}

#[test]
fn a_refresh_that_fails_leaves_the_registration_until_its_end() {
    let mut desk = Desk::new();
    desk.answer(200, &[("Expires", "100")]);
    desk.wait(91);
    desk.answer(500, &[]);
    assert!(desk.registered());
    assert_eq!(
        desk.registration.fault().map(ToString::to_string),
        Some("500 from 192.0.2.1".into())
    );
    desk.wait(10);
    assert_eq!(desk.registration.standing(), Standing::Failing);
}

#[test]
fn a_registration_is_taken_back_and_answers_the_challenge_to_that() {
    let mut desk = Desk::new();
    desk.answer(200, &[]);
    desk.registration.withdraw(desk.now);
    desk.drain();
    assert_eq!(desk.header("Expires"), "0");
    desk.answer(401, &[CHALLENGE]);
    assert!(!desk.registration.is_over());
    assert_eq!(desk.registration.standing(), Standing::Leaving(at(FIRST)));
    assert_eq!(desk.header("Expires"), "0");
    desk.answer(200, &[]);
    assert!(desk.registration.is_over());
    assert_eq!(desk.registration.next_deadline(), None);
}

#[test]
fn what_is_taken_back_is_over_where_nobody_answers_or_nothing_was_registered() {
    let mut desk = Desk::new();
    desk.answer(200, &[]);
    desk.registration.withdraw(desk.now);
    desk.drain();
    desk.wait(8);
    assert!(desk.registration.is_over());
    let mut desk = Desk::new();
    desk.registration.withdraw(desk.now);
    desk.drain();
    assert!(desk.registration.is_over());
    assert_eq!(desk.sent.len(), 1);
}

#[test]
fn addresses_that_come_late_are_tried_at_once_and_the_same_ones_change_nothing() {
    let mut desk = Desk::of(account(), &[]);
    assert_eq!(desk.registration.fault(), Some(&Fault::Nowhere));
    desk.registration.aim(desk.now, &[at(FIRST)]);
    desk.drain();
    assert_eq!(desk.sent.len(), 1);
    desk.answer(200, &[]);
    desk.registration.aim(desk.now, &[at(FIRST)]);
    desk.registration.aim(desk.now, &[at(SECOND)]);
    desk.drain();
    assert_eq!(desk.sent.len(), 1);
    desk.wait(3_240);
    assert_eq!(desk.last().target, at(SECOND));
}

#[test]
fn an_answer_to_an_older_request_changes_nothing() {
    let mut desk = Desk::of(account(), &[FIRST, SECOND]);
    let late = desk.last().clone();
    desk.wait(8);
    let response = response_to(&late.request, 403, "far");
    desk.registration
        .answered(desk.now, late.attempt, 403, Some(&response));
    desk.drain();
    assert_eq!(desk.sent.len(), 2);
    desk.answer(200, &[]);
    assert_eq!(
        desk.registration.standing(),
        Standing::Registered(at(SECOND))
    );
}

#[test]
fn without_a_domain_each_server_is_its_own() {
    let mut account = account();
    account.domain = None;
    let mut desk = Desk::of(account, &["192.0.2.1:5070", "[2001:db8::1]:5060"]);
    assert_eq!(desk.last().request.uri.to_string(), "sip:192.0.2.1:5070");
    assert_eq!(desk.header("To"), "<sip:02160001000@192.0.2.1>");
    desk.answer(503, &[]);
    assert_eq!(
        desk.last().request.uri.to_string(),
        "sip:[2001:db8::1]:5060"
    );
}

#[test]
fn a_registration_whose_connection_is_gone_is_made_again_and_later_each_time_that_it_is() {
    let mut desk = Desk::new();
    desk.answer(200, &[("Expires", "3600")]);
    let mut waits = Vec::new();
    for _ in 0..12 {
        desk.registration.severed(desk.now);
        waits.push(desk.until_sent());
        desk.answer(200, &[("Expires", "3600")]);
    }
    assert!(waits[0] <= 2, "{waits:?}");
    assert!((8..=16).contains(&waits[3]), "{waits:?}");
    assert!(waits[11] >= 300 && waits[11] <= 600, "{waits:?}");
    // One that lived until it was due is as good as the first.
    desk.until_sent();
    desk.answer(200, &[("Expires", "3600")]);
    desk.registration.severed(desk.now);
    assert!(desk.until_sent() <= 2);
}

#[test]
fn a_connection_that_is_gone_changes_nothing_where_none_is_registered() {
    let mut desk = Desk::new();
    desk.registration.severed(desk.now);
    assert_eq!(desk.sent.len(), 1, "its request is on its way");
    desk.answer(403, &[]);
    desk.registration.severed(desk.now);
    desk.wait(200);
    assert_eq!(desk.sent.len(), 1);
}

#[test]
fn a_connection_is_kept_alive_as_the_registrar_wants_it_within_bounds() {
    let cases = [
        (";keep=60", Some(60)),
        (";keep=0", Some(30)),
        (";keep=1", Some(10)),
        (";keep=1000000", Some(3_600)),
        (";keep", None),
        (";keep=often", None),
        ("", None),
    ];
    for (says, seconds) in cases {
        let mut desk = Desk::new();
        let via = format!("SIP/2.0/TCP 198.51.100.7:5060;branch=z9hG4bK1{says}");
        desk.answer(200, &[("Via", &via)]);
        let kept = seconds.map(|seconds| (at(FIRST), Duration::from_secs(seconds)));
        assert_eq!(desk.registration.kept(), kept, "{says}");
    }
}
