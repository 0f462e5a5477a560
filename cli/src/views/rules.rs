//! Business hours, lists of callers and roles.

use std::collections::BTreeMap;

use api::live::{CallerList, Hotword, Hours, Role};

use super::joined;
use crate::printer::style::Style;
use crate::printer::{Cell, Tabular};

/// `yes`, or nothing.
fn mark(flag: bool) -> Cell {
    Cell::maybe(flag.then_some("yes"))
}

/// The hours of a week, with days in a row that have the same ones as one: `mon-fri 09:00-18:00`.
fn week(weekly: &BTreeMap<String, Vec<String>>) -> String {
    let mut runs: Vec<(&str, &str, String)> = Vec::new();
    let mut before = None;
    for day in ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] {
        let shifts = weekly.get(day).filter(|shifts| !shifts.is_empty());
        match (shifts, runs.last_mut()) {
            (Some(_), Some((_, last, _))) if shifts == before => *last = day,
            (Some(shifts), _) => runs.push((day, day, shifts.join(" "))),
            (None, _) => {}
        }
        before = shifts;
    }
    joined(
        runs.into_iter()
            .map(|(first, last, hours)| match first == last {
                true => format!("{first} {hours}"),
                false => format!("{first}-{last} {hours}"),
            }),
    )
}

/// What a role allows, with modules that have the same permission as one: `view records listening`.
fn may(role: &Role) -> String {
    let mut alike: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut apart = Vec::new();
    for (module, permission) in &role.may {
        match role.skill_groups_of.get(module) {
            Some(groups) => apart.push(format!("{permission} {module} of {}", groups.join(" "))),
            None => alike.entry(permission).or_default().push(module),
        }
    }
    let alike = alike.into_iter();
    let alike = alike.map(|(permission, modules)| format!("{permission} {}", modules.join(" ")));
    joined(alike.chain(apart))
}

impl Tabular for Hours {
    const HEAD: &'static [&'static str] = &[
        "NAME",
        "OPEN",
        "WEEK",
        "HOLIDAYS",
        "EXTRA DAYS",
        "TIME ZONE",
        "USED BY",
    ];

    fn name(&self) -> String {
        self.name.to_string()
    }

    fn cells(&self) -> Vec<Cell> {
        let open = match self.open {
            true => Cell::styled(Style::Good, "open"),
            false => Cell::styled(Style::Warn, "closed"),
        };
        vec![
            self.name.as_str().into(),
            open,
            week(&self.weekly).into(),
            self.holidays.to_string().into(),
            self.extra_days.to_string().into(),
            self.time_zone.as_str().into(),
            joined(&self.used_by).into(),
        ]
    }
}

impl Tabular for Hotword {
    const HEAD: &'static [&'static str] = &["NAME", "WEIGHT"];

    fn name(&self) -> String {
        self.name.to_string()
    }

    fn cells(&self) -> Vec<Cell> {
        vec![self.name.as_str().into(), self.weight.to_string().into()]
    }
}

impl Tabular for CallerList {
    const HEAD: &'static [&'static str] = &["NAME", "NUMBERS", "WITHHELD", "USED BY", "NOTE"];

    fn name(&self) -> String {
        self.name.to_string()
    }

    fn cells(&self) -> Vec<Cell> {
        vec![
            self.name.as_str().into(),
            self.numbers.to_string().into(),
            mark(self.withheld),
            joined(&self.used_by).into(),
            self.note.as_str().into(),
        ]
    }
}

impl Tabular for Role {
    const HEAD: &'static [&'static str] = &[
        "NAME",
        "FULL NAME",
        "BUILT IN",
        "MAY",
        "SKILL GROUPS",
        "PLAIN NUMBERS",
        "TOKENS",
        "CLIENTS",
    ];

    fn name(&self) -> String {
        self.name.to_string()
    }

    fn cells(&self) -> Vec<Cell> {
        vec![
            self.name.as_str().into(),
            self.full_name.as_str().into(),
            mark(self.built_in),
            may(self).into(),
            joined(&self.skill_groups).into(),
            mark(self.plain_numbers),
            self.tokens.to_string().into(),
            self.clients.to_string().into(),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_a_row_with_the_same_hours_are_told_as_one() {
        let of = |days: &[(&str, &str)]| {
            let days = days.iter().map(|(day, hours)| {
                let shifts = hours.split_whitespace().map(str::to_owned).collect();
                ((*day).to_owned(), shifts)
            });
            week(&days.collect())
        };
        let usual = "08:30-12:00 13:30-18:00";
        assert_eq!(
            of(&[
                ("mon", usual),
                ("tue", usual),
                ("wed", ""),
                ("thu", usual),
                ("fri", usual),
                ("sat", "09:00-12:00"),
            ]),
            "mon-tue 08:30-12:00 13:30-18:00, thu-fri 08:30-12:00 13:30-18:00, sat 09:00-12:00"
        );
        assert_eq!(of(&[("sun", usual)]), "sun 08:30-12:00 13:30-18:00");
        assert_eq!(of(&[]), "");
    }

    #[test]
    fn modules_with_the_same_permission_are_told_as_one() {
        let role: Role = serde_json::from_value(serde_json::json!({
            "name": "lead", "built_in": false, "plain_numbers": false, "tokens": 0, "clients": 0,
            "may": { "records": "view", "analytics": "view", "monitoring": "change", "listening": "view" },
            "skill_groups": ["all"], "skill_groups_of": { "listening": ["presales", "duty"] },
        }))
        .expect("a role");
        assert_eq!(
            may(&role),
            "change monitoring, view analytics records, view listening of presales duty"
        );
    }
}
