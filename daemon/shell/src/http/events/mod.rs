//! `GET /api/v1/events`: what happens, over a WebSocket: the backlog behind a cursor first, then live,
//! each event once. Events come out of the read model; the control thread knows nothing of those who
//! watch.

mod watch;
mod watcher;

use std::collections::BTreeSet;

use api::{Code, EventQuery, Topic};
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{Query, State};
use axum::response::Response;

use super::desk::Desk;
use super::gate::Shown;
use super::origin::OwnOrigin;
use super::problem::Refused;
use crate::read_model::EventReader;
pub use watch::MODULES;
use watch::Watch;
use watcher::Watcher;

/// Bytes of a message from a client at most; nothing that it says has a meaning.
const HEARD: usize = 4 * 1024;
/// Bytes that wait for a slow client at most. What does not fit waits in the feed.
const AHEAD: usize = 256 * 1024;

/// Opens the stream.
pub async fn stream(
    State(desk): State<Desk>,
    Shown(pass): Shown,
    _: OwnOrigin,
    Query(query): Query<EventQuery>,
    upgrade: WebSocketUpgrade,
) -> Result<Response, Refused> {
    let watch = Watch::new(&desk, pass, topics(&query)?)?;
    let cursor = query.cursor.as_deref();
    let reader = EventReader::new(&desk.history, &desk.feed, watch.topics(), cursor)?;
    let place = desk
        .watchers
        .clone()
        .try_acquire_owned()
        .map_err(|_| Refused::busy("watchers", "as many as may watch the events already"))?;
    let watcher = Watcher {
        desk,
        reader,
        watch,
        _place: place,
    };
    let upgrade = upgrade
        .max_message_size(HEARD)
        .max_frame_size(HEARD)
        .max_write_buffer_size(AHEAD);
    Ok(upgrade.on_upgrade(|socket| watcher.run(socket)))
}

/// The topics that are asked for by name.
fn topics(query: &EventQuery) -> Result<Option<BTreeSet<Topic>>, Refused> {
    let Some(words) = &query.topics else {
        return Ok(None);
    };
    let topics = words.split(',').map(|word| {
        word.trim().parse().map_err(|unknown: api::UnknownTopic| {
            Refused::new(Code::BadRequest, format!("`{word}` is no topic"))
                .help(unknown.to_string())
        })
    });
    topics.collect::<Result<_, _>>().map(Some)
}
