//! What does not stand anywhere in the tree.

use crate::house::Source;

/// Words of unfinished work and paths of one machine. They are put together so that this file does not
/// have them itself.
pub const WORDS: &[&str] = &[
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X:"),
    concat!("dbg", "!("),
    concat!("/wo", "rk/"),
    concat!("/ro", "ot/"),
    concat!("/ho", "me/"),
    concat!("<<<<", "<<<"),
];

/// Complains about each line that has one of the words.
pub fn complaints(sources: &[Source]) -> Vec<String> {
    let mut complaints = Vec::new();
    for source in sources {
        for (n, line) in source.text.lines().enumerate() {
            for word in WORDS.iter().filter(|word| line.contains(**word)) {
                complaints.push(format!("{}:{}: `{word}`", source.path, n + 1));
            }
        }
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_is_told_with_its_line() {
        for word in WORDS {
            let bad = Source::new("a.md", format!("fine\n// {word} rest\n"));
            assert_eq!(complaints(&[bad]), [format!("a.md:2: `{word}`")]);
        }
    }
}
