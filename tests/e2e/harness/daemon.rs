//! A real daemon.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use serde_json::Value;

use crate::binaries::ccd;
use crate::place::Place;
use crate::process::Process;
use crate::terminal::Terminal;

/// Seconds in which a daemon is ready, on a slow machine with nothing optimised.
const START: u64 = 20;

/// A daemon that takes calls. It is killed when this value is dropped.
#[derive(Debug)]
pub struct Daemon {
    /// Its process.
    pub process: Process,
    /// What it said when it was ready.
    pub ready: Value,
    data: PathBuf,
    socket: PathBuf,
    pub(crate) scratch: PathBuf,
}

impl Daemon {
    /// The daemon of a place, with an empty configuration at its first start.
    pub fn start(place: &Place) -> Daemon {
        Daemon::with(place, &[])
    }

    /// The same with other settings; the last of two counts.
    ///
    /// # Panics
    /// When it is not ready in time.
    #[track_caller]
    pub fn with(place: &Place, settings: &[&str]) -> Daemon {
        Daemon::of(
            place,
            launch(Command::new(ccd()), Stdio::null(), place, settings),
        )
    }

    /// The same, which certainly has no terminal, wherever the tests run.
    #[track_caller]
    pub fn without_terminal(place: &Place, settings: &[&str]) -> Daemon {
        let mut command = Command::new("setsid");
        command.arg(ccd());
        Daemon::of(place, launch(command, Stdio::null(), place, settings))
    }

    /// The daemon of a place at a terminal of its own.
    #[track_caller]
    pub fn at_terminal(place: &Place) -> (Daemon, Terminal) {
        let (terminal, end) = Terminal::open();
        let mut command = Command::new("setsid");
        command.arg("--ctty").arg(ccd());
        (
            Daemon::of(place, launch(command, end.into(), place, &[])),
            terminal,
        )
    }

    #[track_caller]
    fn of(place: &Place, (mut process, socket): (Process, PathBuf)) -> Daemon {
        let out = process.child().stdout.take().expect("a pipe");
        let (send, line) = mpsc::channel();
        std::thread::spawn(move || {
            let mut text = String::new();
            let _read = BufReader::new(out).read_line(&mut text);
            let _sent = send.send(text);
        });
        let line = line.recv_timeout(Duration::from_secs(START));
        let line = line.expect("a line that says that the daemon is ready");
        let ready = serde_json::from_str(&line)
            .unwrap_or_else(|_| panic!("not ready: {line:?}\n{}", process.said()));
        Daemon {
            process,
            ready,
            data: place.path("data"),
            socket,
            scratch: place.path(""),
        }
    }

    /// A daemon that cannot start: how it ended, and what it said.
    #[track_caller]
    pub fn refused(place: &Place, settings: &[&str]) -> (ExitStatus, String) {
        let (mut process, _) = launch(Command::new(ccd()), Stdio::null(), place, settings);
        let status = process.end(START);
        (status, process.said())
    }

    /// The address of HTTP.
    pub fn http(&self) -> String {
        self.ready["http"].as_str().expect("an address").to_owned()
    }

    /// The path of its socket.
    pub fn socket(&self) -> &PathBuf {
        &self.socket
    }

    /// The directory of its data.
    pub fn data(&self) -> &PathBuf {
        &self.data
    }
}

fn launch(
    mut command: Command,
    input: Stdio,
    place: &Place,
    settings: &[&str],
) -> (Process, PathBuf) {
    let host = place.net.daemon();
    let socket = place.path("ccd.sock");
    let mut options = vec![
        ("--data", place.path("data").display().to_string()),
        ("--sip", format!("{host}:5060")),
        ("--rtp", format!("{host}:20000-20999")),
        ("--http", format!("{host}:0")),
        ("--socket", socket.display().to_string()),
        ("--media-threads", "1".to_owned()),
    ];
    for pair in settings.chunks_exact(2) {
        options.retain(|(name, _)| *name != pair[0]);
        options.push((pair[0], pair[1].to_owned()));
    }
    let socket = options.iter().find(|(name, _)| *name == "--socket");
    let socket = PathBuf::from(&socket.expect("a socket").1);
    command.arg("serve");
    for (name, value) in &options {
        // A setting that is there or not has no value.
        let value = Some(value).filter(|value| !value.is_empty());
        command.arg(name).args(value);
    }
    let number = std::fs::read_dir(place.path("")).expect("files").count();
    let log = place.path(&format!("ccd-{number}.log"));
    let process = Process::start_at(input, "ccd", &mut command, &log, true);
    (process, socket)
}
