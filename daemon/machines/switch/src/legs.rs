//! Legs as the switch knows them: which SIP sessions and which port belong to which leg of a call.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use contact::LegId;
use media::Family;
use media::sdp::{self, Codec, Srtp};
use model::config::Whose as Header;
use model::{Extension, MovedKind, Name, Renames};
use sip::{Flow, SessionId};

use crate::identity::Outward;
use crate::keys::{Keys, Takes};
use crate::line::{Line, Spoken};
use crate::onward::Onward;
use crate::traced::OtherEnd;

/// One leg.
#[derive(Debug)]
pub struct Leg {
    /// Its port, once it has one.
    pub port: Option<SocketAddr>,
    /// The Call-ID of the session that is up, or was tried last.
    pub call_id: Option<String>,
    /// The version of our session description (RFC 3264 section 8): one more with each that differs.
    pub version: u64,
    /// The leg as which it first described itself: our descriptions are those of one session (RFC 3264
    /// section 8) for as long as it is up.
    pub origin: LegId,
    /// Whether the media threads know where its other end is.
    pub connected: bool,
    /// What is spoken on its line.
    pub line: Line,
    /// The codec that was agreed on, once one was.
    pub codec: Option<Codec>,
    /// Whether its voices are protected, and our keys for that.
    pub srtp: Srtp,
    /// Whether its other end is to be heard: it neither holds us nor only listens.
    pub heard: bool,
    /// Whether nothing is heard of it although something ought to be.
    pub mute: bool,
    /// The keys that were pressed there.
    pub keys: Keys,
    /// What it takes of keys, once it is connected.
    pub takes: Option<Takes>,
    /// Which leg hears it.
    pub bridged: Option<LegId>,
    /// How often an offer of ours met one of theirs.
    pub crossed: u8,
    /// What is at its other end.
    pub side: Side,
}

/// What is at the other end of a leg.
#[derive(Debug)]
pub enum Side {
    /// Who called us: a customer, or one of our phones.
    Customer(Customer),
    /// A phone or a number outside that we call.
    Device(Device),
}

/// Who called us.
#[derive(Debug)]
pub struct Customer {
    /// His INVITE.
    pub session: SessionId,
    /// Whether he is at one of our phones.
    pub ours: bool,
    /// What he offered, until it is answered; `None`: he asks us to offer.
    pub offer: Option<sdp::Session>,
    /// Which of our addresses he can reach.
    pub family: Family,
    /// Whether he has our 200.
    pub up: bool,
    /// Whether he is to hear something before that.
    pub early: bool,
    /// Whether he is to have it.
    pub wanted: bool,
}

/// Whom we call.
#[derive(Clone, Debug)]
pub enum Callee {
    /// A phone of ours, wherever it is found.
    Phone(Extension),
    /// A number by a trunk.
    Outside {
        /// The trunk.
        trunk: Name,
        /// The number.
        number: String,
    },
}

/// Somebody whom we call. A phone may be at several contacts, and the first to answer is it.
#[derive(Debug)]
pub struct Device {
    /// Who.
    pub callee: Callee,
    /// Whether it is asked to answer by itself.
    pub auto_answer: bool,
    /// The user of From: the number to show.
    pub caller: String,
    /// The name of From: to a phone the number that the customer dialled.
    pub shown: String,
    /// Which header says whose the call is.
    pub identity: Header,
    /// That the call is sent on, if its trunk is told so.
    pub onward: Option<Onward>,
    /// The INVITEs that may still be answered.
    pub ringing: Vec<SessionId>,
    /// The flows that it was called over.
    pub tried: Vec<Flow>,
    /// The one that was.
    pub up: Option<SessionId>,
    /// Whether the contact machine knows that it rings.
    pub told_ringing: bool,
    /// Whether it knows that there is audio before an answer.
    pub told_early: bool,
    /// Whether there may be, once it flows.
    pub early: bool,
}

impl Callee {
    /// Who is at the other end.
    pub fn peer(&self) -> OtherEnd {
        match self {
            Callee::Phone(phone) => OtherEnd::Phone(phone.clone()),
            Callee::Outside { trunk, .. } => OtherEnd::Trunk(trunk.clone()),
        }
    }
}

impl Device {
    /// A phone that is not called yet.
    pub fn phone(phone: Extension, caller: String, shown: String, auto_answer: bool) -> Device {
        Device {
            callee: Callee::Phone(phone),
            auto_answer,
            caller,
            shown,
            identity: Header::From,
            onward: None,
            ringing: Vec::new(),
            tried: Vec::new(),
            up: None,
            told_ringing: false,
            told_early: false,
            early: false,
        }
    }

    /// A number by a trunk, that is not called yet.
    pub fn outside(trunk: Name, outward: Outward) -> Device {
        Device {
            callee: Callee::Outside {
                trunk,
                number: outward.number,
            },
            auto_answer: false,
            caller: outward.shown,
            shown: String::new(),
            identity: outward.identity,
            onward: outward.onward,
            ringing: Vec::new(),
            tried: Vec::new(),
            up: None,
            told_ringing: false,
            told_early: false,
            early: false,
        }
    }
}

/// All legs.
#[derive(Debug, Default)]
pub struct Legs {
    by_id: BTreeMap<LegId, Leg>,
    by_session: BTreeMap<SessionId, LegId>,
}

impl Legs {
    /// Adds a leg without a port.
    pub fn insert(&mut self, id: LegId, line: Line, srtp: Srtp, side: Side) {
        if let Side::Customer(customer) = &side {
            self.by_session.insert(customer.session, id);
        }
        self.by_id.insert(
            id,
            Leg {
                port: None,
                call_id: None,
                version: 1,
                origin: id,
                connected: false,
                line,
                codec: None,
                srtp,
                heard: false,
                mute: false,
                keys: Keys::default(),
                takes: None,
                bridged: None,
                crossed: 0,
                side,
            },
        );
    }

    /// Lets trunks have other names.
    pub fn rename(&mut self, names: &Renames) {
        let trunks = self
            .by_id
            .values_mut()
            .filter_map(|leg| match &mut leg.side {
                Side::Device(Device {
                    callee: Callee::Outside { trunk, .. },
                    ..
                }) => Some(trunk),
                _ => None,
            });
        names.names(MovedKind::Trunks, trunks);
    }

    /// Lets a session belong to a leg.
    pub fn attach(&mut self, session: SessionId, id: LegId) {
        self.by_session.insert(session, id);
    }

    /// Lets a session belong to nothing.
    pub fn detach(&mut self, session: SessionId) {
        self.by_session.remove(&session);
    }

    /// The leg to which a session belongs.
    pub fn of(&self, session: SessionId) -> Option<LegId> {
        self.by_session.get(&session).copied()
    }

    /// Whether the leg is there.
    pub fn contains(&self, id: LegId) -> bool {
        self.by_id.contains_key(&id)
    }

    /// Whether the media threads know where the leg's other end is.
    pub fn is_connected(&self, id: LegId) -> bool {
        self.by_id.get(&id).is_some_and(|leg| leg.connected)
    }

    /// What to agree on at a leg. Its codecs are, best first, what it speaks, what the others of its call
    /// speak, and what its line has besides.
    pub fn spoken(&self, id: LegId) -> Option<Spoken> {
        let leg = self.by_id.get(&id)?;
        let first = LegId { number: 0, ..id };
        let last = LegId {
            number: u16::MAX,
            ..id
        };
        let others = self.by_id.range(first..=last);
        let others = others.filter(|(other, _)| **other != id);
        let spoken = others.filter_map(|(_, other)| other.codec);
        Some(Spoken {
            codecs: leg.line.preferring(leg.codec.into_iter().chain(spoken)),
            srtp: leg.srtp,
        })
    }

    /// A leg.
    pub fn get_mut(&mut self, id: LegId) -> Option<&mut Leg> {
        self.by_id.get_mut(&id)
    }

    /// The device at a leg.
    pub fn device_mut(&mut self, id: LegId) -> Option<&mut Device> {
        match &mut self.by_id.get_mut(&id)?.side {
            Side::Device(device) => Some(device),
            Side::Customer(_) => None,
        }
    }

    /// The customer at a leg.
    pub fn customer_mut(&mut self, id: LegId) -> Option<&mut Customer> {
        match &mut self.by_id.get_mut(&id)?.side {
            Side::Customer(customer) => Some(customer),
            Side::Device(_) => None,
        }
    }

    /// Takes a leg out, and its sessions with it.
    pub fn remove(&mut self, id: LegId) -> Option<Leg> {
        let leg = self.by_id.remove(&id)?;
        for session in leg.sessions() {
            self.by_session.remove(&session);
        }
        Some(leg)
    }

    /// Lets a leg be that of another call from here on, without its port; tells of which
    /// family that was. `None` if it is not up.
    pub fn adopt(&mut self, id: LegId, from: LegId) -> Option<Family> {
        let mut leg = self.by_id.remove(&from)?;
        let (Some(session), Some(port)) = (leg.session(), leg.port) else {
            self.by_id.insert(from, leg);
            return None;
        };
        (leg.port, leg.connected) = (None, false);
        leg.version += 1;
        self.by_session.insert(session, id);
        self.by_id.insert(id, leg);
        Some(Family::of(port.ip()))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.by_id.len()
    }
}

impl Leg {
    /// The session that is up, or that waits for our answer.
    pub fn session(&self) -> Option<SessionId> {
        match &self.side {
            Side::Customer(customer) => Some(customer.session),
            Side::Device(device) => device.up,
        }
    }

    /// Whom we called.
    pub fn other_end(&self) -> Option<OtherEnd> {
        match &self.side {
            Side::Customer(_) => None,
            Side::Device(device) => Some(device.callee.peer()),
        }
    }

    /// The session that is up.
    pub fn up(&self) -> Option<SessionId> {
        match &self.side {
            Side::Customer(customer) => customer.up.then_some(customer.session),
            Side::Device(device) => device.up,
        }
    }

    /// The sessions that belong to it.
    pub fn sessions(&self) -> Vec<SessionId> {
        match &self.side {
            Side::Customer(customer) => vec![customer.session],
            Side::Device(device) => device.ringing.iter().copied().chain(device.up).collect(),
        }
    }
}
