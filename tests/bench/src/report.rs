//! What is printed: figures on standard output, progress on standard error.

use std::io::{self, Write};

use serde::Serialize;

use crate::arguments::Format;
use crate::codecs::Cost;
use crate::config;
use crate::routing::{Figures, LIMIT_US};
use crate::search::Found;
use crate::step::Outcome;
use crate::suite::{Figure, Suite};

/// Prints.
#[derive(Copy, Clone, Debug)]
pub struct Report {
    format: Format,
}

impl Report {
    /// In this format.
    pub fn new(format: Format) -> Report {
        Report { format }
    }

    /// A step has ended.
    pub fn progress(&self, outcome: &Outcome) {
        let _ = writeln!(io::stderr(), "{}", line(outcome));
        for reason in &outcome.reasons {
            let _ = writeln!(io::stderr(), "    {reason}");
        }
    }

    /// Decisions of one load were measured.
    pub fn decisions(&self, figures: &Figures) {
        let _ = writeln!(io::stderr(), "{}", figures.line());
    }

    /// All of them.
    ///
    /// # Errors
    /// One load had decisions that took too long.
    pub fn routing(&self, figures: &[Figures]) -> io::Result<()> {
        match self.format {
            Format::Json => json(&figures)?,
            Format::Table => table(
                &figures
                    .iter()
                    .map(Figures::line)
                    .collect::<Vec<_>>()
                    .join("\n"),
            )?,
        }
        let fails = figures.iter().filter(|figures| !figures.passes()).count();
        match fails {
            0 => Ok(()),
            _ => Err(io::Error::other(format!(
                "{fails} loads have routing decisions whose 99th percentile is not below {LIMIT_US} us"
            ))),
        }
    }

    /// Something was measured.
    pub fn told(&self, line: &str) {
        let _ = writeln!(io::stderr(), "{line}");
    }

    /// What it costs to change a center.
    ///
    /// # Errors
    /// Something costs more than it may.
    pub fn config(&self, figures: &[config::Figure]) -> io::Result<()> {
        match self.format {
            Format::Json => json(&figures)?,
            Format::Table => {
                let lines: Vec<_> = figures.iter().map(config::Figure::line).collect();
                table(&lines.join("\n"))?;
            }
        }
        match figures.iter().filter(|figure| !figure.passes()).count() {
            0 => Ok(()),
            fails => Err(io::Error::other(format!(
                "{fails} figures are beyond their aims"
            ))),
        }
    }

    /// What packets cost.
    pub fn costs(&self, costs: &[Cost]) -> io::Result<()> {
        match self.format {
            Format::Json => json(&costs),
            Format::Table => table(&costs.iter().map(Cost::line).collect::<Vec<_>>().join("\n")),
        }
    }

    /// Nothing can be measured.
    pub fn trouble(&self, error: &io::Error) {
        let _ = writeln!(io::stderr(), "bench: {error}");
    }

    /// Steps of one size.
    pub fn steps(&self, outcomes: &[Outcome]) -> io::Result<()> {
        match self.format {
            Format::Json => json(&outcomes),
            Format::Table => table(&outcomes.iter().map(details).collect::<Vec<_>>().join("\n")),
        }
    }

    /// What a search found.
    pub fn found(&self, found: &Found, outcomes: &[Outcome]) -> io::Result<()> {
        match self.format {
            Format::Json => json(&serde_json::json!({
                "passes": found.passes,
                "beyond": found.beyond,
                "generator_limited": found.is_void,
                "steps": outcomes,
            })),
            Format::Table => table(&format!("{}\n{}", lines(outcomes), sentence(found))),
        }
    }

    /// All figures.
    pub fn suite(&self, suite: &Suite) -> io::Result<()> {
        match self.format {
            Format::Json => json(suite),
            Format::Table => table(&figures(&suite.figures)),
        }
    }
}

fn json(value: &impl Serialize) -> io::Result<()> {
    table(&serde_json::to_string_pretty(value)?)
}

fn table(text: &str) -> io::Result<()> {
    writeln!(io::stdout().lock(), "{text}")
}

fn lines(outcomes: &[Outcome]) -> String {
    outcomes
        .iter()
        .map(|outcome| line(outcome) + "\n")
        .collect()
}

fn line(it: &Outcome) -> String {
    format!(
        "{:<17} n {:>4}  {:<4}  calls {:>6}  failed {:>4}  lost {:.2} %  holes {:.2} %  heard {:>5.1} %  ccd {:>3.0} %  generator {:>3.0} %",
        it.scenario,
        it.n,
        it.verdict,
        it.started,
        it.failed,
        it.audio.lost_percent,
        it.audio.holes_percent,
        it.audio.heard_percent,
        it.daemon.cpu_percent,
        it.generator.cpu_percent,
    )
}

fn sentence(found: &Found) -> String {
    let Found {
        passes,
        beyond,
        is_void,
    } = found;
    let whose = if *is_void {
        "; the generator is the limit there"
    } else {
        ""
    };
    match beyond {
        Some(beyond) => format!("{passes} pass, {beyond} do not{whose}"),
        None => format!("{passes} pass, and more was not tried"),
    }
}

fn details(it: &Outcome) -> String {
    let percentiles = |name: &str, half: Option<f64>, most: Option<f64>| match (half, most) {
        (Some(half), Some(most)) => {
            format!("  {name:<28} {half:.2} ms, 99 of 100 within {most:.2} ms\n")
        }
        _ => String::new(),
    };
    let (times, used, own) = (&it.times_ms, &it.daemon, &it.generator);
    let mut text = line(it) + "\n";
    text += &percentiles("INVITE to 200", times.answer_p50, times.answer_p99);
    text += &percentiles(
        "200 to the first audio",
        times.first_audio_p50,
        times.first_audio_p99,
    );
    text += &percentiles(
        "key to the agent's INVITE",
        times.key_to_agent_p50,
        times.key_to_agent_p99,
    );
    let (each, up) = (used.cpu_seconds_per_call_second * 1e3, it.calls_up);
    let (before, resident) = (used.resident_before_kb, used.resident_kb);
    let (late, worst) = (own.late_permille / 10.0, own.worst_late_ms);
    text += &format!(
        "  {:<28} {up:.0} up, {} talks, {:.3} % sent again\n",
        "calls", it.talks, it.retransmitted_percent
    );
    text += &format!(
        "  {:<28} {each:.3} CPU ms for each second of a call, {resident} kB resident, {before} kB before\n",
        "ccd"
    );
    text += &format!(
        "  {:<28} {late:.2} % of its ticks late, {worst:.1} ms at worst\n",
        "generator"
    );
    for reason in &it.reasons {
        text += &format!("  {:<28} {reason}\n", "no pass");
    }
    text
}

fn figures(figures: &[Figure]) -> String {
    let width = figures
        .iter()
        .map(|figure| figure.what.len())
        .max()
        .unwrap_or(0);
    let mut text = format!(
        "{:<width$}  {:>12}  {:>12}  {:<4}\n",
        "", "measured", "aim", ""
    );
    for it in figures {
        let number =
            |value: Option<f64>| value.map_or("-".to_owned(), |value| quantity(value, it.unit));
        let (measured, aim) = (number(it.measured), number(it.aim));
        text += &format!(
            "{:<width$}  {measured:>12}  {aim:>12}  {:<4}  {}\n",
            it.what, it.verdict, it.remark
        );
    }
    text
}

fn quantity(value: f64, unit: &str) -> String {
    if unit == "ms" {
        format!("{value:.2} ms")
    } else {
        format!("{value:.0} {unit}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::Verdict;

    #[test]
    fn a_figure_says_what_was_measured_and_what_was_to_be() {
        let figure = Figure {
            what: "memory".to_owned(),
            measured: Some(99.6),
            aim: Some(100.0),
            unit: "kB",
            verdict: Verdict::Pass,
            remark: "fine".to_owned(),
        };
        let text = figures(&[figure]);
        assert!(
            text.ends_with("memory        100 kB        100 kB  pass  fine\n"),
            "{text}"
        );
    }

    #[test]
    fn a_search_says_where_the_limit_is_and_whose() {
        let found = Found {
            passes: 300,
            beyond: Some(320),
            is_void: true,
        };
        assert_eq!(
            sentence(&found),
            "300 pass, 320 do not; the generator is the limit there"
        );
        let open = Found {
            passes: 300,
            beyond: None,
            is_void: false,
        };
        assert_eq!(sentence(&open), "300 pass, and more was not tried");
    }
}
