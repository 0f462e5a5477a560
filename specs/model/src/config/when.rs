//! What a condition asks: comparisons of variables, all of which must hold.
//!
//! It is one text, `${Score} >= 0.6 and ${Score} < 0.8`, because that is how it is said; as a list of
//! maps the same takes six lines, and none of them is clearer.

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::decimal::Decimal;
use super::when_text;
use super::{InvalidWhen, Variable};

/// Comparisons, all of which must hold. There is at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// In the order in which they are written.
    pub comparisons: Vec<Comparison>,
}

/// Two values and what must be true of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The one.
    pub left: Operand,
    /// How they are compared.
    pub operator: Operator,
    /// The other.
    pub right: Operand,
}

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operand {
    /// What a variable holds at that moment.
    Variable(Variable),
    /// A text or number that is written there.
    Text(String),
}

/// How two values are compared: as numbers if both are numbers, else as texts.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Operator {
    /// They are the same.
    Equal,
    /// They differ.
    NotEqual,
    /// The left one is above the right one.
    Above,
    /// The left one is below the right one.
    Below,
    /// It is not below it.
    AtLeast,
    /// It is not above it.
    AtMost,
}

impl When {
    /// Whether all of it holds with what `value` gives for the variables.
    pub fn holds(&self, value: impl Fn(&Variable) -> String) -> bool {
        self.comparisons.iter().all(|it| it.holds(&value))
    }

    /// The variables in it.
    pub fn variables(&self) -> impl Iterator<Item = &Variable> {
        let operands = self.comparisons.iter().flat_map(|it| [&it.left, &it.right]);
        operands.filter_map(|operand| match operand {
            Operand::Variable(variable) => Some(variable),
            Operand::Text(_) => None,
        })
    }
}

impl Comparison {
    fn holds(&self, value: &impl Fn(&Variable) -> String) -> bool {
        let (left, right) = (self.left.value(value), self.right.value(value));
        self.operator.holds(&left, &right)
    }
}

impl Operand {
    fn value(&self, value: &impl Fn(&Variable) -> String) -> String {
        match self {
            Operand::Variable(variable) => value(variable),
            Operand::Text(text) => text.clone(),
        }
    }
}

impl Operator {
    /// Whether it holds of two values. A number is neither above nor below what is no number, so that a
    /// variable without a value is not taken for a small one.
    pub fn holds(self, left: &str, right: &str) -> bool {
        let order = match (Decimal::parse(left), Decimal::parse(right)) {
            (Some(left), Some(right)) => left.cmp(&right),
            (None, None) => left.cmp(right),
            _ => return self == Operator::NotEqual,
        };
        match self {
            Operator::Equal => order == Ordering::Equal,
            Operator::NotEqual => order != Ordering::Equal,
            Operator::Above => order == Ordering::Greater,
            Operator::Below => order == Ordering::Less,
            Operator::AtLeast => order != Ordering::Less,
            Operator::AtMost => order != Ordering::Greater,
        }
    }

    /// How it is written.
    pub const fn sign(self) -> &'static str {
        match self {
            Operator::Equal => "=",
            Operator::NotEqual => "!=",
            Operator::Above => ">",
            Operator::Below => "<",
            Operator::AtLeast => ">=",
            Operator::AtMost => "<=",
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, it) in self.comparisons.iter().enumerate() {
            let and = if n > 0 { " and " } else { "" };
            write!(f, "{and}{} {} {}", it.left, it.operator.sign(), it.right)?;
        }
        Ok(())
    }
}

impl fmt::Display for Operand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Operand::Variable(variable) => write!(f, "${{{}}}", variable.name()),
            Operand::Text(text) if when_text::is_word(text) => f.write_str(text),
            Operand::Text(text) => write!(f, "'{}'", text.replace('\'', "''")),
        }
    }
}

impl std::str::FromStr for When {
    type Err = InvalidWhen;
    fn from_str(text: &str) -> Result<When, InvalidWhen> {
        when_text::parse(text)
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<When, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(text: &str, score: &str) -> bool {
        let when: When = text.parse().expect("a condition");
        when.holds(|_| score.to_owned())
    }

    #[test]
    fn the_grades_of_the_manual_are_told_apart() {
        let good = "${Score} >= 0.8";
        let fair = "${Score} < 0.8 and ${Score} >= 0.6";
        let poor = "${Score} < 0.6 且 ${Score} ≥ 0";
        for (score, grades) in [
            ("0.80", [true, false, false]),
            ("0.7999999999999999999999", [false, true, false]),
            ("0.6", [false, true, false]),
            ("0.59", [false, false, true]),
            ("95", [true, false, false]),
        ] {
            let found = [good, fair, poor].map(|text| holds(text, score));
            assert_eq!(found, grades, "{score}");
        }
    }

    #[test]
    fn without_a_value_nothing_is_above_or_below_a_number() {
        for text in ["${S} < 1", "${S} > 1", "${S} <= 1", "${S} >= 1", "${S} = 0"] {
            assert!(!holds(text, ""), "{text}");
        }
        assert!(holds("${S} != 1", ""));
        assert!(holds("${S} = ''", ""));
    }

    #[test]
    fn numbers_are_compared_as_numbers_and_texts_as_texts() {
        assert!(holds("${S} = 1", "1.00"));
        assert!(holds("${S} > 9", "10"));
        assert!(!holds("${S} = gold", "Gold"));
        assert!(holds("${S} > apple", "banana"));
        assert!(holds("10 > ${S}", "9.5"));
    }
}
