//! The daemon's HTTP interface: every request, response and event, as types both sides share.
//!
//! Everything but health and metrics lies below [`PREFIX`] and speaks JSON. Every response carries
//! the header [`VERSION_HEADER`]. Whatever is refused is answered with a [`Problem`].
//!
//! | request | body or query | answer | role |
//! | --- | --- | --- | --- |
//! | `GET /healthz` | | [`Health`] | none |
//! | `GET /metrics` | | Prometheus text | viewer |
//! | `POST plan` | [`PlanRequest`] | [`PlanResponse`] | viewer |
//! | `PUT clips/{sha256}` | the bytes of an audio file | 204 | admin |
//! | `POST apply` | [`ApplyRequest`] | [`Applied`] | admin |
//! | `GET config` | | [`LiveConfig`] | viewer |
//! | `GET {kind}` | | a [`List`] of the kind's type in [`live`] | viewer |
//! | `GET records` | [`RecordQuery`] | a [`List`] of call records, newest first | viewer |
//! | `GET records/{id}` | | a call record | viewer |
//! | `GET recordings/{id}` | | `audio/wav` | viewer |
//! | `GET logs` | [`LogQuery`] | [`LogEntry`] lines, `application/x-ndjson` | viewer |
//! | `POST agents/{name}/state` | [`SetPresence`] | the agent | operator |
//! | `DELETE calls/{id}` | | 204 | operator |
//! | `POST phones/{extension}/password` | | [`NewPassword`] | admin |
//! | `POST tokens` | [`CreateToken`] | [`NewToken`] | admin |
//! | `GET tokens` | | a [`List`] of [`Token`]s | admin |
//! | `DELETE tokens/{name}` | | 204 | admin |
//!
//! A token travels as `Authorization: Bearer …`. On the Unix socket none is needed: whoever may open
//! the socket is an admin.

mod action;
mod change;
mod health;
mod kind;
mod list;
pub mod live;
mod log;
mod problem;
mod record;
mod secrets;
mod token;

pub use action::{NewPassword, SetPresence};
pub use change::{Applied, ApplyRequest, LiveConfig, Obstacle, PlanRequest, PlanResponse};
pub use health::Health;
pub use kind::{Kind, UnknownKind};
pub use list::List;
pub use log::{LogEntry, LogKind, LogQuery};
pub use problem::{Code, Problem};
pub use record::RecordQuery;
pub use secrets::Secrets;
pub use token::{CreateToken, NewToken, Token};

/// Before every path but `/healthz` and `/metrics`.
pub const PREFIX: &str = "/api/v1";

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
