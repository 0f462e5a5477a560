//! What a waiting caller hears: music, and announcements in between.

use model::config::{Node, Transfer};

use super::Waiting;
use crate::call::Call;
use crate::floor::{Floor, Timer};
use crate::ivr::sound;
use crate::{PlayEnd, Sound, limits};

/// What plays to a waiting caller.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Hears {
    /// Nothing: even the ring-back tone failed.
    Nothing,
    /// The music of the node.
    Music,
    /// The ring-back tone.
    RingBack,
    /// An announcement.
    Announcement,
}

/// Starts the music and the time to the first announcement.
pub(super) fn begin(call: &mut Call, floor: &mut Floor, transfer: &Transfer) {
    play_music(call, floor, transfer);
    schedule(call, floor, transfer);
}

/// The time for an announcement has come, or one never ended.
pub(crate) fn announce(call: &mut Call, floor: &mut Floor) {
    with_transfer(call, floor, |call, floor, transfer| {
        let told = match hears(call) {
            Some(Hears::Announcement) => None,
            _ => transfer
                .announce
                .as_ref()
                .and_then(|speech| sound::of(speech, call, floor)),
        };
        match told {
            Some(sound) => {
                call.announce(floor, sound);
                set(call, Hears::Announcement);
                floor
                    .timers
                    .set(Timer::Announce(call.id), floor.now.mono + limits::PROMPT);
            }
            None => begin(call, floor, transfer),
        }
    });
}

/// What played has ended by itself.
pub(crate) fn heard(call: &mut Call, floor: &mut Floor, end: PlayEnd) {
    with_transfer(call, floor, |call, floor, transfer| {
        match (hears(call), end) {
            (Some(Hears::Announcement), _) => begin(call, floor, transfer),
            (Some(Hears::Music), PlayEnd::Failed) => ring_back(call, floor),
            _ => set(call, Hears::Nothing),
        }
    });
}

fn play_music(call: &mut Call, floor: &mut Floor, transfer: &Transfer) {
    // A caller is not sent away because the music is gone.
    match transfer
        .music
        .as_ref()
        .and_then(|speech| sound::of(speech, call, floor))
    {
        Some(sound) => {
            call.play(floor, vec![sound], None);
            set(call, Hears::Music);
        }
        None => ring_back(call, floor),
    }
}

fn ring_back(call: &mut Call, floor: &mut Floor) {
    call.play(floor, vec![Sound::RingBack], None);
    set(call, Hears::RingBack);
}

fn schedule(call: &mut Call, floor: &mut Floor, transfer: &Transfer) {
    if transfer.announce.is_some() {
        let every = transfer.every.get().max(limits::ANNOUNCE);
        floor
            .timers
            .set(Timer::Announce(call.id), floor.now.mono + every);
    }
}

fn hears(call: &mut Call) -> Option<Hears> {
    call.waiting_mut()
        .map(|waiting: &mut Waiting| waiting.hears)
}

fn set(call: &mut Call, hears: Hears) {
    if let Some(waiting) = call.waiting_mut() {
        waiting.hears = hears;
    }
}

fn with_transfer(
    call: &mut Call,
    floor: &mut Floor,
    act: impl FnOnce(&mut Call, &mut Floor, &Transfer),
) {
    let ivr = std::sync::Arc::clone(&call.ivr);
    let node = call
        .waiting_mut()
        .and_then(|waiting| ivr.nodes.get(&waiting.node));
    if let Some(Node::Transfer(transfer)) = node {
        act(call, floor, transfer);
    }
}
