//! The media plane under load.

use std::f64::consts::TAU;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

use kernel::{Chance, Mono};
use media::sdp::Codec;
use media::{Audio, PlayId, Remote};
use wire::recorder::Folder;
use wire::{
    MediaPlane, Notice, PlaneCommand, PlaneEvent, PlaneSettings, RoomId, SoundKey, SoundReply,
    Sounds,
};

use super::Subject;

/// What the calls do.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Every leg is a call that hears a prompt and is silent itself.
    Prompt,
    /// Every two legs are a call that is bridged.
    Bridge,
    /// The same, and recorded.
    Record,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Kind::Prompt => "prompt",
            Kind::Bridge => "bridge",
            Kind::Record => "record",
        }
    }
}

pub struct Plane {
    plane: MediaPlane,
    legs: Vec<SocketAddr>,
    _data: tempfile::TempDir,
}

/// One prompt of ten seconds.
struct Prompt(Arc<Audio>);

impl Sounds for Prompt {
    fn get(&self, _: &SoundKey) -> Option<Arc<Audio>> {
        Some(Arc::clone(&self.0))
    }

    fn request(&self, _: SoundKey, _: Option<Mono>, _: SoundReply) {}
}

impl Plane {
    pub fn start(legs: u16, kind: Kind, peer: SocketAddr) -> Plane {
        let data = tempfile::tempdir().expect("a folder");
        let settings = PlaneSettings {
            threads: 1,
            commands: 1 << 20,
            ..PlaneSettings::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 10_000..=30_000)
        };
        let (sender, told) = mpsc::channel();
        let sender = Mutex::new(sender);
        let tone = |n: u32| ((f64::from(n) / 8_000.0 * 440.0 * TAU).sin() * 9_000.0) as i16;
        let prompt = Audio::from_pcm8k(&(0..80_000).map(tone).collect::<Vec<_>>());
        let plane = MediaPlane::start(
            &settings,
            Chance::from_number(1),
            Arc::new(Prompt(Arc::new(prompt))),
            Arc::new(Folder::new(data.path())),
            move |notice| {
                let _ = sender.lock().map(|sender| sender.send(notice));
            },
        );
        let plane = plane.expect("a plane");
        let mut addresses = Vec::new();
        for leg in 0..legs {
            addresses.push(connect(&plane, &told, leg, kind, peer));
            // Calls begin one after the other, not all in the same millisecond.
            std::thread::sleep(Duration::from_micros(700));
        }
        Plane {
            plane,
            legs: addresses,
            _data: data,
        }
    }
}

/// Opens and connects a leg and lets its call begin.
fn connect(
    plane: &MediaPlane,
    told: &mpsc::Receiver<Notice>,
    number: u16,
    kind: Kind,
    peer: SocketAddr,
) -> SocketAddr {
    let (room, leg) = match kind {
        Kind::Prompt => (RoomId(number.into()), 0),
        Kind::Bridge | Kind::Record => (RoomId((number / 2).into()), number % 2),
    };
    let send = |command| plane.send(room, command).expect("taken");
    send(PlaneCommand::Open(leg, media::Family::V4));
    let rtp = loop {
        if let Ok(Notice::Room(_, PlaneEvent::Opened { rtp, .. })) = told.recv() {
            break rtp;
        }
    };
    send(PlaneCommand::Connect(leg, remote(peer)));
    match kind {
        Kind::Prompt => {
            let sounds = vec![SoundKey::RingBack];
            send(PlaneCommand::Play {
                leg,
                play: PlayId(1),
                sounds,
                times: None,
                by: None,
            });
        }
        Kind::Bridge | Kind::Record if leg == 1 => send(PlaneCommand::Bridge(0, 1)),
        Kind::Bridge | Kind::Record => {}
    }
    if kind == Kind::Record && leg == 1 {
        let at = jiff::Timestamp::UNIX_EPOCH;
        send(PlaneCommand::Record {
            recording: room.0,
            at,
            left: 0,
            right: 1,
        });
    }
    rtp
}

fn remote(peer: SocketAddr) -> Remote {
    Remote {
        rtp: peer,
        rtcp: SocketAddr::new(peer.ip(), 9),
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

impl Subject for Plane {
    fn legs(&self) -> &[SocketAddr] {
        &self.legs
    }

    fn threads(&self) -> &'static [&'static str] {
        &["media-", "rec-"]
    }

    fn worst_late_ms(&self) -> Option<f64> {
        let threads = self.plane.stats().threads;
        threads
            .iter()
            .map(|thread| thread.worst_late_us as f64 / 1_000.0)
            .reduce(f64::max)
    }

    fn packets(&self) -> (u64, u64) {
        let counters = self
            .plane
            .stats()
            .threads
            .into_iter()
            .map(|thread| thread.counters);
        counters.fold((0, 0), |sum, one| (sum.0 + one.rtp_in, sum.1 + one.rtp_out))
    }
}
