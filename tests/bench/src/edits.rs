//! Something that is applied every second while calls are up.

use std::io;
use std::path::Path;
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::config::center::PASSWORD;
use crate::daemon::{Bench, Daemon};
use crate::proc;
use crate::scenario::center;

/// The time between two applies.
const EVERY: Duration = Duration::from_secs(1);
/// How often it is looked whether that is over.
const LOOK: Duration = Duration::from_millis(20);

/// What came of them.
#[derive(Copy, Clone, Debug, Default)]
pub struct Edits {
    /// Those that took effect.
    pub applied: u32,
    /// Those that were refused.
    pub refused: u32,
}

/// Applies another greeting every second for as long as `work` takes. The commands run beside the daemon,
/// on its core, so that they take nothing of the generator's.
///
/// # Errors
/// A command does not start.
pub fn during<T>(
    bench: &Bench,
    daemon: &Daemon,
    directory: &Path,
    work: impl FnOnce() -> T,
) -> io::Result<(T, Edits)> {
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        let applying = scope.spawn(|| {
            proc::pin(bench.daemon_core)?;
            apply_until(&over, daemon, directory)
        });
        let done = work();
        over.store(true, Ordering::Relaxed);
        let broken = |_| io::Error::other("the applies broke off");
        let edits = applying.join().map_err(broken)??;
        Ok((done, edits))
    })
}

fn apply_until(over: &AtomicBool, daemon: &Daemon, directory: &Path) -> io::Result<Edits> {
    let mut edits = Edits::default();
    let mut due = Instant::now();
    while !over.load(Ordering::Relaxed) {
        if Instant::now() < due {
            thread::sleep(LOOK);
            continue;
        }
        due += EVERY;
        let prompt = if (edits.applied + edits.refused).is_multiple_of(2) {
            "thanks"
        } else {
            "welcome"
        };
        center::greet(directory, prompt)?;
        match apply(daemon, directory)? {
            true => edits.applied += 1,
            false => edits.refused += 1,
        }
    }
    Ok(edits)
}

fn apply(daemon: &Daemon, directory: &Path) -> io::Result<bool> {
    let mut command = daemon.ccctl();
    command.args(["apply", "--yes"]).arg(directory);
    command.env(PASSWORD, "Secret-1").stdin(Stdio::null());
    command.stdout(Stdio::null()).stderr(Stdio::null());
    Ok(command.status()?.success())
}
