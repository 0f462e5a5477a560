//! Which callers are turned away, by how their numbers are written in a sweep.

use model::config::{CallerPattern, Config};
use model::{DialString, Name};

/// A number as it is dialled here.
pub fn local(number: &str) -> &str {
    number.strip_prefix("+86").unwrap_or(number)
}

/// Whether a caller is on one of these lists.
pub fn is_on(config: &Config, lists: &[Name], caller: &str) -> bool {
    let fits = |pattern: &CallerPattern| match pattern.as_str().strip_suffix('*') {
        Some(start) => caller.starts_with(start),
        None => caller == pattern.as_str(),
    };
    let mut lists = lists
        .iter()
        .filter_map(|name| config.caller_lists.get(name));
    lists.any(|list| list.numbers.iter().any(fits))
}

/// Whether a caller is turned away by the number that he dials, if at run time he is blocked or not.
pub fn turns_away(config: &Config, caller: &str, dialled: &str, blocked: bool) -> bool {
    let number = DialString::new(dialled).ok();
    let number = number.and_then(|number| config.numbers.get(&number));
    let ivr = number.and_then(|number| config.ivrs.get(&number.ivr));
    let Some(ivr) = ivr else { return false };
    let on = |lists: &[Name]| is_on(config, lists, caller);
    let screening = &ivr.screening;
    let listed = on(&config.center.inbound_blacklist) || on(&screening.blacklist);
    !on(&screening.whitelist) && (blocked || listed || screening.whitelist_only)
}
