//! The figures of a day, for people and for programs.

use std::io::{self, Write};

use serde_json::{Value, json};
use sim::day::{Day, Figure, Report, Row};

use super::input::Goal;
use crate::failure::Failure;
use crate::printer::style::Style;
use crate::printer::{self, Cell, Format, Table, note};

/// For people: a line for each half hour and group, and the day below them.
pub fn table(report: &Report, goal: Goal) -> Result<(), Failure> {
    let level = format!("IN {}s %", goal.seconds);
    let head = [
        "FROM",
        "GROUP",
        "OFFERED",
        "ANSWERED",
        "ABANDONED",
        &level,
        "WAIT s",
        "BUSY %",
    ];
    let mut table = Table::new(&head);
    for row in &report.rows {
        table.push(vec![
            from(row).into(),
            row.group.as_str().into(),
            short(Some(row.offered)).into(),
            short(Some(row.answered)).into(),
            short(Some(row.abandoned)).into(),
            level_of(row, goal),
            short(row.wait).into(),
            short(row.occupancy).into(),
        ]);
    }
    let mut out = io::stdout().lock();
    table.write(&mut out)?;
    out.flush()?;
    note(format_args!(
        "calls a day: {}; came to no group: {}; refused: {}",
        short(report.calls),
        short(report.elsewhere),
        short(report.refused)
    ));
    Ok(())
}

fn from(row: &Row) -> String {
    row.slot.map_or_else(
        || "day".to_owned(),
        |slot| format!("{:02}:{:02}", slot / 2, slot % 2 * 30),
    )
}

/// The service level, by whether it is as good as wanted.
fn level_of(row: &Row, goal: Goal) -> Cell {
    let good = row
        .service_level
        .is_some_and(|it| it.mean >= f64::from(goal.percent));
    let style = if good { Style::Good } else { Style::Warn };
    Cell::styled(style, short(row.service_level))
}

fn short(figure: Option<Figure>) -> String {
    match figure {
        Some(Figure {
            mean,
            within: Some(within),
        }) => format!("{mean:.1} ±{within:.1}"),
        Some(Figure { mean, within: None }) => format!("{mean:.1}"),
        None => "-".to_owned(),
    }
}

/// One document, with what was assumed.
pub fn json(report: &Report, day: &Day, goal: Goal) -> Result<(), Failure> {
    let rows = report.rows.iter().map(|row| {
        json!({
            "from": row.slot.map(|_| from(row)),
            "group": row.group.as_str(),
            "offered": figure(Some(row.offered)),
            "answered": figure(Some(row.answered)),
            "abandoned": figure(Some(row.abandoned)),
            "service_level_percent": figure(row.service_level),
            "wait_seconds": figure(row.wait),
            "occupancy_percent": figure(row.occupancy),
        })
    });
    let document = json!({
        "midnight": day.midnight.to_string(),
        "seed": day.seed,
        "runs": day.runs,
        "goal": { "percent": goal.percent, "seconds": goal.seconds },
        "rows": Value::from_iter(rows),
        "calls": figure(report.calls),
        "elsewhere": figure(report.elsewhere),
        "refused": figure(report.refused),
    });
    printer::document(Format::Json, &document)
}

fn figure(figure: Option<Figure>) -> Value {
    figure.map_or(
        Value::Null,
        |figure| json!({ "mean": rounded(figure.mean), "within": figure.within.map(rounded) }),
    )
}

/// To a thousandth: beyond that chance has the word.
fn rounded(value: f64) -> f64 {
    (value * 1_000.0).round() / 1_000.0
}

/// A line for each half hour and group; of the day the first cell is empty.
pub fn csv(report: &Report) -> Result<(), Failure> {
    const FIGURES: [&str; 6] = [
        "offered",
        "answered",
        "abandoned",
        "service_level",
        "wait",
        "occupancy",
    ];
    let heads = FIGURES.map(|name| format!("{name},{name}_within"));
    let mut text = format!("from,group,{}\n", heads.join(","));
    for row in &report.rows {
        let figures = [
            Some(row.offered),
            Some(row.answered),
            Some(row.abandoned),
            row.service_level,
            row.wait,
            row.occupancy,
        ];
        let cells = figures.map(|figure| {
            let cell = |value: Option<f64>| value.map_or_else(String::new, |it| format!("{it:.3}"));
            let within = figure.and_then(|figure| figure.within);
            format!(
                "{},{}",
                cell(figure.map(|figure| figure.mean)),
                cell(within)
            )
        });
        let from = row.slot.map_or_else(String::new, |_| from(row));
        text.push_str(&format!("{from},{},{}\n", row.group, cells.join(",")));
    }
    printer::text(&text)
}
