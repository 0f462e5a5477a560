//! What the variables of a flow may hold so that its conditions, menus and numbers come out each way.

use std::collections::{BTreeMap, BTreeSet};

use model::Name;
use model::config::{Comparison, Ivr, Node, Operand, SystemVariable, Variable};
use serde_json::{Value, json};

/// How many values of one variable are tried.
const MOST: usize = 6;
/// A number outside for whoever is to be dialled.
const SOMEBODY: &str = "13900139000";

/// What a flow compares its variables with.
#[derive(Debug, Default)]
pub struct Values(BTreeMap<Variable, BTreeSet<String>>);

impl Values {
    /// Those of a flow.
    pub fn of(ivr: &Ivr) -> Values {
        let mut values = Values::default();
        for node in ivr.nodes.values() {
            if let Node::Condition(condition) = node {
                let whens = condition.branches.iter().map(|branch| &branch.when);
                let comparisons = whens.flat_map(|when| &when.comparisons);
                comparisons.for_each(|comparison| values.note(comparison));
            }
        }
        values
    }

    fn note(&mut self, comparison: &Comparison) {
        let ((Operand::Variable(variable), Operand::Text(text))
        | (Operand::Text(text), Operand::Variable(variable))) =
            (&comparison.left, &comparison.right)
        else {
            return;
        };
        let texts = self.0.entry(variable.clone()).or_default();
        texts.insert(text.clone());
    }

    /// The texts with which a variable of the call is compared.
    pub fn compared(&self, name: &Name) -> impl Iterator<Item = &String> {
        self.0
            .get(&Variable::Own(name.clone()))
            .into_iter()
            .flatten()
    }

    /// The texts with which the caller's number is compared.
    pub fn callers(&self) -> impl Iterator<Item = &String> {
        let caller = Variable::System(SystemVariable::SystemCallerNumber);
        self.0.get(&caller).into_iter().flatten()
    }

    /// What a customer's system may say so that it makes a difference, the usual thing first.
    pub fn received(&self, ivr: &Ivr, name: &Name) -> Vec<String> {
        let mut values = branches(ivr, name);
        if dialled(ivr, name) {
            values.push(SOMEBODY.to_owned());
        }
        values.extend(self.compared(name).cloned());
        if self.compared(name).any(|text| text.parse::<f64>().is_ok()) {
            values.extend(["0".to_owned(), "999999999".to_owned()]);
        }
        values.push("x".to_owned());
        let mut seen = BTreeSet::new();
        values.retain(|value| seen.insert(value.clone()));
        values.truncate(MOST);
        values
    }
}

/// Branches for the dynamic menus that a variable feeds: all that they may have, and none.
fn branches(ivr: &Ivr, name: &Name) -> Vec<String> {
    let menus = ivr.nodes.values().filter_map(|node| match node {
        Node::DynamicMenu(menu) => Some(menu),
        _ => None,
    });
    let fed = menus.filter(|menu| names(menu.branches.variables(), name));
    let mut values: Vec<String> = fed
        .map(|menu| {
            let targets = menu.targets.iter().zip(1..=9);
            let branch = |(target, digit): (&Name, u8)| {
                json!({ "digits": digit.to_string(), "next": target.as_str() })
            };
            Value::from_iter(targets.map(branch)).to_string()
        })
        .collect();
    if !values.is_empty() {
        values.push("[]".to_owned());
    }
    values
}

/// Whether a variable is part of a number that the flow dials.
fn dialled(ivr: &Ivr, name: &Name) -> bool {
    ivr.nodes.values().any(|node| match node {
        Node::Dial(dial) => names(dial.number.variables(), name),
        _ => false,
    })
}

fn names<'v>(mut variables: impl Iterator<Item = &'v Variable>, name: &Name) -> bool {
    variables.any(|variable| matches!(variable, Variable::Own(own) if own == name))
}
