//! The ways in which a question can come out.

use std::sync::Arc;

use model::Name;
use model::ask::{AskFailure, Reply};
use model::config::{Http, Ivr, Node};
use serde_json::{Map, Value};

use super::keys;
use super::values::Values;
use crate::walk::{Callee, Choice, Question, Scene, Staff};

/// How many answers of a customer's system are tried at a node.
const MOST_REPLIES: usize = 24;

/// All of them that make a difference.
pub fn of(scene: &Scene, values: &Values, question: &Question) -> Vec<Choice> {
    match question {
        Question::Keys(node) => match scene.ivr.nodes.get(node) {
            Some(node) => keys::of(scene, values, node),
            None => Vec::new(),
        },
        Question::Reply { node, .. } => {
            let replies = replies(&scene.ivr, values, node).into_iter();
            replies.map(Choice::Reply).collect()
        }
        Question::Group(group) => {
            let staffs = staffs(scene, group).into_iter();
            staffs
                .map(|staff| Choice::Group(group.clone(), staff))
                .collect()
        }
        Question::Phone(phone) => {
            let callees = Callee::ALL.into_iter();
            callees
                .map(|callee| Choice::Phone(phone.clone(), callee))
                .collect()
        }
        Question::Outside(number) => {
            let callees = Callee::ALL.into_iter();
            callees
                .map(|callee| Choice::Outside(number.clone(), callee))
                .collect()
        }
    }
}

/// Who may be there. A queue is full where somebody has thought of it: a thousand callers wait nowhere.
fn staffs(scene: &Scene, group: &Name) -> Vec<Staff> {
    let minds = scene.ivr.nodes.values().any(|node| match node {
        Node::Transfer(transfer) => transfer.group == *group && transfer.on_full.is_some(),
        _ => false,
    });
    let fills = minds || scene.is_limited(group);
    let all = Staff::ALL.into_iter();
    all.filter(|staff| fills || *staff != Staff::Full).collect()
}

fn replies(ivr: &Ivr, values: &Values, node: &Name) -> Vec<Reply> {
    let failure = Err(AskFailure::Unreachable);
    match ivr.nodes.get(node) {
        Some(Node::Http(http)) => {
            let mut replies = answers(ivr, values, http);
            replies.push(failure);
            replies
        }
        Some(Node::Transfer(_)) => {
            let nobody = r#"{"ErrCode": 0, "SeatEmails": []}"#;
            vec![Ok(Arc::from(nobody)), failure]
        }
        _ => vec![failure],
    }
}

/// Answers with every value of each variable; every combination of them while they are few.
fn answers(ivr: &Ivr, values: &Values, http: &Http) -> Vec<Reply> {
    let fields: Vec<(&str, Vec<String>)> = http
        .receive
        .iter()
        .map(|(name, received)| (received.field.as_str(), values.received(ivr, name)))
        .collect();
    let count = fields
        .iter()
        .map(|(_, values)| values.len())
        .product::<usize>();
    let mut answers = Vec::new();
    for mut number in 0..count.min(MOST_REPLIES) {
        let mut object = Value::Object(Map::new());
        for (field, values) in &fields {
            if let Some(value) = values.get(number % values.len().max(1)) {
                put(&mut object, field, value);
            }
            number /= values.len().max(1);
        }
        answers.push(Ok(Arc::from(object.to_string())));
    }
    answers
}

/// Puts a text where a path of fields and places leads.
fn put(into: &mut Value, path: &str, text: &str) {
    let (first, rest) = match path.split_once('.') {
        Some((first, rest)) => (first, Some(rest)),
        None => (path, None),
    };
    let place = match first.parse::<usize>() {
        Ok(place @ 0..=99) => {
            if !into.is_array() {
                *into = Value::Array(Vec::new());
            }
            let Some(items) = into.as_array_mut() else {
                return;
            };
            if items.len() <= place {
                items.resize(place + 1, Value::Null);
            }
            items.get_mut(place)
        }
        _ => {
            if !into.is_object() {
                *into = Value::Object(Map::new());
            }
            into.as_object_mut()
                .map(|object| object.entry(first).or_insert(Value::Null))
        }
    };
    match (place, rest) {
        (Some(place), None) => *place = Value::from(text),
        (Some(place), Some(rest)) => put(place, rest, text),
        (None, _) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_comes_to_where_a_path_leads() {
        let mut object = Value::Object(Map::new());
        put(&mut object, "level", "gold");
        put(&mut object, "data.1.name", "amy");
        assert_eq!(
            object.to_string(),
            r#"{"data":[null,{"name":"amy"}],"level":"gold"}"#
        );
    }
}
