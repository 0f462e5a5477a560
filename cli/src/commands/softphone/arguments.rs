//! The arguments of `ccctl softphone`.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use clap::{Args, Subcommand};
use model::{DialString, Span};
use wire::softphone::{Audio, Settings, sound};

use super::presses::Presses;
use crate::center::{MAX_SECRET, bounded};
use crate::exit::Exit;
use crate::failure::{Failure, reason};

const AFTER: &str = "\
Examples:
  ccctl softphone --user 2001 --password-env PHONE_2001 register --talk 10s
  ccctl softphone --user 13800001234 dial 02160001000 --keys 1@4s
  ccctl softphone dial 02160001000 --tone 440 --record heard.wav

On a terminal these keys do something at once:
  a      answer
  h      hang up
  0-9*#  press that key
  q      hang up and quit

Without a terminal, `register` answers by itself after a second. What happens is told on standard \
error. Exits with 0 when everything went as asked and with 1 otherwise: the phone could not \
register, the call was not taken, or the time was over first.

It is a small phone for trying things out; use a real one to talk.";

/// Be a SIP phone in the terminal
///
/// Registers and answers, or dials a number. It plays a tone or a file and keeps what it hears.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER)]
pub struct Softphone {
    #[command(subcommand)]
    action: Action,
    #[command(flatten)]
    line: Line,
}

/// What the phone does.
#[derive(Clone, Debug, Subcommand)]
pub enum Action {
    /// Register and take calls
    Register {
        /// Answer by itself after that time; on a terminal the default is to wait for `a`
        #[arg(long, value_name = "TIME")]
        answer_after: Option<Span>,
        /// Hang up after that time; the default is to wait until the other side does
        #[arg(long, value_name = "TIME")]
        talk: Option<Span>,
        /// End after so many calls; the default is to go on until the time is over
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
        calls: Option<u32>,
    },
    /// Call a number
    Dial {
        /// The number
        #[arg(value_name = "NUMBER")]
        number: DialString,
        /// Press keys, each after that time from the answer: 1@3s,2#@6s
        #[arg(long, value_name = "KEYS@TIME,…")]
        keys: Option<Presses>,
        /// Hang up after that time from the answer; the default is to wait until the other side does
        #[arg(long, value_name = "TIME")]
        hang_up_after: Option<Span>,
    },
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Phone")]
struct Line {
    /// Where the daemon takes SIP
    #[arg(
        long,
        global = true,
        env = "CCCTL_SIP",
        default_value = "127.0.0.1:5060",
        value_name = "ADDR:PORT"
    )]
    server: SocketAddr,
    /// Where the phone takes SIP; the default is any port on the way to the server
    #[arg(long, global = true, value_name = "ADDR[:PORT]", value_parser = listen)]
    listen: Option<SocketAddr>,
    /// The extension that registers, or the number that calls
    #[arg(
        long,
        global = true,
        default_value = "softphone",
        value_name = "USER",
        value_parser = user
    )]
    user: String,
    /// The environment variable that holds the phone's password
    #[arg(
        long,
        global = true,
        value_name = "NAME",
        conflicts_with = "password_file"
    )]
    password_env: Option<String>,
    /// The file that holds the phone's password
    #[arg(long, global = true, value_name = "FILE")]
    password_file: Option<PathBuf>,
    /// Say this file again and again: WAV, 16-bit PCM, 8 kHz, mono
    #[arg(long, global = true, value_name = "FILE", conflicts_with = "tone")]
    play: Option<PathBuf>,
    /// Say a tone
    #[arg(
        long,
        global = true,
        value_name = "HERTZ",
        value_parser = clap::value_parser!(u16).range(50..=3400)
    )]
    tone: Option<u16>,
    /// Write what is heard to this file; a second call's has `-2` in its name
    #[arg(long, global = true, value_name = "FILE")]
    record: Option<PathBuf>,
    /// End after that time, whatever happens
    #[arg(long, global = true, default_value = "60s", value_name = "TIME")]
    limit: Span,
}

impl Softphone {
    /// What to do.
    pub(super) fn action(&self) -> Action {
        self.action.clone()
    }

    /// The longest time that it may take.
    pub(super) fn limit(&self) -> Duration {
        self.line.limit.get()
    }

    /// How the phone is set up.
    pub(super) fn settings(&self) -> Result<Settings, Failure> {
        let line = &self.line;
        let mut settings = Settings::new(line.server, &line.user);
        if let Some(listen) = line.listen {
            settings.listen = listen;
        }
        settings.password = line.password()?;
        if let Some(sound) = line.sound()? {
            settings.sound = Arc::new(sound);
        }
        settings.record.clone_from(&line.record);
        Ok(settings)
    }
}

impl Line {
    fn password(&self) -> Result<String, Failure> {
        if let Some(name) = &self.password_env {
            return std::env::var(name).map_err(|_| {
                Failure::with(
                    Exit::Usage,
                    format!("the environment variable {name} is not set"),
                )
                .help(format!("export {name}=PASSWORD"))
            });
        }
        let Some(path) = &self.password_file else {
            return Ok(String::new());
        };
        let unread =
            |why: &str| Failure::error(format!("{} cannot be read: {why}", path.display()));
        let bytes = bounded(path, MAX_SECRET).map_err(|error| unread(&reason(&error)))?;
        let bytes = bytes.ok_or_else(|| unread("it is too long for a password"))?;
        let text = String::from_utf8(bytes).map_err(|_| unread("it is no text in UTF-8"))?;
        Ok(text.trim_end_matches(['\r', '\n']).to_owned())
    }

    fn sound(&self) -> Result<Option<Audio>, Failure> {
        match (&self.play, self.tone) {
            (Some(path), _) => sound::file(path).map(Some).map_err(Failure::error),
            (None, Some(hertz)) => Ok(Some(sound::tone(hertz))),
            (None, None) => Ok(None),
        }
    }
}

/// An address with or without a port.
fn listen(text: &str) -> Result<SocketAddr, &'static str> {
    let alone = || text.parse::<IpAddr>().map(|ip| SocketAddr::new(ip, 0));
    text.parse()
        .or_else(|_| alone())
        .map_err(|_| "write an IP address of this machine, with or without a port")
}

/// A user as it may stand in a SIP URI without escapes.
fn user(text: &str) -> Result<String, &'static str> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "+-_.*".contains(c);
    let good = (1..=64).contains(&text.len()) && text.chars().all(plain);
    good.then(|| text.to_owned())
        .ok_or("it has 1 to 64 letters, digits, `+`, `-`, `_`, `.` and `*`")
}
