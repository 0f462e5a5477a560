//! What is ignored is there.

use crate::Code;
use crate::decode::{Context, Report};
use crate::lint;

/// Tells of ignored warnings that there are not. `overlay` is the number of the first file that is laid
/// over the others: what those ignore may be needed in another environment.
pub fn check(cx: &mut Context, overlay: Option<u32>) {
    let idle = cx.ignored.iter().filter(|((_, code), known)| {
        let here = overlay.is_none_or(|first| known.at.file >= first);
        !known.used && here && !depends(*code)
    });
    let reports: Vec<Report> = idle
        .map(|((_, code), known)| {
            let message = format!("{code} is ignored here, and there is none");
            let help = "delete it: what it was written for is mended, or stands elsewhere";
            Report::warning(Code::IdleIgnore, known.at, message).help(help)
        })
        .collect();
    reports.into_iter().for_each(|report| cx.report(report));
}

/// Whether a warning comes and goes without a change of the center.
fn depends(code: Code) -> bool {
    let of_the_day = lint::of(code).is_some_and(|lint| lint.of_the_day);
    of_the_day || code == Code::UnknownGiven
}
