//! Making a text fit to be spoken.

use crate::Voice;

/// Runs of one language in one text at most; what follows is spoken with the last.
const MAX_RUNS: usize = 32;

/// Without control characters, and without the double brackets that the engine takes for phonemes.
pub fn clean(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|one| if one.is_control() { ' ' } else { one })
        .collect();
    plain.replace("[[", "[ [")
}

/// The text in runs of one voice. The Mandarin voice reads Latin words itself; the English one spells
/// out Chinese characters, which therefore go to the Mandarin voice.
pub fn runs(text: &str, voice: Voice) -> Vec<(Voice, &str)> {
    match voice {
        Voice::Mandarin => vec![(voice, text)],
        Voice::English => split(text),
    }
}

fn split(text: &str) -> Vec<(Voice, &str)> {
    let mut runs = Vec::new();
    let mut start = 0;
    let mut current = None;
    for (at, one) in text.char_indices() {
        let Some(voice) = voice_of(one) else { continue };
        if current.is_some_and(|current| current != voice) && runs.len() + 1 < MAX_RUNS {
            runs.extend(current.zip(text.get(start..at)));
            start = at;
        }
        if start == at || current.is_none() {
            current = Some(voice);
        }
    }
    runs.extend(current.zip(text.get(start..)));
    runs
}

/// The voice for a character; `None` if it goes with its neighbours.
fn voice_of(one: char) -> Option<Voice> {
    let han = matches!(one, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{323af}');
    if han {
        Some(Voice::Mandarin)
    } else {
        one.is_alphanumeric().then_some(Voice::English)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_words_in_an_english_text_are_spoken_as_such() {
        let runs = runs("Welcome to 王小美 and 1, 您好!", Voice::English);
        let voices: Vec<_> = runs
            .iter()
            .map(|(voice, text)| (voice.as_str(), *text))
            .collect();
        assert_eq!(
            voices,
            [
                ("en", "Welcome to "),
                ("zh", "王小美 "),
                ("en", "and 1, "),
                ("zh", "您好!")
            ]
        );
    }

    #[test]
    fn a_mandarin_text_is_one_run() {
        assert_eq!(
            runs("您好 Acme", Voice::Mandarin),
            [(Voice::Mandarin, "您好 Acme")]
        );
    }

    #[test]
    fn a_text_without_words_has_no_run() {
        assert_eq!(runs("… !?", Voice::English), []);
    }

    #[test]
    fn runs_are_limited_and_nothing_is_left_out() {
        let text = "a王".repeat(100);
        let runs = runs(&text, Voice::English);
        assert_eq!(runs.len(), MAX_RUNS);
        assert_eq!(runs.iter().map(|(_, text)| *text).collect::<String>(), text);
    }

    #[test]
    fn control_characters_and_phoneme_brackets_are_taken_out() {
        assert_eq!(clean("a\0b\u{1b}[[h@]]"), "a b [ [h@]]");
    }
}
