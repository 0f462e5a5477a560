//! Letters, digits and signs one by one.

use super::{Language, english, mandarin};

/// Every character with a pause behind it; what is written without being said is passed over.
pub fn read(language: Language, value: &str) -> Option<String> {
    let said: Vec<String> = value
        .chars()
        .filter(|one| !one.is_whitespace() && !one.is_control())
        .map(|one| name(language, one))
        .collect();
    let pause = match language {
        Language::Mandarin => "，",
        Language::English => ", ",
    };
    (!said.is_empty()).then(|| said.join(pause))
}

fn name(language: Language, one: char) -> String {
    let known = match (one, language) {
        ('0'..='9' | '+' | '*' | '#', Language::Mandarin) => mandarin::sign(one),
        ('0'..='9' | '+' | '*' | '#', Language::English) => english::sign(one),
        ('-', Language::Mandarin) => "杠",
        ('-', Language::English) => "dash",
        ('.', Language::Mandarin) => "点",
        ('.', Language::English) => "dot",
        ('_', Language::Mandarin) => "下划线",
        ('_', Language::English) => "underscore",
        ('/', Language::Mandarin) => "斜杠",
        ('/', Language::English) => "slash",
        ('@', _) => "at",
        _ => return one.to_uppercase().collect(),
    };
    known.to_owned()
}
