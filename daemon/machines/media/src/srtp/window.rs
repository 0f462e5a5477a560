//! Which packets of a stream were there already (RFC 3711 section 3.3.2), and which number one has.

/// How many numbers behind the highest may still come.
const WIDTH: u64 = 128;

/// The packets of one stream, by number.
#[derive(Copy, Clone, Debug)]
pub(super) struct Window {
    highest: u64,
    /// The bit of the highest is the lowest.
    seen: u128,
}

impl Window {
    /// After the first packet.
    pub fn beginning_with(number: u64) -> Window {
        Window {
            highest: number,
            seen: 1,
        }
    }

    /// The highest number that came.
    pub fn highest(&self) -> u64 {
        self.highest
    }

    /// Whether a number was there, or is so old that it cannot be said.
    pub fn has(&self, number: u64) -> bool {
        match self.highest.checked_sub(number) {
            None => false,
            Some(behind) if behind < WIDTH => self.seen >> behind & 1 == 1,
            Some(_) => true,
        }
    }

    /// Notes a number.
    pub fn note(&mut self, number: u64) {
        match number.checked_sub(self.highest) {
            Some(ahead) => {
                self.seen = self
                    .seen
                    .checked_shl(u32::try_from(ahead).unwrap_or(u32::MAX))
                    .unwrap_or(0)
                    | 1;
                self.highest = number;
            }
            None => {
                let behind = self.highest - number;
                if behind < WIDTH {
                    self.seen |= 1 << behind;
                }
            }
        }
    }
}

/// The number of a packet of which only the low 16 bits are known: the one nearest to the highest
/// (RFC 3711 appendix A).
pub(super) fn number_of(sequence: u16, highest: u64) -> u64 {
    let low = (highest & 0xFFFF) as u16;
    let ahead = sequence.wrapping_sub(low) as i16;
    let near = highest.wrapping_add_signed(i64::from(ahead));
    // Before the first packet there is nothing.
    if ahead < 0 && near > highest {
        u64::from(sequence)
    } else {
        near
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_number_is_there_once() {
        let mut window = Window::beginning_with(1_000);
        for (number, had) in [
            (1_000, true),
            (1_001, false),
            (1_001, true),
            (999, false),
            (999, true),
            (1_130, false),
            (1_001, true),
            (1_003, false),
            (1_002, true),
            (5_000, false),
            (1_130, true),
        ] {
            assert_eq!(window.has(number), had, "{number}");
            if !had {
                window.note(number);
            }
        }
    }

    #[test]
    fn a_number_is_the_one_nearest_to_the_highest() {
        for (sequence, highest, number) in [
            (5, 4, 5),
            (0, 0xFFFF, 0x1_0000),
            (0xFFFF, 0x1_0000, 0xFFFF),
            (0xFFFF, 3, 0xFFFF),
            (10, 0x2_FFF0, 0x3_000A),
            (0xFFF0, 0x3_000A, 0x2_FFF0),
        ] {
            assert_eq!(number_of(sequence, highest), number, "{sequence} {highest}");
        }
    }
}
