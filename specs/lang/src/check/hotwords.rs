//! How many hotwords there are.

use model::Config;
use model::config::MAX_HOTWORDS;

use crate::Code;
use crate::decode::{Context, Report};

/// Reports more of them than a center has, once, at the first that is too many.
pub fn check(cx: &mut Context, config: &Config) {
    let count = config.hotwords.len();
    if count <= MAX_HOTWORDS {
        return;
    }
    let written = config.hotwords.keys();
    let mut places: Vec<_> = written
        .map(|word| cx.at(&format!("hotwords/{word}"), ""))
        .collect();
    places.sort_by_key(|at| (at.file, at.start));
    if let Some(at) = places.get(MAX_HOTWORDS) {
        let message =
            format!("there are {count} hotwords, and a center has at most {MAX_HOTWORDS}");
        let help =
            "keep those that are special to your center: common words make recognition worse";
        cx.report(Report::new(Code::TooManyOfKind, *at, message).help(help));
    }
}
