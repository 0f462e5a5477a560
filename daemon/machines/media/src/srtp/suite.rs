//! The crypto suites (RFC 4568 section 6.2).

/// How packets are encrypted and proven: AES in counter mode with 128 bits and HMAC-SHA1, with a long or a
/// short tag.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Suite {
    /// `AES_CM_128_HMAC_SHA1_80`
    Tag80,
    /// `AES_CM_128_HMAC_SHA1_32`
    Tag32,
}

/// The tag of RTCP is the long one whatever the suite (RFC 4568 section 6.2.2).
pub(super) const RTCP_TAG: usize = 10;

impl Suite {
    /// All, the preferred one first.
    pub const ALL: [Suite; 2] = [Suite::Tag80, Suite::Tag32];

    /// Its name in a session description.
    pub const fn name(self) -> &'static str {
        match self {
            Suite::Tag80 => "AES_CM_128_HMAC_SHA1_80",
            Suite::Tag32 => "AES_CM_128_HMAC_SHA1_32",
        }
    }

    /// The bytes of the tag of an RTP packet.
    pub const fn rtp_tag(self) -> usize {
        match self {
            Suite::Tag80 => 10,
            Suite::Tag32 => 4,
        }
    }
}
