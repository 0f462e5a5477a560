//! The test call of a trunk: it is begun, its record is waited for, and its messages are looked through.

use std::time::Duration;

use api::Code;
use model::record::CallRecord;
use model::{CallId, DialString, Name};
use switch::{Command, Principal, Reply};
use trace::{Check, Seen as Kept};

use super::desk::Desk;
use super::problem::Refused;
use super::prompts::blocking;

/// How often it is looked whether the call is over.
const EVERY: Duration = Duration::from_millis(250);
/// For how long: the switch ends it well before.
const LOOKS: u32 = 280;
/// How often its audio is looked for once it is over.
const LATE: u32 = 12;

/// A test call that is over.
pub struct Tried {
    /// Its id.
    pub call: CallId,
    /// What it has shown.
    pub checks: Vec<Check>,
}

/// Calls a number by a trunk and says what that has shown.
///
/// # Errors
/// Why there was no call.
pub async fn call(
    desk: &Desk,
    principal: Principal,
    trunk: &Name,
    number: String,
    shown: Option<DialString>,
) -> Result<Tried, Refused> {
    let command = Command::TryTrunk {
        trunk: trunk.clone(),
        number,
        shown,
    };
    let Reply::Tried(call) = desk.ask(principal, command).await? else {
        return Err(Refused::new(Code::Internal, "the trunk was not tested"));
    };
    let record = over(desk, call).await?;
    let legs = desk.flight.of_call(call);
    let checks = blocking(move || {
        let mut messages: Vec<Kept> = legs.into_iter().flat_map(|leg| leg.messages).collect();
        messages.sort_by_key(|message| message.at);
        Ok(trace::conformance(&messages, &record))
    });
    let checks = checks.await?;
    Ok(Tried { call, checks })
}

/// The record of the call, with what was measured if that comes soon.
async fn over(desk: &Desk, call: CallId) -> Result<CallRecord, Refused> {
    let mut late = 0;
    for _ in 0..LOOKS {
        tokio::time::sleep(EVERY).await;
        let history = desk.history.clone();
        let record = blocking(move || Ok(history.record(call)?)).await?;
        let Some(record) = record else { continue };
        late += 1;
        let measured = |it: &CallRecord| it.participants.iter().all(|one| one.media.is_some());
        if measured(&record) || late >= LATE {
            return Ok(record);
        }
    }
    let told = format!("the test call {call} is not over");
    Err(Refused::new(Code::Internal, told).help("`ccctl get calls` shows it"))
}
