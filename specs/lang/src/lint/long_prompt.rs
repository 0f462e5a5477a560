//! Callers choose before they have forgotten what there is to choose.

use std::time::Duration;

use model::config::{Node, Speech};

use super::{Center, Lint, Written};
use crate::Code;
use crate::decode::{Context, Report};

/// The longest that callers listen before they can choose.
const LONGEST: Duration = Duration::from_secs(20);

/// The warning.
pub static LINT: Lint = Lint {
    code: Code::LongPrompt,
    of_the_day: false,
    check,
};

fn check(cx: &mut Context, center: &Center<'_>) {
    for node in center.written(cx) {
        let Some(speech) = before_a_choice(&node) else {
            continue;
        };
        let times = match node.node {
            Node::Play(play) => play.times,
            _ => 1,
        };
        let length = center.length(speech).saturating_mul(times);
        if length > LONGEST {
            tell(cx, &node, length);
        }
    }
}

/// What callers hear in a node before they can choose, there or in the next one.
fn before_a_choice<'d>(node: &Written<'d>) -> Option<&'d Speech> {
    match node.node {
        Node::Play(play) if !play.interruptible => {
            let next = node.flow.nodes.get(&play.next)?.as_ref()?;
            next.outline().asking().map(|_| &play.speech)
        }
        node => node.outline().asking().map(|asking| &asking.speech),
    }
}

fn tell(cx: &mut Context, node: &Written<'_>, length: Duration) {
    let word = node.node.word();
    let at = cx.at(&node.resource, &format!("{}.{word}", node.path));
    let seconds = length.as_millis().div_ceil(1_000);
    let message = format!("callers listen for about {seconds} s here before they can choose");
    let help = "say it in 20 s, or split it: whoever listens longer has forgotten how it began";
    let report = Report::warning(Code::LongPrompt, at, message).help(help);
    cx.report(report.of(&*node.resource));
}
