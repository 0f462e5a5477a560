//! One client that watches.

use std::time::Duration;

use api::{Event, EventKind};
use axum::body::Bytes;
use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket, close_code};
use tokio::sync::OwnedSemaphorePermit;

use super::super::desk::Desk;
use super::super::guard::LOOK;
use super::super::serve::stopped;
use super::watch::Watch;
use crate::read_model::{EventReader, Step};

/// How long a client may take for a message. One that is merely slow finds a gap; one that takes
/// nothing at all is gone.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long the answer to a client's goodbye may take.
const FAREWELL: Duration = Duration::from_secs(1);

/// A client and its place in the stream.
pub struct Watcher {
    pub desk: Desk,
    pub reader: EventReader,
    pub watch: Watch,
    /// What lets further ones watch when it is over.
    pub _place: OwnedSemaphorePermit,
}

/// Why a stream ends.
enum End {
    /// The client is gone, or takes nothing.
    Gone,
    /// The client says that he goes.
    Leaves,
    /// He may no longer watch.
    Denied,
    /// The daemon stops.
    Stops,
    /// The journal cannot be read.
    Failed,
}

impl Watcher {
    /// Sends what happens until the stream ends.
    pub async fn run(mut self, mut socket: WebSocket) {
        metrics::gauge!("ccd_event_watchers").increment(1.0);
        let end = self.watch(&mut socket).await;
        metrics::gauge!("ccd_event_watchers").decrement(1.0);
        let (code, reason) = match end {
            End::Gone => return,
            End::Leaves => return part(&mut socket).await,
            End::Denied => (close_code::POLICY, "the token no longer holds for this"),
            End::Stops => (close_code::AWAY, "the daemon stops"),
            End::Failed => (close_code::ERROR, "the journal cannot be read"),
        };
        let reason = Utf8Bytes::from_static(reason);
        let _told = send(
            &mut socket,
            Message::Close(Some(CloseFrame { code, reason })),
        )
        .await;
    }

    async fn watch(&mut self, socket: &mut WebSocket) -> End {
        // The end of the backlog is told.
        let mut quiet = true;
        loop {
            if !self.watch.goes_on(&self.desk) {
                return End::Denied;
            }
            let outcome = match self.reader.step() {
                Step::Events(events) => {
                    let texts = events.iter().filter_map(|event| self.watch.text(event));
                    all(socket, texts.collect()).await
                }
                Step::Gap(text) => all(socket, vec![text]).await,
                Step::Behind => match tokio::task::block_in_place(|| self.reader.catch_up()) {
                    Ok(()) => Ok(()),
                    Err(error) => {
                        tracing::error!(%error, "the events cannot be read");
                        Err(End::Failed)
                    }
                },
                Step::Idle if quiet => {
                    quiet = false;
                    all(socket, vec![self.reader.note(EventKind::Heartbeat)]).await
                }
                Step::Idle => self.wait(socket).await.map(|silent| quiet = silent),
            };
            if let Err(end) = outcome {
                return end;
            }
        }
    }

    /// Waits for more, or until he may no longer watch; whether it was silent for too long.
    async fn wait(&mut self, socket: &mut WebSocket) -> Result<bool, End> {
        let heartbeat = Duration::from_secs(Event::HEARTBEAT_SECONDS);
        tokio::select! {
            () = self.reader.changed() => Ok(false),
            () = tokio::time::sleep(heartbeat) => Ok(true),
            () = dismissed(&self.desk, &mut self.watch) => Err(End::Denied),
            heard = socket.recv() => match heard {
                // Pings are answered by the protocol; the rest has no meaning.
                Some(Ok(Message::Close(_))) => Err(End::Leaves),
                Some(Ok(_)) => Ok(false),
                _ => Err(End::Gone),
            },
            () = stopped(self.desk.stop.clone()) => Err(End::Stops),
        }
    }
}

async fn dismissed(desk: &Desk, watch: &mut Watch) {
    while watch.goes_on(desk) {
        tokio::time::sleep(LOOK).await;
    }
}

/// Lets the answer to a client's goodbye go out, which is written when more is read (RFC 6455 section
/// 5.5.1).
async fn part(socket: &mut WebSocket) {
    let _over = tokio::time::timeout(FAREWELL, socket.recv()).await;
}

async fn all(socket: &mut WebSocket, texts: Vec<Bytes>) -> Result<(), End> {
    for text in texts {
        // It is JSON, so it is UTF-8.
        let text = Utf8Bytes::try_from(text).map_err(|_| End::Failed)?;
        send(socket, Message::Text(text)).await?;
    }
    Ok(())
}

async fn send(socket: &mut WebSocket, message: Message) -> Result<(), End> {
    match tokio::time::timeout(PATIENCE, socket.send(message)).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) => Err(End::Gone),
        Err(_) => {
            metrics::counter!("ccd_event_watchers_stalled_total").increment(1);
            Err(End::Gone)
        }
    }
}
