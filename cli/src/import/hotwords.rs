//! Lists of hotwords: one `word|weight` a line.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use model::config::{MAX_HOTWORDS, Weight};
use model::{Config, Hotword};

use super::Troubles;

/// The largest file.
pub const MAX_BYTES: usize = 100_000;

/// The center with the words of a text in place of its own.
pub fn replaced(config: &Config, text: &str, troubles: &mut Troubles) -> Config {
    let mut words: BTreeMap<Hotword, (u64, Weight)> = BTreeMap::new();
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim().is_empty() {
            continue;
        }
        let Some((word, weight)) = read(line, number, troubles) else {
            continue;
        };
        match words.get(&word) {
            Some((first, _)) => {
                troubles.add(
                    number,
                    1,
                    format!("`{word}` stands on line {first} already"),
                );
            }
            None => drop(words.insert(word, (number, weight))),
        }
    }
    let last = words.values().map(|(line, _)| *line).max();
    match last {
        None => troubles.add(1, 1, "there is no word in it"),
        Some(line) if words.len() > MAX_HOTWORDS => {
            let count = words.len();
            let told = format!("these are {count} words, and a center has at most {MAX_HOTWORDS}");
            troubles.add(line, 1, told);
        }
        Some(_) => {}
    }
    let words = words.into_iter();
    let mut config = config.clone();
    config.hotwords = words.map(|(word, (_, weight))| (word, weight)).collect();
    let words = &config.hotwords;
    config
        .protected
        .retain(|key| match key.strip_prefix("hotwords/") {
            Some(word) => words.contains_key(word),
            None => true,
        });
    config
}

fn read(line: &str, number: u64, troubles: &mut Troubles) -> Option<(Hotword, Weight)> {
    let Some((word, weight)) = line.split_once('|') else {
        let told = match line.contains('｜') {
            true => "the word and its weight are parted by the English `|`, this is `｜`",
            false => "a line is `word|weight`, such as `核保|8`",
        };
        troubles.add(number, 1, told);
        return None;
    };
    let column = word.chars().count() + 2;
    let word = word.trim().parse::<Hotword>();
    if let Err(error) = &word {
        troubles.add(number, 1, error);
    }
    let weight = weight.trim().parse::<u8>().ok();
    let weight = weight.filter(|weight| (Weight::MIN..=Weight::MAX).contains(weight));
    if weight.is_none() {
        let (min, max) = (Weight::MIN, Weight::MAX);
        let told = format!("the weight is a whole number from {min} to {max}");
        troubles.add(number, column, told);
    }
    Some((word.ok()?, Weight(weight?)))
}

/// The same words as such a text.
pub fn text<'w>(words: impl Iterator<Item = (&'w Hotword, u8)>) -> String {
    words.fold(String::new(), |mut text, (word, weight)| {
        let _ = writeln!(text, "{word}|{weight}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Config, Vec<String>) {
        let mut troubles = Troubles::default();
        let config = replaced(&Config::default(), text, &mut troubles);
        (config, troubles.texts())
    }

    #[test]
    fn a_list_is_read_and_written_the_same() {
        let list = "redis|3\n核保|8\n";
        let (config, troubles) = read(list);
        assert_eq!(troubles, Vec::<String>::new());
        let words = config.hotwords.iter();
        let written = text(words.map(|(word, weight)| (word, weight.0)));
        assert_eq!(written, list);
        assert_eq!(read("\r\nredis | 3\r\n\r\n核保|8").0, config);
    }

    #[test]
    fn every_bad_line_is_told_with_its_place_and_reason() {
        let (_, troubles) = read("核保|11\na b|x\nredis\n智聆｜5\nok|1\nok|2\n");
        assert_eq!(
            troubles,
            [
                "1, column 4: the weight is a whole number from 1 to 10",
                "2, column 1: a hotword has only Chinese characters, English letters, digits, `_` and `-`",
                "2, column 5: the weight is a whole number from 1 to 10",
                "3, column 1: a line is `word|weight`, such as `核保|8`",
                "4, column 1: the word and its weight are parted by the English `|`, this is `｜`",
                "6, column 1: `ok` stands on line 5 already",
            ]
        );
    }

    #[test]
    fn too_many_words_and_none_at_all_are_told() {
        let many: String = (0..1_001).map(|n| format!("w{n}|5\n")).collect();
        assert_eq!(
            read(&many).1,
            ["1001, column 1: these are 1001 words, and a center has at most 1000"]
        );
        assert_eq!(read("\n").1, ["1, column 1: there is no word in it"]);
    }
}
