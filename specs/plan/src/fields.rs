//! Two values of one resource, field by field.

use std::collections::BTreeSet;

use model::Place;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Comparisons of elements that one pair of lists is worth; longer ones are compared as a whole.
const COMPARISONS: usize = 250_000;

/// What happens to one field. A field that is not written is `null`, which stands for its default.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FieldChange {
    /// The path inside the resource, such as `nodes.menu.keys.2.next`. An element of a list has its
    /// place in it, counted from 0: `allow[1]`; of one that is taken away that is its place before.
    pub path: String,
    /// What it is.
    pub before: Value,
    /// What it becomes.
    pub after: Value,
    /// Where what it becomes is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

/// How lists are compared.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Lists {
    /// Element by element.
    ByElement,
    /// Each is one value.
    Whole,
}

/// The innermost fields that differ, sorted by path.
pub(crate) fn compare(lists: Lists, before: &Value, after: &Value) -> Vec<FieldChange> {
    let mut found = Comparison {
        lists,
        fields: Vec::new(),
    };
    found.maps("", before, after);
    found.fields
}

/// The outermost fields of two values.
pub(crate) fn outermost(before: &Value, after: &Value) -> Vec<FieldChange> {
    keys(before, after)
        .into_iter()
        .map(|key| field(key.clone(), inner(before, key), inner(after, key)))
        .collect()
}

struct Comparison {
    lists: Lists,
    fields: Vec<FieldChange>,
}

impl Comparison {
    fn values(&mut self, path: String, before: &Value, after: &Value) {
        match (before, after) {
            _ if before == after => {}
            (Value::Object(_), Value::Object(_)) => self.maps(&path, before, after),
            (Value::Array(these), Value::Array(those)) if self.lists == Lists::ByElement => {
                self.elements(path, these, those);
            }
            _ => self.fields.push(field(path, before.clone(), after.clone())),
        }
    }

    fn maps(&mut self, path: &str, before: &Value, after: &Value) {
        for key in keys(before, after) {
            let path = match path {
                "" => key.clone(),
                outer => format!("{outer}.{key}"),
            };
            self.values(path, &inner(before, key), &inner(after, key));
        }
    }

    /// Lists that hold the same in another order, or are too long to be matched, differ as a whole.
    fn elements(&mut self, path: String, before: &[Value], after: &[Value]) {
        let Some(steps) = alignment(before, after) else {
            let (before, after) = (Value::from(before), Value::from(after));
            return self.fields.push(field(path, before, after));
        };
        for step in steps {
            match step {
                Step::Replaced(one, (n, other)) if one.is_object() && other.is_object() => {
                    self.values(format!("{path}[{n}]"), one, other);
                }
                Step::Replaced(one, (n, other)) => {
                    let path = format!("{path}[{n}]");
                    self.fields.push(field(path, one.clone(), other.clone()));
                }
                Step::Removed(m, one) => {
                    let path = format!("{path}[{m}]");
                    self.fields.push(field(path, one.clone(), Value::Null));
                }
                Step::Added(n, other) => {
                    let path = format!("{path}[{n}]");
                    self.fields.push(field(path, Value::Null, other.clone()));
                }
            }
        }
    }
}

enum Step<'v> {
    Removed(usize, &'v Value),
    Added(usize, &'v Value),
    Replaced(&'v Value, (usize, &'v Value)),
}

/// The fewest elements that are taken away and put in; `None` where the lists only differ in order or
/// are too long.
fn alignment<'v>(before: &'v [Value], after: &'v [Value]) -> Option<Vec<Step<'v>>> {
    let head = before.iter().zip(after).take_while(|(a, b)| a == b).count();
    let (rest, other) = (before.get(head..)?, after.get(head..)?);
    let backwards = rest.iter().rev().zip(other.iter().rev());
    let tail = backwards.take_while(|(a, b)| a == b).count();
    let rest = rest.get(..rest.len() - tail)?;
    let other = other.get(..other.len() - tail)?;
    if rest.len().saturating_mul(other.len()) > COMPARISONS || is_order_alone(rest, other) {
        return None;
    }
    Some(steps(head, rest, other))
}

fn is_order_alone(before: &[Value], after: &[Value]) -> bool {
    let sorted = |values: &[Value]| {
        let mut texts: Vec<_> = values.iter().map(ToString::to_string).collect();
        texts.sort();
        texts
    };
    before.len() == after.len() && sorted(before) == sorted(after)
}

/// Walks along a longest common subsequence; what lies between two matches is paired in order.
fn steps<'v>(head: usize, before: &'v [Value], after: &'v [Value]) -> Vec<Step<'v>> {
    let common = common(before, after);
    let mut steps = Vec::new();
    let (mut m, mut n) = (0, 0);
    for (i, j) in common.into_iter().chain([(before.len(), after.len())]) {
        let gone = (m..i).filter_map(|k| Some((head + k, before.get(k)?)));
        let come = (n..j).filter_map(|k| Some((head + k, after.get(k)?)));
        let (mut gone, mut come) = (gone.peekable(), come.peekable());
        while gone.peek().is_some() || come.peek().is_some() {
            steps.extend(match (gone.next(), come.next()) {
                (Some((_, one)), Some(other)) => Some(Step::Replaced(one, other)),
                (Some((k, one)), None) => Some(Step::Removed(k, one)),
                (None, Some((k, other))) => Some(Step::Added(k, other)),
                (None, None) => None,
            });
        }
        (m, n) = (i + 1, j + 1);
    }
    steps
}

/// The places of a longest common subsequence.
fn common(before: &[Value], after: &[Value]) -> Vec<(usize, usize)> {
    let width = after.len() + 1;
    let mut lengths = vec![0_usize; (before.len() + 1) * width];
    let at = |lengths: &[usize], i: usize, j: usize| {
        lengths.get(i * width + j).copied().unwrap_or_default()
    };
    for (i, one) in before.iter().enumerate().rev() {
        for (j, other) in after.iter().enumerate().rev() {
            let length = match one == other {
                true => at(&lengths, i + 1, j + 1) + 1,
                false => at(&lengths, i + 1, j).max(at(&lengths, i, j + 1)),
            };
            if let Some(cell) = lengths.get_mut(i * width + j) {
                *cell = length;
            }
        }
    }
    let (mut i, mut j, mut places) = (0, 0, Vec::new());
    while let (Some(one), Some(other)) = (before.get(i), after.get(j)) {
        if one == other {
            places.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if at(&lengths, i + 1, j) >= at(&lengths, i, j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
    places
}

fn field(path: String, before: Value, after: Value) -> FieldChange {
    FieldChange {
        path,
        before,
        after,
        place: None,
    }
}

fn inner(value: &Value, key: &str) -> Value {
    value.get(key).cloned().unwrap_or_default()
}

fn keys<'a>(before: &'a Value, after: &'a Value) -> BTreeSet<&'a String> {
    let keys = |value: &'a Value| {
        let map = value.as_object().into_iter();
        map.flat_map(serde_json::Map::keys)
    };
    keys(before).chain(keys(after)).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn told(before: Value, after: Value) -> Vec<String> {
        let (before, after) = (json!({ "x": before }), json!({ "x": after }));
        let fields = compare(Lists::ByElement, &before, &after);
        let told = fields.iter();
        told.map(|it| format!("{} {} {}", it.path, it.before, it.after))
            .collect()
    }

    #[test]
    fn an_element_that_comes_or_goes_is_told_alone() {
        assert_eq!(
            told(json!(["a", "c"]), json!(["a", "b", "c"])),
            ["x[1] null \"b\""]
        );
        assert_eq!(
            told(json!(["a", "b", "c"]), json!(["a", "c"])),
            ["x[1] \"b\" null"]
        );
        assert_eq!(
            told(json!(["a", "b"]), json!(["a", "d"])),
            ["x[1] \"b\" \"d\""]
        );
        assert_eq!(
            told(json!([1, 2, 3, 4]), json!([0, 2, 4, 5])),
            ["x[0] 1 0", "x[2] 3 null", "x[3] null 5"]
        );
    }

    #[test]
    fn of_an_element_that_is_a_map_its_field_is_told() {
        let before = json!([{ "when": "a", "next": "x" }, { "when": "b", "next": "y" }]);
        let after = json!([{ "when": "a", "next": "x" }, { "when": "b", "next": "z" }]);
        assert_eq!(told(before, after), ["x[1].next \"y\" \"z\""]);
    }

    #[test]
    fn another_order_is_told_as_a_whole() {
        assert_eq!(
            told(json!([1, 2, 3]), json!([3, 1, 2])),
            ["x [1,2,3] [3,1,2]"]
        );
    }

    #[test]
    fn lists_that_are_too_long_to_be_matched_differ_as_a_whole() {
        let long = |from: u32| json!((from..from + 1_000).collect::<Vec<_>>());
        assert_eq!(told(long(0), long(5_000)).len(), 1);
    }
}
