//! An answer that comes line by line.

use std::time::Duration;

use bytes::{Buf, BytesMut};
use http_body_util::BodyExt;
use hyper::body::Incoming;

use super::{Address, Error};

/// The longest line, in bytes.
const MAX_LINE: usize = 4 * 1024 * 1024;
/// The longest silence: three heartbeats.
const SILENCE: Duration = Duration::from_secs(3 * api::LogEntry::HEARTBEAT_SECONDS);

/// The lines of an answer as they come.
pub struct Lines {
    address: Address,
    body: Incoming,
    /// What has come of lines that were not taken yet.
    rest: BytesMut,
    /// Up to where `rest` is known to hold no end of a line.
    searched: usize,
}

impl Lines {
    /// The lines of `body`.
    pub fn new(address: Address, body: Incoming) -> Lines {
        Lines {
            address,
            body,
            rest: BytesMut::new(),
            searched: 0,
        }
    }

    /// The next line without its end; `None`: the answer is over.
    ///
    /// # Errors
    /// The connection broke, in the middle of a line too, or is silent for too long.
    pub async fn next(&mut self) -> Result<Option<String>, Error> {
        loop {
            if let Some(line) = self.take()? {
                return Ok(Some(line));
            }
            let frame = tokio::time::timeout(SILENCE, self.body.frame()).await;
            match frame.map_err(|_| Error::Timeout(self.address.clone(), SILENCE))? {
                None if self.rest.is_empty() => return Ok(None),
                None => return Err(self.broken("it ended within a line")),
                Some(Err(error)) => return Err(self.broken(&error.to_string())),
                Some(Ok(frame)) => {
                    if let Ok(data) = frame.into_data() {
                        self.rest.extend_from_slice(&data);
                    }
                }
            }
        }
    }

    fn take(&mut self) -> Result<Option<String>, Error> {
        let fresh = self.rest.iter().skip(self.searched);
        let Some(end) = fresh.copied().position(|byte| byte == b'\n') else {
            self.searched = self.rest.len();
            return if self.rest.len() > MAX_LINE {
                Err(Error::Unreadable(
                    self.address.clone(),
                    "a line has no end".to_owned(),
                ))
            } else {
                Ok(None)
            };
        };
        let line = self.rest.split_to(self.searched + end);
        self.searched = 0;
        self.rest.advance(1);
        String::from_utf8(line.to_vec())
            .map(Some)
            .map_err(|_| Error::Unreadable(self.address.clone(), "a line is not UTF-8".to_owned()))
    }

    /// The error of a line that makes no sense, for this reason.
    pub fn unreadable(&self, why: &str) -> Error {
        Error::Unreadable(self.address.clone(), why.to_owned())
    }

    /// The error of a connection that broke for this reason.
    pub fn broken(&self, why: &str) -> Error {
        Error::Broken(self.address.clone(), why.to_owned())
    }
}
