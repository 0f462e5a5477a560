//! A message as people may read it: without answers to challenges, keys of media, and keys that a caller
//! pressed, among which his PIN may be.

/// The text of a message in which what would help a thief is `…`.
pub fn masked(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let mut shown = String::with_capacity(text.len());
    let mut secrets = Secrets::default();
    for line in text.split_inclusive('\n') {
        let (start, end) = secrets.find(line).unwrap_or((line.len(), line.len()));
        shown.push_str(line.get(..start).unwrap_or_default());
        if start < end {
            shown.push('…');
        }
        shown.push_str(line.get(end..).unwrap_or_default());
    }
    shown
}

/// The bytes of a message, as many as there were, in which the same is `x`.
pub fn concealed(bytes: &[u8]) -> Vec<u8> {
    let mut shown = bytes.to_vec();
    let mut secrets = Secrets::default();
    let mut at = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let found = match std::str::from_utf8(line) {
            Ok(text) => secrets.find(text),
            // Where a secret stands in what is no text is not looked for.
            Err(_) => {
                let found = secrets.find(&String::from_utf8_lossy(line));
                found.map(|_| (0, line.trim_ascii_end().len()))
            }
        };
        let (start, end) = found.unwrap_or_default();
        if let Some(place) = shown.get_mut(at + start..at + end) {
            place.fill(b'x');
        }
        at += line.len();
    }
    shown
}

/// Looks for secrets, line after line.
#[derive(Default)]
struct Secrets {
    begun: bool,
    body: bool,
    /// Whether the header at hand answers a challenge.
    credentials: bool,
    /// Whether the body is keys that were pressed.
    keys: bool,
}

impl Secrets {
    /// Where in a line a secret stands.
    fn find(&mut self, line: &str) -> Option<(usize, usize)> {
        let lower = line.trim_end_matches(['\r', '\n']).to_ascii_lowercase();
        if self.body {
            return self.of_body(&lower);
        }
        if lower.is_empty() {
            self.body = self.begun;
            return None;
        }
        self.begun = true;
        if !lower.starts_with([' ', '\t']) {
            self.header(&lower);
        }
        self.credentials
            .then(|| value(&lower, "response="))
            .flatten()
    }

    fn header(&mut self, lower: &str) {
        let (name, content) = lower.split_once(':').unwrap_or((lower, ""));
        let name = name.trim_end();
        self.credentials = ["authorization", "proxy-authorization"].contains(&name);
        let is_type = ["content-type", "c"].contains(&name);
        self.keys |= is_type && content.contains("application/dtmf");
    }

    fn of_body(&self, lower: &str) -> Option<(usize, usize)> {
        if self.keys {
            return Some((0, lower.len()));
        }
        if lower.starts_with("k=") {
            return Some((2, lower.len()));
        }
        let is_crypto = lower.starts_with("a=crypto:");
        is_crypto.then(|| value(lower, "inline:")).flatten()
    }
}

/// The value behind a name, with or without quotes.
fn value(line: &str, name: &str) -> Option<(usize, usize)> {
    let start = line.find(name)? + name.len();
    let start = start + usize::from(line.get(start..)?.starts_with('"'));
    let rest = line.get(start..)?;
    let length = rest.find(['"', ',', ' ']).unwrap_or(rest.len());
    Some((start, start + length))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn answers_to_challenges_and_keys_of_media_are_not_shown() {
        let text = "\r\nREGISTER sip:x SIP/2.0\r\n\
            Authorization: Digest username=\"2001\", response=\"0f1e2d\", uri=\"sip:x\"\r\n\
            proxy-authorization : Digest qop=auth,\r\n response=0f1e2d\r\nSubject: response=1\r\n\r\n\
            k=clear:secret\r\n\
            a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:c2VjcmV0|2^20;inline:bw FEC\r\na=sendrecv\r\n";
        let shown = "\r\nREGISTER sip:x SIP/2.0\r\n\
            Authorization: Digest username=\"2001\", response=\"…\", uri=\"sip:x\"\r\n\
            proxy-authorization : Digest qop=auth,\r\n response=…\r\nSubject: response=1\r\n\r\n\
            k=…\r\n\
            a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:… FEC\r\na=sendrecv\r\n";
        assert_eq!(masked(text.as_bytes()), shown);
        let concealed = concealed(text.as_bytes());
        assert_eq!(concealed.len(), text.len());
        let concealed = String::from_utf8(concealed).expect("a text");
        assert!(concealed.contains("response=\"xxxxxx\""), "{concealed}");
        assert!(!concealed.contains("c2VjcmV0"), "{concealed}");
    }

    #[test]
    fn keys_that_were_pressed_are_not_shown() {
        for kind in ["application/dtmf-relay", "application/dtmf"] {
            let text = format!(
                "INFO sip:x SIP/2.0\r\nContent-Type: {kind}\r\n\r\nSignal=5\r\nDuration=160\r\n"
            );
            assert!(!masked(text.as_bytes()).contains('5'), "{kind}");
            assert!(!concealed(text.as_bytes()).contains(&b'5'), "{kind}");
        }
    }

    #[test]
    fn a_secret_in_what_is_no_text_is_not_shown_either() {
        let line = b"A: b\r\nAuthorization: \xFF response=0f1e2d\r\n";
        let shown = concealed(line);
        assert!(!shown.windows(6).any(|it| it == b"0f1e2d"));
        assert!(shown.ends_with(b"xx\r\n"));
    }

    proptest! {
        #[test]
        fn any_bytes_can_be_shown(bytes: Vec<u8>) {
            let _text = masked(&bytes);
            assert_eq!(concealed(&bytes).len(), bytes.len());
        }

        #[test]
        fn a_line_of_a_secret_can_be_cut_anywhere(cut in 0_usize..60) {
            let line = "Authorization: Digest response=\"0f1e2dé\", é";
            let bytes = line.as_bytes();
            let bytes = &bytes[..cut.min(bytes.len())];
            let _text = masked(bytes);
            assert_eq!(concealed(bytes).len(), bytes.len());
        }
    }
}
