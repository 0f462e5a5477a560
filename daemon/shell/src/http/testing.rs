//! A desk with a switch behind it that hears of no calls: what is shown is there, and commands are
//! carried out while somebody waits for their answer.

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Extension;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use contact::LegId;
use hyper::service::Service;
use hyper_util::service::TowerToHyperService;
use jiff::Timestamp;
use model::record::{CallEvent, EndStatus, EventKind, HungUpBy};
use model::{CallId, Revision};
use serde_json::{Value, json};
use sip::Flow;
use speech::EngineChoice;
use store::Journal;
use switch::{Applied, Changes, Entry, Ledger, OtherEnd, Output, Switch};
use tokio::sync::{Semaphore, watch};
use trace::Heading;
use uuid::Uuid;

use super::gate::LocalPeer;
use super::serve::Source;
use super::{Checked, Desk, Entrance, Parts, router};
use crate::control::{Inbox, Item, Requests, Snapshot};
use crate::flight::Flight;
use crate::hooks::Hooks;
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
    blacklist: [pranks]
    nodes:
      office: { hours: night, open: bye, closed: welcome }
      welcome: { play: hello, next: sales }
      sales: { transfer: sales, music: hold, timeout: 5m, on_timeout: bye }
      bye: { end: bye }
prompts:
  hold: { text: please wait }
routing:
  default: { ring_timeout: 20s }
hours:
  night: { weekly: { mon: ["00:00-24:00"] } }
hotwords: { redis: 5 }
webhooks: { crm: { url: "https://crm.example.com/calls" } }
caller_lists:
  pranks: { numbers: ["13900139000"], note: they call at night }
roles:
  lead: { monitoring: { permission: view, skill_groups: [sales] }, records: view, skill_groups: all }
skill_groups:
  sales: { members: [amy] }
agents:
  amy: { name: 王小美, staff_number: "1001" }
phones:
  "2001": { agent: amy, contact: "sip:2001@203.0.113.20:5060" }
"#;

/// Where requests from another machine come from.
pub const ELSEWHERE: std::net::IpAddr = std::net::IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 9));

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
    remote: TowerToHyperService<axum::Router>,
    inbox: Arc<Inbox>,
    switch: Mutex<Switch>,
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
        let interface = Interface::of(folder, CENTER);
        interface.show(&arrives(CallId(UP.parse().expect("an id")), 0));
        interface.calls(0..calls);
        interface
    }

    /// The interface of a center of which nothing is known but its configuration.
    pub fn of(folder: &Path, center: &str) -> Interface {
        let settings = store::Settings::default();
        let opened = Journal::open(&folder.join("journal"), settings, Ledger::default());
        let journal = Arc::new(opened.expect("a journal").0);
        let views = folder.join("views");
        let history = Arc::new(History::open(journal.clone(), &views).expect("a history"));
        let outward = Outward::start(&egress::Settings::default(), &Arc::default());
        let outward = outward.expect("a way out");
        let (stopping, stop) = watch::channel(false);
        let inbox = Arc::new(Inbox::default());
        let applied = applied(center);
        let present = Arc::new(Present::new(Live::default()));
        let hooks = Hooks::start(
            &egress::Settings::default(),
            folder,
            &Ledger::default(),
            history.clone(),
            present.clone(),
        );
        let desk = Desk::new(Parts {
            present,
            history,
            hooks: Arc::new(hooks.expect("webhooks")),
            feed: Arc::new(Feed::new(journal.durable(), Timestamp::UNIX_EPOCH)),
            watchers: Arc::new(Semaphore::new(1)),
            requests: Arc::new(Requests::new(inbox.clone())),
            prompts: Arc::new(Prompts::open(folder, EngineChoice::default()).expect("prompts")),
            recordings: Recordings::new(folder),
            exports: Arc::new(Semaphore::new(1)),
            entrance: Entrance::default(),
            checked: Checked::default(),
            sip: super::own_servers(&sip::Places::udp(
                "127.0.0.1:5060".parse().expect("an address"),
            )),
            flight: Arc::new(Flight::new(1 << 20)),
            snapshot: Arc::new(Snapshot::default()),
            metrics: crate::metrics::install(),
            egress: outward.egress(),
            acme: None,
            stop,
        });
        let remote = router(desk.clone()).layer(Extension(Source(Some(ELSEWHERE))));
        let interface = Interface {
            service: TowerToHyperService::new(local(&desk)),
            desk,
            journal,
            remote: TowerToHyperService::new(remote),
            inbox,
            switch: Mutex::new(switch(&applied)),
            _stop: stopping,
            _outward: outward,
        };
        interface.show(&[applied]);
        interface.carry_out();
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

    /// A message of a call came from its trunk.
    pub fn says(&self, call: CallId, call_id: &str, text: &str) {
        let address = |text: &str| text.parse().expect("an address");
        let flow = Flow::udp(address("192.0.2.1:5060"), address("203.0.113.10:5060"));
        let carrier = OtherEnd::Trunk("carrier".parse().expect("a name"));
        let flight = &self.desk.flight;
        flight.belongs(call_id, LegId { call, number: 0 }, &carrier);
        flight.note(Heading::In, flow, text.as_bytes());
    }

    /// A message came that became no call.
    pub fn strays(&self, text: &str) {
        let address = |text: &str| text.parse().expect("an address");
        let flow = Flow::udp(address("192.0.2.1:5060"), address("203.0.113.99:5060"));
        self.desk.flight.note(Heading::In, flow, text.as_bytes());
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
        self.exchange(&self.service, request(method, path, headers, body))
            .await
    }

    /// Asks for something from another machine.
    pub async fn ask_from_elsewhere(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        self.exchange(&self.remote, request(method, path, headers, body))
            .await
    }

    /// The interface as the machine itself reaches it, for a listener.
    pub fn local(&self) -> axum::Router {
        local(&self.desk)
    }

    /// Asks to see something.
    pub async fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[], "").await
    }

    async fn exchange(
        &self,
        service: &TowerToHyperService<axum::Router>,
        request: Request<Body>,
    ) -> Answer {
        let mut answer = std::pin::pin!(service.call(request));
        let response = loop {
            tokio::select! {
                biased;
                response = &mut answer => break response.expect("an answer"),
                () = tokio::time::sleep(Duration::from_millis(1)) => self.carry_out(),
            }
        };
        let (head, body) = response.into_parts();
        Answer {
            status: head.status,
            headers: head.headers,
            body: axum::body::to_bytes(body, usize::MAX)
                .await
                .expect("a body"),
        }
    }

    /// Has the switch do what is asked of it.
    fn carry_out(&self) {
        let mut batch = Vec::new();
        self.inbox.take(&mut batch, 100, Duration::ZERO);
        let mut switch = self.switch.lock().expect("a switch");
        for item in batch {
            if let Item::Command(ticket, principal, command) = item {
                let input = switch::Input::Command(ticket, principal, command);
                switch.handle(wire::clock::now(), input);
            }
        }
        while let Some(output) = switch.poll() {
            match output {
                Output::Journal(entry) => self.show(&[entry]),
                Output::Reply(ticket, reply) => self.desk.requests.answer(ticket, reply),
                _ => {}
            }
        }
    }
}

fn local(desk: &Desk) -> axum::Router {
    router(desk.clone())
        .layer(Extension(LocalPeer))
        .layer(Extension(Source(None)))
}

/// A switch that has heard of nothing but a configuration.
fn switch(applied: &Entry) -> Switch {
    let mut ledger = Ledger::default();
    ledger.apply(applied.clone());
    let sip = "127.0.0.1:5060".parse().expect("an address");
    let chance = wire::entropy::chance().expect("randomness");
    Switch::new(
        wire::clock::now(),
        switch::Settings::udp(sip),
        ledger,
        chance,
    )
}

fn request(method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request
        .body(Body::from(body.to_owned()))
        .expect("a request")
}

fn applied(center: &str) -> Entry {
    let source = lang::Source {
        path: "center.yaml".to_owned(),
        text: center.into(),
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
        commit: None,
        changes: Changes::default(),
        live_ended: Vec::new(),
        moved: Vec::new(),
        config: compiled.config.into(),
        accounts: Default::default(),
        trunk_passwords: Default::default(),
        webhook_secrets: Default::default(),
        passwords: Default::default(),
    }))
}

/// A call that was given up while amy's phone rang, and its record.
fn given_up(number: u32) -> Vec<Entry> {
    let call = over(u128::from(number));
    ended(arrives(call, i64::from(number)))
}

/// A call whose caller gives up, and its record.
pub fn ended(mut entries: Vec<Entry>) -> Vec<Entry> {
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
    arrives_for(call, second, ["sales", "amy", "1001", "2001"])
}

/// A call that waits in a skill group for an agent with that staff number, whose phone rings.
pub fn arrives_for(call: CallId, second: i64, whom: [&str; 4]) -> Vec<Entry> {
    let [group, agent, staff_number, phone] = whom;
    let said = [
        json!({ "event": "arrived", "kind": "telephone", "direction": "in", "trunk": "carrier",
            "caller": "+8613800001234", "callee": "02160001000", "ivr": "main", "revision": 1 }),
        json!({ "event": "accepted" }),
        json!({ "event": "entered", "ivr": "main", "node": "sales" }),
        json!({ "event": "queued", "group": group, "ahead": 0 }),
        json!({ "event": "offered", "participant": 1, "agent": agent,
            "staff_number": staff_number, "phone": phone, "group": group }),
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
