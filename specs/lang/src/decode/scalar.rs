//! Single values: texts, numbers, times, words and names.

use std::fmt::Display;
use std::str::FromStr;

use model::Span;

use crate::Code;
use crate::decode::{Context, Field, Report, Shape};
use crate::tree::{At, Node, Value};

/// The longest short text, in characters.
const MAX_TEXT: usize = 200;

/// What is written at a node that must hold a single value, and whether it is without quotes.
pub fn written<'n>(cx: &mut Context, node: &'n Node, what: &str) -> Option<(&'n str, bool)> {
    match &node.value {
        Value::Scalar { text, plain } => {
            if node.secret {
                let help = "delete `!secret`: only a phone's `password` takes one";
                let message = "this is no secret";
                cx.report(Report::new(Code::BadSecret, node.at, message).help(help));
                return None;
            }
            Some((text, *plain))
        }
        Value::Broken => None,
        other => {
            let message = format!("{what} is expected, this is {}", other.what());
            cx.report(Report::new(Code::WrongShape, node.at, message));
            None
        }
    }
}

/// A text. What YAML reads as something else must be quoted.
pub fn quoted<'n>(cx: &mut Context, node: &'n Node, what: &str) -> Option<&'n str> {
    let (text, plain) = written(cx, node, what)?;
    if plain && !unmistakable(cx, text, node.at) {
        return None;
    }
    Some(text)
}

/// Whether YAML readers agree that an unquoted text is a text; if not, that is reported.
pub fn unmistakable(cx: &mut Context, text: &str, at: At) -> bool {
    let read_as = match other_reading(text) {
        None => return true,
        Some(read_as) => read_as,
    };
    let message = format!("without quotes `{text}` is {read_as}, but a text is expected");
    let report = Report::new(Code::QuoteIt, at, message).help(format!("quote it: \"{text}\""));
    let quoted = cx.quotes(at, text);
    cx.report(report.mend(quoted));
    false
}

/// Whether some reader of YAML takes an unquoted text for something else.
pub fn mistakable(text: &str) -> bool {
    other_reading(text).is_some()
}

/// What YAML 1.2, or a truth value of YAML 1.1, makes of an unquoted text, if not a text.
fn other_reading(text: &str) -> Option<&'static str> {
    let lower = text.to_ascii_lowercase();
    if matches!(
        lower.as_str(),
        "true" | "false" | "yes" | "no" | "on" | "off"
    ) {
        return Some("a truth value");
    }
    if matches!(lower.as_str(), "" | "~" | "null") {
        return Some("nothing");
    }
    let digits = lower.strip_prefix(['+', '-']).unwrap_or(&lower);
    let special = matches!(digits, ".inf" | ".nan");
    let radix = [("0x", 16), ("0o", 8), ("0b", 2)];
    let other = radix.into_iter().find_map(|(mark, radix)| {
        let written = digits.strip_prefix(mark)?;
        Some(!written.is_empty() && written.chars().all(|it| it.is_digit(radix)))
    });
    let other = other.unwrap_or(false);
    let first = digits.trim_start_matches('.').bytes().next();
    let number = first.is_some_and(|b| b.is_ascii_digit())
        && digits
            .bytes()
            .all(|b| b.is_ascii_digit() || b".e+-".contains(&b))
        && digits.parse::<f64>().is_ok();
    (special || other || number).then_some("a number")
}

/// A short text.
pub fn text(cx: &mut Context, node: &Node, field: &Field) -> Option<String> {
    let what = format!("`{}`", field.name);
    short(cx, node, &what, &field.shape.words())
}

/// A short text that is `what`.
pub fn short(cx: &mut Context, node: &Node, what: &str, shape: &str) -> Option<String> {
    let text = quoted(cx, node, &format!("{what}: {shape}"))?;
    let length = text.chars().count();
    if length > MAX_TEXT || text.trim().is_empty() || text.contains('\n') {
        let message = format!("{what} has 1 to {MAX_TEXT} characters on one line");
        cx.report(Report::new(Code::OutOfRange, node.at, message));
        return None;
    }
    Some(text.to_owned())
}

/// `true` or `false`.
pub fn flag(cx: &mut Context, node: &Node, field: &Field) -> Option<bool> {
    let (text, plain) = written(cx, node, &format!("`{}`: `true` or `false`", field.name))?;
    match (text, plain) {
        ("true", true) => Some(true),
        ("false", true) => Some(false),
        _ => {
            let message = format!("`{}` is `true` or `false`, this is `{text}`", field.name);
            let meant = match text.to_ascii_lowercase().as_str() {
                "yes" | "on" | "y" | "true" | "1" => Some("true"),
                "no" | "off" | "n" | "false" | "0" => Some("false"),
                _ => None,
            };
            let help = meant.map(|meant| format!("write {meant}, without quotes"));
            let edit = meant.and_then(|meant| cx.whole(node.at, text, meant));
            cx.report(
                Report::new(Code::NotAFlag, node.at, message)
                    .help_if(help)
                    .mend(edit),
            );
            None
        }
    }
}

/// A whole number in the range of the field's shape.
pub fn count(cx: &mut Context, node: &Node, field: &Field) -> Option<u32> {
    let Shape::Count { min, max } = field.shape else {
        return None;
    };
    whole(cx, node, field.name, min, max)
}

/// A whole number from `min` to `max`.
pub fn whole(cx: &mut Context, node: &Node, what: &str, min: u32, max: u32) -> Option<u32> {
    let words = format!("`{what}`: a whole number from {min} to {max}");
    let (text, plain) = written(cx, node, &words)?;
    let number = text
        .parse::<u64>()
        .ok()
        .filter(|_| text.bytes().all(|b| b.is_ascii_digit()));
    let Some(number) = number.filter(|_| plain) else {
        let message = format!("`{what}` is a whole number, this is `{text}`");
        let help = if plain {
            "write it in digits"
        } else {
            "write it in digits without quotes"
        };
        let bare = number.and_then(|number| cx.whole(node.at, text, number.to_string()));
        cx.report(
            Report::new(Code::WrongShape, node.at, message)
                .help(help)
                .mend(bare),
        );
        return None;
    };
    let fits = u32::try_from(number)
        .ok()
        .filter(|number| (min..=max).contains(number));
    if fits.is_none() {
        let message = format!("`{what}` is from {min} to {max}, this is {number}");
        cx.report(Report::new(Code::OutOfRange, node.at, message));
    }
    fits
}

/// A time in the range of the field's shape.
pub fn time(cx: &mut Context, node: &Node, field: &Field) -> Option<Span> {
    let Shape::Time { min, max } = field.shape else {
        return None;
    };
    span(cx, node, field.name, Span::millis(min), Span::millis(max))
}

/// A time from `min` to `max`.
pub fn span(cx: &mut Context, node: &Node, what: &str, min: Span, max: Span) -> Option<Span> {
    let (text, _) = written(cx, node, &format!("`{what}`: a time from {min} to {max}"))?;
    let Ok(span) = text.parse::<Span>() else {
        let message = format!("`{text}` is no time");
        let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let help = if digits {
            format!("add the unit: `{text}s` for seconds")
        } else {
            "write a number with a unit, such as `500ms`, `20s`, `1m30s` or `2h`".to_owned()
        };
        cx.report(Report::new(Code::BadTime, node.at, message).help(help));
        return None;
    };
    if !(min..=max).contains(&span) {
        let message = format!("`{what}` is from {min} to {max}, this is {span}");
        cx.report(Report::new(Code::OutOfRange, node.at, message));
        return None;
    }
    Some(span)
}

/// One of the words of the field's shape.
pub fn word(cx: &mut Context, node: &Node, field: &Field) -> Option<&'static str> {
    let Shape::Word(words) = field.shape else {
        return None;
    };
    choice(cx, node, field.name, words)
}

/// One of some words.
pub fn choice(
    cx: &mut Context,
    node: &Node,
    what: &str,
    words: &'static [&'static str],
) -> Option<&'static str> {
    let all = Shape::Word(words).words();
    let (text, _) = written(cx, node, &format!("`{what}`: {all}"))?;
    let found = words.iter().find(|word| **word == text);
    if found.is_none() {
        let message = format!("`{what}` has no choice `{text}`");
        let guess = cx.guess(node.at, text, words.iter().copied());
        let report = Report::new(Code::UnknownChoice, node.at, message);
        cx.report(report.help(format!("write {all}")).guess(guess));
    }
    found.copied()
}

/// A name, an extension or a number.
pub fn name<T>(cx: &mut Context, node: &Node, field: &Field) -> Option<T>
where
    T: FromStr,
    T::Err: Display,
{
    let text = quoted(
        cx,
        node,
        &format!("`{}`: {}", field.name, field.shape.words()),
    )?;
    parsed(cx, text, node.at)
}

/// What a text spells as a name of its kind.
pub fn parsed<T>(cx: &mut Context, text: &str, at: At) -> Option<T>
where
    T: FromStr,
    T::Err: Display,
{
    match text.parse() {
        Ok(name) => Some(name),
        Err(error) => {
            let shown: String = text.chars().take(70).collect();
            let message = format!("`{shown}`: {error}");
            cx.report(Report::new(Code::BadName, at, message));
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::other_reading;

    #[test]
    fn what_another_reader_would_take_for_something_else_is_known() {
        let traps = [
            "1380013",
            "+8613800138000",
            "007",
            "1e3",
            "0x1F",
            "3.5",
            ".5",
            "-1",
            ".inf",
            "yes",
            "No",
            "on",
            "OFF",
            "true",
            "null",
            "~",
            "",
        ];
        for text in traps {
            assert!(other_reading(text).is_some(), "{text:?}");
        }
        for text in [
            "amy",
            "1a",
            "138-0013-8000",
            "e3",
            "0b",
            "0be",
            "0o8",
            "on_call",
            "203.0.113.10",
            "+",
            "·",
        ] {
            assert_eq!(other_reading(text), None, "{text:?}");
        }
    }
}
