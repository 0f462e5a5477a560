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

#[cfg(test)]
mod tests {
    use super::*;

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
