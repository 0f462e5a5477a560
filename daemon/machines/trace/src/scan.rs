//! The Call-ID of a message, without reading the rest: it is looked for in each message.

/// The Call-ID; `None` if there is none, or what it would be is no text.
pub fn call_id(bytes: &[u8]) -> Option<&str> {
    let mut lines = bytes.split(|byte| *byte == b'\n');
    let _start = lines.next();
    let head = lines
        .map(|line| line.strip_suffix(b"\r").unwrap_or(line))
        .take_while(|line| !line.is_empty());
    let value = head.filter_map(value_of_call_id).next()?;
    std::str::from_utf8(value).ok().filter(|id| !id.is_empty())
}

fn value_of_call_id(line: &[u8]) -> Option<&[u8]> {
    let colon = line.iter().take(16).position(|byte| *byte == b':')?;
    let (name, value) = line.split_at_checked(colon)?;
    let name = name.trim_ascii_end();
    let is_call_id = name.eq_ignore_ascii_case(b"call-id") || name.eq_ignore_ascii_case(b"i");
    is_call_id
        .then(|| value.trim_ascii_start().strip_prefix(b":"))??
        .trim_ascii()
        .into()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn it_is_found_however_it_is_spelled() {
        for text in [
            "OPTIONS sip:a SIP/2.0\r\nVia: x\r\nCall-ID: abc@host\r\n\r\n",
            "OPTIONS sip:a SIP/2.0\r\ni:abc@host\r\n\r\n",
            "OPTIONS sip:a SIP/2.0\r\nCALL-ID \t: abc@host \r\n\r\nCall-ID: body",
            "OPTIONS sip:a SIP/2.0\nCall-ID: abc@host\n\n",
        ] {
            assert_eq!(call_id(text.as_bytes()), Some("abc@host"), "{text}");
        }
        for text in [
            "",
            "Call-ID: first line\r\n\r\n",
            "OPTIONS sip:a SIP/2.0\r\n\r\nCall-ID: body",
            "OPTIONS sip:a SIP/2.0\r\nCall-ID:\r\n\r\n",
            "OPTIONS sip:a SIP/2.0\r\nX-Call-ID: abc\r\n\r\n",
        ] {
            assert_eq!(call_id(text.as_bytes()), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_looked_through(bytes: Vec<u8>) {
            let _found = call_id(&bytes);
        }
    }
}
