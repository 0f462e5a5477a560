//! The canonical form of a file: the same values and comments, laid out in one way.
//!
//! The text becomes tokens (`lex`), commas and colons go before comments (`order`), every key and every
//! item learns where it is written (`heads`), brackets over several lines become lines (`expand`), and the
//! rest is a matter of spaces (`print`). Keys keep their order: a writer's order means something, and comments
//! stand where he put them. What comes out is read again, and thrown away if it says anything else.

mod expand;
mod frames;
mod heads;
mod lex;
mod lines;
mod order;
mod print;
mod same;
mod scalar;
mod token;

use crate::decode::Context;
use crate::tree::{self, Text};
use crate::{Problem, Source};

use token::{Kind, Token};

/// Why a file keeps its form.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// It cannot be read as YAML.
    Problems(Vec<Problem>),
    /// It is YAML of a kind that no center is written in.
    Strange {
        /// The line, from 1.
        line: usize,
        /// What is strange there.
        what: &'static str,
    },
}

/// The text of a file in its canonical form.
///
/// # Errors
/// Why it has none.
pub fn format(source: &Source) -> Result<String, Refusal> {
    let mut cx = Context::default();
    if tree::read(source, 0, &mut cx).is_none() {
        return Err(Refusal::Problems(cx.into_problems().0));
    }
    let text = plain_breaks(&cx);
    let strange = |line| Refusal::Strange {
        line,
        what: "what stands here is not understood",
    };
    let known = Text::new("", text, 0);
    let tokens = lex::tokens(&known).map_err(strange)?;
    let comments = comments(&tokens);
    let written = print::print(expand::expand(heads::mark(order::order(tokens))?)?);
    let again = Text::new("", written, 0);
    let kept = lex::tokens(&again).is_ok_and(|tokens| self::comments(&tokens) == comments);
    if kept && same::same(&known.text, &again.text) {
        Ok(again.text)
    } else {
        Err(strange(1))
    }
}

/// The file's text without a byte order mark, each line ended by a line feed.
fn plain_breaks(cx: &Context) -> String {
    let text = cx.texts.first().map_or("", |text| text.text.as_str());
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn comments(tokens: &[Token<'_>]) -> Vec<String> {
    let comments = tokens.iter().filter(|token| token.kind == Kind::Comment);
    comments.map(|token| token.text.to_owned()).collect()
}
