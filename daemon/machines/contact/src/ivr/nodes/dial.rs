//! `dial`: hands the call to a number outside (feature I9).
//!
//! A customer's system may name the number and the one to be shown there. Whatever it answers that cannot
//! be used (nothing, no JSON, no number, a number to show that is none of ours) is replaced by what the
//! node says itself.

use std::sync::Arc;

use kernel::Mono;
use model::ask::{Ask, Reply};
use model::config::{Dial, NumberSource};
use model::record::Outcome;
use model::{DialString, Name};
use serde_json::json;

use super::{At, Work};
use crate::call::dialling::{self, Outside};
use crate::ivr::{Heard, Step, Visit, answer};
use crate::limits;

impl Work for Dial {
    /// Since when it waits for the customer's system.
    type Stage = Mono;

    fn enter(&self, visit: &mut Visit<'_>) -> Step {
        match &self.from {
            Some(source) => ask(self, source, visit),
            None => dial(self, visit, Named::default()),
        }
    }

    fn hear(&self, visit: &mut Visit<'_>, since: Mono, heard: Heard) -> Step {
        match heard {
            Heard::Replied(reply) => take(self, visit, since, &reply),
            Heard::Late => {
                visit.call.forget(visit.floor);
                take(self, visit, since, &answer::NONE)
            }
            Heard::Key(_) => visit.ignore_key(),
            Heard::Played => visit.ignore(),
        }
    }
}

/// What a customer's system names and can be used.
#[derive(Default)]
struct Named {
    number: Option<String>,
    caller: Option<DialString>,
}

/// Asks a customer's system for the numbers, saying whose call it is and which numbers stand by.
fn ask(dial: &Dial, source: &NumberSource, visit: &mut Visit<'_>) -> Step {
    let body = json!({
        "session": visit.call.id.to_string(),
        "from": visit.call.caller,
        "to": visit.call.number.as_str(),
        "callee": visit.text(&dial.number),
        "caller": dial.caller.as_str(),
    });
    let ask = Ask {
        url: visit.url(&source.url),
        body: Arc::from(body.to_string()),
        timeout: source.timeout,
        tries: source.tries,
    };
    visit.ask(ask);
    let longest = source.timeout.get() * u32::from(source.tries) + limits::ANSWER;
    Step::Stay(At::Dial(visit.floor.now.mono), longest)
}

/// Takes what can be used of an answer, and dials.
fn take(node: &Dial, visit: &mut Visit<'_>, since: Mono, reply: &Reply) -> Step {
    let (named, outcome) = named(node, visit, reply);
    if let Some(source) = &node.from {
        visit.consulted(&source.url, since, outcome);
    }
    dial(node, visit, named)
}

fn named(dial: &Dial, visit: &Visit<'_>, reply: &Reply) -> (Named, Outcome) {
    let object = match answer::object(reply) {
        Ok(object) => object,
        Err(outcome) => return (Named::default(), outcome),
    };
    let value = |key| object.get(key).filter(|value| !value.is_null());
    let (callee, caller) = (value("callee"), value("caller"));
    let named = Named {
        number: callee
            .and_then(|callee| callee.as_str())
            .map(plain)
            .filter(|number| is_number(number)),
        caller: caller
            .and_then(|caller| DialString::new(caller.as_str()?).ok())
            .filter(|caller| way_of(dial, visit, caller).is_some()),
    };
    let whole = (callee.is_some(), caller.is_some())
        == (named.number.is_some(), named.caller.is_some())
        && (callee.is_some() || caller.is_some());
    let outcome = if whole {
        Outcome::Answered
    } else {
        Outcome::Incomplete
    };
    (named, outcome)
}

fn dial(dial: &Dial, visit: &mut Visit<'_>, named: Named) -> Step {
    let number = named.number;
    let number = number.unwrap_or_else(|| plain(&visit.text(&dial.number)));
    let caller = named.caller.unwrap_or_else(|| dial.caller.clone());
    let Some(trunk) = way_of(dial, visit, &caller) else {
        return Step::Exception;
    };
    let to = Outside {
        number,
        trunk,
        caller,
    };
    let node = Some(visit.node);
    match dialling::outside(visit.call, visit.floor, to, node, dial.timeout.get()) {
        Ok(()) => {
            visit.loop_music(dial.music.as_ref());
            Step::Stayed
        }
        Err(undialled) => dialling::exit(visit.call, node, undialled.cause()),
    }
}

/// The trunk on which a number of ours can be shown; `None`: it is none of ours, or not there.
fn way_of(dial: &Dial, visit: &Visit<'_>, caller: &DialString) -> Option<Name> {
    let number = visit.floor.config.numbers.get(caller)?;
    let ours = &number.trunk;
    let wanted = dial.trunk.as_ref().unwrap_or(ours);
    (wanted == ours && number.direction.goes_out()).then(|| ours.clone())
}

/// A number without what people put between its digits.
fn plain(number: &str) -> String {
    let parts = |c: &char| !matches!(c, ' ' | '-' | '.' | '(' | ')');
    number.chars().filter(parts).collect()
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}
