//! What a socket is called in the set of sockets that a thread waits for.

use media::LegNumber;

/// The waker of the thread.
pub(super) const WAKER: u64 = u64::MAX;

/// A socket of a leg of a room.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) seat: u32,
    pub(super) leg: LegNumber,
    pub(super) rtcp: bool,
}

impl Token {
    /// As one number, which is never [`WAKER`].
    pub(super) fn pack(self) -> u64 {
        u64::from(self.seat) << 32 | u64::from(self.leg) << 8 | u64::from(self.rtcp)
    }

    pub(super) fn unpack(number: u64) -> Token {
        Token {
            seat: (number >> 32) as u32,
            leg: (number >> 8) as LegNumber,
            rtcp: number & 1 == 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_survives_packing_and_is_never_the_waker() {
        for seat in [0, 1, u32::MAX] {
            for leg in [0, 1, LegNumber::MAX] {
                for rtcp in [false, true] {
                    let token = Token { seat, leg, rtcp };
                    assert_eq!(Token::unpack(token.pack()), token);
                    assert_ne!(token.pack(), WAKER);
                }
            }
        }
    }
}
