//! A telephone with its media: the phone machine, its port, and the keys that it sends as packets.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::time::Duration;

use kernel::{Chance, Mono, Now};
use media::dtmf::Sender;
use media::sdp::Direction;
use phone::{Command, Event, Input, MediaEvent, Output, Phone, Settings};
use sip::Flow;

use super::media::KeyPacket;

/// One packet each.
const SLOT: Duration = Duration::from_millis(20);
/// Samples in a slot.
const SAMPLES: u32 = 160;

/// What a telephone does at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doing {
    /// Nothing.
    Resting,
    /// It calls.
    Dialling,
    /// It rings.
    Ringing {
        /// Whose number it shows.
        from: String,
        /// Since when.
        since: Mono,
    },
    /// It talks.
    Talking {
        /// With whose number, if it was called.
        from: Option<String>,
        /// Since when.
        since: Mono,
    },
}

/// What it wants of the world.
pub enum Effect {
    /// Send a datagram.
    Transmit(Flow, Vec<u8>),
    /// Tell its user.
    Event(Event),
    /// Send the packets of keys from here on.
    Keys,
}

/// A telephone.
pub struct Handset {
    phone: Phone,
    address: SocketAddr,
    port: u16,
    remote: Option<SocketAddr>,
    keys: Sender,
    sending: bool,
    stamp: u32,
    begun: u32,
    doing: Doing,
    /// What is offered in the middle of its call and has no answer.
    offered: Option<Option<Direction>>,
    /// What was agreed on last in the middle of its call, and when.
    agreed: Option<(Option<Direction>, Mono)>,
    engaged: Mono,
    user: String,
    plugged: bool,
    faithful: bool,
    /// The wake-up that is planned.
    pub wake: Option<Mono>,
}

impl Handset {
    /// A telephone that does nothing yet.
    pub fn new(settings: Settings, chance: Chance) -> Handset {
        Handset {
            address: settings.local,
            user: settings.user.clone(),
            phone: Phone::new(settings, chance),
            port: 30_000,
            remote: None,
            keys: Sender::default(),
            sending: false,
            stamp: 0,
            begun: 0,
            doing: Doing::Resting,
            offered: None,
            agreed: None,
            engaged: Mono::ZERO,
            plugged: true,
            faithful: true,
            wake: None,
        }
    }

    /// Where it is.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Whose it is.
    pub fn user(&self) -> &str {
        &self.user
    }

    /// Whether it is on the network.
    pub fn plugged(&self) -> bool {
        self.plugged
    }

    /// Whether it always was.
    pub fn faithful(&self) -> bool {
        self.faithful
    }

    /// Takes it off the network, or puts it back.
    pub fn plug(&mut self, plugged: bool) {
        self.plugged = plugged;
        self.faithful &= plugged;
    }

    /// Is somewhere else from here on.
    pub fn relocate(&mut self, address: SocketAddr) {
        self.address = address;
    }

    /// Which way audio goes by the last offer in its call, `None` for one that it asked for, and since
    /// when; not while another is under way.
    pub fn agreed(&self) -> Option<(Option<Direction>, Mono)> {
        self.agreed.filter(|_| self.offered.is_none())
    }

    /// Where its media is, in a call.
    pub fn media(&self) -> SocketAddr {
        SocketAddr::new(self.address.ip(), self.port)
    }

    /// Where the other side's media is, in a call.
    pub fn remote(&self) -> Option<SocketAddr> {
        self.remote
    }

    /// What it does.
    pub fn doing(&self) -> &Doing {
        &self.doing
    }

    /// When its present or last call began to ring or was dialled.
    pub fn engaged(&self) -> Mono {
        self.engaged
    }

    /// Whether it has no call and nothing under way.
    pub fn is_idle(&self) -> bool {
        self.phone.is_idle()
    }

    /// When it wants to be woken.
    pub fn next_deadline(&self) -> Option<Mono> {
        self.phone.next_deadline()
    }

    /// Takes one input and says what comes of it.
    pub fn handle(&mut self, now: Now, input: Input<'_>) -> Vec<Effect> {
        if matches!(input, Input::Command(Command::Dial(_))) && self.doing == Doing::Resting {
            self.doing = Doing::Dialling;
            self.engaged = now.mono;
        }
        let before = self.offers(&input);
        self.phone.handle(now, input);
        let mut effects = Vec::new();
        let mut told = VecDeque::new();
        loop {
            while let Some(output) = self.phone.poll() {
                self.carry_out(now.mono, output, &mut told, &mut effects);
            }
            match told.pop_front() {
                Some(event) => self.phone.handle(now, Input::Media(event)),
                None => break,
            }
        }
        // Of two offers at once the second is refused on the spot.
        self.offered = self.offered.or(before);
        effects
    }

    /// Notes an offer in the middle of a call; the one that was under way until then.
    fn offers(&mut self, input: &Input<'_>) -> Option<Option<Direction>> {
        match (input, &self.doing) {
            (Input::Command(command), Doing::Talking { .. }) => {
                self.offered.replace(offer_of(command)?)
            }
            _ => None,
        }
    }

    fn carry_out(
        &mut self,
        now: Mono,
        output: Output,
        told: &mut VecDeque<MediaEvent>,
        effects: &mut Vec<Effect>,
    ) {
        use phone::MediaCommand as Media;
        match output {
            Output::Transmit(flow, bytes) => effects.push(Effect::Transmit(flow, bytes)),
            Output::Event(event) => {
                self.notice(now, &event);
                effects.push(Effect::Event(event));
            }
            Output::Media(Media::Open) => {
                // Another port each time, so that a late packet is not taken for one of this call.
                self.port = 30_000 + (self.port + 2 - 30_000) % 20_000;
                told.push_back(MediaEvent::Opened(self.media()));
            }
            Output::Media(Media::Connect(remote)) => self.remote = Some(remote.rtp),
            Output::Media(Media::Press(keys)) => {
                self.keys.push(&keys);
                if !std::mem::replace(&mut self.sending, true) {
                    effects.push(Effect::Keys);
                }
            }
            Output::Media(Media::Close) => {
                self.keys.clear();
                self.remote = None;
            }
        }
    }

    fn notice(&mut self, now: Mono, event: &Event) {
        let doing = std::mem::replace(&mut self.doing, Doing::Resting);
        self.doing = match (event, doing) {
            (Event::Incoming { from, .. }, _) => {
                self.engaged = now;
                Doing::Ringing {
                    from: from.clone(),
                    since: now,
                }
            }
            (Event::Up, Doing::Ringing { from, .. }) => Doing::Talking {
                from: Some(from),
                since: now,
            },
            (Event::Up, _) => Doing::Talking {
                from: None,
                since: now,
            },
            (Event::OfferTaken(taken), doing) => {
                self.agreed = match (self.offered.take(), *taken) {
                    (Some(way), true) => Some((way, now)),
                    // One that it wanted meanwhile could not be sent: which of them it was is not told.
                    (None, true) => None,
                    (_, false) => self.agreed,
                };
                doing
            }
            (Event::Ended(_), _) => {
                (self.offered, self.agreed) = (None, None);
                Doing::Resting
            }
            (_, doing) => doing,
        };
    }

    /// The packet of the next slot, and when the slot after it comes; `None`: there are no more keys.
    pub fn slot(&mut self, now: Mono) -> Option<(Option<KeyPacket>, Mono)> {
        let Some(step) = self.keys.step() else {
            self.sending = false;
            return None;
        };
        self.stamp = self.stamp.wrapping_add(SAMPLES);
        if step.begins {
            self.begun = self.stamp;
        }
        let packet = self.remote.map(|to| KeyPacket {
            from: self.media(),
            to,
            stamp: self.begun,
            marker: step.begins,
            event: step.event,
        });
        Some((packet, now + SLOT))
    }
}

/// What a command offers in the middle of a call; `Some(None)`: it asks for an offer.
fn offer_of(command: &Command) -> Option<Option<Direction>> {
    match command {
        Command::Offer(way) => Some(Some(*way)),
        Command::AskOffer => Some(None),
        _ => None,
    }
}
