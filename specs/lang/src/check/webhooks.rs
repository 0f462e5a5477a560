//! How many webhooks there are.

use model::Config;
use model::config::MAX_WEBHOOKS;

use crate::Code;
use crate::decode::{Context, Report};

/// Reports more of them than a center has, once, at the first that is too many.
pub fn check(cx: &mut Context, config: &Config) {
    let count = config.webhooks.len();
    if count <= MAX_WEBHOOKS {
        return;
    }
    let written = config.webhooks.keys();
    let mut places: Vec<_> = written
        .map(|name| cx.at(&format!("webhooks/{name}"), ""))
        .collect();
    places.sort_by_key(|at| (at.file, at.start));
    if let Some(at) = places.get(MAX_WEBHOOKS) {
        let message =
            format!("there are {count} webhooks, and a center has at most {MAX_WEBHOOKS}");
        let help = "let one system pass the records on to the others";
        cx.report(Report::new(Code::TooManyOfKind, *at, message).help(help));
    }
}
