//! `http`: asks a customer's system for values (feature I11).
//!
//! Whatever becomes of it, each variable that it receives has a value afterwards: that of the answer, or
//! its default.

use std::time::Duration;

use kernel::Mono;
use model::ask::{Ask, Reply};
use model::config::Http;
use model::record::Outcome;
use serde_json::{Map, Value};

use super::{At, Work};
use crate::ivr::{Heard, Step, Visit, answer};

/// How much longer than its tries a question may take.
const MARGIN: Duration = Duration::from_secs(5);

impl Work for Http {
    /// Since when it waits.
    type Stage = Mono;

    fn enter(&self, visit: &mut Visit<'_>) -> Step {
        let send = |(field, text): (&String, _)| (field.clone(), Value::from(visit.text(text)));
        let body: Map<String, Value> = self.send.iter().map(send).collect();
        let ask = Ask {
            url: visit.url(&self.url),
            body: Value::from(body).to_string().into(),
            timeout: self.timeout,
            tries: self.max_errors,
        };
        visit.ask(ask);
        if let Some(music) = &self.music {
            visit.loop_over(music);
        }
        let longest = (self.timeout.get() + MARGIN) * u32::from(self.max_errors);
        Step::Stay(At::Http(visit.floor.now.mono), longest)
    }

    fn hear(&self, visit: &mut Visit<'_>, since: Mono, heard: Heard) -> Step {
        match heard {
            Heard::Replied(reply) => take(self, visit, since, &reply),
            Heard::Late => take(self, visit, since, &answer::NONE),
            Heard::Played => Step::Stayed,
            Heard::Key(key) => {
                visit.keep(key);
                Step::Stayed
            }
        }
    }
}

/// Takes what is wanted from an answer, and goes on.
fn take(http: &Http, visit: &mut Visit<'_>, since: Mono, reply: &Reply) -> Step {
    visit.quiet();
    let object = answer::object(reply);
    let whole = fill(http, visit, object.as_ref().unwrap_or(&Map::new()));
    let outcome = match object {
        Ok(_) if whole => Outcome::Answered,
        Ok(_) => Outcome::Incomplete,
        Err(outcome) => outcome,
    };
    visit.consulted(&http.url, since, outcome);
    let failed = matches!(outcome, Outcome::Malformed | Outcome::Failed(_));
    let next = http.on_failure.as_ref().filter(|_| failed);
    Step::Go(next.unwrap_or(&http.next).clone())
}

/// Gives each variable its value; false if one of them has to be the default.
fn fill(http: &Http, visit: &mut Visit<'_>, object: &Map<String, Value>) -> bool {
    let mut whole = true;
    for (variable, received) in &http.receive {
        let value = answer::field(object, &received.field);
        whole &= value.is_some();
        visit.set(variable, value.unwrap_or_else(|| received.default.clone()));
    }
    whole
}
