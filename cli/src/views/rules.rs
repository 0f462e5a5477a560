//! Business hours, lists of callers and roles.

use api::live::{CallerList, Hours, Role};

use super::joined;
use crate::printer::style::Style;
use crate::printer::{Cell, Tabular};

/// `yes`, or nothing.
fn mark(flag: bool) -> Cell {
    Cell::maybe(flag.then_some("yes"))
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
        let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        let days = days.iter().filter_map(|day| {
            let shifts = self.weekly.get(*day).filter(|shifts| !shifts.is_empty())?;
            Some(format!("{day} {}", shifts.join(" ")))
        });
        vec![
            self.name.as_str().into(),
            open,
            joined(days).into(),
            self.holidays.to_string().into(),
            self.extra_days.to_string().into(),
            self.time_zone.as_str().into(),
            joined(&self.used_by).into(),
        ]
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
        let may = self.may.iter().map(|(module, permission)| {
            let own = self.skill_groups_of.get(module);
            let of = own.map_or(String::new(), |groups| format!(" of {}", groups.join(" ")));
            format!("{permission} {module}{of}")
        });
        vec![
            self.name.as_str().into(),
            self.full_name.as_str().into(),
            mark(self.built_in),
            joined(may).into(),
            joined(&self.skill_groups).into(),
            mark(self.plain_numbers),
            self.tokens.to_string().into(),
            self.clients.to_string().into(),
        ]
    }
}
