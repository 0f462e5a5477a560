//! The whole center takes datagrams and keys. Whatever they were, every call has one record in the
//! end, its journal reads the same, and nothing is left.

use std::collections::VecDeque;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use ::sip::Flow;
use contact::{LegId, PlayEnd, PlayId};
use jiff::Timestamp;
use kernel::{Chance, Mono, Now};
use lang::{NoFiles, Source, compile};
use model::config::Config;
use model::{Extension, Key};
use switch::{
    Census, Entry, HashedPassword, Input, Ledger, MediaCommand, MediaEvent, Output, Settings,
    Switch,
};

use crate::peer::{OURS, PASSWORD, Peer, THEIRS, address, datagrams};

const REALM: &str = "ccd";
const FLOW: Flow = Flow::udp(OURS, THEIRS);
/// Deadlines until a center whose calls were ended has nothing to do.
const PATIENCE: usize = 20_000;

/// Takes datagrams; one of a single byte is a key, and an empty one lets the next deadline come.
pub fn run(bytes: &[u8]) {
    let mut center = Center::open();
    for datagram in datagrams(bytes) {
        match datagram {
            [] => center.wait(),
            [key] => center.press(char::from(*key)),
            _ => center.hear(datagram),
        }
    }
    center.close();
}

/// A center with its media and its journal, as far as they say something.
struct Center {
    switch: Switch,
    now: Now,
    peer: Peer,
    ledger: Ledger,
    records: u64,
    legs: Vec<LegId>,
    playing: Vec<(LegId, PlayId)>,
    told: VecDeque<(LegId, MediaEvent)>,
}

impl Center {
    fn open() -> Center {
        let now = Now {
            mono: Mono::ZERO,
            wall: Timestamp::UNIX_EPOCH,
        };
        let ledger = ledger();
        let settings = Settings::udp(OURS);
        let mut center = Center {
            switch: Switch::new(now, settings, ledger.clone(), Chance::from_number(1)),
            now,
            peer: Peer::default(),
            ledger,
            records: 0,
            legs: Vec::new(),
            playing: Vec::new(),
            told: VecDeque::new(),
        };
        center.drain();
        center
    }

    fn hear(&mut self, datagram: &[u8]) {
        self.take(FLOW, datagram);
        for (flow, aimed) in self.peer.aim(datagram) {
            self.take(flow, &aimed);
        }
    }

    fn take(&mut self, flow: Flow, datagram: &[u8]) {
        self.now = self.now.later(Duration::from_millis(1));
        self.tell(Input::Datagram(flow, datagram));
    }

    fn press(&mut self, key: char) {
        let pressed = Key::new(key).zip(self.legs.last());
        if let Some((key, leg)) = pressed {
            self.tell(Input::Media(*leg, MediaEvent::Digit(key)));
        }
    }

    /// All that plays is over, and the next deadline comes.
    fn wait(&mut self) {
        for (leg, play) in std::mem::take(&mut self.playing) {
            let played = MediaEvent::Played(play, PlayEnd::Done);
            self.tell(Input::Media(leg, played));
        }
        if let Some(deadline) = self.switch.next_deadline() {
            self.now = self.now.later(deadline.since(self.now.mono));
            self.tell(Input::Timeout);
        }
    }

    fn tell(&mut self, input: Input<'_>) {
        self.switch.handle(self.now, input);
        self.drain();
        while let Some((leg, event)) = self.told.pop_front() {
            self.switch.handle(self.now, Input::Media(leg, event));
            self.drain();
        }
    }

    fn drain(&mut self) {
        while let Some(output) = self.switch.poll() {
            match output {
                Output::Transmit(flow, datagram) => self.peer.hear(flow, &datagram),
                Output::Media(command) => self.obey(command),
                Output::Journal(entry) => self.keep(entry),
                Output::Reply(..)
                | Output::AgentChanged(_)
                | Output::PhoneChanged { .. }
                | Output::TrunkChanged(_)
                | Output::Resolve(_)
                | Output::Trust(_)
                | Output::Know(_)
                | Output::Expect(_)
                | Output::Keep(_)
                | Output::Ask(..)
                | Output::Forget(_)
                | Output::Traced(..) => {}
            }
        }
    }

    fn obey(&mut self, command: MediaCommand) {
        match command {
            MediaCommand::Open(leg, _) => {
                self.legs.push(leg);
                let port = MediaEvent::Opened(address(1, 20_000 + leg.number));
                self.told.push_back((leg, port));
            }
            MediaCommand::Play { leg, play, .. } => self.playing.push((leg, play)),
            MediaCommand::Close(leg) => {
                self.legs.retain(|open| *open != leg);
                self.playing.retain(|(open, _)| *open != leg);
            }
            _ => {}
        }
    }

    fn keep(&mut self, entry: Entry) {
        let kept = serde_json::to_vec(&entry).expect("an entry can be written");
        let again: Entry = serde_json::from_slice(&kept).expect("an entry can be read");
        assert_eq!(again, entry);
        self.records += u64::from(matches!(entry, Entry::Record(_)));
        self.ledger.apply(entry);
    }

    fn close(mut self) {
        self.tell(Input::EndAll);
        for _ in 0..PATIENCE {
            if self.switch.next_deadline().is_none() {
                break;
            }
            self.wait();
        }
        assert_eq!(self.switch.census(), Census::default());
        assert!(self.legs.is_empty(), "open: {:?}", self.legs);
        assert!(self.ledger.open_calls.is_empty());
        assert_eq!(self.records, self.switch.counters().calls);
    }
}

fn ledger() -> Ledger {
    let phone = Extension::new("2001").expect("an extension");
    let hashed = HashedPassword::new(&phone, REALM, PASSWORD);
    Ledger {
        config: config(),
        realm: Some(REALM.to_owned()),
        passwords: [(phone, hashed)].into(),
        ..Ledger::default()
    }
}

fn config() -> Arc<Config> {
    static CONFIG: OnceLock<Arc<Config>> = OnceLock::new();
    let compiled = || {
        let source = Source {
            path: "center.yaml".to_owned(),
            text: include_bytes!("center.yaml").to_vec(),
        };
        let compiled = compile(&[source], &NoFiles).expect("a center");
        Arc::new(compiled.config)
    };
    CONFIG.get_or_init(compiled).clone()
}
