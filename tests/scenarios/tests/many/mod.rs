//! Many seeds on all cores.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::thread;
use std::time::Instant;

use sim::report::Report;

/// Failures that are kept; all of them are counted.
const KEPT: usize = 20;

/// Which seeds are played.
#[derive(Copy, Clone, Debug)]
pub struct Plan {
    /// The first.
    pub from: u64,
    /// How many at most.
    pub seeds: u64,
    /// After so many calls no further seed is begun.
    pub calls: u64,
    /// After so many seeds it is told how far it has come; 0: never.
    pub tell_every: u64,
}

/// What many seeds came to.
pub struct Sum {
    /// What happened.
    pub report: Report,
    /// The first failures.
    pub failures: Vec<String>,
    /// How many seeds failed.
    pub failed: u64,
    /// How many seeds were played.
    pub played: u64,
    next: u64,
    running: BTreeSet<u64>,
    begun: Instant,
}

impl Plan {
    /// Plays its seeds.
    pub fn play(self, judged: impl Fn(u64) -> Result<Report, String> + Sync) -> Sum {
        let sum = Mutex::new(Sum {
            report: Report::default(),
            failures: Vec::new(),
            failed: 0,
            played: 0,
            next: self.from,
            running: BTreeSet::new(),
            begun: Instant::now(),
        });
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let work = || {
            loop {
                let seed = lock(&sum).begin(self);
                let Some(seed) = seed else { return };
                let judged = judged(seed);
                lock(&sum).end(self, seed, judged);
            }
        };
        thread::scope(|scope| {
            for _ in 0..cores {
                scope.spawn(work);
            }
        });
        sum.into_inner().expect("no panic elsewhere")
    }
}

impl Sum {
    /// The first seed that was not played.
    pub fn goes_on_with(&self) -> u64 {
        self.running.first().copied().unwrap_or(self.next)
    }

    /// How many calls there were.
    pub fn calls(&self) -> u64 {
        self.report.of("calls")
    }

    /// How far it has come.
    pub fn progress(&self) -> String {
        let seconds = self.begun.elapsed().as_secs_f64();
        format!(
            "{} calls of {} seeds, {} failed, {:.0} calls a second; FROM={} goes on from here",
            self.calls(),
            self.played,
            self.failed,
            self.calls() as f64 / seconds,
            self.goes_on_with(),
        )
    }

    fn begin(&mut self, plan: Plan) -> Option<u64> {
        let seed = self.next;
        if seed - plan.from >= plan.seeds || self.calls() >= plan.calls {
            return None;
        }
        self.next += 1;
        self.running.insert(seed);
        Some(seed)
    }

    fn end(&mut self, plan: Plan, seed: u64, judged: Result<Report, String>) {
        self.running.remove(&seed);
        self.played += 1;
        match judged {
            Ok(report) => self.report.merge(&report),
            Err(failure) => {
                self.failed += 1;
                super::tell(&failure);
                if self.failures.len() < KEPT {
                    self.failures.push(failure);
                }
            }
        }
        if plan.tell_every > 0 && self.played.is_multiple_of(plan.tell_every) {
            super::tell(&self.progress());
        }
    }
}

fn lock(sum: &Mutex<Sum>) -> std::sync::MutexGuard<'_, Sum> {
    sum.lock().expect("no panic elsewhere")
}
