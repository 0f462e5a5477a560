//! Numbers that stop answering, and those that are answered otherwise.

use std::collections::BTreeMap;

use model::config::Number;
use model::{Config, DialString, IvrName, Name, phone_number};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A number whose next call goes another way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OtherWay {
    /// The number.
    pub number: DialString,
    /// The way of its calls.
    pub before: NumberWay,
    /// The way of the next one.
    pub after: NumberWay,
}

/// The way of a number's calls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NumberWay {
    /// The trunk by which they come.
    pub trunk: Name,
    /// The flow that answers.
    pub ivr: IvrName,
}

/// Numbers on which calls come in and will not.
pub(super) fn stopping(live: &Config, desired: &Config) -> Vec<DialString> {
    let after = answering(desired);
    let before = answering(live).into_iter();
    before
        .filter(|(number, _)| !after.contains_key(number))
        .map(|(_, (number, _))| number.clone())
        .collect()
}

/// Numbers on which calls come in by another trunk, or go into another flow.
pub(super) fn elsewhere(live: &Config, desired: &Config) -> Vec<OtherWay> {
    let after = answering(desired);
    let before = answering(live).into_iter();
    before
        .filter_map(|(normal, (number, before))| {
            let (_, after) = after.get(&normal)?;
            (way(before) != way(after)).then(|| OtherWay {
                number: number.clone(),
                before: way(before),
                after: way(after),
            })
        })
        .collect()
}

/// The numbers on which calls come in, by the form in which all spellings are one.
fn answering(config: &Config) -> BTreeMap<String, (&DialString, &Number)> {
    let numbers = config.numbers.iter();
    let numbers = numbers.filter(|(_, number)| number.direction.comes_in());
    let normal = |number: &DialString| phone_number::normalise(number.as_str());
    numbers.map(|it| (normal(it.0), it)).collect()
}

fn way(number: &Number) -> NumberWay {
    NumberWay {
        trunk: number.trunk.clone(),
        ivr: number.ivr.clone(),
    }
}
