//! How a condition is written: `${Score} >= 0.6 and ${Level} = 'gold member'`.

use std::fmt;

use super::when::{Comparison, Operand, Operator, When};
use super::{InvalidTemplate, Variable};

/// Why a text is no condition, and which bytes of it are to blame.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{problem}")]
pub struct InvalidWhen {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// What is wrong.
    pub problem: WhenProblem,
}

/// What is wrong with the text of a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhenProblem {
    /// A value is expected.
    NoValue,
    /// A sign such as `=` is expected.
    NoSign,
    /// The end, or an `and`, is expected.
    NoAnd,
    /// Alternatives are branches.
    Or,
    /// A quote without its end.
    OpenQuote,
    /// The wrong quotes.
    DoubleQuote,
    /// No name of a variable.
    Variable(InvalidTemplate),
    /// A comparison of two values that are written there.
    Constant,
}

impl WhenProblem {
    /// What to do about it.
    pub const fn help(&self) -> &'static str {
        match self {
            WhenProblem::NoValue => {
                "write a variable as `${Name}`, a text of several words as 'these words'"
            }
            WhenProblem::NoSign => "the signs are =, !=, >, <, >= and <=",
            WhenProblem::NoAnd => {
                "join comparisons by `and`; a text of several words stands in single quotes"
            }
            WhenProblem::Or => "make two branches with the same `next`",
            WhenProblem::OpenQuote => "close it with '; a ' inside of it is written ''",
            WhenProblem::DoubleQuote => "write 'single quotes' inside of a condition",
            WhenProblem::Variable(_) => {
                "write a variable as `${Name}`; it has only letters, digits, `_` and `-`"
            }
            WhenProblem::Constant => "write one of the two as a variable: `${Name}`",
        }
    }
}

impl fmt::Display for WhenProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            WhenProblem::NoValue => "a value is missing here",
            WhenProblem::NoSign => "the sign of a comparison is missing here",
            WhenProblem::NoAnd => "the comparison is complete before this",
            WhenProblem::Or => "a condition has no alternatives",
            WhenProblem::OpenQuote => "this quote is not closed",
            WhenProblem::DoubleQuote => "a condition has no double quotes",
            WhenProblem::Variable(error) => return error.fmt(f),
            WhenProblem::Constant => "this compares no variable",
        };
        f.write_str(text)
    }
}

/// Two letters come before one.
const SIGNS: [(&str, Operator); 10] = [
    ("==", Operator::Equal),
    ("!=", Operator::NotEqual),
    (">=", Operator::AtLeast),
    ("<=", Operator::AtMost),
    ("=", Operator::Equal),
    ("≠", Operator::NotEqual),
    ("≥", Operator::AtLeast),
    ("≤", Operator::AtMost),
    (">", Operator::Above),
    ("<", Operator::Below),
];

/// Whether a text needs no quotes.
pub(super) fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(in_word) && !is_and(text) && !is_or(text)
}

fn in_word(c: char) -> bool {
    !c.is_whitespace() && !c.is_control() && !"'\"$=!<>≠≥≤".contains(c)
}

fn is_and(word: &str) -> bool {
    word.eq_ignore_ascii_case("and") || word == "且"
}

fn is_or(word: &str) -> bool {
    word.eq_ignore_ascii_case("or") || word == "或"
}

/// Reads a condition.
pub(super) fn parse(text: &str) -> Result<When, InvalidWhen> {
    let mut reader = Reader { text, at: 0 };
    let mut comparisons = vec![reader.comparison()?];
    while reader.and()? {
        comparisons.push(reader.comparison()?);
    }
    Ok(When { comparisons })
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    fn comparison(&mut self) -> Result<Comparison, InvalidWhen> {
        self.skip();
        let start = self.at;
        let left = self.operand()?;
        let operator = self.sign()?;
        let right = self.operand()?;
        if matches!((&left, &right), (Operand::Text(_), Operand::Text(_))) {
            let end = self.at;
            return Err(InvalidWhen {
                start,
                end,
                problem: WhenProblem::Constant,
            });
        }
        Ok(Comparison {
            left,
            operator,
            right,
        })
    }

    /// Whether a further comparison follows.
    fn and(&mut self) -> Result<bool, InvalidWhen> {
        self.skip();
        let word = self.word();
        if is_and(word) {
            self.at += word.len();
            return Ok(true);
        }
        match word {
            "" if self.rest().is_empty() => Ok(false),
            _ if is_or(word) => Err(self.problem(WhenProblem::Or)),
            _ => Err(self.problem(WhenProblem::NoAnd)),
        }
    }

    fn operand(&mut self) -> Result<Operand, InvalidWhen> {
        self.skip();
        if let Some(behind) = self.rest().strip_prefix("${") {
            return self.variable(behind);
        }
        if self.rest().starts_with('\'') {
            return self.quoted();
        }
        if self.rest().starts_with('"') {
            return Err(self.problem(WhenProblem::DoubleQuote));
        }
        let word = self.word();
        if word.is_empty() || is_and(word) || is_or(word) {
            return Err(self.problem(WhenProblem::NoValue));
        }
        self.at += word.len();
        Ok(Operand::Text(word.to_owned()))
    }

    fn variable(&mut self, behind: &'t str) -> Result<Operand, InvalidWhen> {
        let start = self.at;
        let (name, end) = match behind.split_once('}') {
            Some((name, _)) => (name, start + name.len() + 3),
            None => return Err(self.problem(WhenProblem::Variable(InvalidTemplate::Unclosed))),
        };
        let variable = name.parse::<Variable>().map_err(|error| InvalidWhen {
            start,
            end,
            problem: WhenProblem::Variable(error),
        })?;
        self.at = end;
        Ok(Operand::Variable(variable))
    }

    fn quoted(&mut self) -> Result<Operand, InvalidWhen> {
        let mut text = String::new();
        let mut parts = self.rest().split('\'').skip(1);
        let mut length = 1;
        while let Some(part) = parts.next() {
            text.push_str(part);
            length += part.len() + 1;
            let doubled = parts.clone().next() == Some("") && self.rest().len() > length;
            if !doubled {
                break;
            }
            text.push('\'');
            length += 1;
            parts.next();
        }
        if length > self.rest().len() {
            return Err(self.problem(WhenProblem::OpenQuote));
        }
        self.at += length;
        Ok(Operand::Text(text))
    }

    fn sign(&mut self) -> Result<Operator, InvalidWhen> {
        self.skip();
        let found = SIGNS.iter().find(|(sign, _)| self.rest().starts_with(sign));
        let Some((sign, operator)) = found else {
            return Err(self.problem(WhenProblem::NoSign));
        };
        self.at += sign.len();
        Ok(*operator)
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn word(&self) -> &'t str {
        let rest = self.rest();
        let end = rest.find(|c| !in_word(c)).unwrap_or(rest.len());
        rest.get(..end).unwrap_or_default()
    }

    /// A problem with what stands here: a word, or one character, or the end.
    fn problem(&self, problem: WhenProblem) -> InvalidWhen {
        let one = self.rest().chars().next().map_or(0, char::len_utf8);
        let end = self.at + self.word().len().max(one);
        InvalidWhen {
            start: self.at,
            end,
            problem,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_condition_reads_what_it_writes() {
        for (text, canonical) in [
            ("${Score}>=0.8", "${Score} >= 0.8"),
            ("  ${A} == ${B}  AND ${C}≠x", "${A} = ${B} and ${C} != x"),
            (
                "'gold member' = ${Level} 且 ${N} ≤ -1",
                "'gold member' = ${Level} and ${N} <= -1",
            ),
            ("${A} = 'it''s'", "${A} = 'it''s'"),
            ("${A} = ''", "${A} = ''"),
            (
                "${A} = '''' and ${B} = 'and'",
                "${A} = '''' and ${B} = 'and'",
            ),
            ("${A} = 金卡", "${A} = 金卡"),
        ] {
            let when = parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(when.to_string(), canonical);
            assert_eq!(parse(canonical), Ok(when));
        }
    }

    #[test]
    fn what_is_wrong_is_shown_where_it_stands() {
        for (text, bytes, problem) in [
            ("", 0..0, WhenProblem::NoValue),
            ("${A}", 4..4, WhenProblem::NoSign),
            ("${A} ~ 1", 5..6, WhenProblem::NoSign),
            ("${A} = ", 7..7, WhenProblem::NoValue),
            ("${A} = and", 7..10, WhenProblem::NoValue),
            ("${A} = gold member", 12..18, WhenProblem::NoAnd),
            ("${A} = 1 and", 12..12, WhenProblem::NoValue),
            ("${A} = 1 or ${A} = 2", 9..11, WhenProblem::Or),
            ("${A} = 'gold", 7..8, WhenProblem::OpenQuote),
            ("${A} = 'it''", 7..8, WhenProblem::OpenQuote),
            ("${A} = \"x\"", 7..8, WhenProblem::DoubleQuote),
            ("1 = 1", 0..5, WhenProblem::Constant),
            (
                "${A = 1",
                0..1,
                WhenProblem::Variable(InvalidTemplate::Unclosed),
            ),
            (
                "1 < ${a b}",
                4..10,
                WhenProblem::Variable(InvalidTemplate::BadName("a b".to_owned())),
            ),
        ] {
            let error = parse(text).expect_err(text);
            assert_eq!(
                (error.start..error.end, error.problem),
                (bytes, problem),
                "{text}"
            );
        }
    }
}
