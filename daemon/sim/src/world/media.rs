//! The media plane as far as the center can tell: ports, playings with their lengths, digits,
//! bridges and recordings. Audio itself is tested where it is made.

use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use contact::{LegId, PlayEnd, PlayId, Sound};
use kernel::{Chance, Mono};
use media::Remote;
use media::dtmf::{Heard, Receiver, TelephoneEvent};
use media::ports::PortPool;
use model::{CallId, Key, RecordingId};
use switch::{MediaCommand, MediaEvent};

/// Speaking takes so long for each character.
const CHARACTER: Duration = Duration::from_millis(80);
/// The length of every audio file, and of a ring-back tone that ends.
const CLIP: Duration = Duration::from_secs(3);
const BEEP: Duration = Duration::from_millis(500);
/// How long a command takes to be carried out and told.
const WORK: Duration = Duration::from_micros(300);

/// One packet of a key press.
#[derive(Copy, Clone, Debug)]
pub struct KeyPacket {
    /// Who sends it.
    pub from: SocketAddr,
    /// To which port.
    pub to: SocketAddr,
    /// The timestamp of its RTP header.
    pub stamp: u32,
    /// The marker of its RTP header.
    pub marker: bool,
    /// Its payload.
    pub event: TelephoneEvent,
}

/// The media of one leg.
#[derive(Debug)]
struct Leg {
    port: u16,
    remote: Option<Remote>,
    playing: Option<PlayId>,
    receiver: Receiver,
}

/// An event of a leg, and when it is told.
pub type Coming = (Mono, LegId, MediaEvent);

/// The media plane.
#[derive(Debug)]
pub struct MediaPlane {
    ip: IpAddr,
    ports: PortPool,
    legs: BTreeMap<LegId, Leg>,
    bridges: BTreeSet<(LegId, LegId)>,
    recordings: BTreeSet<(CallId, RecordingId)>,
    failing: u64,
    failed: u64,
    chance: Chance,
}

impl MediaPlane {
    /// A plane with that many ports at `ip`; `failing` percent of the playings cannot be had.
    pub fn new(ip: IpAddr, ports: u16, failing: u64, chance: Chance) -> MediaPlane {
        const LOWEST: u16 = 20_000;
        MediaPlane {
            ip,
            ports: PortPool::new(LOWEST, LOWEST.saturating_add(ports.saturating_mul(2))),
            legs: BTreeMap::new(),
            bridges: BTreeSet::new(),
            recordings: BTreeSet::new(),
            failing,
            failed: 0,
            chance,
        }
    }

    /// Carries a command out.
    pub fn tell(&mut self, now: Mono, command: &MediaCommand) -> Option<Coming> {
        match command {
            MediaCommand::Open(leg, _) => return Some(self.open(now, *leg)),
            MediaCommand::Connect(leg, remote) => {
                if let Some(leg) = self.legs.get_mut(leg) {
                    leg.remote = Some(remote.clone());
                }
                return remote
                    .receive
                    .then_some((now + WORK, *leg, MediaEvent::Flowing));
            }
            MediaCommand::Play {
                leg,
                play,
                sounds,
                times,
                ..
            } => return self.play(now, *leg, *play, sounds, *times),
            MediaCommand::Stop(leg) => {
                if let Some(leg) = self.legs.get_mut(leg) {
                    leg.playing = None;
                }
            }
            MediaCommand::Bridge(one, other) => {
                self.bridges.insert((*one, *other));
            }
            MediaCommand::Unbridge(one, other) => {
                self.bridges.remove(&(*one, *other));
            }
            // What a leg hears of keys is not looked at here.
            MediaCommand::SendDigit(..) => {}
            MediaCommand::Record {
                recording, left, ..
            } => {
                self.recordings.insert((left.call, *recording));
            }
            // A caller who leaves a message speaks until he presses a key or hangs up.
            MediaCommand::RecordAlone { recording, leg, .. } => {
                self.recordings.insert((leg.call, *recording));
            }
            MediaCommand::StopRecording(call, recording) => {
                self.recordings.remove(&(*call, *recording));
            }
            MediaCommand::Close(leg) => self.close(*leg),
        }
        None
    }

    fn open(&mut self, now: Mono, leg: LegId) -> Coming {
        let Some(port) = self.ports.take(now) else {
            return (now + WORK, leg, MediaEvent::OpenFailed);
        };
        let fresh = Leg {
            port,
            remote: None,
            playing: None,
            receiver: Receiver::default(),
        };
        self.legs.insert(leg, fresh);
        let address = SocketAddr::new(self.ip, port);
        (now + WORK, leg, MediaEvent::Opened(address))
    }

    fn play(
        &mut self,
        now: Mono,
        leg: LegId,
        play: PlayId,
        sounds: &[Sound],
        times: Option<u32>,
    ) -> Option<Coming> {
        self.legs.get_mut(&leg)?.playing = Some(play);
        if self.chance.percent(self.failing) {
            self.failed += 1;
            let failed = MediaEvent::Played(play, PlayEnd::Failed);
            return Some((now + WORK, leg, failed));
        }
        let once: Duration = sounds.iter().map(length).sum();
        let ended = MediaEvent::Played(play, PlayEnd::Done);
        Some((now + once * times? + WORK, leg, ended))
    }

    fn close(&mut self, leg: LegId) {
        if let Some(closed) = self.legs.remove(&leg) {
            self.ports.give_back(closed.port);
        }
        self.bridges
            .retain(|(one, other)| *one != leg && *other != leg);
    }

    /// Whether an event that was to come still does: a playing may have been stopped since.
    pub fn comes(&mut self, leg: LegId, event: &MediaEvent) -> bool {
        let known = self.legs.get_mut(&leg);
        match (event, known) {
            (MediaEvent::OpenFailed, _) => true,
            (MediaEvent::Played(play, _), Some(known)) => {
                known.playing.take_if(|playing| playing == play).is_some()
            }
            (_, known) => known.is_some(),
        }
    }

    /// A packet of a key press arrived; the key, when it is told.
    pub fn hear(&mut self, now: Mono, packet: &KeyPacket) -> Option<(LegId, Key)> {
        let heard = |leg: &Leg| {
            leg.port == packet.to.port()
                && leg
                    .remote
                    .as_ref()
                    .is_some_and(|remote| remote.rtp == packet.from)
        };
        let (id, leg) = self.legs.iter_mut().find(|(_, leg)| heard(leg))?;
        let bytes = packet.event.bytes();
        match leg.receiver.take(now, packet.stamp, packet.marker, &bytes) {
            Heard::Digit(digit) => Key::new(digit).map(|key| (*id, key)),
            Heard::Nothing | Heard::Refused => None,
        }
    }

    /// The leg that hears this address.
    pub fn leg_of(&self, remote: SocketAddr) -> Option<LegId> {
        let hears = |leg: &Leg| leg.remote.as_ref().is_some_and(|known| known.rtp == remote);
        self.legs
            .iter()
            .find(|(_, leg)| hears(leg))
            .map(|(id, _)| *id)
    }

    /// Whether we send to a leg, and whether we listen to it; `None`: nobody is there.
    pub fn way_of(&self, leg: LegId) -> Option<(bool, bool)> {
        let remote = self.legs.get(&leg)?.remote.as_ref()?;
        Some((remote.send, remote.receive))
    }

    /// The leg that has this port of ours.
    pub fn owner_of(&self, port: u16) -> Option<LegId> {
        self.legs
            .iter()
            .find(|(_, leg)| leg.port == port)
            .map(|(id, _)| *id)
    }

    /// Whether two legs hear each other.
    pub fn bridged(&self, one: LegId, other: LegId) -> bool {
        self.bridges.contains(&(one, other)) || self.bridges.contains(&(other, one))
    }

    /// The recordings of a call that were begun and not stopped.
    pub fn recordings_of(&self, call: CallId) -> impl Iterator<Item = RecordingId> {
        self.recordings
            .iter()
            .filter(move |(of, _)| *of == call)
            .map(|(_, recording)| *recording)
    }

    /// The legs of a call that hold a port.
    pub fn legs_of(&self, call: CallId) -> usize {
        self.legs.keys().filter(|leg| leg.call == call).count()
    }

    /// Playings that failed since the last start.
    pub fn failed(&self) -> u64 {
        self.failed
    }

    /// Ports taken, bridges and recordings. All zero when nothing is going on.
    pub fn census(&self) -> [usize; 3] {
        [
            self.ports.taken(),
            self.bridges.len(),
            self.recordings.len(),
        ]
    }
}

/// How long a sound takes.
pub fn length(sound: &Sound) -> Duration {
    match sound {
        Sound::Text { text, .. } => {
            CHARACTER * u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
        }
        Sound::Clip(_) | Sound::RingBack => CLIP,
        Sound::Beep => BEEP,
    }
}
