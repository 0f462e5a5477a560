//! What is to be written of an entry.

use std::fmt;
use std::sync::Arc;

/// Bytes that others hold as well.
pub type SharedBytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// The bytes of an entry. A long part of them may be shared with others: whoever hands the entry over does not
/// take the time to copy it, which the journal's thread has.
#[derive(Clone, Default)]
pub struct Payload {
    before: Vec<u8>,
    shared: Option<SharedBytes>,
    after: Vec<u8>,
}

impl Payload {
    /// Bytes between which are shared ones.
    pub fn around(before: Vec<u8>, shared: SharedBytes, after: Vec<u8>) -> Payload {
        Payload {
            before,
            shared: Some(shared),
            after,
        }
    }

    /// How many bytes it has.
    pub fn len(&self) -> usize {
        self.before.len() + self.shared().len() + self.after.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many of them are its own.
    pub fn own(&self) -> usize {
        self.before.len() + self.after.len()
    }

    /// All of them in a row.
    pub fn into_bytes(self) -> Vec<u8> {
        if self.shared.is_none() && self.after.is_empty() {
            return self.before;
        }
        [&*self.before, self.shared(), &*self.after].concat()
    }

    fn shared(&self) -> &[u8] {
        let shared = self.shared.as_ref();
        shared.map_or(&[], |shared| (**shared).as_ref())
    }
}

impl From<Vec<u8>> for Payload {
    fn from(bytes: Vec<u8>) -> Payload {
        Payload {
            before: bytes,
            ..Payload::default()
        }
    }
}

impl fmt::Debug for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Payload({} bytes)", self.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shared_stands_where_it_belongs() {
        let shared: SharedBytes = Arc::new("cd".to_owned());
        let payload = Payload::around(b"ab".to_vec(), shared, b"e".to_vec());
        assert_eq!((payload.len(), payload.own()), (5, 3));
        assert_eq!(payload.into_bytes(), b"abcde");
        assert_eq!(Payload::from(b"ab".to_vec()).into_bytes(), b"ab");
    }
}
