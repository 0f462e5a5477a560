//! Tables of who belongs to which skill group.

use std::collections::BTreeMap;

use model::config::Priority;
use model::{Config, Name};

use super::agents::no_group;
use super::people::People;
use super::table::{Column, Row};
use super::{Table, Troubles};

/// The columns.
pub static COLUMNS: &[Column] = &[
    Column {
        key: "skill_group",
        also: &["技能组"],
        required: true,
        example: "sales",
        digits: false,
    },
    Column {
        key: "agent",
        also: &["坐席", "工号"],
        required: true,
        example: "1001",
        digits: true,
    },
    Column {
        key: "priority",
        also: &["优先级"],
        required: false,
        example: "1",
        digits: true,
    },
];

/// The center with the members of a table: they come into their groups, or get another priority there,
/// and nobody is taken away.
pub fn joined(config: &Config, table: &Table, troubles: &mut Troubles) -> Config {
    let mut desired = config.clone();
    let people = People::of(config);
    let mut seen: BTreeMap<(&str, Name), u64> = BTreeMap::new();
    for row in &table.rows {
        let priority = priority(row, troubles);
        let agent = row.get("agent").map(|text| people.meant(text));
        if let Some(Err(told)) = &agent {
            row.add(troubles, "agent", told);
        }
        let Some(group) = row.get("skill_group") else {
            continue;
        };
        if !desired.skill_groups.contains_key(group) {
            row.add(troubles, "skill_group", no_group(group, config));
        }
        let Some(Ok(agent)) = agent else { continue };
        let first = *seen.entry((group, agent.clone())).or_insert(row.line);
        if first != row.line {
            let told = format!("`{agent}` comes into `{group}` on line {first} already");
            row.add(troubles, "agent", told);
        }
        if let Some(group) = desired.skill_groups.get_mut(group) {
            let member = group.members.entry(agent.clone()).or_default();
            *member = priority.unwrap_or(*member);
        }
    }
    desired
}

fn priority(row: &Row, troubles: &mut Troubles) -> Option<Priority> {
    let text = row.get("priority")?;
    let priority = text.parse().ok().filter(|number| (1..=5).contains(number));
    if priority.is_none() {
        row.add(troubles, "priority", "a priority is 1 (highest) to 5");
    }
    priority.map(Priority)
}
