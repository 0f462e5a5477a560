//! What every node that asks for keys does: it asks, listens, comments on failures and asks again.
//!
//! A key cuts the question short, and keys that were pressed ahead answer without it. The time for a key
//! counts from the end of the question, then from the key before. A failure is counted; on number
//! `max_errors` the call leaves at once. Before that, it has its comment, and then the node asks again
//! or sends the call on: a menu at which no key comes sends it back to the node before (feature I3).

use model::config::{Asking, Reaction};
use model::record::EventKind;
use model::{Key, Name};

use super::errors::Failure;
use super::nodes::At;
use super::{Heard, Step, Visit};
use crate::call::Ending;
use crate::limits;

/// What a node that asks is doing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Stage {
    /// Its question plays.
    Asking,
    /// It waits for a key, after these.
    Listening(String),
    /// It comments on a failure, then goes to a node or asks again.
    Commenting(Option<Name>),
}

/// What the keys pressed so far come to.
pub(crate) enum Verdict {
    /// More are needed.
    More,
    /// They are an answer.
    Accepted(Step),
    /// They are no answer.
    Wrong,
}

/// A node that asks.
pub(crate) trait Question {
    /// What it asks and how.
    fn asking(&self) -> &Asking;

    /// A stage of this type of node.
    fn at(stage: Stage) -> At;

    /// Judges the keys pressed so far, at least one, whenever one is added.
    fn judge(&self, visit: &mut Visit<'_>, digits: &str) -> Verdict;

    /// Whether whoever presses nothing goes back to the node before, unless it is said where he goes.
    fn leads_back(&self) -> bool {
        false
    }

    /// Judges the same when no further key came in time; by itself, and if none came at all, that is a
    /// time-out.
    fn judge_late(&self, _visit: &mut Visit<'_>, _digits: &str) -> Option<Verdict> {
        None
    }
}

/// A call has come to a question.
pub(crate) fn enter(question: &impl Question, visit: &mut Visit<'_>) -> Step {
    let mut digits = String::new();
    while let Some(key) = visit.call.keys.pop() {
        digits.push(key.as_char());
        match question.judge(visit, &digits) {
            Verdict::More => {}
            verdict => return conclude(question, visit, verdict, Some(key)),
        }
    }
    if !digits.is_empty() {
        return listen(question, digits);
    }
    if !visit.play(&question.asking().speech, 1) {
        return Step::Exception;
    }
    stay(question, Stage::Asking)
}

/// Something happened at a question.
pub(crate) fn hear(
    question: &impl Question,
    visit: &mut Visit<'_>,
    stage: Stage,
    heard: Heard,
) -> Step {
    match (stage, heard) {
        (Stage::Asking, Heard::Key(key)) => pressed(question, visit, String::new(), key),
        (Stage::Listening(digits), Heard::Key(key)) => pressed(question, visit, digits, key),
        (Stage::Commenting(next), Heard::Key(key)) => {
            visit.quiet();
            visit.keep(key);
            go_on(question, visit, next)
        }
        (Stage::Listening(digits), Heard::Late) => late(question, visit, &digits),
        (Stage::Listening(_), Heard::Played) | (_, Heard::Replied(_)) => visit.ignore(),
        (Stage::Asking, Heard::Played | Heard::Late) => {
            visit.quiet();
            listen(question, String::new())
        }
        (Stage::Commenting(next), Heard::Played | Heard::Late) => {
            visit.quiet();
            go_on(question, visit, next)
        }
    }
}

fn stay<Q: Question>(_: &Q, stage: Stage) -> Step {
    Step::Stay(Q::at(stage), limits::PROMPT)
}

fn listen<Q: Question>(question: &Q, digits: String) -> Step {
    Step::Stay(
        Q::at(Stage::Listening(digits)),
        question.asking().timeout.get(),
    )
}

fn pressed(question: &impl Question, visit: &mut Visit<'_>, mut digits: String, key: Key) -> Step {
    visit.quiet();
    digits.push(key.as_char());
    match question.judge(visit, &digits) {
        Verdict::More => listen(question, digits),
        verdict => conclude(question, visit, verdict, Some(key)),
    }
}

fn late(question: &impl Question, visit: &mut Visit<'_>, digits: &str) -> Step {
    let Some(last) = digits.chars().next_back().and_then(Key::new) else {
        return fail(question, visit, Failure::NoInput, None);
    };
    match question.judge_late(visit, digits) {
        Some(verdict) => conclude(question, visit, verdict, Some(last)),
        None => fail(question, visit, Failure::NoInput, None),
    }
}

fn conclude(
    question: &impl Question,
    visit: &mut Visit<'_>,
    verdict: Verdict,
    last: Option<Key>,
) -> Step {
    match verdict {
        Verdict::Accepted(step) => {
            visit.forgive(&question.asking().counting);
            step
        }
        Verdict::More | Verdict::Wrong => fail(question, visit, Failure::NoMatch, last),
    }
}

fn fail(
    question: &impl Question,
    visit: &mut Visit<'_>,
    failure: Failure,
    key: Option<Key>,
) -> Step {
    let asking = question.asking();
    let errors = visit.count(&asking.counting, failure);
    visit.journal(EventKind::Failed { key, errors });
    if errors >= asking.max_errors {
        visit.forgive(&asking.counting);
        let exhausted = asking.exhausted.clone();
        return exhausted.map_or(Step::End(Ending::Flow(None)), Step::Go);
    }
    match failure {
        Failure::NoInput => {
            let before = visit.call.trail.before().filter(|_| question.leads_back());
            let next = asking.on_timeout.next.as_ref().or(before).cloned();
            react(question, visit, &asking.on_timeout, next)
        }
        Failure::NoMatch => {
            let next = asking.on_error.next.clone();
            react(question, visit, &asking.on_error, next)
        }
    }
}

fn react(
    question: &impl Question,
    visit: &mut Visit<'_>,
    reaction: &Reaction,
    next: Option<Name>,
) -> Step {
    let commented = reaction
        .play
        .as_ref()
        .is_some_and(|comment| visit.play(comment, 1));
    if !commented {
        return go_on(question, visit, next);
    }
    stay(question, Stage::Commenting(next))
}

fn go_on(question: &impl Question, visit: &mut Visit<'_>, next: Option<Name>) -> Step {
    match next {
        Some(next) => Step::Go(next),
        None => enter(question, visit),
    }
}
