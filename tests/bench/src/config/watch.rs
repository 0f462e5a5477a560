//! Calls while something is applied: which of them meet the edit, and how long they wait for an answer.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::caller::{Caller, Dialled};
use super::command::Ran;

/// The time between an answer and the next call.
const PAUSE: Duration = Duration::from_millis(5);
/// How long an edit is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

/// What was seen of an apply.
#[derive(Copy, Clone, Debug)]
pub struct Watched {
    /// How long the command took, in seconds.
    pub applied_s: f64,
    /// From its end to the first call that met the edit, in milliseconds.
    pub seen_after_ms: f64,
    /// The longest that a call waited for its answer, in milliseconds.
    pub slowest_answer_ms: f64,
}

/// Somebody who dials until the edit is met.
pub struct Watch {
    stop: Arc<AtomicBool>,
    caller: JoinHandle<io::Result<Vec<Dialled>>>,
}

impl Watch {
    /// Begins to dial; the edit is met by whoever is turned away, or is not.
    ///
    /// # Errors
    /// There is no socket for it.
    pub fn start(server: SocketAddr, turned_away: bool) -> io::Result<Watch> {
        let mut caller = Caller::of(server)?;
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = stop.clone();
        let caller = thread::spawn(move || {
            let (began, mut dialled) = (Instant::now(), Vec::new());
            while !stopped.load(Ordering::Relaxed) && began.elapsed() < PATIENCE {
                let one = caller.dial()?;
                dialled.push(one);
                if one.turned_away == turned_away {
                    return Ok(dialled);
                }
                thread::sleep(PAUSE);
            }
            Err(io::Error::other("no call met the edit"))
        });
        Ok(Watch { stop, caller })
    }

    /// Gives up.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// What was seen of a command that has ended.
    ///
    /// # Errors
    /// No call met the edit.
    pub fn end(self, applied: &Ran) -> io::Result<Watched> {
        let broken = |_| io::Error::other("the caller broke off");
        let dialled = self.caller.join().map_err(broken)??;
        let met = dialled.last().map(|it| it.at);
        let late = met.map_or(PATIENCE, |at| at.saturating_duration_since(applied.ended));
        let slowest = dialled.iter().map(|it| it.took).max().unwrap_or_default();
        Ok(Watched {
            applied_s: applied.wall.as_secs_f64(),
            seen_after_ms: late.as_secs_f64() * 1e3,
            slowest_answer_ms: slowest.as_secs_f64() * 1e3,
        })
    }
}
