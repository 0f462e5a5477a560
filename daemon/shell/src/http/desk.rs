//! What the routes work with.

use std::ops::Deref;
use std::sync::Arc;

use acme::Acme;
use egress::Egress;
use model::config::SipServer;
use switch::{Command, Principal, Reply};
use tokio::sync::{Semaphore, watch};

use super::apply::Checked;
use super::gate::Entrance;
use super::problem::Refused;
use crate::control::{Requests, Snapshot, Unanswered};
use crate::flight::Flight;
use crate::hooks::Hooks;
use crate::prompts::Prompts;
use crate::read_model::{Feed, History, Present};
use crate::recordings::Recordings;

/// Shared by all routes.
#[derive(Clone)]
pub struct Desk(Arc<Parts>);

/// What a desk is made of.
pub struct Parts {
    /// The present.
    pub present: Arc<Present>,
    /// The past.
    pub history: Arc<History>,
    /// What happens.
    pub feed: Arc<Feed>,
    /// Whoever watches that holds one of these.
    pub watchers: Arc<Semaphore>,
    /// The way to the switch.
    pub requests: Arc<Requests>,
    /// Speech and audio.
    pub prompts: Arc<Prompts>,
    /// Recordings, and mp3 made of them.
    pub recordings: Recordings,
    /// Whoever writes a file of records holds one of these.
    pub exports: Arc<Semaphore>,
    /// What the gate keeps in mind.
    pub entrance: Entrance,
    /// The configuration that was checked last.
    pub checked: Checked,
    /// Where the daemon takes SIP, as phones may be told.
    pub sip: Vec<SipServer>,
    /// What was said on the wire.
    pub flight: Arc<Flight>,
    /// Figures of the control thread.
    pub snapshot: Arc<Snapshot>,
    /// The client of customers' URLs, for its figures.
    pub egress: Egress,
    /// Customers' systems that are told of calls.
    pub hooks: Arc<Hooks>,
    /// Whoever orders certificates, for the figures.
    pub acme: Option<Arc<Acme>>,
    /// Renders all metrics.
    pub metrics: metrics_exporter_prometheus::PrometheusHandle,
    /// Turns true when the interface stops.
    pub stop: watch::Receiver<bool>,
}

/// Those who watch at once.
pub const WATCHERS: usize = 1_000;
/// Files of records that are written at once.
pub const EXPORTS: usize = 4;

impl Desk {
    /// A desk.
    pub fn new(parts: Parts) -> Desk {
        Desk(Arc::new(parts))
    }

    /// Has the switch carry a command out.
    ///
    /// # Errors
    /// Why it was not.
    pub async fn ask(&self, principal: Principal, command: Command) -> Result<Reply, Refused> {
        // What only a call or an agent's day depends on is done all the same, and a token that got into
        // wrong hands must not wait for room.
        let passes = matches!(
            command,
            Command::EndCall(_)
                | Command::SetPresence(..)
                | Command::Agent(..)
                | Command::RevokeToken(_)
                | Command::DeleteClient(_)
        );
        if let Some(trouble) = self.history.trouble().filter(|_| !passes) {
            let told = format!("nothing was changed, because {trouble}");
            return Err(Refused::new(api::Code::Storage, told)
                .help("make room on the daemon's disk, or mend it, and try again"));
        }
        match self.requests.ask(principal, command).await {
            Ok(Reply::Problem(problem)) => Err(problem.into()),
            Ok(reply) => Ok(reply),
            Err(unanswered @ Unanswered::TooMany) => {
                Err(Refused::busy("commands", unanswered.to_string()))
            }
            Err(unanswered @ Unanswered::TooLate) => {
                Err(Refused::new(api::Code::Storage, unanswered.to_string())
                    .help("look at the daemon's log: is the disk full?"))
            }
        }
    }
}

impl Deref for Desk {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0
    }
}
