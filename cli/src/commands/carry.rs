//! Has the daemon carry a plan out.

use api::{Applied, ApplyRequest, Code, Problem};
use plan::{Conflict, ThreeWay};

use crate::client::{Client, Error, Target};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::style::{Style, styled_stderr};
use crate::printer::{self, clean, note};

/// Characters of a value that are shown.
const SHOWN: usize = 80;

/// Carries it out and says what came of it; where somebody else has changed the same, says what.
pub async fn carry_out(client: &Client, request: &ApplyRequest) -> Result<Exit, Failure> {
    let applied: Result<Applied, Error> = client.post(Target::new(&["apply"]), request).await;
    let applied = applied.inspect_err(|error| {
        if let Error::Problem(problem) = error {
            tell_conflicts(problem);
        }
    })?;
    let Applied {
        revision,
        created,
        changed,
        deleted,
    } = applied;
    printer::text(&match created + changed + deleted {
        0 => format!("revision {revision} is live and says so already: nothing was changed\n"),
        _ => format!(
            "revision {revision} is live: {created} created, {changed} changed, {deleted} deleted\n"
        ),
    })?;
    Ok(Exit::Ok)
}

fn tell_conflicts(problem: &Problem) {
    let conflicts = problem.members.get("conflicts").cloned();
    if problem.code != Code::StalePlan {
        return;
    }
    let conflicts = conflicts.and_then(|all| serde_json::from_value::<Vec<Conflict>>(all).ok());
    for Conflict { kind, name, fields } in conflicts.unwrap_or_default() {
        note(clean(&format!("{kind}/{name}")));
        for ThreeWay {
            path,
            base,
            theirs,
            yours,
        } in fields
        {
            if !path.is_empty() {
                note(format_args!("    {}", clean(&path)));
            }
            for (word, value) in [("base", base), ("theirs", theirs), ("yours", yours)] {
                let word = styled_stderr(Style::Good, &format!("{word:>6}"));
                note(format_args!("      {word}: {}", shown(&value)));
            }
        }
    }
}

fn shown(value: &serde_json::Value) -> String {
    if value.is_null() {
        return "(not written)".to_owned();
    }
    let text = clean(&value.to_string());
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}
