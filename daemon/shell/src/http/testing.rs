//! A desk without a center behind it: what is shown is there, commands are never answered.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use hyper::service::Service;
use hyper_util::service::TowerToHyperService;
use jiff::Timestamp;
use model::record::{CallEvent, EndStatus, EventKind, HungUpBy};
use model::{CallId, Revision};
use serde_json::{Value, json};
use speech::EngineChoice;
use store::Journal;
use switch::{Applied, Changes, Entry, Ledger};
use tokio::sync::{Semaphore, watch};
use uuid::Uuid;

use super::gate::LocalPeer;
use super::{Desk, Entrance, Parts, router};
use crate::control::{Inbox, Requests, Snapshot};
use crate::outward::Outward;
use crate::prompts::Prompts;
use crate::read_model::{Feed, History, Live, Moment, Present, Tell};
use crate::recordings::Recordings;

const CENTER: &str = r#"
trunks:
  carrier: { mode: peer, address: 203.0.113.10 }
numbers:
  "02160001000": { trunk: carrier, ivr: main }
ivrs:
  main:
    nodes:
      welcome: { play: hello, next: sales }
      sales: { transfer: sales, music: hold, timeout: 5m, on_timeout: bye }
      bye: { end: bye }
prompts:
  hold: { text: please wait }
routing:
  default: { ring_timeout: 20s }
skill_groups:
  sales: { members: [amy] }
agents:
  amy: { name: 王小美, staff_number: "1001" }
phones:
  "2001": { agent: amy, contact: "sip:2001@203.0.113.20:5060" }
"#;

/// The id of the call that is up.
pub const UP: &str = "0192a1d8-7c00-7000-8000-000000000001";

/// The id of the so-manieth call that is over.
pub fn over(number: u128) -> CallId {
    CallId(Uuid::from_u128(
        0x0192_a1d8_7c00_7000_8000_0000_0000_1000 + number,
    ))
}

/// A desk, and the way through its interface.
pub struct Interface {
    desk: Desk,
    journal: Arc<Journal>,
    service: TowerToHyperService<axum::Router>,
    _stop: watch::Sender<bool>,
    _outward: Outward,
}

/// What was answered.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The head.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

impl Answer {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// The body as text.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("a text")
    }

    /// A field of the head.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |it| it.to_str().expect("a text"))
    }
}

impl Interface {
    /// The interface of a center in which one call waits for amy and `calls` are over.
    pub fn new(folder: &Path, calls: u32) -> Interface {
        let settings = store::Settings::default();
        let opened = Journal::open(&folder.join("journal"), settings, Ledger::default());
        let journal = Arc::new(opened.expect("a journal").0);
        let views = folder.join("views");
        let history = Arc::new(History::open(journal.clone(), &views).expect("a history"));
        let outward = Outward::start(&egress::Settings::default(), &Arc::default());
        let outward = outward.expect("a way out");
        let (stopping, stop) = watch::channel(false);
        let desk = Desk::new(Parts {
            present: Arc::new(Present::new(Live::default())),
            history,
            feed: Arc::new(Feed::new(journal.durable(), Timestamp::UNIX_EPOCH)),
            watchers: Arc::new(Semaphore::new(1)),
            requests: Arc::new(Requests::new(Arc::new(Inbox::default()))),
            prompts: Arc::new(Prompts::open(folder, EngineChoice::default()).expect("prompts")),
            recordings: Recordings::new(folder),
            exports: Arc::new(Semaphore::new(1)),
            entrance: Entrance::default(),
            snapshot: Arc::new(Snapshot::default()),
            metrics: crate::metrics::install(),
            egress: outward.egress(),
            stop,
        });
        let service = router(desk.clone()).layer(Extension(LocalPeer));
        let interface = Interface {
            desk,
            journal,
            service: TowerToHyperService::new(service),
            _stop: stopping,
            _outward: outward,
        };
        interface.show(&[applied()]);
        interface.show(&arrives(CallId(UP.parse().expect("an id")), 0));
        interface.calls(0..calls);
        interface
    }

    /// Shows what the switch would have said.
    pub fn show(&self, entries: &[Entry]) {
        let write = |entry| {
            let payload = serde_json::to_vec(entry).expect("JSON");
            (self.journal.append(payload).expect("there is room"), entry)
        };
        let written: Vec<_> = entries.iter().map(write).collect();
        let Some((last, _)) = written.last() else {
            return;
        };
        assert!(self.journal.wait_durable(*last, Duration::from_secs(10)));
        self.desk.history.keep(written.iter().copied());
        entries
            .iter()
            .for_each(|entry| self.desk.present.write().apply(entry));
        let at = Timestamp::UNIX_EPOCH;
        self.desk.feed.keep(|told| {
            written
                .iter()
                .for_each(|(seq, entry)| told.entry(Moment { seq: *seq, at }, entry));
        });
    }

    /// Holds what whoever writes a file needs.
    pub fn exports(&self) -> tokio::sync::OwnedSemaphorePermit {
        let exports = self.desk.exports.clone();
        exports.try_acquire_owned().expect("nobody writes a file")
    }

    /// Calls that came and were given up, each a second after the one before.
    pub fn calls(&self, numbers: std::ops::Range<u32>) {
        let entries: Vec<_> = numbers.flat_map(given_up).collect();
        self.show(&entries);
    }

    /// Asks for something on the machine itself.
    pub async fn ask(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request
            .body(Body::from(body.to_owned()))
            .expect("a request");
        let response = self.service.call(request).await.expect("an answer");
        let (head, body) = response.into_parts();
        Answer {
            status: head.status,
            headers: head.headers,
            body: axum::body::to_bytes(body, usize::MAX)
                .await
                .expect("a body"),
        }
    }

    /// Asks to see something.
    pub async fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[], "").await
    }
}

fn applied() -> Entry {
    let source = lang::Source {
        path: "center.yaml".to_owned(),
        text: CENTER.into(),
    };
    let compiled = lang::compile(&[source], &lang::NoFiles).unwrap_or_else(|problems| {
        let told: Vec<_> = problems.iter().map(ToString::to_string).collect();
        panic!("{}", told.join("\n"))
    });
    Entry::Applied(Box::new(Applied {
        revision: Revision(1),
        at: Timestamp::UNIX_EPOCH,
        by: "local".to_owned(),
        message: "the first".to_owned(),
        changes: Changes::default(),
        config: Arc::new(compiled.config),
        passwords: Default::default(),
    }))
}

/// A call that was given up while amy's phone rang, and its record.
fn given_up(number: u32) -> Vec<Entry> {
    let mut entries = arrives(over(u128::from(number)), i64::from(number));
    let events = entries.iter().filter_map(|entry| match entry {
        Entry::Call(event) => Some(event.clone()),
        _ => None,
    });
    let mut events: Vec<_> = events.collect();
    let last = events.last().cloned().expect("an event");
    let ended = CallEvent {
        sequence: last.sequence + 1,
        kind: EventKind::Ended {
            status: EndStatus::RingingGiveUp,
            cause: None,
            by: HungUpBy::User,
        },
        ..last
    };
    events.push(ended.clone());
    entries.push(Entry::Call(ended));
    entries.push(Entry::Record(Box::new(contact::record::assemble(&events))));
    entries
}

/// A call that waits for amy, whose phone rings.
fn arrives(call: CallId, second: i64) -> Vec<Entry> {
    let said = [
        json!({ "event": "arrived", "kind": "telephone", "direction": "in", "trunk": "carrier",
            "caller": "+8613800001234", "callee": "02160001000", "ivr": "main", "revision": 1 }),
        json!({ "event": "accepted" }),
        json!({ "event": "entered", "ivr": "main", "node": "sales" }),
        json!({ "event": "queued", "group": "sales", "ahead": 0 }),
        json!({ "event": "offered", "participant": 1, "agent": "amy", "staff_number": "1001",
            "phone": "2001", "group": "sales" }),
    ];
    let events = said.into_iter().enumerate().map(|(n, mut said)| {
        said["call"] = json!(call);
        said["sequence"] = json!(n);
        said["at"] = json!(Timestamp::from_second(1_763_625_600 + second).expect("a moment"));
        said["elapsed_us"] = json!(n);
        Entry::Call(serde_json::from_value(said).expect("an event"))
    });
    events.collect()
}
