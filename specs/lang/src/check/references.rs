//! Whatever is named exists.

use std::collections::BTreeMap;

use crate::Code;
use crate::decode::{Context, Report};
use crate::tree::At;

/// Reports every name that is not given to a resource.
pub fn check(cx: &mut Context) {
    let declared = std::mem::take(&mut cx.declared);
    let nothing = BTreeMap::<String, At>::new();
    for reference in std::mem::take(&mut cx.references) {
        let names = declared.get(&reference.kind).unwrap_or(&nothing);
        if names.contains_key(&reference.name) {
            continue;
        }
        let (one, kind) = (reference.kind.one(), reference.kind.key());
        let message = format!("there is no {one} `{}`", reference.name);
        let close = cx.did_you_mean(&reference.name, names.keys().map(String::as_str));
        let help = format!("add it under `{kind}`, or name another");
        let report = Report::new(Code::UnknownReference, reference.at, message);
        cx.report(report.help(help).help_if(close));
    }
    cx.declared = declared;
}
