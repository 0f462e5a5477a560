//! `ccctl logs`

use std::io::{self, BufWriter, IsTerminal, Write};
use std::time::Duration;

use api::LogQuery;
use clap::{Args, ValueEnum};
use jiff::Timestamp;
use model::{CallId, Name};

use crate::calllog::{Fold, Message, Screen, Stream};
use crate::client::Client;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::moment::Moment;
use crate::printer::note;

/// How often the lines of open calls are drawn again.
const REFRESH: Duration = Duration::from_millis(500);

const AFTER: &str = "\
Examples:
  ccctl logs -f   one line a call, as it happens
  ccctl logs --since 10m
  ccctl logs -f --agent amy
  ccctl logs --since 1d -o ndjson | jq 'select(.record) | .record.end_status'
  ccctl logs -f -o ndjson >> calls.ndjson

A lost connection is made again and the log goes on behind the last entry, without a gap or a \
duplicate. Where entries are no longer kept, an entry of type `gap` says which.";

/// Show the log of calls, and follow it
///
/// On a terminal each call is one line that changes while the call is up. In a pipe each event and
/// record is one line of JSON.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER)]
pub struct Logs {
    /// Go on with what happens from here on
    #[arg(short, long)]
    follow: bool,
    /// From then on: 10m, 2d or 2026-11-20T16:00:00Z
    ///
    /// If left out: everything that is kept, and with -f only what happens from here on.
    #[arg(long, value_name = "TIME")]
    since: Option<Moment>,
    /// Behind the entry of this sequence number
    #[arg(long, value_name = "SEQUENCE", conflicts_with = "since")]
    after: Option<u64>,
    /// Of this call
    #[arg(long, value_name = "ID", value_parser = super::call_id)]
    call: Option<CallId>,
    /// Of calls from or to this number
    #[arg(long, value_name = "NUMBER")]
    number: Option<String>,
    /// Of calls in which this agent takes part
    #[arg(long, value_name = "NAME")]
    agent: Option<Name>,
    /// The form of the output; table on a terminal, ndjson elsewhere
    #[arg(short, long, value_enum, value_name = "FORMAT")]
    output: Option<LogFormat>,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq, ValueEnum)]
enum LogFormat {
    /// One line a call.
    Table,
    /// One line of JSON an entry.
    Ndjson,
}

impl Logs {
    /// Shows the log.
    pub async fn run(self, client: Client) -> Result<Exit, Failure> {
        let terminal = io::stdout().is_terminal();
        let usual = if terminal {
            LogFormat::Table
        } else {
            LogFormat::Ndjson
        };
        let output = self.output.unwrap_or(usual);
        let follow = self.follow;
        let stream = Stream::open(client, self.query(Timestamp::now()));
        match output {
            LogFormat::Ndjson => raw(stream).await?,
            LogFormat::Table if terminal && follow => live(stream).await?,
            LogFormat::Table => folded(stream).await?,
        }
        Ok(Exit::Ok)
    }

    fn query(self, now: Timestamp) -> LogQuery {
        LogQuery {
            follow: self.follow,
            since: self.since.map(|moment| moment.before(now)),
            after: self.after,
            call: self.call,
            number: self.number,
            agent: self.agent,
        }
    }
}

/// Every entry as it came.
async fn raw(mut stream: Stream) -> Result<(), Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    while let Some(message) = stream.next().await {
        match message {
            Message::Entry(line, _) => writeln!(out, "{line}")?,
            other => aside(other)?,
        }
        if stream.is_idle() {
            out.flush()?;
        }
    }
    Ok(out.flush()?)
}

/// Every call when it is over, and at the end those that are not.
async fn folded(mut stream: Stream) -> Result<(), Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut fold = Fold::default();
    while let Some(message) = stream.next().await {
        match message {
            Message::Entry(_, entry) => {
                if let Some(line) = entry.and_then(|entry| fold.entry(&entry)) {
                    writeln!(out, "{line}")?;
                }
            }
            other => aside(other)?,
        }
        if stream.is_idle() {
            out.flush()?;
        }
    }
    for (_, line) in fold.open(Timestamp::now()) {
        writeln!(out, "{line}")?;
    }
    Ok(out.flush()?)
}

/// Every call from its first event on, on a terminal.
async fn live(mut stream: Stream) -> Result<(), Failure> {
    let mut screen = Screen::new();
    let mut fold = Fold::default();
    let mut tick = tokio::time::interval(REFRESH);
    loop {
        tokio::select! {
            _ = tick.tick() => screen.refresh(&fold, Timestamp::now()),
            message = stream.next() => {
                let line = match message {
                    None => return Ok(()),
                    Some(Message::Failed(failure)) => return Err(failure),
                    Some(Message::Entry(_, entry)) => entry.and_then(|entry| fold.entry(&entry)),
                    Some(Message::Lost(why)) => Some(lost(&why)),
                    Some(Message::Resumed) => Some(RESUMED.to_owned()),
                };
                if let Some(line) = line {
                    screen.refresh(&fold, Timestamp::now());
                    screen.line(&line)?;
                }
            }
        }
    }
}

const RESUMED: &str = "-- connected again --";

fn lost(why: &str) -> String {
    format!("-- {why}; trying again --")
}

/// What is no entry goes to standard error, or ends the command.
fn aside(message: Message) -> Result<(), Failure> {
    match message {
        Message::Lost(why) => note(lost(&why)),
        Message::Resumed => note(RESUMED),
        Message::Failed(failure) => return Err(failure),
        Message::Entry(..) => {}
    }
    Ok(())
}
