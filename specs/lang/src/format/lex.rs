//! From the text to tokens. Where texts begin and end is the parser's word; what stands between them
//! is punctuation.

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::token::{BLANKS, Bracket, Kind, Token};
use crate::tree::Text;

/// The tokens of a text that is YAML, with line feeds alone.
///
/// # Errors
/// The line on which something stands that is not understood.
pub fn tokens(text: &Text) -> Result<Vec<Token<'_>>, usize> {
    let mut lexer = Lexer {
        text: &text.text,
        at: 0,
        line: 1,
        line_start: 0,
        tokens: Vec::new(),
    };
    let mut parser = Parser::new_from_str(&text.text);
    while let Some(event) = parser.next_event() {
        let (event, span) = event.map_err(|_| lexer.line)?;
        let start = text.byte(span.start.index()) as usize;
        let end = text.byte(span.end.index()) as usize;
        let taken = match event {
            Event::StreamEnd => break,
            Event::Alias(_) => lexer.gap(start).and_then(|()| lexer.upto(end, Kind::Alias)),
            Event::Scalar(value, style, anchor, tag) => {
                let bare = anchor == 0 && tag.is_none();
                let empty = style == ScalarStyle::Plain && value.is_empty();
                lexer.scalar(start, end, style, bare, empty)
            }
            _ => Some(()),
        };
        taken.ok_or(lexer.line)?;
    }
    lexer.gap(text.text.len()).ok_or(lexer.line)?;
    Ok(lexer.tokens)
}

struct Lexer<'t> {
    text: &'t str,
    /// The byte up to which there are tokens.
    at: usize,
    line: usize,
    /// The byte at which that line begins.
    line_start: usize,
    tokens: Vec<Token<'t>>,
}

/// All that is taken is `None` where the text is not what was expected.
impl<'t> Lexer<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Takes so many bytes as a token, or as nothing.
    fn take(&mut self, length: usize, kind: Option<Kind>) -> Option<()> {
        let text = self.rest().get(..length)?;
        let (line, column) = (self.line, self.at - self.line_start);
        self.at += length;
        if let Some(last) = text.rfind('\n') {
            self.line += text.matches('\n').count();
            self.line_start = self.at - length + last + 1;
        }
        self.tokens.extend(kind.map(|kind| Token {
            kind,
            text,
            line,
            last: self.line,
            column,
            head: None,
        }));
        Some(())
    }

    /// A value that ends at or before a byte.
    fn upto(&mut self, end: usize, kind: Kind) -> Option<()> {
        let text = self.text.get(self.at..end)?.trim_end_matches(BLANKS);
        if text.is_empty() {
            return None;
        }
        self.take(text.len(), Some(kind))
    }

    /// A text up to the quote that ends it: the parser counts what is behind it as well.
    fn quoted(&mut self, quote: char, kind: Kind) -> Option<()> {
        let inner = self.rest().strip_prefix(quote)?;
        let mut signs = inner.char_indices().peekable();
        while let Some((n, sign)) = signs.next() {
            let doubled = quote == '\'' && signs.peek().is_some_and(|next| next.1 == quote);
            if (sign == '\\' && quote == '"') || (sign == quote && doubled) {
                signs.next();
            } else if sign == quote {
                return self.take(n + 2, Some(kind));
            }
        }
        None
    }

    fn scalar(
        &mut self,
        start: usize,
        end: usize,
        style: ScalarStyle,
        bare: bool,
        empty: bool,
    ) -> Option<()> {
        if bare && empty {
            return Some(());
        }
        let block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
        if block {
            return self.block(end);
        }
        self.gap(start)?;
        if !bare {
            self.properties(end)?;
        }
        match style {
            _ if empty => Some(()),
            ScalarStyle::SingleQuoted => self.quoted('\'', Kind::Single),
            ScalarStyle::DoubleQuoted => self.quoted('"', Kind::Double),
            _ => self.upto(end, Kind::Plain),
        }
    }

    /// The tags and anchors before a value, and the comments between them.
    fn properties(&mut self, end: usize) -> Option<()> {
        while self.at < end {
            match self.rest().chars().next()? {
                '&' | '!' | '#' | ' ' | '\t' | '\n' => self.piece()?,
                _ => break,
            }
        }
        Some(())
    }

    /// A block of text: what is before its header, the header and its line, and all lines up to a byte.
    fn block(&mut self, end: usize) -> Option<()> {
        while !self.rest().starts_with(['|', '>']) {
            self.piece()?;
        }
        let line = self.line;
        while self.line == line && !self.rest().is_empty() {
            self.piece()?;
        }
        // The parser may have looked at spaces of the line behind it.
        let lines = self.text.get(self.at..end.max(self.at))?;
        let whole = end >= self.text.len();
        let cut = lines.rfind('\n').map_or(0, |last| last + 1);
        let lines = if whole { lines } else { lines.get(..cut)? };
        let keeps = self.tokens.iter().rev();
        let mut keeps = keeps.filter(|token| token.kind == Kind::Header);
        let keeps = keeps.next().is_some_and(|it| it.text.contains('+'));
        let kept = if keeps { lines } else { within(lines) };
        if kept.is_empty() {
            return Some(());
        }
        let ended = kept.strip_suffix('\n').unwrap_or(kept);
        self.take(ended.len(), Some(Kind::Block))
    }

    /// Everything up to a byte, which has no text in it.
    fn gap(&mut self, until: usize) -> Option<()> {
        while self.at < until {
            self.piece()?;
        }
        (self.at == until).then_some(())
    }

    /// One sign, comment, tag or anchor, or white space.
    fn piece(&mut self) -> Option<()> {
        let rest = self.rest();
        let first = rest.chars().next()?;
        if let Some(kind) = self.marker(rest) {
            let length = if kind == Kind::Directive {
                line(rest).len()
            } else {
                3
            };
            return self.take(length, Some(kind));
        }
        let word = rest.find(BLANKS).unwrap_or(rest.len());
        let (length, kind) = match first {
            ' ' | '\t' | '\n' => (1, None),
            '#' => (line(rest).len(), Some(Kind::Comment)),
            '-' => (1, Some(Kind::Dash)),
            '?' => (1, Some(Kind::Question)),
            ':' => (1, Some(Kind::Colon)),
            ',' => (1, Some(Kind::Comma)),
            '[' => (1, Some(Kind::Open(Bracket::List))),
            '{' => (1, Some(Kind::Open(Bracket::Map))),
            ']' => (1, Some(Kind::Close(Bracket::List))),
            '}' => (1, Some(Kind::Close(Bracket::Map))),
            '!' if rest.starts_with("!<") => (rest.find('>')? + 1, Some(Kind::Property)),
            '&' | '!' => {
                let end = rest.get(..word)?.find([',', '[', ']', '{', '}']);
                (end.unwrap_or(word), Some(Kind::Property))
            }
            '|' | '>' => (word, Some(Kind::Header)),
            _ => return None,
        };
        self.take(length, kind)
    }

    /// What marks the beginning or the end of a document, at the beginning of a line.
    fn marker(&self, rest: &str) -> Option<Kind> {
        let alone = |mark: &str| {
            let behind = rest.strip_prefix(mark);
            behind.is_some_and(|it| it.is_empty() || it.starts_with(BLANKS))
        };
        if self.at != self.line_start {
            None
        } else if alone("---") {
            Some(Kind::Start)
        } else if alone("...") {
            Some(Kind::End)
        } else {
            rest.starts_with('%').then_some(Kind::Directive)
        }
    }
}

/// The first line, without blanks at its end.
fn line(text: &str) -> &str {
    text.lines()
        .next()
        .unwrap_or_default()
        .trim_end_matches(BLANKS)
}

/// The lines of a block without the empty ones at its end, which mean nothing. A line of more spaces than
/// the block is indented is not empty.
fn within(lines: &str) -> &str {
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let mut texts = lines
        .lines()
        .filter(|line| !line.trim_matches(BLANKS).is_empty());
    let least = texts.next().map_or(usize::MAX, indent);
    let mut end = 0;
    let mut at = 0;
    for line in lines.split_inclusive('\n') {
        at += line.len();
        let bare = line.trim_end_matches('\n');
        if !bare.trim_matches(BLANKS).is_empty() || indent(bare) > least {
            end = at;
        }
    }
    lines.get(..end).unwrap_or_default()
}
