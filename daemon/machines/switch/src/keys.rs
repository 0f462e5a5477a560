//! Keys that are pressed on a leg, in its audio (RFC 4733) or beside it (INFO), and the way of a key to
//! the other leg of a bridge that cannot take it as it came.

use std::collections::VecDeque;
use std::time::Duration;

use contact::{LegEvent, LegId};
use kernel::{Mono, Now};
use media::Remote;
use model::Key;
use sip::SessionId;

use crate::interface::{MediaCommand, Output};
use crate::switch::Switch;

/// How far apart the two signs of one press may be: an INFO is sent when the key is let go, and again
/// when it is lost.
const APART: Duration = Duration::from_secs(4);
/// How many presses wait for their other sign. More at once are no fingers.
const WAITING: usize = 16;

/// How a key comes.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// In the audio.
    Audio,
    /// In a message of its own.
    Beside,
}

/// The keys of one leg.
#[derive(Debug, Default)]
pub struct Keys {
    waiting: VecDeque<(Way, Key, Mono)>,
    /// Whether one came in the audio.
    in_audio: bool,
}

impl Keys {
    /// Whether this is a press that is not known: a phone that tells each of its presses in both ways has
    /// pressed once for each pair. `held` is how long it says that the key was.
    pub fn is_news(&mut self, now: Mono, way: Way, key: Key, held: Duration) -> bool {
        self.in_audio |= way == Way::Audio;
        let within = APART + held;
        let pair = |known: &&(Way, Key, Mono)| {
            known.0 != way && known.1 == key && now.since(known.2) <= within
        };
        if let Some(pair) = self.waiting.iter().find(pair).copied() {
            self.waiting.retain(|known| *known != pair);
            return false;
        }
        if self.waiting.len() >= WAITING {
            self.waiting.pop_front();
        }
        self.waiting.push_back((way, key, now));
        true
    }
}

/// What a leg can be told of keys, once its media is known.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Takes {
    /// Whether events were agreed on.
    events: bool,
    /// Whether keys are tones in its voice.
    tones: bool,
}

impl Takes {
    /// By what was agreed on.
    pub fn of(remote: &Remote) -> Takes {
        Takes {
            events: remote.dtmf.is_some(),
            tones: remote.inband,
        }
    }

    /// Whether a message is what is left for a key.
    fn nothing(self) -> bool {
        !self.events && !self.tones
    }
}

impl Switch {
    /// A key came in the audio of a leg. Its room has sent it on, unless the other leg takes neither
    /// events nor tones.
    pub(crate) fn pressed_in_audio(&mut self, now: Now, leg: LegId, key: Key) {
        if !self.is_news(now, leg, Way::Audio, key, Duration::ZERO) {
            return;
        }
        if let Some((other, takes)) = self.other_of(leg)
            && takes.nothing()
        {
            self.press_beside(now, other, key);
        }
        self.tell(now, leg, LegEvent::Digit(key));
    }

    /// A key came in an INFO.
    pub(crate) fn pressed_beside(
        &mut self,
        now: Now,
        session: SessionId,
        key: char,
        held: Duration,
    ) {
        let (Some(leg), Some(key)) = (self.legs.of(session), Key::new(key)) else {
            return;
        };
        if !self.is_news(now, leg, Way::Beside, key, held) {
            return;
        }
        // A phone that sends both is sent on by its room.
        let both = self.legs.get_mut(leg).is_some_and(|it| it.keys.in_audio);
        if let Some((other, takes)) = self.other_of(leg).filter(|_| !both) {
            let beside = !takes.events && self.press_beside(now, other, key);
            if !beside {
                self.put(Output::Media(MediaCommand::SendDigit(other, key)));
            }
        }
        self.tell(now, leg, LegEvent::Digit(key));
    }

    /// Presses a key of our own toward a leg, in the way that it takes.
    pub(crate) fn press(&mut self, now: Now, leg: LegId, key: Key) {
        let takes = self.legs.get_mut(leg).and_then(|known| known.takes);
        let beside = takes.is_some_and(Takes::nothing) && self.press_beside(now, leg, key);
        if !beside {
            self.put(Output::Media(MediaCommand::SendDigit(leg, key)));
        }
    }

    fn is_news(&mut self, now: Now, leg: LegId, way: Way, key: Key, held: Duration) -> bool {
        let known = self.legs.get_mut(leg);
        let news = known.is_some_and(|known| known.keys.is_news(now.mono, way, key, held));
        self.counters.keys_told_twice += u64::from(!news);
        news
    }

    /// Who hears a leg, and what that one takes.
    fn other_of(&mut self, leg: LegId) -> Option<(LegId, Takes)> {
        let other = self.legs.get_mut(leg)?.bridged?;
        Some((other, self.legs.get_mut(other)?.takes?))
    }

    /// Tells a leg a key by INFO, if it takes that.
    fn press_beside(&mut self, now: Now, leg: LegId, key: Key) -> bool {
        let session = self.legs.get_mut(leg).and_then(|known| known.session());
        session.is_some_and(|session| self.stack.press(now.mono, session, key.as_char()))
    }

    /// Two legs hear each other from here on.
    pub(crate) fn bridge(&mut self, one: LegId, other: LegId) {
        for (leg, hears) in [(one, other), (other, one)] {
            if let Some(known) = self.legs.get_mut(leg) {
                known.bridged = Some(hears);
            }
        }
        self.put(Output::Media(MediaCommand::Bridge(one, other)));
    }

    /// And no more.
    pub(crate) fn unbridge(&mut self, one: LegId, other: LegId) {
        for leg in [one, other] {
            if let Some(known) = self.legs.get_mut(leg) {
                known.bridged = None;
            }
        }
        self.put(Output::Media(MediaCommand::Unbridge(one, other)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(sign: char) -> Key {
        Key::new(sign).expect("a key")
    }

    /// Which of these are news: the millisecond, how it came, and the key.
    fn news(told: &[(u64, Way, char)]) -> Vec<bool> {
        let mut keys = Keys::default();
        let told = told.iter().map(|(at, way, sign)| {
            let at = Mono::from_micros(at * 1000);
            keys.is_news(at, *way, key(*sign), Duration::from_millis(100))
        });
        told.collect()
    }

    #[test]
    fn a_press_that_is_told_in_both_ways_counts_once_in_any_order() {
        use Way::{Audio, Beside};
        assert_eq!(
            news(&[
                (0, Audio, '5'),
                (160, Beside, '5'),
                (400, Audio, '5'),
                (560, Beside, '5')
            ]),
            [true, false, true, false]
        );
        assert_eq!(
            news(&[
                (0, Audio, '5'),
                (200, Audio, '5'),
                (300, Beside, '5'),
                (301, Beside, '5')
            ]),
            [true, true, false, false]
        );
        assert_eq!(news(&[(0, Beside, '1'), (20, Audio, '1')]), [true, false]);
    }

    #[test]
    fn presses_of_one_way_count_each_and_so_do_other_keys_and_later_ones() {
        use Way::{Audio, Beside};
        assert_eq!(news(&[(0, Beside, '5'), (1, Beside, '5')]), [true, true]);
        assert_eq!(news(&[(0, Audio, '5'), (1, Beside, '6')]), [true, true]);
        assert_eq!(news(&[(0, Audio, '5'), (4_101, Beside, '5')]), [true, true]);
    }

    #[test]
    fn no_more_wait_for_their_other_sign_than_fingers_press() {
        let mut keys = Keys::default();
        for at in 0..1_000 {
            keys.is_news(Mono::from_micros(at), Way::Audio, key('1'), Duration::ZERO);
        }
        assert_eq!(keys.waiting.len(), WAITING);
    }
}
