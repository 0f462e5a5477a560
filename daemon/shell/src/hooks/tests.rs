//! Webhooks against receivers on loopback: a journal on a real disk, HTTP that is real, and time that
//! passes.

mod receiver;

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use journal::Seq;
use model::Name;
use model::config::Config;
use serde_json::json;
use store::Journal;
use switch::{Applied, Entry, Ledger};

use self::receiver::{Act, Receiver};
use super::sample::record;
use super::*;
use crate::read_model::Live;

/// Long enough for a busy machine; whoever waits so long has failed.
const PATIENCE: Duration = Duration::from_secs(60);

/// A daemon, as far as webhooks see it.
struct Center {
    hooks: Hooks,
    history: Arc<History>,
    journal: Arc<Journal>,
}

impl Center {
    /// One that goes on with what lies in a folder.
    fn open(folder: &Path) -> Center {
        let settings = store::Settings::default();
        let opened = Journal::open(&folder.join("journal"), settings, Ledger::default());
        let (journal, replay) = opened.expect("a journal");
        let mut ledger = Ledger::default();
        for item in replay.items() {
            if let journal::Item::Entry(seq, payload) = item {
                journal::Fold::apply(&mut ledger, seq, payload);
            }
        }
        let journal = Arc::new(journal);
        let history = History::open(journal.clone(), &folder.join("views"));
        let history = Arc::new(history.expect("a history"));
        let live = Live::new(&ledger, jiff::Timestamp::UNIX_EPOCH);
        let settings = egress::Settings {
            networks: vec!["127.0.0.1/32".parse().expect("a network")],
            ..egress::Settings::default()
        };
        let present = Arc::new(Present::new(live));
        let hooks = Hooks::start(&settings, folder, &ledger, history.clone(), present);
        Center {
            hooks: hooks.expect("webhooks"),
            history,
            journal,
        }
    }

    /// Has entries written and shown.
    fn write(&self, entries: impl IntoIterator<Item = Entry>) {
        let mut written = Vec::new();
        for entry in entries {
            let payload = serde_json::to_vec(&entry).expect("JSON");
            let seq = loop {
                match self.journal.append(payload.clone()) {
                    Ok(seq) => break seq,
                    Err(_full) => std::thread::sleep(Duration::from_millis(1)),
                }
            };
            written.push((seq, entry));
        }
        let last = written.last().map_or(Seq::ZERO, |(seq, _)| *seq);
        assert!(self.journal.wait_durable(last, PATIENCE));
        self.history
            .keep(written.iter().map(|(seq, entry)| (*seq, entry)));
        for (seq, entry) in &written {
            if let Entry::Applied(applied) = entry {
                self.hooks.applied(seq.get(), applied);
            }
        }
    }

    fn calls(&self, numbers: std::ops::Range<u128>) {
        let ended = numbers.map(|n| Entry::Record(Box::new(record(n))));
        self.write(ended.collect::<Vec<_>>());
    }

    fn state(&self, name: &str) -> State {
        let name = Name::new(name).expect("a name");
        self.hooks.states().remove(&name).unwrap_or_default()
    }

    /// Waits until a webhook is as it should be.
    fn until(&self, name: &str, is: impl Fn(&State) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !is(&self.state(name)) {
            assert!(Instant::now() < end, "{:?}", self.state(name));
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

/// An apply of webhooks, each with its URL, at a revision.
fn applied(revision: u64, webhooks: serde_json::Value) -> Entry {
    let config: Config = serde_json::from_value(json!({ "webhooks": webhooks })).expect("a center");
    let applied = json!({ "revision": revision, "at": "2026-11-20T08:00:00Z", "by": "local",
        "message": "", "config": config });
    let mut applied: Applied = serde_json::from_value(applied).expect("applied");
    let with_secret = config
        .webhooks
        .iter()
        .filter(|(_, it)| it.secret().is_some());
    applied.webhook_secrets = with_secret
        .map(|(name, _)| (name.clone(), KeptPassword("s:ecret".to_owned())))
        .collect();
    Entry::Applied(Box::new(applied))
}

fn key(n: u128) -> String {
    uuid::Uuid::from_u128(n).to_string()
}

fn keys(numbers: std::ops::Range<u128>) -> Vec<String> {
    numbers.map(key).collect()
}

#[test]
fn records_go_out_from_the_apply_on_and_none_before() {
    let folder = tempfile::tempdir().expect("a folder");
    let receiver = Receiver::start(|_| Act::ok(""));
    let center = Center::open(folder.path());
    center.calls(1..10);
    center.write([applied(1, json!({ "crm": { "url": receiver.url() } }))]);
    center.calls(10..20);
    center.until("crm", |it| it.counts.arrived == 10);
    assert_eq!(receiver.distinct(), keys(10..20));
    assert_eq!(center.state("crm").waiting, 0);
}

#[test]
fn after_a_restart_it_goes_on_and_what_was_sent_is_not_sent_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let receiver = Receiver::start(|_| Act::ok(""));
    let center = Center::open(folder.path());
    center.write([applied(1, json!({ "crm": { "url": receiver.url() } }))]);
    center.calls(1..20);
    center.until("crm", |it| it.counts.arrived == 19);
    center.hooks.stop();
    drop(center);
    let center = Center::open(folder.path());
    center.calls(20..30);
    center.until("crm", |it| it.counts.arrived == 10);
    assert_eq!(receiver.all(), 29);
    assert_eq!(receiver.distinct(), keys(1..30));
}

#[test]
fn where_the_book_is_lost_all_is_sent_again_since_the_apply_with_the_same_keys() {
    let folder = tempfile::tempdir().expect("a folder");
    let receiver = Receiver::start(|_| Act::ok(""));
    let center = Center::open(folder.path());
    center.calls(1..5);
    center.write([applied(1, json!({}))]);
    center.write([applied(2, json!({ "crm": { "url": receiver.url() } }))]);
    center.calls(5..10);
    center.write([applied(
        3,
        json!({ "crm": { "url": receiver.url() }, "b": { "url": receiver.url() } }),
    )]);
    center.until("crm", |it| it.counts.arrived == 5);
    center.hooks.stop();
    drop(center);
    std::fs::remove_file(folder.path().join("webhooks.json")).expect("the book is there");
    let center = Center::open(folder.path());
    center.until("crm", |it| it.counts.arrived == 5);
    assert_eq!(receiver.distinct(), keys(5..10));
    assert_eq!(receiver.all(), 10);
    assert_eq!(center.state("b").counts.arrived, 0);
}

#[test]
fn a_receiver_that_hangs_delays_no_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let hangs = Receiver::start(|_| Act::Hang);
    let good = Receiver::start(|_| Act::ok(""));
    let center = Center::open(folder.path());
    center.write([applied(
        1,
        json!({ "a": { "url": hangs.url() }, "b": { "url": good.url() } }),
    )]);
    let began = Instant::now();
    center.calls(1..201);
    center.until("b", |it| it.counts.arrived == 200);
    assert!(
        began.elapsed() < Duration::from_secs(9),
        "less than one hanging try takes"
    );
    assert_eq!(center.state("a").counts.arrived, 0);
    assert_eq!(center.state("a").waiting, 200);
    assert!(center.state("a").oldest.is_some());
}

#[test]
fn what_a_hundred_records_a_second_come_to_is_caught_up_with() {
    let folder = tempfile::tempdir().expect("a folder");
    // As far away as a receiver on another continent.
    let receiver =
        Receiver::start(|_| Act::After(Duration::from_millis(100), Box::new(Act::ok(""))));
    let center = Center::open(folder.path());
    center.write([applied(1, json!({ "crm": { "url": receiver.url() } }))]);
    let began = Instant::now();
    center.calls(1..1_001);
    center.until("crm", |it| it.counts.arrived == 1_000);
    let took = began.elapsed();
    assert!(
        took < Duration::from_secs(10),
        "1,000 records took {took:?}"
    );
}

#[test]
fn who_is_wanted_elsewhere_goes_on_there_with_what_waits() {
    let folder = tempfile::tempdir().expect("a folder");
    let away = Receiver::start(|_| Act::status("503 Later"));
    let receiver = Receiver::start(|_| Act::ok(""));
    let center = Center::open(folder.path());
    center.write([applied(1, json!({ "crm": { "url": away.url() } }))]);
    center.calls(1..20);
    center.until("crm", |it| it.counts.missed >= 8);
    assert!(center.state("crm").failing_since.is_some());
    center.write([applied(2, json!({ "crm": { "url": receiver.url() } }))]);
    center.until("crm", |it| it.counts.arrived == 19);
    assert_eq!(receiver.distinct(), keys(1..20));
    assert_eq!(center.state("crm").failing_since, None);
    let told = center
        .state("crm")
        .last_error
        .expect("it is remembered")
        .told;
    assert!(told.contains("503"), "{told}");
}

#[test]
fn who_is_gone_is_sent_nothing_and_who_comes_again_begins_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let receiver = Receiver::start(|_| Act::ok(""));
    let crm = json!({ "crm": { "url": receiver.url() } });
    let center = Center::open(folder.path());
    center.write([applied(1, crm.clone())]);
    center.calls(1..5);
    center.until("crm", |it| it.counts.arrived == 4);
    center.write([applied(2, json!({}))]);
    center.calls(5..10);
    center.write([applied(3, crm)]);
    center.calls(10..15);
    center.until("crm", |it| it.counts.arrived == 5);
    assert_eq!(receiver.distinct(), [keys(1..5), keys(10..15)].concat());
}

#[test]
fn what_is_noted_later_comes_after_the_record_with_a_key_of_its_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let receiver = Receiver::start(|_| Act::ok(""));
    let center = Center::open(folder.path());
    center.write([applied(1, json!({ "crm": { "url": receiver.url() } }))]);
    center.write([
        Entry::Record(Box::new(record(1))),
        Entry::Remarked(Box::new(record(1))),
        Entry::Remarked(Box::new(record(1))),
    ]);
    center.until("crm", |it| it.counts.arrived == 3);
    let keys = receiver.keys();
    assert_eq!(keys[0], key(1));
    assert!(
        keys[1] != keys[0] && keys[2] != keys[1] && keys[2] != keys[0],
        "{keys:?}"
    );
}

#[test]
fn whoever_asks_for_a_user_is_told_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let receiver = Receiver::start(|_| Act::ok(""));
    let center = Center::open(folder.path());
    let auth = json!({ "basic": { "user": "u", "password": { "env": "X" } } });
    center.write([applied(
        1,
        json!({ "crm": { "url": receiver.url(), "auth": auth } }),
    )]);
    center.calls(1..2);
    center.until("crm", |it| it.counts.arrived == 1);
    // `u:s:ecret`
    assert!(
        receiver.seen()[0].contains("authorization: Basic dTpzOmVjcmV0"),
        "{:?}",
        receiver.seen()
    );
}

#[test]
fn a_token_is_got_once_and_again_when_it_is_not_believed() {
    let folder = tempfile::tempdir().expect("a folder");
    let tokens =
        Receiver::start(|n| Act::ok(&format!(r#"{{"access_token":"t{n}","expires_in":3600}}"#)));
    let receiver = Receiver::deciding(|_, request| {
        // The first token ends before its time.
        match request.contains("Bearer t0") {
            true => Act::status("401 No"),
            false => Act::ok(r#"{"ErrCode":0,"ErrMsg":""}"#),
        }
    });
    let center = Center::open(folder.path());
    let auth = json!({ "oauth2": { "token_url": tokens.url(), "client_id": "c d",
        "client_secret": { "env": "X" }, "scope": "calls" } });
    let crm = json!({ "url": receiver.url(), "format": "tccc", "auth": auth });
    center.write([applied(1, json!({ "crm": crm }))]);
    center.calls(1..6);
    center.until("crm", |it| it.counts.arrived == 5);
    assert_eq!(receiver.distinct(), keys(1..6));
    let asked = tokens.seen();
    assert_eq!(asked.len(), 2, "{asked:?}");
    assert!(
        asked[0].ends_with("grant_type=client_credentials&scope=calls"),
        "{}",
        asked[0]
    );
    // `c+d:s%3Aecret`
    assert!(
        asked[0].contains("authorization: Basic YytkOnMlM0FlY3JldA=="),
        "{}",
        asked[0]
    );
    let first = &receiver.seen()[0];
    assert!(first.starts_with("POST /?action=cdr&version=1 "), "{first}");
}

#[test]
fn a_redirect_to_somebody_else_is_not_followed() {
    let folder = tempfile::tempdir().expect("a folder");
    let other = Receiver::start(|_| Act::ok(""));
    let elsewhere = other.url();
    let receiver = Receiver::start(move |_| Act::redirect(&elsewhere));
    let center = Center::open(folder.path());
    center.write([applied(1, json!({ "crm": { "url": receiver.url() } }))]);
    center.calls(1..2);
    center.until("crm", |it| it.counts.missed >= 1);
    let told = center.state("crm").last_error.expect("an error").told;
    assert!(told.contains("another host"), "{told}");
    assert_eq!(other.all(), 0);
}
