//! The real `ccctl` against a daemon.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::binaries::ccctl;
use crate::daemon::Daemon;
use crate::process::Process;

/// A run that is over.
#[derive(Clone, Debug)]
pub struct Run {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Run {
    /// The same if it went well.
    ///
    /// # Panics
    /// With everything that it said if it did not.
    #[track_caller]
    pub fn ok(self) -> Run {
        assert_eq!(self.code, 0, "{}{}", self.out, self.err);
        self
    }

    /// What it printed as JSON.
    #[track_caller]
    pub fn json(self) -> Value {
        let run = self.ok();
        serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {}", run.out))
    }
}

/// A `ccctl logs -f` that goes on.
#[derive(Debug)]
pub struct Following {
    /// Its process.
    pub process: Process,
    lines: Receiver<String>,
}

impl Following {
    /// The next line of a type (`event`, `record` …) for which `wanted` holds.
    ///
    /// # Panics
    /// When it does not come within so many seconds.
    #[track_caller]
    pub fn entry(&self, seconds: u64, wanted: impl Fn(&Value) -> bool) -> Value {
        let end = Instant::now() + Duration::from_secs(seconds);
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let line = self.lines.recv_timeout(left).expect("an entry of the log");
            let entry: Value = serde_json::from_str(&line).expect("a line of JSON");
            if wanted(&entry) {
                return entry;
            }
        }
    }
}

impl Daemon {
    /// Runs `ccctl` with these arguments, cut at spaces, over the daemon's socket.
    #[track_caller]
    pub fn ccctl(&self, arguments: &str) -> Run {
        let output = self.command(arguments).output().expect("ccctl runs");
        Run {
            code: output.status.code().expect("a code"),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// `PATH` with the directory of `ccctl` first.
    pub fn path(&self) -> std::ffi::OsString {
        let own = ccctl().parent().map(Path::to_owned);
        let others = std::env::var_os("PATH").unwrap_or_default();
        let all = own.into_iter().chain(std::env::split_paths(&others));
        std::env::join_paths(all).expect("directories have no colon")
    }

    /// Applies a center.
    #[track_caller]
    pub fn apply(&self, center: &Path) {
        self.ccctl(&format!("apply {} --yes --allow-delete", center.display()))
            .ok();
    }

    /// Makes a password for a phone.
    #[track_caller]
    pub fn phone_password(&self, extension: &str) -> String {
        let made = self.ccctl(&format!("phone password {extension} -o json"));
        let made = made.json();
        made["password"].as_str().expect("a password").to_owned()
    }

    /// A list of `ccctl get`.
    #[track_caller]
    pub fn get(&self, what: &str) -> Vec<Value> {
        let list = self.ccctl(&format!("get {what} -o json")).json();
        list.as_array().expect("a list").clone()
    }

    /// One item of `ccctl get`, by its name.
    #[track_caller]
    pub fn one(&self, what: &str) -> Value {
        self.ccctl(&format!("get {what} -o json")).json()
    }

    /// Follows the log.
    pub fn follow(&self, more: &str) -> Following {
        let mut command = self.command(format!("logs -f -o ndjson {more}").trim_end());
        let log = self.scratch.join("ccctl-logs.log");
        let mut process = Process::start("ccctl logs", &mut command, &log, true);
        let out = process.child().stdout.take().expect("a pipe");
        let (send, lines) = mpsc::channel();
        std::thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                if send.send(line).is_err() {
                    break;
                }
            }
        });
        Following { process, lines }
    }

    fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(ccctl());
        command.args(arguments.split(' ')).stdin(Stdio::null());
        let socket = format!("unix:{}", self.socket().display());
        command
            .env("CCCTL_DAEMON", socket)
            .env_remove("CCCTL_TOKEN");
        command
    }
}
