//! Running a program with a limit on its time and on its output.

use std::io::{ErrorKind, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::SpeechError;

/// Output of one run at most: 12 minutes of audio as `espeak-ng` gives it.
pub const MAX_OUTPUT: usize = 32 << 20;

/// How often the end of a process is looked for once its output has ended.
const GLANCE: Duration = Duration::from_millis(2);

/// Gives `input` to the program and returns what it writes. When the time is up it is killed.
pub fn run(
    program: &str,
    options: &[&str],
    input: &[u8],
    limit: Duration,
) -> Result<Vec<u8>, SpeechError> {
    let end = Instant::now() + limit;
    let mut child = start(program, options)?;
    let outcome = converse(program, &mut child, input, end, limit);
    if outcome.is_err() {
        // It may have ended by itself in between; then there is nothing to kill.
        drop(child.kill());
        drop(child.wait());
    }
    outcome
}

fn start(program: &str, options: &[&str]) -> Result<Child, SpeechError> {
    Command::new(program)
        .args(options)
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| match error.kind() {
            ErrorKind::NotFound => SpeechError::NotInstalled {
                engine: program.to_owned(),
            },
            _ => broken(program, &error),
        })
}

fn converse(
    program: &str,
    child: &mut Child,
    input: &[u8],
    end: Instant,
    limit: Duration,
) -> Result<Vec<u8>, SpeechError> {
    let (mut stdin, stdout) = match (child.stdin.take(), child.stdout.take()) {
        (Some(stdin), Some(stdout)) => (stdin, stdout),
        _ => {
            return Err(broken(
                program,
                &std::io::Error::from(ErrorKind::BrokenPipe),
            ));
        }
    };
    let input = input.to_owned();
    // A program that does not read its input says so by how it ends. Both threads end with it, at
    // the latest when it is killed.
    thread::spawn(move || drop(stdin.write_all(&input)));
    let (sender, receiver) = sync_channel(1);
    thread::spawn(move || {
        let mut output = Vec::new();
        let read = stdout.take(MAX_OUTPUT as u64 + 1).read_to_end(&mut output);
        // Nobody listens any more once the time is up.
        drop(sender.send(read.map(|_| output)));
    });
    let timed_out = || SpeechError::TimedOut {
        engine: program.to_owned(),
        limit,
    };
    let wait = end.saturating_duration_since(Instant::now());
    let output = match receiver.recv_timeout(wait) {
        Ok(read) => read.map_err(|error| broken(program, &error))?,
        Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return Err(timed_out()),
    };
    if output.len() > MAX_OUTPUT {
        return Err(SpeechError::TooMuchAudio { limit: MAX_OUTPUT });
    }
    loop {
        match child.try_wait().map_err(|error| broken(program, &error))? {
            Some(status) if status.success() => return Ok(output),
            Some(status) => {
                let cause = status.to_string();
                return Err(SpeechError::Failed {
                    engine: program.to_owned(),
                    cause,
                });
            }
            None if Instant::now() >= end => return Err(timed_out()),
            None => thread::sleep(GLANCE),
        }
    }
}

fn broken(program: &str, error: &std::io::Error) -> SpeechError {
    SpeechError::Broken {
        engine: program.to_owned(),
        cause: error.to_string(),
    }
}
