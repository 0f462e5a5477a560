//! Every caller can come to a person.

use model::config::Node;

use super::{Center, Lint, walk};
use crate::Code;
use crate::decode::{Context, Report};

/// The warning.
pub static LINT: Lint = Lint {
    code: Code::NoPerson,
    of_the_day: false,
    check,
};

fn check(cx: &mut Context, center: &Center<'_>) {
    for (name, (flow, number)) in center.called() {
        let reached = walk::reached(flow, |_, _| true);
        let mut nodes = walk::in_order(flow, &reached).into_iter();
        if nodes.any(|(_, node)| leads_to_people(node)) {
            continue;
        }
        let message = format!("no caller of the flow `{name}` can come to a person");
        let help = "lead one way to a `transfer`, a `dial` or an `extension`";
        let report = Report::warning(Code::NoPerson, flow.at, message).help(help);
        let report = report.also(cx.at(&number, ""), "this number leads here");
        cx.report(report.of(format!("ivrs/{name}")));
    }
}

/// Whether a node calls somebody.
pub fn leads_to_people(node: &Node) -> bool {
    matches!(
        node,
        Node::Transfer(_) | Node::Dial(_) | Node::DialExtension(_)
    )
}
