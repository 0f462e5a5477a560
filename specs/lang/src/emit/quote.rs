//! Quotes around `on`, `off`, `yes` and `no`. serde_yaml writes YAML 1.2, where these are texts; the
//! language refuses them without quotes, because other readers take them for truth values.

use crate::Source;
use crate::decode::Context;
use crate::tree::{self, At, Node, Value};

/// The text with those words quoted.
pub fn words(text: String) -> String {
    // To read all of it again is dear, and few centers have such a word.
    if !has_word(&text) {
        return text;
    }
    let source = Source {
        path: String::new(),
        text: text.into_bytes(),
    };
    let root = tree::read(&source, 0, &mut Context::default());
    let mut places = Vec::new();
    root.iter().for_each(|root| find(root, &mut places));
    let text = String::from_utf8(source.text).unwrap_or_default();
    let mut out = String::with_capacity(text.len() + 2 * places.len());
    let mut done = 0;
    for at in places {
        let (start, end) = (at.start as usize, at.end as usize);
        out.push_str(text.get(done..start).unwrap_or_default());
        out.push('"');
        out.push_str(text.get(start..end).unwrap_or_default());
        out.push('"');
        done = end;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}

/// Whether one of the words stands anywhere by itself.
fn has_word(text: &str) -> bool {
    let part = |c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-');
    text.split(part).any(is_word)
}

/// The places of the words, in the order of the text.
fn find(node: &Node, places: &mut Vec<At>) {
    match &node.value {
        Value::Scalar { text, plain } if *plain && is_word(text) => places.push(node.at),
        Value::List(items) => items.iter().for_each(|item| find(item, places)),
        Value::Map(entries) => {
            for entry in entries {
                if entry.plain && is_word(&entry.key) {
                    places.push(entry.at);
                }
                find(&entry.value, places);
            }
        }
        _ => {}
    }
}

fn is_word(text: &str) -> bool {
    ["on", "off", "yes", "no"]
        .iter()
        .any(|word| text.eq_ignore_ascii_case(word))
}
