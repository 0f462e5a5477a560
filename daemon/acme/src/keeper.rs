//! Whoever sees to it that there is a certificate.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use jiff::Timestamp;
use kernel::{Chance, Now};
use tokio::sync::Notify;
use tokio::time::{sleep, timeout};

use crate::figures::{Counters, Outcome};
use crate::order::Desk;
use crate::pair::Pair;
use crate::schedule::{Due, Rest, Schedule};
use crate::trouble::Trouble;

/// The keeper.
pub struct Keeper {
    desk: Arc<Desk>,
    schedule: Schedule,
    /// A certificate that came and is not on the disk yet.
    unwritten: Option<Pair>,
    /// What a restart would find.
    rest: Option<Rest>,
    now: fn() -> Now,
    counters: Arc<Counters>,
    tell: Box<dyn Fn() + Send>,
}

impl Keeper {
    /// A keeper of the certificate that is there, who tells when another is.
    pub fn new(
        desk: Desk,
        chance: Chance,
        now: fn() -> Now,
        counters: Arc<Counters>,
        tell: Box<dyn Fn() + Send>,
    ) -> Keeper {
        let term = desk.vault.certificate().map(|pair| pair.term());
        let rest = desk.vault.rest();
        let schedule = Schedule::new(term, chance);
        let keeper = Keeper {
            desk: Arc::new(desk),
            schedule: match rest {
                Some(rest) => rested(schedule, now(), rest),
                None => schedule,
            },
            unwritten: None,
            rest,
            now,
            counters,
            tell,
        };
        keeper.note();
        keeper
    }

    /// Keeps without an end. `again` says that whatever was wrong is mended.
    pub async fn run(mut self, again: Arc<Notify>) {
        loop {
            match self.schedule.due((self.now)()) {
                Due::Nothing(wait) => tokio::select! {
                    () = sleep(wait) => {}
                    () = again.notified() => self.schedule.again(),
                },
                Due::Order => {
                    self.order().await;
                    self.remember();
                }
                Due::Write => {
                    self.write();
                    self.remember();
                }
            }
            self.note();
        }
    }

    /// Keeps for whoever starts after this one how long the authority is left alone.
    fn remember(&mut self) {
        let rest = self.schedule.rest((self.now)());
        if std::mem::replace(&mut self.rest, rest).is_none() && rest.is_none() {
            return;
        }
        if let Err(trouble) = self.desk.vault.keep_rest(rest) {
            self.counters.ended(trouble.outcome());
            tracing::warn!(why = %trouble, "a restart would ask the authority too soon");
        }
    }

    async fn order(&mut self) {
        let settings = &self.desk.settings;
        let names = settings.names();
        tracing::info!(authority = %settings.directory, names, "a certificate is ordered");
        match placed(&self.desk).await {
            Ok(pair) => {
                let term = pair.term();
                self.schedule.issued((self.now)(), term);
                self.unwritten = Some(pair);
                self.counters.ended(Outcome::Issued);
                tracing::info!(names, until = %term.until, "a certificate came");
                if self.schedule.failures() > 0 {
                    tracing::error!(from = %term.from, until = %term.until, "the certificate that came is to be renewed at once: is the clock right?");
                }
            }
            Err(trouble) => self.failed(&trouble),
        }
    }

    fn failed(&mut self, trouble: &Trouble) {
        self.counters.ended(trouble.outcome());
        if let Trouble::Stranger { .. } = trouble {
            self.desk.vault.forget_account();
        }
        let wait = self.schedule.failed((self.now)(), trouble.setback());
        let until = self.schedule.term().map(|term| term.until.to_string());
        tracing::warn!(
            why = %trouble,
            in_a_row = self.schedule.failures(),
            again_in_seconds = wait.as_secs(),
            until = until.as_deref().unwrap_or("there is none"),
            "no certificate came; the one that is there stays in use"
        );
    }

    fn write(&mut self) {
        let kept = match &self.unwritten {
            Some(pair) => self.desk.vault.keep_certificate(pair),
            None => Ok(()),
        };
        let now = (self.now)();
        match kept {
            Ok(()) => {
                self.unwritten = None;
                self.schedule.written(now);
                (self.tell)();
            }
            Err(trouble) => {
                self.counters.ended(trouble.outcome());
                self.schedule.not_written(now);
                tracing::error!(why = %trouble, "the certificate that came is not used before it can be written");
            }
        }
    }

    fn note(&self) {
        let failures = self.schedule.failures().into();
        self.counters.failures.store(failures, Ordering::Relaxed);
        let renewal = self.schedule.renewal().map_or(0, Timestamp::as_second);
        self.counters.renewal.store(renewal, Ordering::Relaxed);
    }
}

/// Orders come to nothing: a restart is no reason to ask again at once.
fn rested(schedule: Schedule, now: Now, rest: Rest) -> Schedule {
    let in_a_row = rest.failures;
    tracing::info!(in_a_row, not_before = %rest.until, "orders of certificates came to nothing; SIGHUP orders at once");
    schedule.rested(now, rest)
}

/// An order on a task of its own: if it breaks down, that is a failure like any other.
async fn placed(desk: &Arc<Desk>) -> Result<Pair, Trouble> {
    let (limit, ordering) = (desk.settings.limits.order, desk.clone());
    let task = tokio::spawn(async move { timeout(limit, ordering.order()).await });
    let authority = desk.settings.directory.host().to_owned();
    match task.await {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(_)) => Err(Trouble::Unreached {
            authority,
            why: "the order took too long".to_owned(),
        }),
        Err(_) => Err(Trouble::Useless {
            authority,
            why: "the order broke down over it".to_owned(),
        }),
    }
}
