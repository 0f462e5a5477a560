//! The smallest change of a text that makes one value another: comments, quotes, order and every line that
//! is not about it stay as they are, byte for byte.

mod located;
mod page;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use located::{Kind, Node};
use page::Page;

/// Why a text is left as it is.
#[derive(Copy, Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CannotEdit {
    /// It cannot be read.
    #[error("the file is no YAML")]
    NoYaml,
    /// A tag stands there, such as `!var`.
    #[error("it comes from elsewhere: a tag such as `!var` or an anchor stands there")]
    Foreign,
    /// There is something else than what is to be edited.
    #[error("something else is written there than a list or a map")]
    Shape,
    /// The lines are none that can be taken apart.
    #[error("it shares its line with something else")]
    Line,
}

/// Gives a key of a map a value, which is written as YAML on one line. Maps on the way to it that are not
/// there are made.
///
/// # Errors
/// Why the text is left as it is.
pub fn set(text: &str, path: &[&str], value: &str) -> Result<String, CannotEdit> {
    let page = Page::new(text)?;
    let (node, rest) = page.descend(path)?;
    match (rest, &node.kind) {
        ([], Kind::Null | Kind::Scalar(_) | Kind::List { .. } | Kind::Map { .. }) => {
            Ok(page.replaced(node, value))
        }
        ([key, inner @ ..], Kind::Map { .. }) => {
            let entry = format!("{}: {}", word(key), nested(inner, value));
            page.added(node, &entry)
        }
        (inner, Kind::Null) if std::ptr::eq(node, page.root()) => {
            Ok(page.appended(&top(inner, value)))
        }
        (inner, Kind::Null) => Ok(page.replaced(node, &nested(inner, value))),
        (_, Kind::Foreign) => Err(CannotEdit::Foreign),
        _ => Err(CannotEdit::Shape),
    }
}

/// Puts an item into a list, in the place of the one that has the same name: its text, or the text of its
/// key `field`. A list that is not there is made.
///
/// # Errors
/// Why the text is left as it is.
pub fn put_item(
    text: &str,
    path: &[&str],
    field: &str,
    name: &str,
    item: &str,
) -> Result<String, CannotEdit> {
    let page = Page::new(text)?;
    let (node, rest) = page.descend(path)?;
    match (rest, &node.kind) {
        ([], Kind::List { items, .. }) => {
            match items.iter().find(|it| it.name(field) == Some(name)) {
                Some(same) => Ok(page.replaced(same, item)),
                None => page.added(node, item),
            }
        }
        ([], Kind::Null) | ([_, ..], _) => set(text, path, &format!("[{item}]")),
        (_, Kind::Foreign) => Err(CannotEdit::Foreign),
        _ => Err(CannotEdit::Shape),
    }
}

/// Gives the item of a list whose key `field` has the text `name` another value of one key, and leaves
/// what it says besides. An item that is not there, or that is that text alone, is written whole.
///
/// # Errors
/// Why the text is left as it is.
pub fn set_in_item(
    text: &str,
    path: &[&str],
    (field, name): (&str, &str),
    (key, value): (&str, &str),
) -> Result<String, CannotEdit> {
    let page = Page::new(text)?;
    if let (node, []) = page.descend(path)?
        && let Kind::List { items, .. } = &node.kind
        && let Some(same) = items.iter().find(|it| it.name(field) == Some(name))
        && matches!(same.kind, Kind::Map { .. })
    {
        return match same.get(key) {
            Some(pair) => Ok(page.replaced(&pair.value, value)),
            None => page.added(same, &format!("{key}: {value}")),
        };
    }
    let item = format!("{{ {field}: {name}, {key}: {value} }}");
    put_item(text, path, field, name, &item)
}

/// Puts texts behind those of a list, but for those that it has. A list that is not there is made.
///
/// # Errors
/// Why the text is left as it is.
pub fn put_texts(text: &str, path: &[&str], texts: &[String]) -> Result<String, CannotEdit> {
    let page = Page::new(text)?;
    let (node, rest) = page.descend(path)?;
    let words = |known: &[Node]| -> Vec<String> {
        let known: BTreeSet<&str> = known.iter().filter_map(|it| it.name("")).collect();
        let fresh = texts.iter().filter(|it| !known.contains(it.as_str()));
        fresh.map(|it| word(it)).collect()
    };
    match (rest, &node.kind) {
        ([], Kind::List { items, .. }) => page.added_all(node, &words(items)),
        ([], Kind::Null) | ([_, ..], _) => set(text, path, &format!("[{}]", words(&[]).join(", "))),
        (_, Kind::Foreign) => Err(CannotEdit::Foreign),
        _ => Err(CannotEdit::Shape),
    }
}

/// Takes an entry out of a map, or the item of that text out of a list. What is not there is no trouble.
///
/// # Errors
/// Why the text is left as it is.
pub fn take(text: &str, path: &[&str], name: &str) -> Result<String, CannotEdit> {
    let page = Page::new(text)?;
    let (node, rest) = page.descend(path)?;
    match (rest, &node.kind) {
        ([], Kind::Map { pairs, .. }) => match pairs.iter().position(|pair| pair.key == name) {
            Some(place) => page.without(node, place),
            None => Ok(text.to_owned()),
        },
        ([], Kind::List { items, .. }) => {
            match items.iter().position(|it| it.name("") == Some(name)) {
                Some(place) => page.without(node, place),
                None => Ok(text.to_owned()),
            }
        }
        ([], Kind::Null) | ([_, ..], Kind::Map { .. } | Kind::Null) => Ok(text.to_owned()),
        (_, Kind::Foreign) => Err(CannotEdit::Foreign),
        _ => Err(CannotEdit::Shape),
    }
}

/// Makes a map of a list of texts, in which each has the same value.
///
/// # Errors
/// Why the text is left as it is.
pub fn list_to_map(text: &str, path: &[&str], value: &str) -> Result<String, CannotEdit> {
    let page = Page::new(text)?;
    match page.descend(path)? {
        (node, []) if matches!(node.kind, Kind::List { .. }) => page.as_map(node, value),
        _ => Err(CannotEdit::Shape),
    }
}

/// Whether a list stands at a path.
///
/// # Errors
/// The text cannot be read.
pub fn is_list(text: &str, path: &[&str]) -> Result<bool, CannotEdit> {
    let page = Page::new(text)?;
    let (node, rest) = page.descend(path)?;
    Ok(rest.is_empty() && matches!(node.kind, Kind::List { .. }))
}

/// A text as it is written where a key or an item stands: with quotes where it could be read as something
/// else.
pub fn word(text: &str) -> String {
    const WORDS: [&str; 11] = [
        "true", "false", "null", "yes", "no", "on", "off", "y", "n", "~", "nan",
    ];
    let plain = text.chars().next().is_some_and(char::is_alphabetic)
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || "_-".contains(c))
        && !WORDS.contains(&text.to_lowercase().as_str());
    if plain {
        text.to_owned()
    } else {
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
    }
}

/// A value below keys, in one line.
fn nested(keys: &[&str], value: &str) -> String {
    match keys {
        [] => value.to_owned(),
        [key, inner @ ..] => format!("{{ {}: {} }}", word(key), nested(inner, value)),
    }
}

/// The same where a file begins.
fn top(keys: &[&str], value: &str) -> String {
    match keys {
        [] => value.to_owned(),
        [key, inner @ ..] => format!("{}: {}", word(key), nested(inner, value)),
    }
}

/// The first byte of an element of a list or a map.
fn starts(node: &Node) -> Vec<(usize, usize)> {
    match &node.kind {
        Kind::Map { pairs, .. } => pairs.iter().map(|it| (it.start, it.value.end)).collect(),
        Kind::List { items, .. } => items.iter().map(|it| (it.start, it.end)).collect(),
        Kind::Null | Kind::Scalar(_) | Kind::Foreign => Vec::new(),
    }
}

/// Whether it is written in brackets.
fn is_flow(node: &Node) -> bool {
    matches!(
        node.kind,
        Kind::List { flow: true, .. } | Kind::Map { flow: true, .. }
    )
}
