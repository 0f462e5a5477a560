//! From tokens to lines.

use super::frames::{Frames, Head, Place};
use super::lines::Lines;
use super::scalar;
use super::token::{Bracket, Kind, Token};

/// The text of the tokens.
pub fn print(tokens: Vec<Token<'_>>) -> String {
    let mut printer = Printer {
        tokens: &tokens,
        frames: Frames::default(),
        lines: Lines::default(),
        remark: false,
        ahead: 0,
        last: None,
    };
    for (n, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Comment => printer.comment(n, token),
            Kind::Block => printer.block(n, token),
            _ => printer.token(n, token),
        }
        if token.kind != Kind::Comment {
            printer.last = Some(token.kind);
        }
    }
    printer.lines.finish()
}

struct Printer<'a, 't> {
    tokens: &'a [Token<'t>],
    frames: Frames,
    lines: Lines,
    /// Whether the last line is nothing but a comment.
    remark: bool,
    /// Up to here at least there are nothing but comments from the current one on.
    ahead: usize,
    /// The last one that is no comment.
    last: Option<Kind>,
}

impl<'a, 't> Printer<'a, 't> {
    fn before(&self, n: usize) -> Option<&Token<'t>> {
        n.checked_sub(1).and_then(|n| self.tokens.get(n))
    }

    /// Begins a line for a token, after an empty one if there is one in the file. Nothing is empty before
    /// the first of something.
    fn line(&mut self, n: usize, token: &Token<'t>, place: Place) {
        let last = self.before(n).map_or(token.line, |before| before.last);
        let first = place.first && !self.remark;
        if token.line > last + 1 && !first {
            self.lines.skip();
        }
        self.lines.begin(place.indent);
        self.remark = token.kind == Kind::Comment;
    }

    fn comment(&mut self, n: usize, token: &Token<'t>) {
        let before = self.before(n);
        if before.is_some_and(|it| it.kind != Kind::Comment && it.last == token.line) {
            self.lines.comment(token.text);
            return;
        }
        let next = self.behind_comments(n);
        let next = next.filter(|it| !it.kind.is_marker());
        let opened = matches!(self.last, Some(Kind::Colon | Kind::Dash | Kind::Property));
        let place = match next.map(head) {
            Some(None) => Place {
                indent: self.frames.below(),
                first: true,
            },
            head => self.frames.comment(token.column, head.flatten(), opened),
        };
        self.line(n, token, place);
        self.lines.add("", token.text);
    }

    /// What follows a comment and those behind it; many comments in a row are looked through once.
    fn behind_comments(&mut self, n: usize) -> Option<&'a Token<'t>> {
        let from = self.ahead.max(n);
        let rest = self.tokens.get(from..).unwrap_or_default();
        let comments = rest.iter().take_while(|it| it.kind == Kind::Comment);
        self.ahead = from + comments.count();
        self.tokens.get(self.ahead)
    }

    fn token(&mut self, n: usize, token: &Token<'t>) {
        let before = self.before(n).copied();
        let value = Place {
            indent: self.frames.below(),
            first: true,
        };
        let place = match (head(token), before) {
            (Some(head), before) => {
                let place = self.frames.enter(head);
                let dash = before.is_some_and(|it| it.kind == Kind::Dash);
                (!(dash && place.first)).then_some(place)
            }
            _ if token.kind.is_marker() => {
                self.frames.leave();
                let (indent, first) = (0, false);
                Some(Place { indent, first })
            }
            (None, None) => Some(value),
            (None, Some(before)) if before.kind == Kind::Comment => Some(value),
            (None, Some(before)) if before.kind.is_marker() && before.last < token.line => {
                Some(value)
            }
            _ => None,
        };
        if let Some(place) = place {
            self.line(n, token, place);
        }
        let is_key = self.tokens.get(n + 1);
        let is_key = is_key.is_some_and(|next| next.kind == Kind::Colon);
        let mut texts = scalar::lines(token, is_key).into_iter();
        let first = texts.next().unwrap_or_default();
        self.lines.add(space(before.as_ref(), token), &first);
        let indent = self.frames.below().max(2);
        for text in texts {
            self.lines.begin(if text.is_empty() { 0 } else { indent });
            self.lines.add("", &text);
        }
    }

    /// The lines of a block below its header.
    fn block(&mut self, n: usize, token: &Token<'t>) {
        let done = self.tokens.get(..n).unwrap_or_default();
        let header = done.iter().rfind(|it| it.kind == Kind::Header);
        let header = header.map_or("", |it| it.text);
        let (around, indent) = self.frames.top().unwrap_or_default();
        let indent = indent + scalar::indicator(header).unwrap_or(2);
        for line in scalar::block(header, token.text, around) {
            self.lines.begin(if line.is_empty() { 0 } else { indent });
            self.lines.add("", line);
        }
        self.remark = false;
    }
}

/// What a token begins.
fn head(token: &Token<'_>) -> Option<Head> {
    let dash = token.kind == Kind::Dash;
    token.head.map(|column| Head { column, dash })
}

/// What stands between two tokens on a line.
const fn space(before: Option<&Token<'_>>, token: &Token<'_>) -> &'static str {
    let Some(before) = before else {
        return "";
    };
    match (before.kind, token.kind) {
        (Kind::Alias, Kind::Colon) => " ",
        (_, Kind::Comma | Kind::Colon) => "",
        (Kind::Open(_), Kind::Close(_)) => "",
        (Kind::Open(Bracket::List), _) | (_, Kind::Close(Bracket::List)) => "",
        _ => " ",
    }
}
