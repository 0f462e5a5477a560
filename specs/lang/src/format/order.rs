//! Commas and colons go to what they follow, where a comment stands between, and so do brackets that close
//! over nothing else; a comma before a closing bracket goes away.

use super::token::{Kind, Token};

/// The tokens with every comma and colon directly behind its value or key.
pub fn order(tokens: Vec<Token<'_>>) -> Vec<Token<'_>> {
    let mut out: Vec<Token<'_>> = Vec::with_capacity(tokens.len());
    // Behind the last one that is no comment.
    let mut behind = 0_usize;
    for mut token in tokens {
        let value = behind.checked_sub(1).and_then(|n| out.get(n)).copied();
        match (token.kind, value) {
            (kind, Some(value)) if follows(kind, value.kind, behind < out.len()) => {
                token.line = value.last;
                if behind < out.len() {
                    token.last = value.last;
                }
                out.insert(behind, token);
                behind += 1;
                continue;
            }
            (Kind::Close(_), Some(value)) if value.kind == Kind::Comma => {
                out.remove(behind - 1);
                out.push(token);
            }
            _ => out.push(token),
        }
        if token.kind != Kind::Comment {
            behind = out.len();
        }
    }
    out
}

/// Whether a token is moved to a value of that kind: over comments, or where a bracket closes over nothing.
const fn follows(kind: Kind, value: Kind, over_comments: bool) -> bool {
    match kind {
        Kind::Comma | Kind::Colon => over_comments,
        Kind::Close(_) => matches!(value, Kind::Open(_)),
        _ => false,
    }
}
