//! Ranges of bytes (RFC 9110 section 14), one at a time.

/// What a client asks for.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// All of it, or something that is better answered with all of it.
    Whole,
    /// A part.
    Part(Span),
    /// A part that is not there.
    Nothing,
}

/// A part.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first byte.
    pub first: u64,
    /// How many.
    pub length: u64,
}

impl Span {
    /// The header that tells which part of `whole` bytes this is.
    pub fn content_range(self, whole: u64) -> String {
        format!(
            "bytes {}-{}/{whole}",
            self.first,
            self.first + self.length - 1
        )
    }
}

/// What the header asks for of `whole` bytes. What is no single range of bytes is passed over, as the
/// standard has it.
pub fn asked(header: Option<&str>, whole: u64) -> Asked {
    let Some((first, last)) = header
        .and_then(|header| header.strip_prefix("bytes="))
        .and_then(|range| range.trim().split_once('-'))
    else {
        return Asked::Whole;
    };
    let (from, to) = match (number(first), number(last)) {
        (Some(from), Some(to)) if from <= to => (from, to),
        (Some(from), None) if last.is_empty() => (from, u64::MAX),
        (None, Some(length)) if first.is_empty() => {
            if length == 0 {
                return Asked::Nothing;
            }
            (whole.saturating_sub(length), u64::MAX)
        }
        _ => return Asked::Whole,
    };
    if from >= whole {
        return Asked::Nothing;
    }
    let length = to.min(whole - 1) - from + 1;
    Asked::Part(Span {
        first: from,
        length,
    })
}

fn number(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_cut_to_what_is_there() {
        let part = |first, length| Asked::Part(Span { first, length });
        for (header, outcome) in [
            ("bytes=0-99", part(0, 100)),
            ("bytes=900-", part(900, 100)),
            ("bytes=990-2000", part(990, 10)),
            ("bytes=-100", part(900, 100)),
            ("bytes=-5000", part(0, 1_000)),
            ("bytes=1000-", Asked::Nothing),
            ("bytes=-0", Asked::Nothing),
            ("bytes=9-3", Asked::Whole),
            ("bytes=0-1,5-6", Asked::Whole),
            ("bytes=-", Asked::Whole),
            ("bytes=+1-2", Asked::Whole),
            ("bytes=99999999999999999999-", Asked::Whole),
            ("lines=1-2", Asked::Whole),
        ] {
            assert_eq!(asked(Some(header), 1_000), outcome, "{header}");
        }
        assert_eq!(asked(None, 1_000), Asked::Whole);
        assert_eq!(asked(Some("bytes=0-"), 0), Asked::Nothing);
        let span = Span {
            first: 900,
            length: 100,
        };
        assert_eq!(span.content_range(1_000), "bytes 900-999/1000");
    }
}
