//! Colours, on a terminal that wants them and nowhere else.

use std::io::{self, IsTerminal};

/// What a text means, as far as a colour can say it.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Style {
    /// As any other text.
    Plain,
    /// It is well, or comes to be.
    Good,
    /// It needs attention, or changes.
    Warn,
    /// It is wrong, or goes away.
    Bad,
    /// It matters less.
    Dim,
    /// It is a heading.
    Bold,
}

impl Style {
    /// The text with the escape codes of the style around it.
    pub fn paint(self, text: &str) -> String {
        let code = match self {
            Style::Plain => return text.to_owned(),
            Style::Good => "32",
            Style::Warn => "33",
            Style::Bad => "31",
            Style::Dim => "2",
            Style::Bold => "1",
        };
        format!("\x1b[{code}m{text}\x1b[0m")
    }
}

/// Whether standard output takes colours.
pub fn stdout_colours() -> bool {
    io::stdout().is_terminal() && colours_wanted()
}

/// Whether standard error takes colours.
pub fn stderr_colours() -> bool {
    io::stderr().is_terminal() && colours_wanted()
}

/// As <https://no-color.org> has it: any value but the empty one.
fn colours_wanted() -> bool {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    !refused && !dumb
}

/// The text in a style if standard output takes colours.
pub fn styled(style: Style, text: &str) -> String {
    if stdout_colours() {
        style.paint(text)
    } else {
        text.to_owned()
    }
}

/// The text in a style if standard error takes colours.
pub fn styled_stderr(style: Style, text: &str) -> String {
    if stderr_colours() {
        style.paint(text)
    } else {
        text.to_owned()
    }
}
