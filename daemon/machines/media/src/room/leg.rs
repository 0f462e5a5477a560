//! One leg: what it is sent, what it says, and when something is due.

use std::net::SocketAddr;
use std::time::Duration;

use kernel::{Chance, Mono};

use super::source::Source;
use super::{Drops, LegStats, Settings, Sink};
use crate::bridge::Relay;
use crate::dtmf;
use crate::ear::Ear;
use crate::mouth::Mouth;
use crate::noise::Noise;
use crate::outgoing::Outgoing;
use crate::player::Player;
use crate::rtcp::Reception;
use crate::tones::Detector;
use crate::{Event, LegNumber, PlayEnd, PlayId, Remote};

/// No packet for so long is worth a question whether anybody is there.
const MUTE: Duration = Duration::from_secs(15);
/// No packet for so long is silence. A caller who listens to music with voice detection on may send
/// nothing for minutes, and is still there.
const SILENCE: Duration = Duration::from_secs(300);

/// Who spoke last in what a leg is sent; another one begins a talk spurt.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    Nobody,
    Player,
    Digits,
    /// What its peer says, packet by packet.
    Relay,
    /// What its peer is heard to say.
    Interpreter,
}

/// A leg.
#[derive(Debug)]
pub(super) struct Leg {
    pub(super) number: LegNumber,
    pub(super) settings: Settings,
    /// Who hears it and whom it hears.
    pub(super) peer: Option<LegNumber>,
    pub(super) link: Option<Link>,
    pub(super) outgoing: Outgoing,
    pub(super) voice: Voice,
    pub(super) relay: Relay,
    pub(super) player: Option<Player>,
    /// What it hears while its peer is silent and says so.
    pub(super) noise: Option<Noise>,
    /// Says to it what is no payload yet, once that was needed.
    pub(super) mouth: Option<Box<Mouth>>,
    /// Hears what it says, once that was needed.
    pub(super) hearing: Option<Box<Hearing>>,
    pub(super) digits: dtmf::Sender,
    /// The timestamp of the digit that is being sent.
    pub(super) digit_began: u32,
    /// When the next slot is due, while a player or digits need one.
    pub(super) due: Option<Mono>,
    /// When the slot before was over.
    pub(super) free_at: Mono,
    pub(super) skipped: u64,
    pub(super) reception: Reception,
    pub(super) keys: dtmf::Receiver,
    /// Whether its keys are events, whatever was agreed on: a tone is then no other key.
    pub(super) eventful: bool,
    pub(super) received: (u64, u64),
    pub(super) report: super::report::State,
    pub(super) drops: Drops,
}

/// Hears what a leg says.
#[derive(Debug)]
pub(super) struct Hearing {
    pub(super) ear: Ear,
    pub(super) keys: Detector,
}

/// The other side, once it is known.
#[derive(Debug)]
pub(super) struct Link {
    pub(super) remote: Remote,
    pub(super) source: Source,
    /// When it was first known.
    pub(super) since: Mono,
    /// When the first packet came.
    pub(super) first: Option<Mono>,
    pub(super) heard_at: Mono,
    /// When it last gave a sign of life: a packet or a report.
    pub(super) alive_at: Mono,
    /// When to look whether it is silent; `None`: that was told.
    pub(super) watch: Option<Mono>,
    /// Whether it was told that nothing comes.
    pub(super) mute: bool,
    /// When to look whether it needs a packet to keep the way open.
    pub(super) prime: Mono,
    /// How often it got one before any came.
    pub(super) primed: u32,
}

impl Link {
    /// Whether we expect packets: not while it holds us or only listens.
    pub(super) fn expects(&self) -> bool {
        self.remote.send && self.remote.receive
    }

    /// Notes that a packet came; says whether it was told before that none did.
    pub(super) fn heard(&mut self, now: Mono) -> bool {
        self.heard_at = now;
        self.watch = self.watch.or(Some(now + MUTE));
        self.lives(now)
    }

    /// Notes a sign of life; says whether it was told before that there is none. Whoever detects voices
    /// sends none of them while he listens, and reports all the same.
    pub(super) fn lives(&mut self, now: Mono) -> bool {
        self.alive_at = now;
        let mute = std::mem::take(&mut self.mute);
        if mute && self.watch.is_some() {
            self.watch = Some(now + MUTE);
        }
        mute
    }
}

impl Leg {
    pub(super) fn new(number: LegNumber, settings: Settings, chance: &mut Chance) -> Leg {
        Leg {
            number,
            settings,
            peer: None,
            link: None,
            outgoing: Outgoing::new(chance),
            voice: Voice::Nobody,
            relay: Relay::default(),
            player: None,
            noise: None,
            mouth: None,
            hearing: None,
            digits: dtmf::Sender::default(),
            digit_began: 0,
            due: None,
            free_at: Mono::ZERO,
            skipped: 0,
            reception: Reception::default(),
            keys: dtmf::Receiver::default(),
            eventful: false,
            received: (0, 0),
            report: super::report::State::default(),
            drops: Drops::default(),
        }
    }

    /// The other side is known, or changed.
    pub(super) fn connect(&mut self, now: Mono, remote: Remote) {
        self.outgoing.set_clock(now, remote.codec.clock());
        self.reception.set_clock(remote.codec.clock());
        if let Some(link) = &mut self.link {
            link.source.signal(now, remote.rtp);
            link.heard_at = now;
            link.alive_at = now;
            link.watch = Some(now + MUTE);
            link.mute = false;
            link.remote = remote;
            self.relay.restart();
            return;
        }
        self.link = Some(Link {
            source: Source::new(now, remote.rtp),
            remote,
            since: now,
            first: None,
            heard_at: now,
            alive_at: now,
            watch: Some(now + MUTE),
            mute: false,
            prime: now + super::pace::PRIME_FIRST,
            primed: 0,
        });
        self.report.begin(now);
    }

    pub(super) fn play(&mut self, id: PlayId, player: Option<Player>, out: &mut impl Sink) {
        if player.is_none() {
            out.event(Event::Played(self.number, id, PlayEnd::Failed));
        }
        self.player = player;
    }

    pub(super) fn supply(
        &mut self,
        play: PlayId,
        position: usize,
        sound: Option<std::sync::Arc<crate::Audio>>,
        out: &mut impl Sink,
    ) {
        let Some(player) = self.player.as_mut().filter(|player| player.id == play) else {
            return;
        };
        match sound {
            Some(sound) => player.supply(position, sound),
            None if player.misses(position) => {
                self.player = None;
                out.event(Event::Played(self.number, play, PlayEnd::Failed));
            }
            None => {}
        }
    }

    /// When something is due.
    pub(super) fn deadline(&self) -> Option<Mono> {
        let link = self.link.as_ref()?;
        let report = self.report.deadline();
        [self.due, link.watch, Some(link.prime), report]
            .into_iter()
            .flatten()
            .min()
    }

    /// Tells once that nothing comes, and once that nothing has come for long.
    pub(super) fn watch(&mut self, now: Mono, out: &mut impl Sink) {
        let Some(link) = self.link.as_mut() else {
            return;
        };
        if link.watch.is_none_or(|watch| watch > now) {
            return;
        }
        if !link.expects() {
            link.heard_at = now;
            link.alive_at = now;
            link.watch = Some(now + MUTE);
            return;
        }
        let (mute_at, silent_at) = (link.alive_at + MUTE, link.heard_at + SILENCE);
        if mute_at <= now && !std::mem::replace(&mut link.mute, true) {
            out.event(Event::Mute(self.number, true));
        }
        if silent_at <= now {
            link.watch = None;
            out.event(Event::Silent(self.number));
        } else {
            let marks = [mute_at, silent_at].into_iter();
            link.watch = marks.filter(|mark| *mark > now).min();
        }
    }

    /// The figures.
    pub(super) fn stats(&self) -> LegStats {
        LegStats {
            sent: self.outgoing.packets,
            sent_bytes: self.outgoing.bytes,
            received: self.received.0,
            received_bytes: self.received.1,
            lost: self.reception.lost(),
            jitter_us: self.reception.jitter_us(),
            remote_lost: self.report.remote_lost,
            remote_jitter_us: self.report.remote_jitter_us,
            round_trip_us: self.report.round_trip_us,
            skipped: self.skipped,
            keys_sent: self.digits.sent(),
            concealed_ms: self.hearing.as_ref().map_or(0, |it| it.ear.concealed / 8),
            source: self.source(),
            first_sent_us: self.since_connected(self.outgoing.first),
            first_received_us: self.since_connected(self.link.as_ref().and_then(|it| it.first)),
            drops: self.drops(),
        }
    }

    fn drops(&self) -> Drops {
        let late = self.hearing.as_ref().map_or(0, |it| it.ear.late);
        Drops {
            misordered: self.drops.misordered + late,
            ..self.drops
        }
    }

    fn since_connected(&self, at: Option<Mono>) -> Option<u64> {
        let passed = at?.since(self.link.as_ref()?.since);
        Some(u64::try_from(passed.as_micros()).unwrap_or(u64::MAX))
    }

    fn source(&self) -> Option<SocketAddr> {
        self.link.as_ref().and_then(|link| link.source.settled())
    }
}
