//! What resources must be to each other, one file per topic.

mod dials;
mod flows;
mod groups;
mod hotwords;
mod moved;
mod references;
mod roles;
mod srtp;
mod tests;
mod trunks;
mod unique;
mod webhooks;

use crate::decode::Context;
use crate::kinds::Draft;
use crate::layers;

/// Checks everything that has been read.
pub fn all(cx: &mut Context, draft: &Draft) {
    // When a file could not be read, what it declares would be reported missing everywhere.
    if !cx.incomplete {
        references::check(cx, &draft.moved);
        moved::check(cx, &draft.moved);
    }
    unique::check(cx, &draft.config);
    groups::check(cx, &draft.config);
    hotwords::check(cx, &draft.config);
    webhooks::check(cx, &draft.config);
    roles::check(cx, &draft.config);
    trunks::check(cx, &draft.config);
    srtp::check(cx, &draft.config);
    flows::check(cx, &draft.flows);
    dials::check(cx, draft);
    tests::check(cx, draft);
    if !cx.incomplete {
        layers::unused(cx);
    }
}
