//! Whoever is recorded has heard of it before.

use std::collections::BTreeSet;

use model::Name;
use model::config::{Node, Piece, Prompt, Speech, Template};

use super::no_person::leads_to_people;
use super::{Center, Lint, walk};
use crate::Code;
use crate::decode::{Context, Report};
use crate::kinds::ivrs::Flow;

/// What is said of recordings, in the languages of the voices.
const WORDS: [&str; 4] = ["录音", "录制", "record", "taped"];

/// How many further nodes are shown.
const SHOWN: usize = 5;

/// The warning.
pub static LINT: Lint = Lint {
    code: Code::UntoldRecording,
    of_the_day: false,
    check,
};

fn check(cx: &mut Context, center: &Center<'_>) {
    if !center.config.center.record {
        return;
    }
    for (name, (flow, _)) in center.called() {
        let tells = |node: &Node| says(center, node, names_it);
        let somewhere = flow.nodes.values().flatten().any(tells);
        let enough: Hearing = if somewhere { told_by } else { anything };
        let untold = walk::reached(flow, |node, _| {
            !says(center, node, enough) && !leads_to_people(node)
        });
        tell(cx, center, flow, &format!("ivrs/{name}"), &untold, enough);
    }
}

fn tell(
    cx: &mut Context,
    center: &Center<'_>,
    flow: &Flow,
    resource: &str,
    untold: &BTreeSet<&Name>,
    enough: Hearing,
) {
    let talks = walk::in_order(flow, untold);
    let mut talks = talks
        .into_iter()
        .filter(|(_, node)| leads_to_people(node) && !says(center, node, enough))
        .map(|(name, _)| name);
    let Some(first) = talks.next() else {
        return;
    };
    let at = cx.at(resource, &format!("nodes.{first}"));
    let message = "a talk is recorded here before the caller has heard of it";
    let help = "say so on every way to people, or write `record: false` under `center`";
    let mut report = Report::warning(Code::UntoldRecording, at, message).help(help);
    for name in talks.take(SHOWN) {
        report = report.also(cx.at(resource, &format!("nodes.{name}")), "and here");
    }
    if cx.places.contains_key("center/center/record") {
        report = report.also(cx.at("center/center", "record"), "recorded because of this");
    }
    cx.report(report.of(resource));
}

/// Whether what is heard is enough.
type Hearing = fn(&Center<'_>, &Speech) -> bool;

/// Whether what a caller hears in a node, before he leaves it, is enough. A message after the tone is a
/// recording that he makes himself.
fn says(center: &Center<'_>, node: &Node, enough: Hearing) -> bool {
    match node {
        Node::Play(play) => enough(center, &play.speech),
        node => {
            let asking = node.outline().asking();
            asking.is_some_and(|asking| enough(center, &asking.speech))
        }
    }
}

fn anything(_: &Center<'_>, _: &Speech) -> bool {
    true
}

/// Whether a speech tells of recordings.
fn names_it(center: &Center<'_>, speech: &Speech) -> bool {
    text(center, speech).is_some_and(has_a_word)
}

/// Whether it does, or may: what a sound file says is not known.
fn told_by(center: &Center<'_>, speech: &Speech) -> bool {
    text(center, speech).is_none_or(has_a_word)
}

/// The text of a speech that has one.
fn text<'s>(center: &'s Center<'_>, speech: &'s Speech) -> Option<&'s Template> {
    match speech {
        Speech::Text(text) => Some(text),
        Speech::Prompt(name) => match center.config.prompts.get(name) {
            Some(Prompt::Text { text, .. }) => Some(text),
            Some(Prompt::File(_)) | None => None,
        },
    }
}

fn has_a_word(text: &Template) -> bool {
    text.pieces.iter().any(|piece| match piece {
        Piece::Literal(text) => {
            let text = text.to_lowercase();
            WORDS.iter().any(|word| text.contains(word))
        }
        Piece::Variable(..) => false,
    })
}
