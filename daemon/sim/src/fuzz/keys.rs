//! What a caller may press in a node so that every way out of it is taken.

use std::collections::BTreeSet;

use model::Key;
use model::config::{Collect, Ivr, Length, Node};

use super::values::Values;
use crate::walk::{Choice, Scene};

/// All keys of a telephone.
const KEYS: &str = "1234567890*#";
/// The same from those on that menus use least; digits are what people press by mistake.
const LAST_FIRST: &str = "987654321*0#";
/// How many answers to a question for digits are tried.
const MOST: usize = 6;

/// The ways, in the order in which people try them; nothing is the last.
pub fn of(scene: &Scene, values: &Values, node: &Node) -> Vec<Choice> {
    let presses: Vec<String> = match node {
        Node::Menu(menu) => with_wrong(menu.keys.keys().copied()),
        Node::Survey(survey) => with_wrong(survey.keys.keys().copied()),
        // Which keys it has is known to the machine alone.
        Node::DynamicMenu(_) => KEYS.chars().map(String::from).collect(),
        Node::Collect(collect) => digits(&scene.ivr, values, collect),
        Node::DialExtension(node) => {
            let phone = scene.phone(node.length).map(ToString::to_string);
            phone.into_iter().chain(["*".to_owned()]).collect()
        }
        _ => Vec::new(),
    };
    let presses = presses.into_iter().map(Choice::Press);
    presses.chain([Choice::Silence]).collect()
}

/// The keys that have a meaning, and one of those that have none: they are all alike.
fn with_wrong(keys: impl Iterator<Item = Key>) -> Vec<String> {
    let mut right: Vec<String> = keys.map(|key| key.to_string()).collect();
    let mut others = LAST_FIRST.chars().map(String::from);
    let wrong = others.find(|key| !right.contains(key));
    right.extend(wrong);
    right
}

/// Digits with which the conditions come out each way, and what is no answer.
fn digits(ivr: &Ivr, values: &Values, collect: &Collect) -> Vec<String> {
    let (least, most) = match collect.length {
        Length::Fixed(length) => (length as usize, length as usize),
        Length::UpTo(length) => (1, length as usize),
    };
    let fits = |text: &&String| {
        let spelled = text.bytes().all(|byte| byte.is_ascii_digit());
        spelled && (least..=most).contains(&text.len())
    };
    let compared: BTreeSet<&String> = values.compared(&collect.into).filter(fits).collect();
    let mut answers: Vec<String> = compared.into_iter().cloned().collect();
    let alike = if ivr
        .nodes
        .values()
        .any(|node| matches!(node, Node::Condition(_)))
    {
        "190"
    } else {
        "1"
    };
    answers.extend(alike.chars().map(|digit| String::from(digit).repeat(most)));
    answers.dedup();
    answers.truncate(MOST);
    let whole = |digits: String| match digits.len() < most {
        true => digits + "#",
        false => digits,
    };
    answers
        .into_iter()
        .map(whole)
        .chain(["*".to_owned()])
        .collect()
}
