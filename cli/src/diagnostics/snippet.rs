//! YAML made fit to be shown around a problem.

/// The text with every byte at the place where it was: what is not UTF-8 or steers a terminal is
/// replaced by as many bytes of something harmless.
pub fn readable(text: &[u8]) -> String {
    let mut readable = String::with_capacity(text.len());
    for chunk in text.utf8_chunks() {
        readable.extend(chunk.valid().chars().map(harmless));
        readable.extend(chunk.invalid().iter().map(|_| '?'));
    }
    readable
}

fn harmless(c: char) -> char {
    match c {
        '\n' | '\r' | '\t' => c,
        '\u{0}'..='\u{1f}' | '\u{7f}' => '?',
        '\u{80}'..='\u{9f}' => '¿',
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_keeps_its_place() {
        let text = "a\x1b[2J\u{9b}\u{202e}王\n".as_bytes();
        let shown = readable(text);
        assert_eq!(shown, "a?[2J¿\u{fffd}王\n");
        assert_eq!(shown.len(), text.len());
        assert_eq!(readable(b"a\xff\xfeb"), "a??b");
    }
}
