//! The rule for a pass.

use std::fmt;

use serde::Serialize;

use crate::step::Outcome;

/// Packets that may be lost, and holes, in percent.
const MOST_LOST: f64 = 0.1;

/// Audio that must be heard, in percent of what was to be heard: a daemon may fall behind by beginning
/// late.
const LEAST_HEARD: f64 = 97.0;

/// A generator that is busier than this, in percent, or late more often, in thousandths, measures itself.
const MOST_BUSY: f64 = 90.0;
const MOST_LATE: f64 = 3.0;

/// What the rule says of a step.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// The daemon carried it.
    Pass,
    /// It did not.
    Fail,
    /// The generator was the limit: the step says nothing.
    #[default]
    Void,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Verdict::Pass => "pass",
            Verdict::Fail => "fail",
            Verdict::Void => "void",
        })
    }
}

/// Why a step is no pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    verdict: Verdict,
    text: String,
}

impl Reason {
    /// The daemon's fault.
    pub fn failed(text: String) -> Reason {
        Reason {
            verdict: Verdict::Fail,
            text,
        }
    }

    /// The generator's.
    fn void(text: String) -> Reason {
        Reason {
            verdict: Verdict::Void,
            text,
        }
    }
}

/// Everything that is wrong with a step.
pub fn reasons(outcome: &Outcome) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let own = &outcome.generator;
    if own.cpu_percent > MOST_BUSY {
        reasons.push(Reason::void(format!(
            "the generator was busy {:.0} %",
            own.cpu_percent
        )));
    }
    if own.late_permille > MOST_LATE {
        let (late, worst) = (own.late_permille / 10.0, own.worst_late_ms);
        reasons.push(Reason::void(format!(
            "the generator was late at {late:.1} % of its ticks, by {worst:.0} ms at worst"
        )));
    }
    if own.drops > 0 {
        reasons.push(Reason::void(format!(
            "the generator's sockets dropped {} packets",
            own.drops
        )));
    }
    if outcome.good == 0 {
        reasons.push(Reason::failed("no call ended as it should".to_owned()));
    }
    for (what, count) in &outcome.failures {
        reasons.push(Reason::failed(format!("{what}: {count}")));
    }
    if let Some(strange) = &outcome.strange {
        reasons.push(Reason::failed(format!("not understood: {strange}")));
    }
    if let Some(recordings) = outcome.recordings
        && recordings < outcome.talks
    {
        let talks = outcome.talks;
        reasons.push(Reason::failed(format!(
            "{recordings} recordings of {talks} talks"
        )));
    }
    let audio = &outcome.audio;
    if audio.lost_percent > MOST_LOST {
        reasons.push(Reason::failed(format!(
            "{:.2} % of the audio was lost",
            audio.lost_percent
        )));
    }
    if audio.holes_percent > MOST_LOST {
        reasons.push(Reason::failed(format!(
            "{:.2} % of the audio was holes",
            audio.holes_percent
        )));
    }
    if audio.heard_percent < LEAST_HEARD {
        reasons.push(Reason::failed(format!(
            "only {:.1} % of the audio was heard",
            audio.heard_percent
        )));
    }
    if let Some(most) = outcome.most_retransmitted_percent
        && outcome.retransmitted_percent > most
    {
        reasons.push(Reason::failed(format!(
            "{:.2} % retransmissions",
            outcome.retransmitted_percent
        )));
    }
    reasons
}

/// The verdict: void beats fail, since a generator that is late makes everything look late.
pub fn verdict(reasons: Vec<Reason>) -> (Verdict, Vec<String>) {
    let has = |verdict| reasons.iter().any(|reason| reason.verdict == verdict);
    let verdict = if has(Verdict::Void) {
        Verdict::Void
    } else if has(Verdict::Fail) {
        Verdict::Fail
    } else {
        Verdict::Pass
    };
    (
        verdict,
        reasons.into_iter().map(|reason| reason.text).collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good() -> Outcome {
        let mut outcome = Outcome {
            good: 100,
            ..Outcome::default()
        };
        outcome.audio.heard_percent = 99.0;
        outcome
    }

    fn judged(change: impl FnOnce(&mut Outcome)) -> Verdict {
        let mut outcome = good();
        change(&mut outcome);
        verdict(reasons(&outcome)).0
    }

    #[test]
    fn each_part_of_the_rule_can_fail_a_step() {
        assert_eq!(judged(|_| {}), Verdict::Pass);
        assert_eq!(judged(|it| it.good = 0), Verdict::Fail);
        assert_eq!(
            judged(|it| it.failures.extend([("no audio", 1)])),
            Verdict::Fail
        );
        assert_eq!(judged(|it| it.audio.lost_percent = 0.11), Verdict::Fail);
        assert_eq!(judged(|it| it.audio.holes_percent = 0.11), Verdict::Fail);
        assert_eq!(judged(|it| it.audio.heard_percent = 96.9), Verdict::Fail);
        assert_eq!(judged(|it| it.talks = 1), Verdict::Pass);
        assert_eq!(
            judged(|it| (it.talks, it.recordings) = (1, Some(0))),
            Verdict::Fail
        );
        assert_eq!(judged(|it| it.retransmitted_percent = 5.0), Verdict::Pass);
        let strict = |it: &mut Outcome| {
            (it.retransmitted_percent, it.most_retransmitted_percent) = (0.11, Some(0.1))
        };
        assert_eq!(judged(strict), Verdict::Fail);
    }

    #[test]
    fn a_generator_at_its_limit_says_nothing() {
        assert_eq!(judged(|it| it.generator.cpu_percent = 91.0), Verdict::Void);
        assert_eq!(judged(|it| it.generator.late_permille = 3.1), Verdict::Void);
        assert_eq!(
            judged(|it| (it.generator.drops, it.audio.lost_percent) = (1, 5.0)),
            Verdict::Void
        );
    }
}
