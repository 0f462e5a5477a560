//! What was measured, and whether it is what is to be reached.

use serde::Serialize;

/// In what something is counted.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Seconds.
    Seconds,
    /// Milliseconds.
    Milliseconds,
    /// Memory in MiB.
    Megabytes,
    /// Lines of a text.
    Lines,
    /// So many times as much.
    Times,
    /// Calls.
    Calls,
    /// Percent.
    Percent,
}

/// One figure.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    /// What was measured.
    pub what: String,
    /// What came of it.
    pub measured: f64,
    /// What it must not exceed, if something is said of it.
    pub aim: Option<f64>,
    /// In what both are counted.
    pub unit: Unit,
}

impl Figure {
    /// A figure with an aim.
    pub fn aimed(what: String, measured: f64, aim: f64, unit: Unit) -> Figure {
        Figure {
            aim: Some(aim),
            ..Figure::seen(what, measured, unit)
        }
    }

    /// A figure that is only told.
    pub fn seen(what: String, measured: f64, unit: Unit) -> Figure {
        Figure {
            what,
            measured,
            aim: None,
            unit,
        }
    }

    /// Whether it is within its aim.
    pub fn passes(&self) -> bool {
        self.aim.is_none_or(|aim| self.measured <= aim)
    }

    /// A line for people.
    pub fn line(&self) -> String {
        let measured = self.unit.told(self.measured);
        let verdict = match self.aim {
            None => String::new(),
            Some(aim) => {
                let word = if self.passes() { "pass" } else { "FAIL" };
                format!("  {:>12}  {word}", self.unit.told(aim))
            }
        };
        format!("{:<52}  {measured:>12}{verdict}", self.what)
    }
}

impl Unit {
    fn told(self, value: f64) -> String {
        match self {
            Unit::Seconds => format!("{value:.2} s"),
            Unit::Milliseconds => format!("{value:.0} ms"),
            Unit::Megabytes => format!("{value:.0} MiB"),
            Unit::Lines => format!("{value:.0} lines"),
            Unit::Times => format!("{value:.1} times"),
            Unit::Calls => format!("{value:.0} calls"),
            Unit::Percent => format!("{value:.2} %"),
        }
    }
}

/// The value in the middle.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_passes_up_to_its_aim_and_without_one() {
        let figure = |measured| Figure::aimed("plan".to_owned(), measured, 0.5, Unit::Seconds);
        assert!(figure(0.5).passes());
        assert!(!figure(0.51).passes());
        assert!(!figure(median(Vec::new())).passes(), "nothing was measured");
        assert!(Figure::seen("plan".to_owned(), 9.0, Unit::Seconds).passes());
        assert!(figure(0.51).line().ends_with("0.51 s        0.50 s  FAIL"));
    }

    #[test]
    fn the_median_is_the_value_in_the_middle() {
        assert_eq!(median(vec![9.0, 1.0, 2.0]), 2.0);
    }
}
