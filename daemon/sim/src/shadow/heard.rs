//! What a caller hears, as far as it tells where he is.

use contact::Sound;

use crate::sweep::center;

/// Whether these sounds are those of a queue of a sweep; they announce a bare number.
pub fn of_queue(sounds: &[Sound]) -> bool {
    let of_queue = |sound: &Sound| *sound == Sound::RingBack || place(sound).is_some();
    sounds.iter().all(of_queue)
}

/// Whether they are what callers are told while nobody works.
pub fn of_closed(sounds: &[Sound]) -> bool {
    let said = said(sounds);
    said == Some(center::CLOSED) || said == Some(center::ALARM)
}

/// The first words among them.
pub fn said(sounds: &[Sound]) -> Option<&str> {
    sounds.iter().find_map(words)
}

fn words(sound: &Sound) -> Option<&str> {
    match sound {
        Sound::Text { text, .. } => Some(text),
        Sound::RingBack | Sound::Clip(_) | Sound::Beep => None,
    }
}

/// The number of callers ahead that a sound tells.
pub fn place(sound: &Sound) -> Option<usize> {
    words(sound)?.parse().ok()
}
