//! What is to be taken in, as the daemon tells it.

use std::collections::BTreeMap;

use api::LiveChange;
use lang::Compiled;
use model::config::{Priority, Shift};
use model::live::{Listed, LiveValue, Subject};
use model::{Config, Name};

use super::Refused;

/// Before a number that is blocked.
const BLACKLIST: &str = "blacklist.";

/// Something that the YAML is to say.
#[derive(Clone, Debug)]
pub enum Wanted {
    /// What something is.
    Value {
        /// What the daemon calls it.
        path: String,
        /// What it is said to be before.
        from: String,
        /// What it is.
        value: LiveValue,
    },
    /// Callers are on a list: all that it is to have, so that it is edited once.
    Callers {
        /// Their numbers.
        numbers: Vec<String>,
        /// The list.
        list: Name,
    },
}

impl Wanted {
    /// What the daemon calls it.
    pub fn path(&self) -> String {
        match self {
            Wanted::Value { path, .. } => path.clone(),
            Wanted::Callers { numbers, .. } => match numbers.as_slice() {
                [number] => format!("{BLACKLIST}{number}"),
                several => format!("blacklist ({} callers)", several.len()),
            },
        }
    }

    /// The kind, the name and the field that it is about.
    pub fn place(&self) -> (&'static str, String, String) {
        match self {
            Wanted::Callers { list, .. } => {
                ("caller_lists", list.to_string(), "numbers".to_owned())
            }
            Wanted::Value { value, .. } => match value {
                LiveValue::Member {
                    skill_group, agent, ..
                } => (
                    "skill_groups",
                    skill_group.to_string(),
                    format!("members.{agent}"),
                ),
                LiveValue::Phone {
                    skill_group, phone, ..
                } => (
                    "skill_groups",
                    skill_group.to_string(),
                    format!("phones.{phone}"),
                ),
                LiveValue::Hours { hours, .. } => {
                    ("hours", hours.to_string(), "extra_days".to_owned())
                }
                LiveValue::Emergency { .. } => {
                    ("center", "center".to_owned(), "emergency".to_owned())
                }
            },
        }
    }
}

/// What of some changes the YAML does not say yet, and what cannot be taken in.
pub fn all(
    changes: &[LiveChange],
    compiled: &Compiled,
    list: Option<&Name>,
) -> (Vec<Wanted>, Refused) {
    let (mut wanted, mut refused) = (Vec::new(), Vec::new());
    let mut callers: BTreeMap<String, Vec<&LiveChange>> = BTreeMap::new();
    let listed = Listed::of(&compiled.config);
    for change in changes {
        let number = change.path.strip_prefix(BLACKLIST);
        let one = match number {
            Some(number) => caller(number, &compiled.config, &listed, list),
            None => value(change, compiled),
        };
        match (one, number) {
            (Ok(Some(one)), _) => join(&mut wanted, one),
            (Ok(None), _) => {}
            (Err(why), None) => refused.push((change.path.clone(), why)),
            (Err(why), Some(_)) => callers.entry(why).or_default().push(change),
        }
    }
    let callers = callers.into_iter();
    refused.extend(callers.map(|(why, callers)| (together(&callers), why)));
    (wanted, refused)
}

/// Blocked callers as one: of many nobody reads the numbers.
pub fn together(callers: &[&LiveChange]) -> String {
    match callers {
        [only] => only.path.clone(),
        several => format!("blacklist ({} callers)", several.len()),
    }
}

/// Whether it is about a caller who is blocked.
pub fn is_caller(change: &LiveChange) -> bool {
    change.path.starts_with(BLACKLIST)
}

/// Puts one behind the others; a caller to those before him, who all come onto one list.
fn join(wanted: &mut Vec<Wanted>, one: Wanted) {
    match (wanted.last_mut(), one) {
        (Some(Wanted::Callers { numbers, .. }), Wanted::Callers { numbers: more, .. }) => {
            numbers.extend(more);
        }
        (_, one) => wanted.push(one),
    }
}

fn value(change: &LiveChange, compiled: &Compiled) -> Result<Option<Wanted>, String> {
    let strange = || format!("this ccctl does not know `{}`", change.live);
    let subject: Subject = change.path.parse().map_err(|_| strange())?;
    let priority = || match change.live.as_str() {
        "none" => Ok(None),
        priority => priority.parse().map(|it| Some(Priority(it))),
    };
    let value = match subject {
        Subject::Member(skill_group, agent) => LiveValue::Member {
            skill_group,
            agent,
            priority: priority().map_err(|_| strange())?,
        },
        Subject::Phone(skill_group, phone) => LiveValue::Phone {
            skill_group,
            phone,
            priority: priority().map_err(|_| strange())?,
        },
        Subject::Hours(hours) => LiveValue::Hours {
            hours,
            date: change.day.ok_or_else(strange)?,
            open: shifts(&change.live).ok_or_else(strange)?,
        },
        Subject::Emergency => LiveValue::Emergency {
            on: change.live == "on",
        },
    };
    let config = &compiled.config;
    if let Some((kind, name)) = value.unknown_in(config) {
        return Err(format!("there is no {kind} `{name}` in these files"));
    }
    let said = value.in_config(config).map(|it| it.to_string());
    Ok((!value.is_said_by(config)).then(|| Wanted::Value {
        path: change.path.clone(),
        from: said.unwrap_or_default(),
        value,
    }))
}

fn shifts(text: &str) -> Option<Vec<Shift>> {
    match text {
        "closed" => Some(Vec::new()),
        text => text.split(", ").map(|one| one.parse().ok()).collect(),
    }
}

fn caller(
    number: &str,
    config: &Config,
    listed: &Listed,
    list: Option<&Name>,
) -> Result<Option<Wanted>, String> {
    if listed.has(number) {
        return Ok(None);
    }
    let lists = &config.center.inbound_blacklist;
    let list = match (list, lists.as_slice()) {
        (Some(list), lists) if lists.contains(list) => list,
        (Some(list), _) => return Err(format!("{list} is no list of `center.inbound_blacklist`")),
        (None, [list]) => list,
        (None, []) => {
            let told = "`center.inbound_blacklist` names no list: write one and name it, such as \
                        `caller_lists: { blocked: {} }` and `inbound_blacklist: [blocked]` under `center`";
            return Err(told.to_owned());
        }
        (None, _) => return Err("several lists block callers: give one with --list".to_owned()),
    };
    Ok(Some(Wanted::Callers {
        numbers: vec![number.to_owned()],
        list: list.clone(),
    }))
}
