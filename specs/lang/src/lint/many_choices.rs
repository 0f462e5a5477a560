//! Menus that a caller can keep in mind.

use model::config::Node;

use super::{Center, Lint};
use crate::Code;
use crate::decode::{Context, Report};

/// The most choices.
const MOST: usize = 5;

/// The warning.
pub static LINT: Lint = Lint {
    code: Code::ManyChoices,
    of_the_day: false,
    check,
};

fn check(cx: &mut Context, center: &Center<'_>) {
    for node in center.written(cx) {
        let Node::Menu(menu) = node.node else {
            continue;
        };
        let choices = menu
            .keys
            .values()
            .filter(|choice| choice.next != *node.name);
        let count = choices.count();
        if count > MOST {
            let at = cx.at(&node.resource, &format!("{}.keys", node.path));
            let message = format!("this menu has {count} choices");
            let help =
                "put some behind one key, with a menu of their own: callers keep five in mind";
            let report = Report::warning(Code::ManyChoices, at, message).help(help);
            cx.report(report.of(&*node.resource));
        }
    }
}
