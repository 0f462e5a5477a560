//! Plays sounds one after the other, frame by frame.

use std::sync::Arc;

use crate::codec::g711::{self, Law};
use crate::{Audio, PlayId};

/// How many sounds one playing may have.
const MAX_SOUNDS: usize = 1_024;

/// What became of a frame.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Filled {
    /// It is full, with silence after the last sound.
    Whole,
    /// The next sound is not there yet; nothing was written.
    Waiting,
    /// Everything was played before; nothing was written.
    Done,
}

/// One playing.
#[derive(Debug)]
pub(crate) struct Player {
    /// Its id.
    pub(crate) id: PlayId,
    sounds: Vec<Option<Arc<Audio>>>,
    /// Rounds still to play, this one included; `None`: without end.
    rounds: Option<u32>,
    position: usize,
    offset: usize,
}

impl Player {
    /// A playing from its beginning; `None` if there are too many sounds.
    pub(crate) fn new(
        id: PlayId,
        sounds: Vec<Option<Arc<Audio>>>,
        times: Option<u32>,
    ) -> Option<Player> {
        let fits = sounds.len() <= MAX_SOUNDS;
        fits.then_some(Player {
            id,
            sounds,
            rounds: times,
            position: 0,
            offset: 0,
        })
    }

    /// Puts in a sound that was not there; one that is there stays.
    pub(crate) fn supply(&mut self, position: usize, sound: Arc<Audio>) {
        if let Some(place) = self.sounds.get_mut(position) {
            place.get_or_insert(sound);
        }
    }

    /// Whether the sound at this position is still missing.
    pub(crate) fn misses(&self, position: usize) -> bool {
        self.sounds.get(position).is_some_and(Option::is_none)
    }

    /// Writes the next samples by a law; sounds and rounds join without a gap.
    pub(crate) fn fill(&mut self, law: Law, frame: &mut [u8]) -> Filled {
        let mut written = 0;
        let mut silent_rounds = 0;
        while written < frame.len() {
            if self.rounds == Some(0) {
                return pad(law, frame, written, Filled::Done);
            }
            match self.sounds.get(self.position) {
                Some(Some(sound)) => {
                    let rest = sound.encoded(law).get(self.offset..).unwrap_or_default();
                    let room = frame.get_mut(written..).unwrap_or_default();
                    let count = rest.len().min(room.len());
                    room.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
                    written += count;
                    self.offset += count;
                    if count == rest.len() {
                        self.position += 1;
                        self.offset = 0;
                    }
                    if count > 0 {
                        silent_rounds = 0;
                    }
                }
                Some(None) => return pad(law, frame, written, Filled::Waiting),
                None => {
                    self.position = 0;
                    self.rounds = self.rounds.map(|rounds| rounds - 1);
                    silent_rounds += 1;
                    if silent_rounds > 1 {
                        // Sounds without samples would go round without end.
                        self.rounds = Some(0);
                    }
                }
            }
        }
        Filled::Whole
    }
}

/// Ends a frame with silence; without any sound in it, it is `otherwise`.
fn pad(law: Law, frame: &mut [u8], written: usize, otherwise: Filled) -> Filled {
    if written == 0 {
        return otherwise;
    }
    let rest = frame.get_mut(written..).unwrap_or_default();
    rest.fill(g711::silence(law));
    Filled::Whole
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sound(octet: u8, samples: usize) -> Arc<Audio> {
        Arc::new(Audio {
            alaw: vec![octet; samples].into(),
            ulaw: vec![!octet; samples].into(),
        })
    }

    fn player(sounds: Vec<Option<Arc<Audio>>>, times: Option<u32>) -> Player {
        Player::new(PlayId(1), sounds, times).unwrap()
    }

    fn octets(player: &mut Player, frames: usize) -> Vec<u8> {
        let mut all = Vec::new();
        for _ in 0..frames {
            let mut frame = [0; 160];
            assert_eq!(player.fill(Law::A, &mut frame), Filled::Whole);
            all.extend(frame);
        }
        all
    }

    #[test]
    fn sounds_and_rounds_join_without_a_gap() {
        let mut player = player(vec![Some(sound(1, 100)), Some(sound(2, 100))], Some(2));
        let octets = octets(&mut player, 3);
        let expected: Vec<u8> = [1, 2, 1, 2]
            .into_iter()
            .flat_map(|octet| [octet; 100])
            .collect();
        assert_eq!(octets[..400], expected);
        assert!(octets[400..].iter().all(|octet| *octet == 0xD5));
        assert_eq!(player.fill(Law::A, &mut [0; 160]), Filled::Done);
    }

    #[test]
    fn without_a_number_of_times_it_never_ends() {
        let mut player = player(vec![Some(sound(1, 7))], None);
        assert!(octets(&mut player, 1_000).iter().all(|octet| *octet == 1));
    }

    #[test]
    fn a_missing_sound_is_waited_for() {
        let mut player = player(vec![Some(sound(1, 160)), None], Some(1));
        octets(&mut player, 1);
        assert_eq!(player.fill(Law::A, &mut [0; 160]), Filled::Waiting);
        assert!(player.misses(1) && !player.misses(0) && !player.misses(9));
        player.supply(1, sound(2, 160));
        assert_eq!(octets(&mut player, 1), [2; 160]);
        assert_eq!(player.fill(Law::A, &mut [0; 160]), Filled::Done);
    }

    #[test]
    fn nothing_to_play_is_over_at_once() {
        for times in [None, Some(0), Some(9)] {
            for sounds in [vec![], vec![Some(sound(1, 0))]] {
                let mut player = player(sounds, times);
                assert_eq!(player.fill(Law::A, &mut [0; 160]), Filled::Done);
            }
        }
    }

    #[test]
    fn each_law_gets_its_own_octets() {
        let mut player = player(vec![Some(sound(1, 160))], None);
        let mut frame = [0; 160];
        player.fill(Law::Mu, &mut frame);
        assert_eq!(frame, [!1; 160]);
    }
}
