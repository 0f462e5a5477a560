//! Brackets that are written over several lines become lines of their own, with dashes and indentation.
//! What stands in brackets on one line stays there.

use super::Refusal;
use super::heads::{opens, partners};
use super::token::{Bracket, Kind, Token};

/// More than any column: what comes out of brackets is deeper than what stands around them.
const DEEPER: usize = 1 << 24;

/// The tokens without brackets that are open at the end of a line.
///
/// # Errors
/// A key that is something else than a text on one line.
pub fn expand(tokens: Vec<Token<'_>>) -> Result<Vec<Token<'_>>, Refusal> {
    let partners = partners(&tokens);
    let mut expander = Expander {
        tokens: &tokens,
        levels: Vec::new(),
        out: Vec::with_capacity(tokens.len()),
    };
    let mut kept = 0;
    for (n, token) in tokens.iter().enumerate() {
        let partner = partners.get(n).copied().flatten();
        match (opens(token), partner) {
            _ if n < kept => expander.out.push(*token),
            (Some(bracket), Some(partner)) => {
                expander.begin(n)?;
                if tokens.get(partner).is_some_and(|it| it.line > token.line) {
                    expander.open(bracket);
                } else {
                    expander.out.push(*token);
                    kept = partner + 1;
                }
            }
            _ => expander.one(n, *token)?,
        }
    }
    Ok(expander.out)
}

struct Expander<'a, 't> {
    tokens: &'a [Token<'t>],
    levels: Vec<Level>,
    out: Vec<Token<'t>>,
}

/// A list or a map whose brackets are gone.
struct Level {
    bracket: Bracket,
    column: usize,
    /// Whether an item or a key comes next.
    waits: bool,
    /// Whether a key has no colon.
    bare: bool,
}

impl<'t> Expander<'_, 't> {
    fn open(&mut self, bracket: Bracket) {
        self.levels.push(Level {
            bracket,
            column: DEEPER * (self.levels.len() + 1),
            waits: true,
            bare: false,
        });
    }

    /// A token that opens nothing.
    fn one(&mut self, n: usize, mut token: Token<'t>) -> Result<(), Refusal> {
        let Some(level) = self.levels.last_mut() else {
            self.out.push(token);
            return Ok(());
        };
        match token.kind {
            Kind::Comma | Kind::Close(_) => {
                level.waits = true;
                if token.kind != Kind::Comma {
                    self.levels.pop();
                }
                self.stretch(token.last);
                return Ok(());
            }
            Kind::Comment => token.column = level.column,
            _ => token.head = self.begin(n)?,
        }
        self.out.push(token);
        if token.kind.is_scalar() {
            self.colon(&token);
        }
        Ok(())
    }

    /// What is left out of the text still has its lines.
    fn stretch(&mut self, last: usize) {
        if let Some(token) = self.out.last_mut() {
            token.last = last;
        }
    }

    /// Begins an item or a key, if one is to begin, and says of which column the token itself is a head.
    fn begin(&mut self, n: usize) -> Result<Option<usize>, Refusal> {
        let rest = self.tokens.get(n..).unwrap_or_default();
        let (Some(level), Some(token)) = (self.levels.last_mut(), rest.first()) else {
            return Ok(None);
        };
        if !std::mem::replace(&mut level.waits, false) {
            return Ok(None);
        }
        let pair = is_pair(rest);
        let column = level.column;
        match level.bracket {
            Bracket::List => {
                let mut dash = Token::added(Kind::Dash, "-", token);
                dash.head = Some(column);
                self.out.push(dash);
                Ok(pair.then_some(column + 1))
            }
            Bracket::Map => {
                level.bare = !pair;
                let mut key = rest.iter().filter(|it| it.kind != Kind::Property);
                let single = |it: &Token<'_>| it.kind.is_scalar() && it.line == it.last;
                if !key.next().is_some_and(single) {
                    let what = "a key that is no text on one line";
                    let line = token.line;
                    return Err(Refusal::Strange { line, what });
                }
                Ok(Some(column))
            }
        }
    }

    /// Gives a key without a colon its colon.
    fn colon(&mut self, key: &Token<'t>) {
        let bare = self.levels.last_mut().map(|level| &mut level.bare);
        if bare.is_some_and(std::mem::take) {
            self.out.push(Token::added(Kind::Colon, ":", key));
        }
    }
}

/// Whether there is a colon in the item that begins here.
fn is_pair(rest: &[Token<'_>]) -> bool {
    let mut depth = 0_usize;
    for token in rest {
        match token.kind {
            Kind::Open(_) => depth += 1,
            Kind::Close(_) if depth == 0 => return false,
            Kind::Close(_) => depth -= 1,
            Kind::Comma if depth == 0 => return false,
            Kind::Colon if depth == 0 => return true,
            _ => {}
        }
    }
    false
}
