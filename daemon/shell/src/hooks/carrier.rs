//! The task of one webhook: it reads on in the journal, sends what its queue says, and writes down how far
//! it is.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use delivery::{Input, Limits, Outcome, Place, Queue, Saved, Try};
use kernel::{Bucket, Mono};
use model::{CallId, Name};
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;
use tokio::time::sleep;

use super::book::Page;
use super::credentials::Credentials;
use super::letter::{failed, judged, letter, url};
use super::{State, Wanted, World};
use crate::read_model::{EndedCall, HistoryError};

/// Calls that are read at once.
const READ: usize = 256;
/// How long a journal that cannot be read is left alone.
const PAUSE: Duration = Duration::from_secs(5);
/// How old what is shown and written down is at most while something happens.
const NOTE: Duration = Duration::from_millis(100);
/// Lines of the log on one webhook: one in ten seconds in the long run, and so many at once.
const LINES: u64 = 10;
/// The longest sleep.
const LOOK: Duration = Duration::from_secs(60);

/// Where a webhook begins that stands in no book.
#[derive(Copy, Clone, Debug)]
pub enum Begins {
    /// At the place of this apply.
    At(u64),
    /// At an apply up to this revision.
    Before(model::Revision),
}

/// What belongs to a webhook.
pub struct Carrier {
    pub name: Name,
    pub world: Arc<World>,
    pub wanted: watch::Receiver<Wanted>,
    pub unpark: Arc<Notify>,
    pub state: Arc<Mutex<State>>,
}

/// A carrier at work.
struct Work {
    carrier: Carrier,
    since: u64,
    queue: Queue<CallId, Arc<EndedCall>>,
    credentials: Arc<Credentials>,
    under_way: JoinSet<(Place, Outcome)>,
    shown: watch::Receiver<u64>,
    backlog: Backlog,
    /// When a journal that could not be read is read again.
    reads_at: Mono,
    /// When it was shown how it is, and whether something has happened since.
    noted: (Mono, bool),
    lines: Bucket,
}

/// How many calls were not read yet.
#[derive(Debug)]
struct Backlog {
    /// So many of all calls that have ended are behind those that were read.
    ahead: u64,
    /// The last that was read.
    last: u64,
}

/// Why a task goes on.
enum Woken {
    Told(Result<(Place, Outcome), tokio::task::JoinError>),
    Changed,
    Unpark,
    MoreToRead,
    Due,
    Gone,
}

impl Carrier {
    /// Works until the webhook is gone.
    pub async fn run(self, begins: Begins) {
        let page = self.page(begins).await;
        let backlog = self.backlog(page.saved.read).await;
        let wanted = self.wanted.borrow().clone();
        let chance = match wire::entropy::chance() {
            Ok(chance) => chance,
            Err(error) => {
                let webhook = self.name.as_str();
                return tracing::error!(webhook, %error, "the system has no randomness to give: nothing is sent until the next start");
            }
        };
        let mut work = Work {
            since: page.since,
            queue: Queue::new(Limits::default(), page.saved, chance),
            credentials: Arc::new(Credentials::new(wanted)),
            under_way: JoinSet::new(),
            shown: self.world.history.told(),
            backlog,
            reads_at: Mono::ZERO,
            noted: (Mono::ZERO, true),
            lines: Bucket::new(Duration::from_secs(10), LINES),
            carrier: self,
        };
        while work.step().await {}
    }

    /// How far it is, or where it begins.
    async fn page(&self, begins: Begins) -> Page {
        let kept = self.world.book.page(&self.name);
        if let (Some(page), Begins::Before(_)) = (kept, begins) {
            return page;
        }
        let since = match begins {
            Begins::At(place) => place,
            Begins::Before(live) => {
                let (world, name) = (self.world.clone(), self.name.clone());
                let found = tokio::task::spawn_blocking(move || world.beginning(live, &name));
                // What broke down has read nothing: it begins with the first of all calls.
                found.await.unwrap_or(0)
            }
        };
        let page = Page {
            since,
            saved: Saved::behind(since),
        };
        self.world.book.put(&self.name, page.clone());
        page
    }

    async fn backlog(&self, read: u64) -> Backlog {
        let history = self.world.history.clone();
        let tally = tokio::task::spawn_blocking(move || history.tally(read)).await;
        let ahead = match tally {
            Ok(Ok(tally)) => tally.behind.wrapping_sub(tally.in_all),
            // It is a figure for people.
            _ => 0,
        };
        Backlog { ahead, last: read }
    }
}

impl Work {
    /// Does what there is to do, and waits for more; false: the webhook is gone.
    async fn step(&mut self) -> bool {
        self.read().await;
        while let Some(Try { place, parcel }) = self.queue.poll() {
            self.send(place, parcel);
        }
        self.note_in_time();
        match self.wait().await {
            Woken::Told(Ok((place, outcome))) => self.told(place, outcome),
            // The outer task only waits.
            Woken::Told(Err(_)) | Woken::MoreToRead => {}
            Woken::Changed => self.changed(),
            Woken::Unpark => self.handle(Input::Unpark),
            Woken::Due => self.handle(Input::Timeout),
            Woken::Gone => return false,
        }
        true
    }

    async fn wait(&mut self) -> Woken {
        let due = self.sleep();
        let read = self.queue.position();
        let reads = self.queue.reads_behind().is_some() && self.may_read();
        tokio::select! {
            Some(told) = self.under_way.join_next() => Woken::Told(told),
            changed = self.carrier.wanted.changed() => match changed {
                Ok(()) => Woken::Changed,
                Err(_) => Woken::Gone,
            },
            () = self.carrier.unpark.notified() => Woken::Unpark,
            more = self.shown.wait_for(|it| *it > read), if reads => match more {
                Ok(_) => Woken::MoreToRead,
                Err(_) => Woken::Gone,
            },
            () = sleep(due) => Woken::Due,
        }
    }

    fn may_read(&self) -> bool {
        wire::clock::mono() >= self.reads_at
    }

    fn handle(&mut self, input: Input<CallId, Arc<EndedCall>>) {
        self.queue.handle(wire::clock::now(), input);
    }

    /// How long there is nothing to do, if nothing happens.
    fn sleep(&self) -> Duration {
        let now = wire::clock::mono();
        let next = self.queue.next_deadline();
        let again = Some(self.reads_at).filter(|at| *at > now);
        let (noted, unnoted) = self.noted;
        let note = unnoted.then(|| noted + NOTE);
        let next = next.into_iter().chain(again).chain(note).min();
        next.map_or(LOOK, |at| at.since(now)).min(LOOK)
    }

    /// Reads on, as far as the queue wants.
    async fn read(&mut self) {
        while let Some(behind) = self.queue.reads_behind() {
            let shown = *self.shown.borrow();
            if behind >= shown || !self.may_read() {
                return;
            }
            let history = self.carrier.world.history.clone();
            let read = match history.newest(behind, READ) {
                Some(newest) => Ok(newest),
                None => {
                    let read = tokio::task::spawn_blocking(move || history.ended(behind, READ));
                    let broken = |_| HistoryError::Store("the reading broke down".to_owned());
                    read.await.map_err(broken).and_then(|read| read)
                }
            };
            match read {
                Ok(read) => {
                    for call in read.calls {
                        self.found(call);
                    }
                    let upto = read.upto;
                    self.handle(Input::Read { behind, upto });
                }
                Err(error) => {
                    let webhook = self.carrier.name.as_str();
                    tracing::error!(webhook, %error, "the journal cannot be read: records wait");
                    self.reads_at = wire::clock::mono() + PAUSE;
                }
            }
        }
    }

    fn found(&mut self, call: Arc<EndedCall>) {
        let place = call.place;
        if place > self.backlog.last {
            self.backlog.last = place;
            self.backlog.ahead = self.backlog.ahead.wrapping_sub(1);
        }
        self.handle(Input::Found {
            place,
            line: call.record.id,
            parcel: call,
        });
    }

    fn send(&mut self, place: Place, call: Arc<EndedCall>) {
        let (world, credentials) = (self.carrier.world.clone(), self.credentials.clone());
        let sending = async move { deliver(&world, &credentials, &call).await };
        self.under_way.spawn(async move {
            let told = tokio::spawn(sending).await;
            let broken = |_| Outcome::Missed("the sending broke down: this is a bug".to_owned());
            (place, told.unwrap_or_else(broken))
        });
    }

    fn told(&mut self, place: Place, outcome: Outcome) {
        let was_failing = self.queue.failing_since().is_some();
        self.handle(Input::Told(place, outcome));
        self.log(was_failing);
    }

    /// One line when it begins to fail and one when it works again.
    fn log(&mut self, was_failing: bool) {
        let failing = self.queue.failing_since();
        if was_failing == failing.is_some() || !self.lines.take(wire::clock::mono()) {
            return;
        }
        let webhook = self.carrier.name.as_str();
        match failing {
            Some(_) => {
                let told = self.queue.last_setback().map(|it| it.told.as_str());
                let why = told.unwrap_or_default();
                tracing::warn!(
                    webhook,
                    why,
                    "a webhook does not take a record: it is sent again"
                );
            }
            None => tracing::info!(webhook, "a webhook takes records again"),
        }
    }

    fn changed(&mut self) {
        let wanted = self.carrier.wanted.borrow_and_update().clone();
        self.credentials = Arc::new(Credentials::new(wanted));
        self.handle(Input::Changed);
    }

    /// Does that as often as is of use.
    fn note_in_time(&mut self) {
        let now = wire::clock::mono();
        let due = now.since(self.noted.0) >= NOTE;
        if due {
            self.note();
            self.noted = (now, false);
        } else {
            self.noted.1 = true;
        }
    }

    /// Writes down how far it is, and shows how it is.
    fn note(&self) {
        let world = &self.carrier.world;
        world
            .book
            .note(&self.carrier.name, self.since, &self.queue.saved());
        let counts = self.queue.counts();
        let unread = self
            .backlog
            .ahead
            .wrapping_add(world.history.ended_in_all());
        // The two are not counted in one moment.
        let unread = if unread > u64::MAX / 2 { 0 } else { unread };
        let state = State {
            counts,
            waiting: unread + counts.open,
            oldest: self.queue.oldest().map(|call| call.record.ended_at),
            failing_since: self.queue.failing_since(),
            last_error: self.queue.last_setback().cloned(),
        };
        let mut shown = self
            .carrier
            .state
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *shown = state;
    }
}

/// Sends a call once.
async fn deliver(world: &World, credentials: &Credentials, call: &EndedCall) -> Outcome {
    let webhook = &credentials.wanted().webhook;
    let header = match credentials.header(&world.egress).await {
        Ok(header) => header,
        Err(told) => return Outcome::Missed(told),
    };
    let config = world.present.read().config.clone();
    let letter = letter(webhook, &config, call, header);
    match world.egress.post(&url(webhook), &letter).await {
        Ok(answer) => judged(webhook, &answer),
        Err(failure) => {
            if failure.kind == model::ask::AskFailure::Status(401) {
                credentials.doubted().await;
            }
            failed(&failure)
        }
    }
}
