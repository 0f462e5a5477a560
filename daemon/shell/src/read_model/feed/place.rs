//! Where an event stands in the stream.

use std::fmt;

/// A place: behind an entry of the journal, and there the so-manieth of what is in no journal. What the
/// journal keeps has the same place in every run.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The entry.
    pub seq: u64,
    /// 0: the entry itself.
    pub sub: u32,
}

impl Place {
    /// The place of an entry.
    pub const fn of(seq: u64) -> Place {
        Place { seq, sub: 0 }
    }

    /// The place behind all that came between an entry and the next.
    pub const fn end_of(seq: u64) -> Place {
        Place { seq, sub: u32::MAX }
    }

    /// The next place for something that is in no journal.
    pub const fn behind(self, seq: u64) -> Place {
        let sub = if self.seq == seq { self.sub } else { 0 };
        Place {
            seq,
            sub: sub.saturating_add(1),
        }
    }
}

/// A place in the stream of a run, as it is given to clients.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// Which run.
    pub(super) run: u64,
    /// Where.
    pub(super) place: Place,
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Place { seq, sub } = self.place;
        write!(f, "{:016x}{seq:016x}{sub:08x}", self.run)
    }
}

/// A text is no cursor.
#[derive(Copy, Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`cursor` is none of ours")]
pub struct NoCursor;

impl std::str::FromStr for Cursor {
    type Err = NoCursor;
    fn from_str(text: &str) -> Result<Cursor, NoCursor> {
        let part = |from: usize, to: usize| {
            let digits = text
                .get(from..to)
                .filter(|it| it.bytes().all(|b| b.is_ascii_hexdigit()));
            digits
                .and_then(|digits| u64::from_str_radix(digits, 16).ok())
                .ok_or(NoCursor)
        };
        if text.len() != 40 {
            return Err(NoCursor);
        }
        Ok(Cursor {
            run: part(0, 16)?,
            place: Place {
                seq: part(16, 32)?,
                sub: u32::try_from(part(32, 40)?).map_err(|_| NoCursor)?,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_read_as_it_was_written() {
        let cursor = Cursor {
            run: u64::MAX,
            place: Place { seq: 812, sub: 3 },
        };
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        let plus = "+".repeat(40);
        for bad in [
            "",
            "0a",
            &plus,
            &"g".repeat(40),
            &"é".repeat(20),
            &"0".repeat(41),
        ] {
            assert_eq!(bad.parse::<Cursor>(), Err(NoCursor), "{bad}");
        }
    }

    #[test]
    fn places_rise() {
        let entry = Place::of(7);
        let next = entry.behind(7);
        assert!(entry < next && next < next.behind(7));
        assert!(next.behind(7) < Place::end_of(7) && Place::end_of(7) < Place::of(8));
        assert_eq!(next.behind(8), Place { seq: 8, sub: 1 });
    }
}
