//! The entries of the log as they come, over as many connections as it takes.

use std::time::{Duration, Instant};

use api::{LogEntry, LogKind, LogQuery};
use serde::Deserialize;
use tokio::sync::mpsc;

use super::cursor::Cursor;
use crate::client::{Client, Error, Target};
use crate::failure::Failure;

/// The first wait before another connection, and the longest.
const WAITS: (Duration, Duration) = (Duration::from_millis(250), Duration::from_secs(5));
/// Without a connection for so long, the command gives up.
const PATIENCE: Duration = Duration::from_secs(600);
/// Entries that wait to be shown.
const BUFFER: usize = 1_024;

/// What comes from the daemon, or is known of the line to it.
#[derive(Debug)]
pub enum Message {
    /// An entry: the line as it came, and what it says; `None`: something of a later daemon.
    Entry(String, Option<Box<LogEntry>>),
    /// The connection is lost, for this reason.
    Lost(String),
    /// There is a connection again.
    Resumed,
    /// The log cannot be read.
    Failed(Failure),
}

/// The messages in order; it ends when the log does.
pub struct Stream(mpsc::Receiver<Message>);

impl Stream {
    /// Reads what `query` asks for.
    pub fn open(client: Client, query: LogQuery) -> Stream {
        let (sender, receiver) = mpsc::channel(BUFFER);
        tokio::spawn(async move {
            let mut reader = Reader {
                client,
                query,
                cursor: Cursor::default(),
                sender: sender.clone(),
            };
            if let Err(error) = reader.run().await {
                // Nobody waits for it when the command is over.
                let _ = sender.send(Message::Failed(error.into())).await;
            }
        });
        Stream(receiver)
    }

    /// The next message.
    pub async fn next(&mut self) -> Option<Message> {
        self.0.recv().await
    }

    /// Whether nothing waits to be shown.
    pub fn is_idle(&self) -> bool {
        self.0.is_empty()
    }
}

/// What every line has, whatever else it says.
#[derive(Deserialize)]
struct Head {
    sequence: u64,
}

struct Reader {
    client: Client,
    query: LogQuery,
    cursor: Cursor,
    sender: mpsc::Sender<Message>,
}

/// Why a connection is over.
enum Over {
    /// The log ended, or nobody wants more of it.
    Done,
    /// It broke.
    Broke(Error),
}

impl Reader {
    async fn run(&mut self) -> Result<(), Error> {
        let mut lines = self.client.lines(self.target()).await?;
        loop {
            match self.read(&mut lines).await {
                Over::Done => return Ok(()),
                Over::Broke(error) if !error.passes() => return Err(error),
                Over::Broke(error) => {
                    self.tell(Message::Lost(error.to_string())).await;
                    lines = self.reconnect().await?;
                    self.tell(Message::Resumed).await;
                }
            }
        }
    }

    fn target(&self) -> Target {
        Target::new(&["logs"]).query(&self.cursor.resume(&self.query))
    }

    async fn read(&mut self, lines: &mut crate::client::Lines) -> Over {
        loop {
            match lines.next().await {
                Ok(Some(line)) => match serde_json::from_str(&line) {
                    Err(error) => return Over::Broke(lines.unreadable(&error.to_string())),
                    Ok(Head { sequence }) if !self.entry(sequence, line).await => {
                        return Over::Done;
                    }
                    Ok(_) => {}
                },
                Ok(None) if !self.query.follow => return Over::Done,
                Ok(None) => return Over::Broke(lines.broken("the daemon has ended it")),
                Err(error) => return Over::Broke(error),
            }
        }
    }

    /// Passes an entry on unless it was seen before; false: nobody wants more.
    async fn entry(&mut self, sequence: u64, line: String) -> bool {
        let entry: Option<LogEntry> = serde_json::from_str(&line).ok();
        let heartbeat = matches!(
            &entry,
            Some(LogEntry {
                kind: LogKind::Heartbeat,
                ..
            })
        );
        if !self.cursor.pass(sequence) || heartbeat {
            return !self.sender.is_closed();
        }
        self.tell(Message::Entry(line, entry.map(Box::new))).await
    }

    async fn reconnect(&self) -> Result<crate::client::Lines, Error> {
        let begun = Instant::now();
        let mut wait = WAITS.0;
        loop {
            tokio::time::sleep(wait).await;
            wait = (wait * 2).min(WAITS.1);
            match self.client.lines(self.target()).await {
                Err(error) if error.passes() && begun.elapsed() < PATIENCE => {}
                outcome => return outcome,
            }
        }
    }

    async fn tell(&self, message: Message) -> bool {
        self.sender.send(message).await.is_ok()
    }
}
