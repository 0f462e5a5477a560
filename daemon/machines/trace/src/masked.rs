//! A message as people may read it.

/// The text of a message in which what would help a thief is `…`: answers to challenges, keys of media.
pub fn masked(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let mut shown = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let (start, end) = secret(line).unwrap_or((line.len(), line.len()));
        shown.push_str(line.get(..start).unwrap_or_default());
        if start < end {
            shown.push('…');
        }
        shown.push_str(line.get(end..).unwrap_or_default());
    }
    shown
}

/// Where in a line a secret stands.
fn secret(line: &str) -> Option<(usize, usize)> {
    let lower = line.to_ascii_lowercase();
    let credentials = ["authorization:", "proxy-authorization:"];
    if credentials.iter().any(|name| lower.starts_with(name)) {
        return quoted(&lower, "response=");
    }
    if lower.starts_with("a=crypto:") {
        let start = lower.find("inline:")? + "inline:".len();
        let rest = lower.get(start..)?;
        let length = rest.find(['|', ' ', '\r', '\n']).unwrap_or(rest.len());
        return Some((start, start + length));
    }
    None
}

/// The value of a parameter, with or without quotes.
fn quoted(line: &str, name: &str) -> Option<(usize, usize)> {
    let start = line.find(name)? + name.len();
    let rest = line.get(start..)?;
    let start = start + usize::from(rest.starts_with('"'));
    let rest = line.get(start..)?;
    let length = rest.find(['"', ',', '\r', '\n']).unwrap_or(rest.len());
    Some((start, start + length))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn answers_to_challenges_and_keys_of_media_are_not_shown() {
        let text = "REGISTER sip:x SIP/2.0\r\n\
            Authorization: Digest username=\"2001\", response=\"0f1e2d\", uri=\"sip:x\"\r\n\
            proxy-authorization: Digest response=0f1e2d\r\n\r\n\
            a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:c2VjcmV0|2^20\r\na=sendrecv\r\n";
        let shown = "REGISTER sip:x SIP/2.0\r\n\
            Authorization: Digest username=\"2001\", response=\"…\", uri=\"sip:x\"\r\n\
            proxy-authorization: Digest response=…\r\n\r\n\
            a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:…|2^20\r\na=sendrecv\r\n";
        assert_eq!(masked(text.as_bytes()), shown);
    }

    proptest! {
        #[test]
        fn any_bytes_can_be_shown(bytes: Vec<u8>) {
            let _text = masked(&bytes);
        }

        #[test]
        fn a_line_of_a_secret_can_be_cut_anywhere(cut in 0_usize..60) {
            let line = "Authorization: Digest response=\"0f1e2dé\", é";
            let bytes = line.as_bytes();
            let _text = masked(&bytes[..cut.min(bytes.len())]);
        }
    }
}
