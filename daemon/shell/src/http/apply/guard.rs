//! What an apply may not do without a word of its own.

use api::{ApplyRequest, Code};
use model::config::Config;
use plan::Removals;

use super::Refused;

/// Resources that are named in one refusal.
const NAMED: usize = 10;

/// What is kept with a revision has a length.
pub fn words(asked: &ApplyRequest) -> Result<(), Refused> {
    for (what, text, most) in [
        ("message", &asked.message, ApplyRequest::MAX_MESSAGE),
        ("commit", &asked.commit, ApplyRequest::MAX_COMMIT),
    ] {
        let length = text.as_ref().map_or(0, |text| text.chars().count());
        if length > most {
            let told = format!("the {what} has {length} characters, {most} are kept");
            return Err(Refused::new(Code::BadRequest, told));
        }
    }
    Ok(())
}

/// Nothing that is protected is deleted.
pub fn protected(live: &Config, desired: &Config) -> Result<(), Refused> {
    let protected = plan::protected_deletions(live, desired);
    if protected.is_empty() {
        return Ok(());
    }
    let named: Vec<_> = protected.iter().take(NAMED).map(String::as_str).collect();
    let more = match protected.len() - named.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let told = format!("protected and would be deleted: {}{more}", named.join(", "));
    Err(Refused::new(Code::Conflict, told)
        .help("apply it without `protected: true` first; the apply after that may delete it")
        .member("protected", protected))
}

/// Not more is removed than somebody has said.
pub fn removals(live: &Config, desired: &Config, allowed: Option<u64>) -> Result<(), Refused> {
    let removals = Removals::of(live, desired);
    let most = allowed.unwrap_or(u64::from(live.center.max_removals));
    if removals.most() <= most {
        return Ok(());
    }
    let told = format!("it removes {removals}, and {most} of each may be removed at once");
    Err(Refused::new(Code::Conflict, told)
        .help(format!(
            "look at the plan again; if that is meant, `ccctl apply --allow-removing {}`",
            removals.most()
        ))
        .member("most", most))
}
