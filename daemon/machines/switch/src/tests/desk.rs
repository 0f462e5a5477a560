//! A switch with one trunk and one number, against datagrams that are written by hand.

use std::net::SocketAddr;
use std::time::Duration;

use contact::LegId;
use jiff::Timestamp;
use kernel::{Chance, Mono, Now};
use serde_json::json;
use sip::Flow;

use crate::{
    Apply, Entry, Input, Ledger, Lookup, MediaCommand, MediaEvent, Output, Reply, Settings, Switch,
};

/// A switch and what came out of it that was not asked for yet.
pub(super) struct Desk {
    pub switch: Switch,
    pub sent: Vec<String>,
    /// The same, to where each went.
    pub flown: Vec<(SocketAddr, String)>,
    pub media: Vec<MediaCommand>,
    pub entries: Vec<Entry>,
    pub replies: Vec<Reply>,
    /// The names that DNS is to be asked for.
    pub lookups: Vec<Lookup>,
    /// The states of trunks, as `name state: reason`.
    pub trunks: Vec<String>,
    /// Who is to prove what when he is called by TLS, as was said last.
    pub expected: sip::Expected,
    /// Which connections are kept alive.
    pub kept: sip::Kept,
    /// Where the last datagram went.
    pub to: Option<SocketAddr>,
    /// Legs with the Call-ID of their conversations and who is there.
    pub traced: Vec<String>,
    now: Now,
}

pub(super) const OFFER: &str = "v=0\r\no=- 1 1 IN IP4 192.0.2.9\r\ns=-\r\n\
                                c=IN IP4 192.0.2.9\r\nt=0 0\r\nm=audio 4000 RTP/AVP 8\r\n";

impl Desk {
    /// What applies a configuration to what is live.
    pub fn apply_of(&self, config: serde_json::Value) -> Apply {
        let config: model::Config = serde_json::from_value(config).expect("a configuration");
        Apply {
            base: self.switch.config().1,
            config: config.into(),
            passwords: Default::default(),
            trunk_passwords: Default::default(),
            webhook_secrets: Default::default(),
            message: String::new(),
            moved: Vec::new(),
            commit: None,
            changes: Default::default(),
        }
    }

    /// Whoever dials 4001 is asked for a key.
    pub fn new() -> Desk {
        Desk::of(&json!({
                "trunks": { "t": { "mode": "peer", "address": "192.0.2.9", "allow": ["192.0.2.0/24"] } },
                "numbers": { "4001": { "trunk": "t", "ivr": "i" } },
                "ivrs": { "i": { "start": "m", "nodes": {
                    "m": { "menu": { "asking": { "speech": { "text": "Hello" } }, "keys": {} } }
                } } },
        }))
    }

    /// A switch with that configuration.
    pub fn of(config: &serde_json::Value) -> Desk {
        Desk::with(json!({ "config": config, "realm": "r" }))
    }

    /// One that goes on from a ledger.
    pub fn with(ledger: serde_json::Value) -> Desk {
        let ledger: Ledger = serde_json::from_value(ledger).expect("a ledger");
        let now = Now {
            mono: Mono::ZERO,
            wall: Timestamp::UNIX_EPOCH,
        };
        let settings = Settings::udp(local());
        let switch = Switch::new(now, settings, ledger, Chance::from_number(1));
        let mut desk = Desk {
            switch,
            sent: Vec::new(),
            flown: Vec::new(),
            media: Vec::new(),
            entries: Vec::new(),
            replies: Vec::new(),
            lookups: Vec::new(),
            trunks: Vec::new(),
            expected: sip::Expected::new(),
            kept: sip::Kept::new(),
            to: None,
            traced: Vec::new(),
            now,
        };
        desk.drain();
        desk
    }

    /// Gives it an input.
    pub fn handle(&mut self, input: Input<'_>) {
        self.switch.handle(self.now, input);
        self.drain();
    }

    /// Lets time pass.
    pub fn pass(&mut self, millis: u64) {
        let end = self.now.mono + Duration::from_millis(millis);
        while let Some(at) = self.switch.next_deadline().filter(|at| *at <= end) {
            let step = at.max(self.now.mono).since(self.now.mono);
            self.now = self.now.later(step);
            self.handle(Input::Timeout);
        }
        self.now = self.now.later(end.since(self.now.mono));
    }

    /// A datagram comes from the trunk.
    pub fn take(&mut self, text: &str) {
        self.take_from("192.0.2.9:5060", text);
    }

    /// A datagram comes from somewhere.
    pub fn take_from(&mut self, from: &str, text: &str) {
        let remote = from.parse().expect("an address");
        let flow = Flow::udp(local(), remote);
        self.handle(Input::Datagram(flow, text.as_bytes()));
    }

    /// The leg that waits for its port last gets it.
    pub fn open(&mut self) -> LegId {
        let opens = self.media.iter().rev().find_map(|command| match command {
            MediaCommand::Open(leg, _) => Some(*leg),
            _ => None,
        });
        let leg = opens.expect("a leg that wants a port");
        let port: SocketAddr = "192.0.2.1:20000".parse().expect("an address");
        self.handle(Input::Media(leg, MediaEvent::Opened(port)));
        leg
    }

    /// The first lines of what was sent.
    pub fn starts(&mut self) -> Vec<String> {
        let starts = self.sent.drain(..);
        starts
            .map(|text| text.lines().next().unwrap_or_default().to_owned())
            .collect()
    }

    fn drain(&mut self) {
        while let Some(output) = self.switch.poll() {
            match output {
                Output::Transmit(flow, bytes) => {
                    self.to = Some(flow.remote);
                    let text = String::from_utf8(bytes).expect("text");
                    self.flown.push((flow.remote, text.clone()));
                    self.sent.push(text);
                }
                Output::Media(command) => self.media.push(command),
                Output::Journal(entry) => self.entries.push(entry),
                Output::Reply(_, reply) => self.replies.push(reply),
                Output::Traced(leg, call_id, peer) => {
                    self.traced.push(format!("{} {call_id} {peer}", leg.number));
                }
                Output::Expect(names) => self.expected = names,
                Output::Keep(kept) => self.kept = kept,
                Output::Resolve(lookup) => self.lookups.push(lookup),
                Output::TrunkChanged(status) => {
                    let (trunk, state) = (status.trunk, status.state.word());
                    self.trunks
                        .push(format!("{trunk} {state}: {}", status.reason));
                }
                _ => {}
            }
        }
    }

    /// So many seconds pass.
    pub fn wait(&mut self, seconds: u64) {
        let end = self.now.later(Duration::from_secs(seconds));
        while let Some(due) = self.switch.next_deadline().filter(|due| *due <= end.mono) {
            self.now = self.now.later(due.since(self.now.mono));
            self.handle(Input::Timeout);
        }
        self.now = end;
    }

    /// Peers are asked from here on whether they are there.
    pub fn probe(&mut self) {
        self.switch.probe_trunks(self.now);
        self.drain();
    }

    /// The last datagram.
    pub fn last(&self) -> String {
        self.sent.last().cloned().expect("a datagram")
    }
}

/// A request of the trunk within or outside the dialog that `to_tag` names.
pub(super) fn request(method: &str, uri: &str, to_tag: &str, sdp: &str) -> String {
    let tag = match to_tag {
        "" => String::new(),
        tag => format!(";tag={tag}"),
    };
    format!(
        "{method} {uri} SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK{to_tag}{method}\r\n\
         From: <sip:+8613800001234;npdi@192.0.2.9;user=phone>;tag=bob\r\nTo: <{uri}>{tag}\r\n\
         Call-ID: desk\r\nCSeq: 1 {method}\r\nContact: <sip:bob@192.0.2.9>\r\n\
         Content-Type: application/sdp\r\nContent-Length: {}\r\n\r\n{sdp}",
        sdp.len()
    )
}

/// The tag of To.
pub(super) fn to_tag(text: &str) -> String {
    let to = text.lines().find(|line| line.starts_with("To: "));
    let (_, tag) = to.and_then(|to| to.split_once(";tag=")).expect("a tag");
    tag.to_owned()
}

pub(super) fn local() -> SocketAddr {
    "192.0.2.1:5060".parse().expect("an address")
}
