//! Which edit of which file makes the YAML say what is wanted, and whether it does.

use lang::Compiled;
use lang::edit::{self, CannotEdit, word};
use model::Config;
use model::config::{CallerPattern, Priority, Shift};
use model::live::{LiveChange, LiveChanges, LiveValue};

use super::wanted::Wanted;
use crate::center::Center;

/// The file in which something is written, or has its place.
pub fn file_of(one: &Wanted, before: &Compiled, center: &Center) -> Result<String, String> {
    let (kind, name, field) = one.place();
    let known = before.places.nearest(kind, &name, &field);
    let file = match known {
        Some(place) => place.file.to_string(),
        None => center.first().unwrap_or_default().to_owned(),
    };
    match center.is_overlay(&file) {
        true => Err(format!("it is written in the overlay {file}")),
        false => Ok(file),
    }
}

/// The text in which it is said.
pub fn edited(one: &Wanted, text: &str) -> Result<String, CannotEdit> {
    match one {
        Wanted::Callers { numbers, list } => {
            let path = ["caller_lists", list.as_str(), "numbers"];
            edit::put_texts(text, &path, numbers)
        }
        Wanted::Value { value, .. } => match value {
            LiveValue::Member {
                skill_group,
                agent,
                priority,
            } => member(
                text,
                skill_group.as_str(),
                "members",
                agent.as_str(),
                *priority,
            ),
            LiveValue::Phone {
                skill_group,
                phone,
                priority,
            } => member(
                text,
                skill_group.as_str(),
                "phones",
                phone.as_str(),
                *priority,
            ),
            LiveValue::Hours { hours, date, open } => {
                let date = date.to_string();
                let path = ["hours", hours.as_str(), "extra_days"];
                edit::set_in_item(text, &path, ("date", &date), ("hours", &shifts(open)))
            }
            LiveValue::Emergency { on } => {
                let path = ["center", "emergency"];
                edit::set(text, &path, if *on { "true" } else { "false" })
            }
        },
    }
}

fn member(
    text: &str,
    group: &str,
    field: &str,
    name: &str,
    priority: Option<Priority>,
) -> Result<String, CannotEdit> {
    let members = ["skill_groups", group, field];
    let Some(Priority(priority)) = priority else {
        return edit::take(text, &members, name);
    };
    let usual = Priority::default().0;
    match edit::is_list(text, &members)? {
        true if priority == usual => edit::put_item(text, &members, "", name, &word(name)),
        true => {
            let map = edit::list_to_map(text, &members, &usual.to_string())?;
            let path = ["skill_groups", group, field, name];
            edit::set(&map, &path, &priority.to_string())
        }
        false => {
            let path = ["skill_groups", group, field, name];
            edit::set(text, &path, &priority.to_string())
        }
    }
}

fn shifts(open: &[Shift]) -> String {
    match open {
        [only] => only.to_string(),
        several => {
            let several: Vec<String> = several.iter().map(|it| format!("\"{it}\"")).collect();
            format!("[{}]", several.join(", "))
        }
    }
}

/// Whether the files say what was wanted, and nothing else that they did not say before.
pub fn check(before: &Compiled, after: &Compiled, wanted: &[Wanted]) -> Result<(), String> {
    let mut expected = before.config.clone();
    let mut changes = LiveChanges::default();
    for one in wanted {
        match one {
            Wanted::Value { value, .. } => {
                if !value.is_said_by(&after.config) {
                    return Err(elsewhere(one, before));
                }
                changes.put(LiveChange {
                    value: value.clone(),
                    before: None,
                    by: String::new(),
                    at: jiff::Timestamp::UNIX_EPOCH,
                    expires: None,
                    note: String::new(),
                });
            }
            Wanted::Callers { numbers, list } => {
                if let Some(listed) = expected.caller_lists.get_mut(list) {
                    for number in numbers {
                        let pattern =
                            CallerPattern::new(number).map_err(|error| error.to_string())?;
                        listed.numbers.insert(pattern);
                    }
                }
            }
        }
    }
    let expected = changes.laid_on(&expected).into_owned();
    match in_order(expected) == in_order(after.config.clone()) {
        true => Ok(()),
        false => Err("the edit would say more than that".to_owned()),
    }
}

/// Extra days have no order of their own.
fn in_order(mut config: Config) -> Config {
    for hours in config.hours.values_mut() {
        hours.extra_days.sort_by_key(|day| day.date);
    }
    config
}

fn elsewhere(one: &Wanted, before: &Compiled) -> String {
    let (kind, name, field) = one.place();
    match before.places.nearest(kind, &name, &field) {
        Some(place) => format!("{place}: what is written there is not what holds"),
        None => "an overlay or a variable says something else".to_owned(),
    }
}
