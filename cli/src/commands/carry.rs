//! Has the daemon carry a plan out.

use std::time::Duration;

use api::{Applied, ApplyRequest, Code, Problem};
use plan::{Conflict, ThreeWay};

use crate::client::{Client, Error, Target};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::style::{Style, styled_stderr};
use crate::printer::{self, clean, note};

/// Characters of a value that are shown.
const SHOWN: usize = 80;
/// How often an apply without an answer is asked for again.
const TRIES: usize = 5;
/// Before each time.
const PAUSE: Duration = Duration::from_secs(1);

/// Carries it out and says what came of it; where somebody else has changed the same, says what.
pub async fn carry_out(client: &Client, request: &ApplyRequest) -> Result<Exit, Failure> {
    let applied = match ask(client, request).await {
        Err(error) if error.leaves_open() => ask_again(client, request, &error).await?,
        answer => answer.inspect_err(tell)?,
    };
    let Applied {
        revision,
        created,
        changed,
        deleted,
        moved,
    } = applied;
    let renamed = match moved {
        0 => String::new(),
        moved => format!(", {moved} moved"),
    };
    printer::text(&match created + changed + deleted + moved {
        0 => format!("revision {revision} is live and says so already: nothing was changed\n"),
        _ => format!(
            "revision {revision} is live: {created} created, {changed} changed, {deleted} deleted{renamed}\n"
        ),
    })?;
    Ok(Exit::Ok)
}

async fn ask(client: &Client, request: &ApplyRequest) -> Result<Applied, Error> {
    client.post(Target::new(&["apply"]), request).await
}

/// Finds out what became of an apply whose answer never came: the same plan again changes nothing if it
/// was carried out.
async fn ask_again(
    client: &Client,
    request: &ApplyRequest,
    first: &Error,
) -> Result<Applied, Failure> {
    note(format_args!(
        "{first}; asking again, since a plan is carried out once however often it is sent"
    ));
    for _ in 0..TRIES {
        tokio::time::sleep(PAUSE).await;
        match ask(client, request).await {
            Err(error) if error.passes() => {}
            answer => return answer.inspect_err(tell).map_err(Failure::from),
        }
    }
    let told = format!("{first}, and whether it was carried out is not known");
    Err(Failure::error(told).help(
        "it was wholly or not at all: `ccctl history` tells once the daemon answers; applying again does no harm",
    ))
}

fn tell(error: &Error) {
    if let Error::Problem(problem) = error {
        tell_conflicts(problem);
    }
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
