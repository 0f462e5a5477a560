//! The payload of a telephone event (RFC 4733 section 2.3).

/// The keys in the order of their codes (section 3.2).
const KEYS: [u8; 16] = *b"0123456789*#ABCD";

/// One update of an event.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct TelephoneEvent {
    /// Which: 0 to 15 are keys.
    pub code: u8,
    /// Whether it is over.
    pub end: bool,
    /// How far below 0 dBm0 it is, 0 to 63.
    pub volume: u8,
    /// How long it is so far, in units of the clock.
    pub duration: u16,
}

impl TelephoneEvent {
    /// Reads the first event of a payload.
    pub fn read(payload: &[u8]) -> Option<TelephoneEvent> {
        let &[code, flags, high, low] = payload.first_chunk::<4>()?;
        let duration = u16::from_be_bytes([high, low]);
        Some(TelephoneEvent {
            code,
            end: flags & 0x80 != 0,
            volume: flags & 63,
            duration,
        })
    }

    /// Its four bytes.
    pub fn bytes(&self) -> [u8; 4] {
        let [high, low] = self.duration.to_be_bytes();
        let end = if self.end { 0x80 } else { 0 };
        [self.code, end | self.volume & 63, high, low]
    }
}

/// The key of a code.
pub fn digit(code: u8) -> Option<char> {
    KEYS.get(usize::from(code)).copied().map(char::from)
}

/// The code of a key; letters in either case.
pub fn code(digit: char) -> Option<u8> {
    let digit = digit.to_ascii_uppercase();
    (0..)
        .zip(KEYS)
        .find(|(_, key)| char::from(*key) == digit)
        .map(|(code, _)| code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_are_those_of_the_standard() {
        for (key, value) in [
            ('0', 0),
            ('9', 9),
            ('*', 10),
            ('#', 11),
            ('A', 12),
            ('d', 15),
        ] {
            assert_eq!(code(key), Some(value));
        }
        assert_eq!(code('E'), None);
        assert_eq!((digit(11), digit(16)), (Some('#'), None));
    }

    #[test]
    fn the_payload_has_the_form_of_the_standard() {
        let event = TelephoneEvent {
            code: 11,
            end: true,
            volume: 10,
            duration: 800,
        };
        assert_eq!(event.bytes(), [11, 0x8A, 3, 0x20]);
        assert_eq!(TelephoneEvent::read(&event.bytes()), Some(event));
        assert_eq!(TelephoneEvent::read(&[1, 2, 3]), None);
    }
}
