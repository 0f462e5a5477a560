//! The pieces that a file is made of.

/// What is white space to YAML; other spaces belong to texts.
pub const BLANKS: [char; 3] = [' ', '\t', '\n'];

/// A piece of a file.
#[derive(Copy, Clone, Debug, PartialEq)]
pub struct Token<'t> {
    /// What it is.
    pub kind: Kind,
    /// What is written; of a block of text its lines.
    pub text: &'t str,
    /// The line on which it begins, from 1.
    pub line: usize,
    /// The line on which it ends.
    pub last: usize,
    /// How far it is indented, in bytes from 0.
    pub column: usize,
    /// The column of the list or map of which it begins an item or a key, where that has lines of its own.
    pub head: Option<usize>,
}

/// What a token is.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `# ...`
    Comment,
    /// `- ` before an item.
    Dash,
    /// `? ` before a key.
    Question,
    /// `:` behind a key.
    Colon,
    /// `,` between brackets.
    Comma,
    /// `[` or `{`.
    Open(Bracket),
    /// `]` or `}`.
    Close(Bracket),
    /// An anchor or a tag.
    Property,
    /// `*name`
    Alias,
    /// A text without quotes.
    Plain,
    /// A text in single quotes.
    Single,
    /// A text in double quotes.
    Double,
    /// `|` or `>` and what belongs to it.
    Header,
    /// The lines behind a header.
    Block,
    /// `---`
    Start,
    /// `...`
    End,
    /// `%...`
    Directive,
}

/// What a bracket holds.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Bracket {
    /// `[]`
    List,
    /// `{}`
    Map,
}

impl Kind {
    /// Whether it is a single value and can be a key.
    pub const fn is_scalar(self) -> bool {
        matches!(
            self,
            Kind::Plain | Kind::Single | Kind::Double | Kind::Alias
        )
    }

    /// Whether it stands on a line of its own, outside of all values.
    pub const fn is_marker(self) -> bool {
        matches!(self, Kind::Start | Kind::End | Kind::Directive)
    }
}

impl<'t> Token<'t> {
    /// A dash or a colon that is not written in the file, beside a token that is.
    pub const fn added(kind: Kind, text: &'static str, beside: &Token<'t>) -> Token<'t> {
        Token {
            kind,
            text,
            line: beside.line,
            last: beside.line,
            column: beside.column,
            head: None,
        }
    }
}
