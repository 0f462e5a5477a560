//! The tags of the language.

use saphyr_parser::Tag;

/// A tag.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The value names the source of a secret.
    Secret,
    /// The value is the name of a variable, whose value is meant.
    Variable,
    /// An overlay takes away what stands here.
    Remove,
    /// An overlay puts all of this in the place of what stands here.
    Replace,
}

impl Mark {
    const ALL: [Mark; 4] = [Mark::Secret, Mark::Variable, Mark::Remove, Mark::Replace];

    /// The tag that the parser has read, if the language has it.
    pub fn of(tag: &Tag) -> Option<Mark> {
        let named = |mark: &Mark| mark.word().strip_prefix('!') == Some(tag.suffix.as_str());
        let local = tag.handle == "!";
        Mark::ALL.into_iter().find(|mark| local && named(mark))
    }

    /// The tag as it is written.
    pub const fn word(self) -> &'static str {
        match self {
            Mark::Secret => "!secret",
            Mark::Variable => "!var",
            Mark::Remove => "!remove",
            Mark::Replace => "!replace",
        }
    }

    /// How it is written.
    pub const fn help(self) -> &'static str {
        match self {
            Mark::Secret => "write `!secret env:NAME` or `!secret file:PATH`",
            Mark::Variable => "write `!var NAME`",
            Mark::Remove => "write `KEY: !remove`, with nothing behind it",
            Mark::Replace => "write `KEY: !replace { ... }`",
        }
    }
}
