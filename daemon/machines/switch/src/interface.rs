//! What goes into the switch and what comes out of it.

use std::collections::BTreeMap;
use std::fmt;
use std::net::SocketAddr;
use std::time::Duration;

use contact::{AgentAct, AgentStatus, LegId, Objection, PlayEnd, PlayId, Sound};
use ipnet::IpNet;
use jiff::Timestamp;
use kernel::Mono;
use media::{Family, Remote};
use model::ask::{Ask, AskId};
use model::live::{LiveChange, Subject};
use model::record::{CallRecord, Media};
use model::state::Presence;
use model::{CallId, DialString, Extension, Key, Moved, Name, RecordingId, Revision};
use sip::{Distrust, Expected, Flow, Kept, Places};

use crate::access::{Denied, Principal};
use crate::clients::ClientDraft;
use crate::examine::Examined;
use crate::ledger::{Changes, Entry, HashedPassword, TokenDigest};
use crate::live::LiveDraft;
use crate::prepared::Prepared;
use crate::traced::OtherEnd;
use crate::trials::NotTried;
use crate::trunks::{Found, Lookup, TrunkStatus};

/// What the switch is built with and keeps for its life.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The address at which SIP arrives that is told where no other is asked for.
    pub sip: SocketAddr,
    /// All of them; what our Via and Contact say.
    pub places: Places,
}

impl Settings {
    /// One address for datagrams.
    pub fn udp(sip: SocketAddr) -> Settings {
        Settings {
            sip,
            places: Places::udp(sip),
        }
    }
}

/// What the switch is told.
#[derive(Debug)]
pub enum Input<'a> {
    /// A datagram arrived, or a message over a connection.
    Datagram(Flow, &'a [u8]),
    /// The connection of that flow is gone, or cannot be had.
    Severed(Flow),
    /// The same, since whoever is there did not prove who he is.
    Distrusted(Flow, Distrust),
    /// The media plane says something of a leg.
    Media(LegId, MediaEvent),
    /// A customer's system answered a call's question, or did not.
    Replied(AskId, model::ask::Reply),
    /// DNS answered a [`Output::Resolve`], or did not.
    Resolved(Lookup, Result<Found, String>),
    /// Somebody wants something.
    Command(Ticket, Principal, Command),
    /// Something is at its limit (true) or below it again (false). While anything is, calls that
    /// arrive are refused with 503, so that those that are up stay clean.
    Overloaded(Resource, bool),
    /// No calls from here on; those that are up may finish.
    Drain,
    /// End every call that is up.
    EndAll,
    /// A deadline may have come.
    Timeout,
}

/// What calls need and can run out of.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Resource {
    /// Time of the media threads.
    Media,
    /// Room on the disk for what must survive.
    Journal,
}

/// Names a command until its reply.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(pub u64);

/// What somebody wants. Whether he may is decided by [`crate::authorize`].
#[derive(Clone, Debug)]
pub enum Command {
    /// Put a configuration into effect, whole or not at all.
    Apply(Box<Apply>),
    /// Set what an agent has chosen.
    SetPresence(Name, Presence),
    /// Do something else about an agent's state.
    Agent(Name, AgentAct),
    /// End a call.
    EndCall(CallId),
    /// Give a phone a password.
    SetPassword(Extension, Password),
    /// Give the account of a gateway a password.
    SetTrunkPassword(Name, Password),
    /// Let a bearer in.
    CreateToken {
        /// What people call it.
        name: Name,
        /// The role that says what it may do.
        role: Name,
        /// SHA-256 of the token; the token itself is known to its bearer alone.
        digest: TokenDigest,
        /// When it ends.
        expires: Option<Timestamp>,
    },
    /// Shut a bearer out.
    RevokeToken(Name),
    /// Keep a record as it is here: people have noted something about the call.
    Remark(Box<CallRecord>),
    /// Let an API client in.
    CreateClient(ClientDraft),
    /// Give an API client another secret.
    RotateClient {
        /// Which.
        name: Name,
        /// SHA-256 of the secret.
        digest: TokenDigest,
        /// How long the one before holds.
        until: Timestamp,
    },
    /// Shut an API client out.
    DeleteClient(Name),
    /// Block a caller from his next call on.
    Block {
        /// His number, in any spelling.
        caller: String,
        /// Why, for people.
        note: String,
        /// When he is let in again by himself.
        expires: Option<Timestamp>,
    },
    /// Let a caller in again.
    Unblock(String),
    /// Change something at run time.
    ChangeLive(Box<LiveDraft>),
    /// Let something be again what the configuration says.
    EndLive(Subject),
    /// Ask the peer of a trunk what it can.
    ExamineTrunk(Name),
    /// Call a number by a trunk and look what its peer can.
    TryTrunk {
        /// The trunk.
        trunk: Name,
        /// The number.
        number: String,
        /// The number of ours that is shown; `None`: the first that goes out over it.
        shown: Option<DialString>,
    },
}

/// A configuration to put into effect.
#[derive(Clone, Debug)]
pub struct Apply {
    /// The revision that it was planned against.
    pub base: Revision,
    /// All of it.
    pub config: Prepared,
    /// Who has another name in it and stays who he was.
    pub moved: Vec<Moved>,
    /// The passwords of those phones whose password the configuration names; those that are kept may be left
    /// out.
    pub passwords: BTreeMap<Extension, HashedPassword>,
    /// The passwords of those trunks whose password the configuration names; those that are kept may be left
    /// out.
    pub trunk_passwords: BTreeMap<Name, Password>,
    /// The secrets of webhooks that are others than those that are kept.
    pub webhook_secrets: BTreeMap<Name, Password>,
    /// Why, in the words of whoever applies.
    pub message: String,
    /// The commit of the directory that it was compiled from.
    pub commit: Option<String>,
    /// How much differs from what is live, for the history.
    pub changes: Changes,
}

/// A password in transit: it is never printed and only its hash is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(pub String);

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

/// What became of a command.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply {
    /// It is done.
    Done,
    /// It is done, and what was changed about the same at run time before is over.
    Over(Box<LiveChange>),
    /// The configuration is live at this revision.
    Applied(Revision),
    /// The peer was asked, and this came of it.
    Examined(Box<Examined>),
    /// A test call began: its record follows.
    Tried(CallId),
    /// It is not done.
    Problem(Problem),
}

/// Why a command was not carried out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// The caller of the interface may not do that.
    #[error(transparent)]
    Denied(Denied),
    /// Another configuration has been applied since the plan was made.
    #[error("the plan was made against revision {base}, but revision {live} is live")]
    Stale {
        /// What the plan was made against.
        base: Revision,
        /// What is live.
        live: Revision,
    },
    /// There is nothing of that name.
    #[error("there is no {kind} `{name}`")]
    NotFound {
        /// `agent`, `call`, `client`, `phone`, `role`, `token` or `trunk`.
        kind: &'static str,
        /// Its name.
        name: String,
    },
    /// There is something of that name.
    #[error("there is a {kind} `{name}` already")]
    Exists {
        /// `client` or `token`.
        kind: &'static str,
        /// Its name.
        name: String,
    },
    /// The agent cannot do that at this moment.
    #[error("{0}: {1}")]
    Objection(Name, Objection),
    /// The configuration says where the phone's password comes from.
    #[error("the configuration says where the password of phone {0} comes from")]
    Configured(Extension),
    /// The configuration says where the password of the gateway's account comes from.
    #[error("the configuration says where the password of the trunk {0} comes from")]
    ConfiguredTrunk(Name),
    /// The trunk is no gateway.
    #[error("the trunk {0} is no gateway: it has no account here")]
    NoAccount(Name),
    /// What is to be blocked is no number.
    #[error("`{0}` is no number of a caller")]
    NoCaller(String),
    /// The phone follows an agent, and is in no group by itself.
    #[error("the phone {0} follows the agent `{1}` and cannot be in a group itself")]
    Bound(Extension, Name),
    /// Hours are set for another day than today.
    #[error("it is another day already by the clock of the hours {0}")]
    NotToday(Name),
    /// The peer of a trunk is being asked, and too many wait for its answer.
    #[error("too many wait for what the peer of trunk {0} answers: ask again in some seconds")]
    Examined(Name),
    /// A trunk is not tested by a call.
    #[error("trunk {0} is not tested by a call: {1}")]
    NotTried(Name, NotTried),
    /// There is nobody to ask.
    #[error("trunk {0} has no address at which its peer could be asked")]
    NoAddress(Name),
    /// A ceiling is reached.
    #[error("there are {limit} {kind} already, and no more are kept")]
    Limit {
        /// `clients` or `tokens`.
        kind: &'static str,
        /// The ceiling.
        limit: usize,
    },
}

/// What the switch wants done.
#[derive(Clone, Debug)]
pub enum Output {
    /// Send this datagram, or this message over a connection.
    Transmit(Flow, Vec<u8>),
    /// A conversation of SIP belongs to a leg, at whose other end is somebody.
    Traced(LegId, String, OtherEnd),
    /// Tell the media plane.
    Media(MediaCommand),
    /// Write this down; everything that must survive is an entry.
    Journal(Entry),
    /// Answer a command, once all entries before this are durable.
    Reply(Ticket, Reply),
    /// Ask a customer's system; `Replied` follows, unless it is forgotten.
    Ask(AskId, Ask),
    /// Nobody waits for the answer any more.
    Forget(AskId),
    /// Ask DNS; `Resolved` follows. A question that nobody answers is asked again.
    Resolve(Lookup),
    /// Packets from these networks are those of many callers, from here on and from no others.
    Trust(Vec<IpNet>),
    /// Whoever is at the other end of that connection has shown who he is.
    Know(Flow),
    /// These are to prove these names when they are called by TLS, from here on and no others.
    Expect(Expected),
    /// Connections to these are kept alive so often, from here on and no others.
    Keep(Kept),
    /// A trunk is as this says, for those who watch.
    TrunkChanged(TrunkStatus),
    /// An agent's state changed, for those who watch.
    AgentChanged(AgentStatus),
    /// A phone can be reached, or can no longer be.
    PhoneChanged {
        /// Its extension.
        phone: Extension,
        /// Whether it can be reached.
        reachable: bool,
    },
}

/// What the media plane is told. All legs of one call live in one room.
#[derive(Clone, Debug)]
pub enum MediaCommand {
    /// Find a port for a leg at our address of that family; `Opened` or `OpenFailed` follows.
    Open(LegId, Family),
    /// The other side of a leg is known, or changed.
    Connect(LegId, Remote),
    /// Play sounds in place of anything that plays.
    Play {
        /// To whom.
        leg: LegId,
        /// The id that `Played` carries.
        play: PlayId,
        /// What, one after the other.
        sounds: Vec<Sound>,
        /// How often; `None`: until it is stopped.
        times: Option<u32>,
        /// When it is too late to begin, so that it is left out; `None`: it never is.
        by: Option<Mono>,
    },
    /// Stop what plays.
    Stop(LegId),
    /// Let two legs of a call hear each other.
    Bridge(LegId, LegId),
    /// End that.
    Unbridge(LegId, LegId),
    /// Let a leg hear a key.
    SendDigit(LegId, Key),
    /// Record two legs of a call.
    Record {
        /// The recording, which names its file.
        recording: RecordingId,
        /// When it begins, for the file's folder.
        at: Timestamp,
        /// The left channel.
        left: LegId,
        /// The right channel.
        right: LegId,
    },
    /// Record one leg of a call alone, and tell once nobody has spoken there for so long.
    RecordAlone {
        /// The recording, which names its file.
        recording: RecordingId,
        /// When it begins, for the file's folder.
        at: Timestamp,
        /// Whom.
        leg: LegId,
        /// How long.
        quiet: Duration,
    },
    /// End a recording.
    StopRecording(CallId, RecordingId),
    /// A leg is over; its port is free.
    Close(LegId),
}

/// What the media plane tells of a leg.
#[derive(Clone, Debug, PartialEq)]
pub enum MediaEvent {
    /// Its port.
    Opened(SocketAddr),
    /// There is no port for it.
    OpenFailed,
    /// The other side pressed a key.
    Digit(Key),
    /// A playing ended by itself or failed.
    Played(PlayId, PlayEnd),
    /// The first packet came.
    Flowing,
    /// No packet came for a while; false: one came again.
    Mute(bool),
    /// No packet came for too long.
    Silent,
    /// Nobody has spoken into this recording for as long as it listens.
    Quiet(RecordingId),
    /// What was measured of it, once it is over.
    Closed(Box<Media>),
}
