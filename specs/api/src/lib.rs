//! The daemon's HTTP interface: every request, response and event, as types both sides share.
//!
//! Everything but health and metrics lies below [`PREFIX`] and speaks JSON. Every response carries
//! the header [`VERSION_HEADER`]. Whatever is refused is answered with a [`Problem`].
//!
//! Which requests there are, what each takes and gives, and who may make it stands in one table,
//! `daemon/shell/src/http/routes/table.rs`; `GET openapi.json` shows it.
//!
//! A token, a client's secret or what [`TOKEN_PATH`] gives for it travels as `Authorization: Bearer …`
//! or as `X-API-Key: …`. On the Unix socket none is needed: whoever may open
//! the socket is an admin.

mod account;
mod action;
mod blacklist;
mod change;
mod client;
pub mod csv;
mod event;
mod examination;
mod health;
mod kind;
mod list;
pub mod live;
mod live_change;
mod live_story;
mod log;
mod problem;
mod record;
mod secrets;
mod speech;
mod token;
mod trace;

pub use account::{AccountServer, PasswordFrom, PhoneAccount};
pub use action::{ActForAgent, AgentAct, NewPassword, SetPresence};
pub use blacklist::{BlockCaller, BlockedCaller};
pub use change::{Applied, ApplyRequest, LiveConfig, Obstacle, PlanRequest, PlanResponse};
pub use client::{AccessToken, Client, CreateClient, NewClient, RotateClient, TokenRefusal};
pub use event::{Event, EventKind, EventQuery, Topic, UnknownTopic};
pub use examination::{TrunkCheck, TrunkTest, TrunkTestQuery, Verdict};
pub use health::Health;
pub use kind::{Kind, UnknownKind};
pub use list::List;
pub use live_change::{ChangeLive, LiveChange, LiveWish};
pub use live_story::{ChangedLive, LiveHistoryQuery, LiveStory};
pub use log::{LogEntry, LogKind, LogQuery};
pub use problem::{Code, Problem};
pub use record::{
    AudioFormat, PatchRecord, RecordFormat, RecordQuery, RecordingQuery, RecordingsQuery,
};
pub use secrets::Secrets;
pub use speech::{AudioForm, AudioQuery, MAX_TEXT, Speak, Unspeakable};
pub use token::{CreateToken, NewToken, Token};
pub use trace::{Finding, PCAP, Trace, TraceFormat, TraceQuery, TracedLeg, TracedMessage, Way};

/// Before every path but `/healthz` and `/metrics`.
pub const PREFIX: &str = "/api/v1";

/// Where API clients get their short-lived tokens.
pub const TOKEN_PATH: &str = "/oauth/token";

/// The version of this interface. It changes only when something is renamed or taken away.
pub const VERSION: u32 = 1;

/// The response header that carries [`VERSION`], so that a client knows whom it talks to before it
/// reads anything else.
pub const VERSION_HEADER: &str = "ccd-api";

/// The content type of a stream of log entries.
pub const NDJSON: &str = "application/x-ndjson";

/// The largest audio file that is taken, in bytes.
pub const MAX_CLIP_BYTES: usize = 5_000_000;

/// The largest JSON body that is taken, in bytes.
pub const MAX_BODY_BYTES: usize = 16 * 1024 * 1024;

/// The largest that holds a configuration: a plan has it twice, as a whole and as what changes.
pub const MAX_CENTER_BYTES: usize = 96 * 1024 * 1024;
