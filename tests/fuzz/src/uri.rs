//! A URI, a name with one, and a Via are read or refused; what is read is written so that it reads the
//! same, and holds nothing that could begin a line.

use std::fmt::Display;

use ::sip::message::{NameAddr, Uri, Via};

/// Reads a text as each of them.
pub fn run(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    // The reader of messages has taken the line breaks away.
    if text.contains(['\r', '\n', '\0']) {
        return;
    }
    reads_the_same(text, NameAddr::read);
    reads_the_same(text, Via::read);
    if let Some(uri) = reads_the_same(text, Uri::read) {
        assert!(uri.is_same(&uri));
        let user = uri.user_text().unwrap_or_default();
        assert!(!user.contains(char::is_control));
    }
}

fn reads_the_same<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Option<T>
where
    T: Display + PartialEq + std::fmt::Debug,
{
    let value = read(text)?;
    let written = value.to_string();
    assert!(!written.contains(['\r', '\n', '\0']));
    assert_eq!(read(&written).as_ref(), Some(&value), "as {written:?}");
    Some(value)
}
