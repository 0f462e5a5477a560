//! Which tokens begin an item or a key that has a line of its own, outside of brackets; and what has no
//! canonical form.

use super::Refusal;
use super::token::{Bracket, Kind, Token};

/// The tokens with their heads.
///
/// # Errors
/// A key that is something else than a text on one line.
pub fn mark(mut tokens: Vec<Token<'_>>) -> Result<Vec<Token<'_>>, Refusal> {
    let mut depth = 0_usize;
    let mut before: Option<Token<'_>> = None;
    // Where the properties before the last value begin.
    let mut first = 0;
    for n in 0..tokens.len() {
        let Some(token) = tokens.get(n).copied() else {
            break;
        };
        match token.kind {
            Kind::Open(_) => depth += 1,
            Kind::Close(_) => depth = depth.saturating_sub(1),
            Kind::Question => return Err(strange(token, "a key that begins with `?`")),
            Kind::Colon => {
                if !before.is_some_and(|it| it.kind.is_scalar() && it.line == it.last) {
                    return Err(strange(token, "a key that is no text on one line"));
                }
                if depth == 0 {
                    head(&mut tokens, first);
                }
            }
            Kind::Dash if depth == 0 => head(&mut tokens, n),
            _ => {}
        }
        let goes_on = before.is_some_and(|it| it.kind == Kind::Property && it.last == token.line);
        if !goes_on && token.kind != Kind::Colon {
            first = n;
        }
        if token.kind != Kind::Comment {
            before = Some(token);
        }
    }
    Ok(tokens)
}

fn head(tokens: &mut [Token<'_>], n: usize) {
    if let Some(token) = tokens.get_mut(n) {
        token.head = Some(token.column);
    }
}

fn strange(token: Token<'_>, what: &'static str) -> Refusal {
    Refusal::Strange {
        line: token.line,
        what,
    }
}

/// For each token the index of the bracket that closes it, if it opens one.
pub fn partners(tokens: &[Token<'_>]) -> Vec<Option<usize>> {
    let mut partners = vec![None; tokens.len()];
    let mut open: Vec<usize> = Vec::new();
    for (n, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Open(_) => open.push(n),
            Kind::Close(_) => {
                let partner = open.pop().and_then(|opened| partners.get_mut(opened));
                if let Some(partner) = partner {
                    *partner = Some(n);
                }
            }
            _ => {}
        }
    }
    partners
}

/// What a token opens.
pub const fn opens(token: &Token<'_>) -> Option<Bracket> {
    match token.kind {
        Kind::Open(bracket) => Some(bracket),
        _ => None,
    }
}
