//! How wide a text is on a terminal, and what of it may go there.

use unicode_width::UnicodeWidthStr;

/// The text without characters that steer a terminal: a caller's name may hold any.
pub fn clean(text: &str) -> String {
    let steers = |c: char| {
        c.is_control()
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}')
    };
    text.chars()
        .map(|c| if steers(c) { '\u{FFFD}' } else { c })
        .collect()
}

/// Columns that the text takes; a Chinese character takes two.
pub fn width(text: &str) -> usize {
    text.width()
}

/// Spaces that fill the text up to `columns`.
pub fn padding(text: &str, columns: usize) -> String {
    " ".repeat(columns.saturating_sub(width(text)))
}

/// The text in lines of at most `columns`, broken at spaces; a longer word has a line of its own.
pub fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if width(line) + 1 + width(word) <= columns => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_and_count_columns() {
        assert_eq!(wrapped("a bc def", 4), ["a bc", "def"]);
        assert_eq!(wrapped("售前 a", 5), ["售前", "a"]);
        assert_eq!(wrapped("too-long a", 3), ["too-long", "a"]);
    }

    #[test]
    fn a_chinese_character_takes_two_columns() {
        assert_eq!(width("售前 a"), 6);
        assert_eq!(padding("售前", 6), "  ");
    }

    #[test]
    fn what_steers_a_terminal_does_not_reach_it() {
        assert_eq!(
            clean("a\x1b[2Jb\u{9b}c\u{202e}d\n"),
            "a\u{fffd}[2Jb\u{fffd}c\u{fffd}d\u{fffd}"
        );
        assert_eq!(clean("王小美"), "王小美");
    }
}
