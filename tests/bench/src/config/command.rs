//! A program that is run to its end: how long that takes, how much memory it has at the most, what it says.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How often its memory is looked at. The system keeps the highest mark as long as the program runs, so
/// that nothing is missed but what it takes in its last moment.
const LOOK: Duration = Duration::from_millis(2);
/// How long it may take.
const PATIENCE: Duration = Duration::from_secs(300);

/// What came of it.
#[derive(Clone, Debug)]
pub struct Ran {
    /// From its start to its end.
    pub wall: Duration,
    /// The most memory, in kB.
    pub peak_kb: u64,
    /// What it printed.
    pub said: String,
    /// When it had ended.
    pub ended: Instant,
}

/// Runs it. What it prints is kept in a file in `directory` until it has been read.
///
/// # Errors
/// It cannot be started, fails, or does not end.
pub fn run(command: &mut Command, directory: &Path) -> io::Result<Ran> {
    let [out, err] = ["out", "err"].map(|name| directory.join(name));
    command.stdin(Stdio::null());
    command
        .stdout(File::create(&out)?)
        .stderr(File::create(&err)?);
    let began = Instant::now();
    let mut child = command.spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut peak_kb = 0;
    let good = loop {
        if let Some(status) = child.try_wait()? {
            break status.success();
        }
        peak_kb = peak_kb.max(peak(&fs::read_to_string(&status).unwrap_or_default()));
        if began.elapsed() > PATIENCE {
            give_up(&mut child);
            break false;
        }
        thread::sleep(LOOK);
    };
    let ended = Instant::now();
    if !good {
        let why = fs::read_to_string(err)?;
        return Err(io::Error::other(format!("{command:?} failed:\n{why}")));
    }
    Ok(Ran {
        wall: ended.duration_since(began),
        peak_kb,
        said: fs::read_to_string(out)?,
        ended,
    })
}

fn give_up(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}

/// The line `VmHWM` of /proc/PID/status (proc_pid_status(5)).
fn peak(status: &str) -> u64 {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok());
    number.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_mark_is_read() {
        assert_eq!(
            peak("Name:\tccctl\nVmHWM:\t   56408 kB\nVmRSS:\t 12 kB\n"),
            56_408
        );
        assert_eq!(peak("nonsense"), 0);
    }

    #[test]
    fn a_program_is_run_to_its_end_and_heard() {
        let directory = tempfile::tempdir().expect("a directory");
        let mut shell = Command::new("sh");
        let ran = run(shell.args(["-c", "echo here"]), directory.path()).expect("it ends well");
        assert_eq!(ran.said, "here\n");
        let mut shell = Command::new("sh");
        let failed = run(shell.args(["-c", "echo why >&2; exit 3"]), directory.path());
        assert!(failed.expect_err("it fails").to_string().ends_with("why\n"));
    }
}
