//! Finding separators outside quoted strings and angle brackets.

/// The places of `text` that are neither in a quoted string nor between `<` and `>`, as
/// (byte position, character). The quotes and brackets themselves are not told.
struct Bare<'a> {
    chars: std::str::CharIndices<'a>,
    quoted: bool,
    bracketed: bool,
}

impl Iterator for Bare<'_> {
    type Item = (usize, char);

    fn next(&mut self) -> Option<(usize, char)> {
        loop {
            let (at, c) = self.chars.next()?;
            match c {
                '\\' if self.quoted => {
                    self.chars.next();
                }
                '"' if !self.bracketed => self.quoted = !self.quoted,
                _ if self.quoted => {}
                '<' => self.bracketed = true,
                '>' => self.bracketed = false,
                _ if self.bracketed => {}
                _ => return Some((at, c)),
            }
        }
    }
}

fn bare(text: &str) -> Bare<'_> {
    Bare {
        chars: text.char_indices(),
        quoted: false,
        bracketed: false,
    }
}

/// The parts of `text` between the separators that stand outside quotes and brackets, trimmed.
/// At least one part; empty parts are told.
pub(crate) fn split(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut places = bare(text).filter(move |(_, c)| *c == separator);
    let mut from = Some(0);
    std::iter::from_fn(move || {
        let start = from?;
        let end = places.next().map(|(at, _)| at);
        from = end.map(|at| at + separator.len_utf8());
        text.get(start..end.unwrap_or(text.len())).map(str::trim)
    })
}

/// `text` before and after the first separator outside quotes and brackets.
pub(crate) fn cut(text: &str, separator: char) -> (&str, Option<&str>) {
    match bare(text).find(|(_, c)| *c == separator) {
        Some((at, _)) => {
            let (before, after) = text.split_at(at);
            (before, after.get(separator.len_utf8()..))
        }
        None => (text, None),
    }
}

/// The text of a quoted string that begins `text`, without quotes and backslashes, and what follows
/// it. `None` if `text` does not begin with a quote or the string never ends.
pub(crate) fn unquote(text: &str) -> Option<(String, &str)> {
    let mut chars = text.strip_prefix('"')?.char_indices();
    let mut plain = String::new();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return Some((plain, text.get(at + 2..)?)),
            '\\' => plain.push(chars.next()?.1),
            c => plain.push(c),
        }
    }
    None
}

/// `text` as a quoted string.
pub(crate) fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(c);
    }
    quoted.push('"');
    quoted
}

/// Whether `c` may stand in a token (RFC 3261 section 25.1).
pub(crate) fn is_token(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-.!%*_+`'~".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_in_quotes_and_brackets_do_not_separate() {
        let text = r#""a, \", b" <sip:x,y@h>, sip:z@h"#;
        let parts: Vec<_> = split(text, ',').collect();
        assert_eq!(parts, [r#""a, \", b" <sip:x,y@h>"#, "sip:z@h"]);
        assert_eq!(split("a,,b,", ',').collect::<Vec<_>>(), ["a", "", "b", ""]);
        assert_eq!(cut("a;b;c", ';'), ("a", Some("b;c")));
        assert_eq!(cut("<a;b>", ';'), ("<a;b>", None));
    }

    #[test]
    fn quoting_and_unquoting_are_opposites() {
        let text = r#"a "b" \ c"#;
        assert_eq!(unquote(&quote(text)), Some((text.to_string(), "")));
        assert_eq!(unquote(r#""open"#), None);
        assert_eq!(unquote("bare"), None);
        assert_eq!(unquote(r#""" rest"#), Some((String::new(), " rest")));
    }
}
