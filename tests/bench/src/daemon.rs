//! The daemon under load: started on its core with a store of its own, given a center, stopped.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use crate::generator::may_be_loaded;
use crate::proc;

/// Where its media ports lie: below those of the generator.
const MEDIA: &str = "127.0.0.1:16384-32767";

/// How long it may take to end: calls may be up that nobody ends.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a bench runs on.
#[derive(Clone, Debug)]
pub struct Bench {
    /// The daemon.
    pub ccd: PathBuf,
    /// Its command line tool.
    pub ccctl: PathBuf,
    /// Where stores and recordings are put; the system's place for such things if `None`.
    pub directory: Option<PathBuf>,
    /// The daemon's core.
    pub daemon_core: usize,
    /// The generator's core.
    pub generator_core: usize,
}

/// A daemon that runs.
pub struct Daemon {
    child: Child,
    /// Everything of it; deleted when it has ended.
    home: TempDir,
    ccctl: PathBuf,
    /// Where it takes calls.
    pub sip: SocketAddr,
    /// Where it is asked.
    pub http: SocketAddr,
}

impl Daemon {
    /// Starts it and waits until it takes calls. The calling thread is on the generator's core then.
    ///
    /// # Errors
    /// It does not start; its log says why.
    pub fn start(bench: &Bench) -> io::Result<Daemon> {
        let home = match &bench.directory {
            Some(directory) => TempDir::with_prefix_in("bench-", directory)?,
            None => TempDir::with_prefix("bench-")?,
        };
        // A process begins on the core of the thread that starts it.
        proc::pin(bench.daemon_core)?;
        let started = spawn(&bench.ccd, home.path());
        proc::pin(bench.generator_core)?;
        let child = started.map_err(|error| named(&bench.ccd, &error))?;
        let mut daemon = Daemon {
            child,
            home,
            ccctl: bench.ccctl.clone(),
            sip: SocketAddr::from(([127, 0, 0, 1], 0)),
            http: SocketAddr::from(([127, 0, 0, 1], 0)),
        };
        (daemon.sip, daemon.http) = daemon.ready()?;
        Ok(daemon)
    }

    /// Reads the line that says that calls are taken, and where.
    fn ready(&mut self) -> io::Result<(SocketAddr, SocketAddr)> {
        let out = self
            .child
            .stdout
            .take()
            .ok_or_else(|| io::Error::other("ccd has no standard output"))?;
        let mut line = String::new();
        BufReader::new(out).read_line(&mut line)?;
        let said: serde_json::Value = serde_json::from_str(&line).unwrap_or_default();
        let place = |name: &str| {
            let found = said.get(name).and_then(|it| it.as_str()?.parse().ok());
            found.ok_or_else(|| {
                io::Error::other(format!("ccd did not become ready: {}", self.last_words()))
            })
        };
        let (sip, http) = (place("sip")?, place("http")?);
        if may_be_loaded(sip) {
            Ok((sip, http))
        } else {
            Err(io::Error::other(format!("{sip} is not on this machine")))
        }
    }

    /// Gives it a center.
    ///
    /// # Errors
    /// It does not take it.
    pub fn apply(&self, center: &Path) -> io::Result<()> {
        self.apply_with(center, &[])
    }

    /// Gives it a center whose secrets are these.
    ///
    /// # Errors
    /// It does not take it.
    pub fn apply_with(&self, center: &Path, secrets: &[(&str, &str)]) -> io::Result<()> {
        let mut command = self.ccctl();
        command
            .arg("apply")
            .arg(center)
            .arg("--yes")
            .envs(secrets.iter().copied());
        let output = command
            .output()
            .map_err(|error| named(&self.ccctl, &error))?;
        if output.status.success() {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&output.stderr);
        Err(io::Error::other(format!(
            "the center was not applied:\n{said}"
        )))
    }

    /// Its command line tool, which asks it.
    pub fn ccctl(&self) -> Command {
        let socket = format!("unix:{}", self.home.path().join("ccd.sock").display());
        let mut command = Command::new(&self.ccctl);
        command.args(["--daemon", &socket]);
        command
    }

    /// A token of the admin.
    ///
    /// # Errors
    /// It gives none.
    pub fn token(&self) -> io::Result<String> {
        let mut command = self.ccctl();
        command.args(["token", "create", "bench"]);
        command.args(["--role", "admin", "-o", "json"]);
        let output = command
            .output()
            .map_err(|error| named(&self.ccctl, &error))?;
        let made: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
        let token = made.get("token").and_then(|it| it.as_str());
        token.map(str::to_owned).ok_or_else(|| {
            let said = String::from_utf8_lossy(&output.stderr);
            io::Error::other(format!("the daemon gives no token:\n{said}"))
        })
    }

    /// Recordings in its store, those that are being written included.
    pub fn recordings(&self) -> u64 {
        count_wavs(&self.home.path().join("data").join("recordings"))
    }

    /// A directory beside its store.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// Its process.
    pub fn pid(&self) -> Pid {
        Pid::from_child(&self.child)
    }

    /// The end of its log.
    pub fn last_words(&self) -> String {
        let mut text = String::new();
        let _ = File::open(self.home.path().join("log"))
            .and_then(|mut log| log.read_to_string(&mut text));
        let lines: Vec<&str> = text.lines().collect();
        lines
            .get(lines.len().saturating_sub(5)..)
            .unwrap_or_default()
            .join("\n")
    }

    fn has_ended(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        let began = Instant::now();
        let mut told = 0;
        while !self.has_ended() && began.elapsed() < PATIENCE {
            // The first asks it to let calls end, the second to end at once.
            if told == 0 || (told == 1 && began.elapsed() > PATIENCE / 4) {
                told += 1;
                let _ = kill_process(self.pid(), Signal::TERM);
            }
            thread::sleep(Duration::from_millis(20));
        }
        if !self.has_ended() {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

fn count_wavs(directory: &Path) -> u64 {
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    let count = |entry: fs::DirEntry| match entry.file_type() {
        Ok(kind) if kind.is_dir() => count_wavs(&entry.path()),
        _ => u64::from(entry.path().extension().is_some_and(|it| it == "wav")),
    };
    entries.map(count).sum()
}

fn spawn(ccd: &Path, home: &Path) -> io::Result<Child> {
    fs::create_dir(home.join("data"))?;
    let mut command = Command::new(ccd);
    command.arg("serve").arg("--data").arg(home.join("data"));
    command.args([
        "--sip",
        "127.0.0.1:0",
        "--http",
        "127.0.0.1:0",
        "--rtp",
        MEDIA,
        "--media-threads",
        "1",
    ]);
    command.arg("--socket").arg(home.join("ccd.sock"));
    command.env("CCD_LOG", "warn");
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(File::create(home.join("log"))?);
    command.spawn()
}

fn named(program: &Path, error: &io::Error) -> io::Error {
    let program = program.display();
    io::Error::other(format!(
        "{program} does not start: {error}; build it with `cargo build --release` or name it with --ccd and --ccctl"
    ))
}
