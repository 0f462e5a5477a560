//! Processes that end with the test.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

use rustix::process::{Pid, Signal, kill_process};

use crate::wait::eventually;

/// A process of ours. It is killed when this value is dropped.
#[derive(Debug)]
pub struct Process {
    child: Child,
    name: String,
    log: PathBuf,
}

impl Process {
    /// Starts it; what it says on standard error goes to the file `log`, standard output too unless it
    /// is piped already.
    pub(crate) fn start(name: &str, command: &mut Command, log: &Path, piped: bool) -> Process {
        Process::start_at(Stdio::null(), name, command, log, piped)
    }

    /// The same with something to read.
    pub(crate) fn start_at(
        input: Stdio,
        name: &str,
        command: &mut Command,
        log: &Path,
        piped: bool,
    ) -> Process {
        let file = File::create(log).expect("a log");
        let out = if piped {
            Stdio::piped()
        } else {
            file.try_clone().expect("a second handle").into()
        };
        let child = command
            .stdin(input)
            .stdout(out)
            .stderr(file)
            .spawn()
            .unwrap_or_else(|error| panic!("{name} does not start: {error}"));
        Process {
            child,
            name: name.to_owned(),
            log: log.to_owned(),
        }
    }

    pub(crate) fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// Its number.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// What it has said so far.
    pub fn said(&self) -> String {
        let bytes = std::fs::read(&self.log).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// SIGTERM.
    pub fn terminate(&self) {
        self.signal(Signal::TERM);
    }

    /// SIGHUP.
    pub fn hang_up(&self) {
        self.signal(Signal::HUP);
    }

    /// SIGKILL, and it is gone.
    pub fn kill(&mut self) {
        self.signal(Signal::KILL);
        self.child.wait().expect("it is gone");
    }

    /// Whether it still runs.
    pub fn runs(&mut self) -> bool {
        self.child.try_wait().expect("a state").is_none()
    }

    /// Waits for its end.
    ///
    /// # Panics
    /// When it has not ended after so many seconds.
    #[track_caller]
    pub fn end(&mut self, seconds: u64) -> ExitStatus {
        let what = format!("the end of {}", self.name);
        eventually(seconds, &what, || self.child.try_wait().expect("a state"))
    }

    /// The signal to it and to the processes that it has started.
    pub(crate) fn signal_all(&self, signal: Signal) {
        let id = self.child.id();
        let children = std::fs::read_to_string(format!("/proc/{id}/task/{id}/children"));
        let children = children.unwrap_or_default();
        let children = children.split_whitespace().filter_map(|it| it.parse().ok());
        for id in children.chain([id]) {
            send(id, signal);
        }
    }

    fn signal(&self, signal: Signal) {
        send(self.child.id(), signal);
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("--- {} said\n{}", self.name, tail(&self.said()));
        }
        let _killed = self.child.kill();
        let _gone = self.child.wait();
    }
}

fn send(id: u32, signal: Signal) {
    let id = i32::try_from(id).expect("a process id");
    let pid = Pid::from_raw(id).expect("a process id");
    // It may have ended by itself a moment ago.
    let _sent = kill_process(pid, signal);
}

/// The last lines of a text.
fn tail(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(150)..].join("\n")
}
