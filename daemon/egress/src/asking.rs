//! Questions from the first try to the answer.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use bytes::Bytes;
use hyper::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use ipnet::IpNet;
use kernel::{Bucket, Chance, Mono};
use model::ask::{Ask, AskFailure, AskId, Reply};
use tokio::runtime::Handle;
use tokio::task::AbortHandle;
use tokio::time::{sleep, timeout};

use crate::breaker::{Breakers, Health};
use crate::connect::Connector;
use crate::counters::{ANSWERED, Counters, FORGOTTEN, Figures};
use crate::exchange::Letter;
use crate::fetch::{Failure, fetch};
use crate::limits::Limits;
use crate::places::Places;
use crate::reach::Reach;
use crate::resolve::Resolve;
use crate::target::Target;
use crate::tls::{self, TlsError};

/// The most tries of a question.
const TRIES: u8 = 5;
/// Lines of the log on failures: one a second in the long run, and so many at once.
const LINES: u64 = 20;

/// What the client is made with.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Networks that may be called though they are not public, and without TLS.
    pub networks: Vec<IpNet>,
    /// Files with certificates of authorities that are believed besides the public ones.
    pub ca_files: Vec<PathBuf>,
    /// Its limits.
    pub limits: Limits,
}

/// The client. A clone is the same client.
#[derive(Clone)]
pub struct Egress {
    runtime: Handle,
    pub(crate) client: Arc<Client>,
}

pub(crate) struct Client {
    pub(crate) limits: Limits,
    pub(crate) connector: Connector,
    pub(crate) places: Arc<Places>,
    breakers: Mutex<Breakers>,
    chance: Mutex<Chance>,
    lines: Mutex<Bucket>,
    running: Mutex<BTreeMap<AskId, AbortHandle>>,
    pub(crate) counters: Counters,
    began: Instant,
    tell: Box<dyn Fn(AskId, Reply) + Send + Sync>,
}

impl Egress {
    /// A client that works on `runtime` and gives each answer to `tell`, which must not wait.
    ///
    /// # Errors
    /// If a file of certificates holds none.
    pub fn new(
        runtime: Handle,
        settings: &Settings,
        resolver: Arc<dyn Resolve>,
        chance: Chance,
        tell: impl Fn(AskId, Reply) + Send + Sync + 'static,
    ) -> Result<Egress, TlsError> {
        let limits = settings.limits;
        let reach = Reach::new(settings.networks.clone());
        let tls = tls::connector(&settings.ca_files)?;
        let client = Arc::new(Client {
            limits,
            connector: Connector::new(reach, resolver, tls, limits),
            places: Arc::new(Places::new(limits)),
            breakers: Mutex::new(Breakers::new(&limits)),
            chance: Mutex::new(chance),
            lines: Mutex::new(Bucket::new(Duration::from_secs(1), LINES)),
            running: Mutex::default(),
            counters: Counters::default(),
            began: Instant::now(),
            tell: Box::new(tell),
        });
        Ok(Egress { runtime, client })
    }

    /// Begins to ask. The answer, or why there is none, is told once, unless it is forgotten before.
    pub fn ask(&self, id: AskId, ask: Ask) {
        let limits = &self.client.limits;
        let mut running = lock(&self.client.running);
        if running.len() >= limits.busy + limits.waiting {
            drop(running);
            let why = Failure::new(AskFailure::Overload, "too many questions are under way");
            return self.client.end(id, "", Err(why));
        }
        // The task looks for itself in the table, which is held until it is there.
        let task = self.runtime.spawn(self.client.clone().run(id, ask));
        running.insert(id, task.abort_handle());
    }

    /// Calls a question off: its call is over.
    pub fn forget(&self, id: AskId) {
        if let Some(task) = lock(&self.client.running).remove(&id) {
            task.abort();
            self.client.counters.outcome(FORGOTTEN);
        }
    }

    /// What it has counted, and what is going on.
    pub fn figures(&self) -> Figures {
        let client = &self.client;
        let alone = lock(&client.breakers).open();
        client.counters.figures(client.places.census(), alone)
    }
}

impl Client {
    async fn run(self: Arc<Self>, id: AskId, ask: Ask) {
        let mut question = Question {
            client: &self,
            id,
            host: String::new(),
            outcome: None,
        };
        question.outcome = Some(match Target::read(&ask.url) {
            Ok(target) => {
                question.host = target.origin();
                self.answer(id, &ask, &target).await
            }
            Err(why) => Err(why.into()),
        });
    }

    async fn answer(&self, id: AskId, ask: &Ask, target: &Target) -> Result<Arc<str>, Failure> {
        let host = target.origin();
        let limit = ask.timeout.get().min(self.limits.answer);
        let _place = self.places.enter(&host, limit).await.ok_or_else(|| {
            Failure::new(
                AskFailure::Overload,
                "there was no place for the question in time",
            )
        })?;
        let letter = letter(id, ask)?;
        let mut last = Failure::new(AskFailure::Breaker, "it failed too often and is left alone");
        for n in 0..ask.tries.clamp(1, TRIES) {
            self.pause_before(n).await;
            let Some(mut look) = self.admitted(&host) else {
                break;
            };
            let trying = fetch(&self.connector, &self.limits, target, &letter);
            let outcome = timeout(limit, trying)
                .await
                .unwrap_or_else(|_| Err(late(limit)));
            look.health = health_of(&outcome);
            match outcome {
                Err(failure) if failure.kind.may_pass() => last = failure,
                outcome => return outcome,
            }
        }
        Err(last)
    }

    /// Waits before the try of that number, longer each time and never just as long as others do.
    async fn pause_before(&self, n: u8) {
        let Some(doublings) = n.checked_sub(1) else {
            return;
        };
        let longest = (self.limits.pause * (1 << doublings)).min(self.limits.longest_pause);
        let half = longest / 2;
        let more = u64::try_from(half.as_micros()).unwrap_or(0);
        let more = lock(&self.chance).below(more + 1);
        sleep(half + Duration::from_micros(more)).await;
        self.counters.retried();
    }

    fn admitted<'a>(&'a self, host: &'a str) -> Option<Look<'a>> {
        let admitted = lock(&self.breakers).admits(self.now(), host);
        admitted.then_some(Look {
            client: self,
            host,
            health: Health::Unknown,
        })
    }

    fn end(&self, id: AskId, host: &str, outcome: Result<Arc<str>, Failure>) {
        let reply = match outcome {
            Ok(answer) => {
                self.counters.outcome(ANSWERED);
                Ok(answer)
            }
            Err(Failure { kind, why }) => {
                self.counters.outcome(kind.word());
                if lock(&self.lines).take(self.now()) {
                    tracing::warn!(call = %id.call, host, failure = %kind, why, "a URL gave no answer");
                }
                Err(kind)
            }
        };
        (self.tell)(id, reply);
    }

    fn now(&self) -> Mono {
        Mono::ZERO + self.began.elapsed()
    }
}

/// A question under way. It tells its end, also if the task that asks breaks down, so that no call waits
/// for ever.
struct Question<'a> {
    client: &'a Client,
    id: AskId,
    host: String,
    outcome: Option<Result<Arc<str>, Failure>>,
}

impl Drop for Question<'_> {
    fn drop(&mut self) {
        // Whoever was forgotten is told nothing.
        if lock(&self.client.running).remove(&self.id).is_none() {
            return;
        }
        let broken = || {
            let why = "the question was broken off: this is a bug of the daemon's";
            Err(Failure::new(AskFailure::Unreachable, why))
        };
        let outcome = self.outcome.take().unwrap_or_else(broken);
        self.client.end(self.id, &self.host, outcome);
    }
}

/// One look at a host. It tells how the host is, also if it is called off.
struct Look<'a> {
    client: &'a Client,
    host: &'a str,
    health: Health,
}

impl Drop for Look<'_> {
    fn drop(&mut self) {
        let now = self.client.now();
        let opened = lock(&self.client.breakers).told(now, self.host, self.health);
        if opened {
            self.client.counters.opened();
            let seconds = self.client.limits.alone.as_secs();
            tracing::warn!(host = self.host, seconds, "a host fails and is left alone");
        }
    }
}

/// What is sent for a question. It says whose it is, so that whoever gets it twice answers it once.
fn letter(id: AskId, ask: &Ask) -> Result<Letter, Failure> {
    let id = HeaderValue::try_from(format!("\"{id}\""))
        .map_err(|error| Failure::new(AskFailure::Refused, error.to_string()))?;
    let json = HeaderValue::from_static("application/json; charset=utf-8");
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, json);
    headers.insert("idempotency-key", id);
    let body = Bytes::copy_from_slice(ask.body.as_bytes());
    Ok(Letter { headers, body })
}

pub(crate) fn late(limit: Duration) -> Failure {
    let why = format!("there was no whole answer after {} ms", limit.as_millis());
    Failure::new(AskFailure::Timeout, why)
}

fn health_of(outcome: &Result<Arc<str>, Failure>) -> Health {
    match outcome.as_ref().map_err(|failure| failure.kind) {
        Err(AskFailure::Refused) => Health::Unknown,
        Err(AskFailure::Tls) => Health::Failed,
        Err(kind) if kind.may_pass() => Health::Failed,
        Ok(_) | Err(_) => Health::Well,
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
