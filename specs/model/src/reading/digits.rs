//! Digits one by one, plainly or as telephone numbers are said.

use super::{Language, english, mandarin};

/// Digits that are said in one breath.
const GROUP: usize = 4;

/// Each digit and each sign of a telephone's keys; what stands between them is passed over.
pub fn read(language: Language, value: &str) -> Option<String> {
    let said = signs(value)?;
    Some(match language {
        Language::Mandarin => said.into_iter().map(mandarin::sign).collect(),
        Language::English => joined(&said),
    })
}

/// The same in groups, and in Mandarin with 幺 for one.
pub fn phone(language: Language, value: &str) -> Option<String> {
    let said = signs(value)?;
    let mobile = said.len() == 11 && said.first() == Some(&'1');
    let (first, rest) = match mobile {
        true => said.split_at_checked(3)?,
        false => said.split_at_checked(said.len() % GROUP)?,
    };
    let groups = std::iter::once(first).chain(rest.chunks(GROUP));
    let groups = groups.filter(|group| !group.is_empty());
    Some(match language {
        Language::Mandarin => {
            let said = |sign: &char| match sign {
                '1' => "幺",
                other => mandarin::sign(*other),
            };
            let groups: Vec<String> = groups.map(|it| it.iter().map(said).collect()).collect();
            groups.join("，")
        }
        Language::English => groups.map(joined).collect::<Vec<_>>().join(", "),
    })
}

/// The digits and signs of a value, a plus in front included; `None` if anything else is in it.
fn signs(value: &str) -> Option<Vec<char>> {
    let mut signs = Vec::new();
    for (place, one) in value.chars().enumerate() {
        match one {
            '0'..='9' | '*' | '#' => signs.push(one),
            '+' if place == 0 => signs.push(one),
            ' ' | '-' | '.' | '(' | ')' => {}
            _ => return None,
        }
    }
    signs.iter().any(char::is_ascii_digit).then_some(signs)
}

fn joined(signs: &[char]) -> String {
    let words: Vec<&str> = signs.iter().copied().map(english::sign).collect();
    words.join(" ")
}
