//! What was found, for people and for programs.

use std::fmt::Write;

use serde::Serialize;
use sim::fuzz::{Finding, Kind, Limits, Report};

use super::case;
use crate::printer::clean;
use crate::printer::style::{Style, styled};

/// What became of every flow.
#[derive(Debug, Serialize)]
pub struct Told {
    flows: Vec<Flow>,
}

#[derive(Debug, Serialize)]
struct Flow {
    ivr: String,
    number: String,
    /// How many states were looked at.
    states: usize,
    /// Whether there were more.
    stopped: bool,
    /// Whether there is something beyond the depth.
    deeper: bool,
    depth: usize,
    findings: Vec<Shown>,
}

#[derive(Debug, Serialize)]
struct Shown {
    kind: &'static str,
    node: String,
    detail: String,
    way: Vec<String>,
    /// YAML for `tests:`.
    #[serde(skip_serializing_if = "Option::is_none")]
    test: Option<String>,
}

impl Told {
    /// Takes reports over.
    pub fn of(reports: impl Iterator<Item = Report>, limits: &Limits) -> Told {
        let flow = |report: Report| Flow {
            ivr: report.ivr.to_string(),
            number: report.number.to_string(),
            states: report.states,
            stopped: report.stopped,
            deeper: report.deeper,
            depth: limits.depth,
            findings: report.findings.iter().map(shown).collect(),
        };
        Told {
            flows: reports.map(flow).collect(),
        }
    }

    /// Whether nothing was found.
    pub fn is_clean(&self) -> bool {
        self.flows.iter().all(|flow| flow.findings.is_empty())
    }

    /// For people.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for flow in &self.flows {
            // A text takes whatever is written into it.
            let _ = write_flow(&mut out, flow);
        }
        if self.flows.is_empty() {
            out.push_str("no number leads to a flow\n");
        }
        out
    }
}

fn shown(finding: &Finding) -> Shown {
    let name = format!("{}-{}", finding.kind.word(), finding.node);
    let name: String = name.chars().take(64).collect();
    Shown {
        kind: finding.kind.word(),
        node: finding.node.to_string(),
        detail: finding.detail.clone(),
        way: finding.way.clone(),
        test: finding.test.as_ref().map(|test| case::yaml(&name, test)),
    }
}

fn write_flow(out: &mut String, flow: &Flow) -> std::fmt::Result {
    let found = match flow.findings.len() {
        0 => styled(Style::Good, "nothing found"),
        1 => styled(Style::Bad, "1 finding"),
        many => styled(Style::Bad, &format!("{many} findings")),
    };
    writeln!(
        out,
        "{} ({}): {} states, {found}",
        styled(Style::Bold, &flow.ivr),
        flow.number,
        flow.states
    )?;
    if flow.stopped {
        let states = flow.states;
        writeln!(out, "  stopped at {states} states; --states looks at more")?;
    }
    if flow.deeper {
        let depth = flow.depth;
        writeln!(
            out,
            "  there is more beyond {depth} keys; --depth looks deeper"
        )?;
    }
    flow.findings
        .iter()
        .try_for_each(|finding| write_finding(out, finding))
}

fn write_finding(out: &mut String, finding: &Shown) -> std::fmt::Result {
    let kind = styled(Style::Bad, finding.kind);
    writeln!(
        out,
        "\n{kind}  {}: {}",
        finding.node,
        clean(&finding.detail)
    )?;
    if !finding.way.is_empty() {
        writeln!(out, "  the caller: {}", clean(&finding.way.join(", ")))?;
    }
    match &finding.test {
        Some(test) => {
            writeln!(out, "  tests:")?;
            test.lines()
                .try_for_each(|line| writeln!(out, "    {}", clean(line)))
        }
        None if finding.kind == Kind::Unreached.word() => Ok(()),
        None => writeln!(out, "  no test can say this"),
    }
}
