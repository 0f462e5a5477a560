//! A media plane under test, and the other sides of its calls.
#![allow(
    dead_code,
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

pub mod peer;
pub mod tone;

use std::collections::VecDeque;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::{Arc, Mutex, mpsc};
use std::time::{Duration, Instant};

use kernel::{Chance, Mono};
use media::sdp::Codec;
use media::{Audio, LegNumber, Remote};
use tempfile::TempDir;
use wire::recorder::{Disk, Folder};
use wire::{
    MediaPlane, Notice, PlaneCommand, PlaneEvent, PlaneSettings, RoomId, SoundKey, SoundReply,
    Sounds,
};

pub const PATIENCE: Duration = Duration::from_secs(20);
pub const LOCALHOST: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// The frequency of the sound of each key, in Hz.
pub const CLIP: f64 = 1_000.0;

/// The ring-back tone is in memory; a clip is fetched by a thread; a text cannot be had.
pub struct TestSounds;

impl Sounds for TestSounds {
    fn get(&self, key: &SoundKey) -> Option<Arc<Audio>> {
        (*key == SoundKey::RingBack).then(|| Arc::new(tone::audio(CLIP, Duration::from_secs(1))))
    }

    fn request(&self, key: SoundKey, _: Option<Mono>, reply: SoundReply) {
        if let SoundKey::Clip(_) = key {
            let audio = Arc::new(tone::audio(CLIP, Duration::from_secs(1)));
            std::thread::spawn(move || reply.supply(Some(audio)));
        }
    }
}

/// A plane with all that it tells.
pub struct Stage {
    pub plane: MediaPlane,
    pub data: TempDir,
    told: mpsc::Receiver<Notice>,
    earlier: VecDeque<(RoomId, PlaneEvent)>,
}

impl Stage {
    pub fn start(ports: RangeInclusive<u16>) -> Stage {
        Stage::with(ports, |_| {}, |data| Arc::new(Folder::new(data)))
    }

    pub fn with(
        ports: RangeInclusive<u16>,
        change: impl FnOnce(&mut PlaneSettings),
        disk: impl FnOnce(&Path) -> Arc<dyn Disk>,
    ) -> Stage {
        let data = tempfile::tempdir().expect("a folder");
        let mut settings = PlaneSettings::new(LOCALHOST, ports);
        change(&mut settings);
        let (sender, told) = mpsc::channel();
        let sender = Mutex::new(sender);
        let tell = move |notice| drop(sender.lock().expect("not poisoned").send(notice));
        let chance = Chance::from_number(1);
        let plane = MediaPlane::start(
            &settings,
            chance,
            Arc::new(TestSounds),
            disk(data.path()),
            tell,
        )
        .expect("a plane");
        Stage {
            plane,
            data,
            told,
            earlier: VecDeque::new(),
        }
    }

    pub fn send(&self, room: u128, command: PlaneCommand) {
        self.plane.send(RoomId(room), command).expect("taken");
    }

    /// Waits for the first event of a room that `wanted` makes something of.
    pub fn wait<T>(
        &mut self,
        what: &str,
        room: u128,
        wanted: impl Fn(&PlaneEvent) -> Option<T>,
    ) -> T {
        let found = |(id, event): &(RoomId, PlaneEvent)| {
            if *id == RoomId(room) {
                wanted(event)
            } else {
                None
            }
        };
        let place = self.earlier.iter().position(|told| found(told).is_some());
        if let Some(told) = place.and_then(|place| self.earlier.remove(place)) {
            return found(&told).expect("found before");
        }
        let end = Instant::now() + PATIENCE;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            match self.told.recv_timeout(left) {
                Ok(Notice::Room(id, event)) => match found(&(id, event.clone())) {
                    Some(value) => return value,
                    None => self.earlier.push_back((id, event)),
                },
                Ok(Notice::Overloaded(_)) => {}
                Err(_) => panic!("{what} did not come, but {:?}", self.earlier),
            }
        }
    }

    /// Opens a leg; returns the address for its SDP.
    pub fn open(&mut self, room: u128, leg: LegNumber) -> SocketAddr {
        self.send(room, PlaneCommand::Open(leg, media::Family::V4));
        self.wait("the port", room, |event| match event {
            PlaneEvent::Opened { leg: opened, rtp } if *opened == leg => Some(*rtp),
            _ => None,
        })
    }

    /// Opens a leg to a peer.
    pub fn connect(&mut self, room: u128, leg: LegNumber, peer: &peer::Peer) -> SocketAddr {
        let address = self.open(room, leg);
        self.send(room, PlaneCommand::Connect(leg, remote(peer.address())));
        address
    }

    /// Whether something has been told that `wanted` accepts.
    pub fn heard(&mut self, wanted: impl Fn(&PlaneEvent) -> bool) -> bool {
        let more = self.told.try_iter().filter_map(|notice| match notice {
            Notice::Room(id, event) => Some((id, event)),
            Notice::Overloaded(_) => None,
        });
        self.earlier.extend(more);
        self.earlier.iter().any(|(_, event)| wanted(event))
    }
}

/// The other side's media at an address: A-law and digits as type 101.
pub fn remote(rtp: SocketAddr) -> Remote {
    let rtcp = SocketAddr::new(rtp.ip(), rtp.port().wrapping_add(1).max(1));
    Remote {
        rtp,
        rtcp,
        codec: Codec::Pcma,
        payload_type: 8,
        dtmf: Some(101),
        dtmf_clock: 8_000,
        inband: false,
        send: true,
        receive: true,
        ptime_ms: 20,
        srtp: None,
    }
}
