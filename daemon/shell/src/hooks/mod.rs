//! Records on their way to customers' systems (feature D6): each call that is over is told to each webhook,
//! at least once, for as long as it takes.
//!
//! What is to be sent lies in the journal, and [`delivery`] says which of it goes next. Here are the world
//! around that machine, one task a webhook, and the book in which each of them writes down how far it is.

mod book;
mod carrier;
mod credentials;
mod form;
mod letter;
#[cfg(test)]
pub mod sample;
mod state;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use egress::{Egress, Limits, SystemResolver};
use model::config::Webhook;
use model::{Name, Revision};
use switch::{Applied, KeptPassword, Ledger};
use tokio::runtime::Runtime;
use tokio::sync::{Notify, watch};

use crate::read_model::{History, Present};
use crate::start::StartError;
use book::Book;
use carrier::{Begins, Carrier};
pub use state::State;

/// Threads that read the journal and resolve names.
const BLOCKING: usize = 64;
/// How long a receiver may take to answer.
const ANSWER: Duration = Duration::from_secs(10);

/// All webhooks.
pub struct Hooks {
    /// There until they stop.
    runtime: Mutex<Option<Runtime>>,
    world: Arc<World>,
    running: Mutex<BTreeMap<Name, Running>>,
}

/// What the tasks work with.
struct World {
    egress: Egress,
    history: Arc<History>,
    present: Arc<Present>,
    book: Book,
}

/// A webhook that is told of calls.
struct Running {
    wanted: watch::Sender<Wanted>,
    unpark: Arc<Notify>,
    state: Arc<Mutex<State>>,
}

/// What a webhook is to do.
#[derive(Clone, Debug, PartialEq)]
struct Wanted {
    webhook: Webhook,
    secret: Option<KeptPassword>,
}

impl Hooks {
    /// Starts those of the configuration that is live; each goes on where it was.
    ///
    /// # Errors
    /// If a file of certificates cannot be used, or the system gives no thread.
    pub fn start(
        settings: &egress::Settings,
        data: &Path,
        ledger: &Ledger,
        history: Arc<History>,
        present: Arc<Present>,
    ) -> Result<Hooks, StartError> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .max_blocking_threads(BLOCKING)
            .thread_name("webhooks")
            .on_thread_start(wire::priority::behind)
            .enable_all()
            .build()?;
        let settings = egress::Settings {
            limits: Limits {
                answer: ANSWER,
                ..settings.limits
            },
            ..settings.clone()
        };
        // Questions of calls have a client of their own, which they share with nobody.
        let egress = Egress::new(
            runtime.handle().clone(),
            &settings,
            Arc::new(SystemResolver::default()),
            wire::entropy::chance()?,
            |_, _| {},
        )?;
        let configured = |name: &Name| ledger.config.webhooks.contains_key(name);
        let world = Arc::new(World {
            egress,
            history,
            present,
            book: Book::open(&data.join("webhooks.json"), configured),
        });
        runtime.spawn(book::keep(world.clone()));
        let hooks = Hooks {
            runtime: Mutex::new(Some(runtime)),
            world,
            running: Mutex::default(),
        };
        hooks
            .world
            .history
            .keep_ended(!ledger.config.webhooks.is_empty());
        for (name, webhook) in &ledger.config.webhooks {
            let wanted = Wanted {
                webhook: webhook.clone(),
                secret: ledger.webhook_secrets.get(name).cloned(),
            };
            hooks.run(
                &mut hooks.lock(),
                name,
                wanted,
                Begins::Before(ledger.revision),
            );
        }
        Ok(hooks)
    }

    /// Brings them up to date with what was applied at a place of the journal.
    pub fn applied(&self, place: u64, applied: &Applied) {
        let mut running = self.lock();
        let webhooks = &applied.config.webhooks;
        running.retain(|name, _| webhooks.contains_key(name));
        self.world.book.retain(|name| webhooks.contains_key(name));
        self.world.history.keep_ended(!webhooks.is_empty());
        for (name, webhook) in webhooks {
            let given = applied.webhook_secrets.get(name).cloned();
            let Some(known) = running.get(name) else {
                let wanted = Wanted {
                    webhook: webhook.clone(),
                    secret: given,
                };
                self.run(&mut running, name, wanted, Begins::At(place));
                continue;
            };
            known.wanted.send_if_modified(|wanted| {
                let before = wanted.clone();
                wanted.webhook = webhook.clone();
                wanted.secret = given.or(wanted.secret.take());
                *wanted != before
            });
        }
    }

    /// How they are.
    pub fn states(&self) -> BTreeMap<Name, State> {
        let running = self.lock();
        let state = |it: &Running| {
            it.state
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .clone()
        };
        let all = running.iter();
        all.map(|(name, it)| (name.clone(), state(it))).collect()
    }

    /// Has what is parked of a webhook tried again.
    pub fn unpark(&self, name: &Name) {
        if let Some(known) = self.lock().get(name) {
            known.unpark.notify_one();
        }
    }

    /// Writes down how far they are and ends. What is under way is not waited for: it is sent again.
    pub fn stop(&self) {
        let runtime = self
            .runtime
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(runtime) = runtime {
            runtime.shutdown_background();
            self.world.book.write();
        }
    }

    fn run(
        &self,
        running: &mut BTreeMap<Name, Running>,
        name: &Name,
        wanted: Wanted,
        begins: Begins,
    ) {
        let runtime = self.runtime.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(runtime) = runtime.as_ref() else {
            return;
        };
        let (wanted, told) = watch::channel(wanted);
        let running_one = Running {
            wanted,
            unpark: Arc::default(),
            state: Arc::default(),
        };
        let carrier = Carrier {
            name: name.clone(),
            world: self.world.clone(),
            wanted: told,
            unpark: running_one.unpark.clone(),
            state: running_one.state.clone(),
        };
        runtime.spawn(carrier.run(begins));
        running.insert(name.clone(), running_one);
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<Name, Running>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Hooks {
    fn drop(&mut self) {
        self.stop();
    }
}

impl World {
    /// The place of the apply since which there is a webhook without a break; it may read much.
    fn beginning(&self, live: Revision, name: &Name) -> u64 {
        let mut since = self.history.shown();
        for number in (1..=live.0).rev() {
            match self.history.applied(Revision(number)) {
                Ok(Some((place, applied))) if applied.config.webhooks.contains_key(name) => {
                    since = place;
                }
                _ => break,
            }
        }
        since
    }
}
