//! `dial`: hands the call to a number outside (feature I9).
//!
//! A customer's system may name the number and the one to be shown there. Whatever it answers that cannot
//! be used (nothing, no JSON, no number, a number to show that is none of ours) is replaced by what the
//! node says itself.

use std::sync::Arc;

use model::ask::{Ask, Reply};
use model::config::{Dial, NumberSource};
use model::{DialString, Name};
use serde_json::{Value, json};

use super::{At, Work};
use crate::call::dialling::{self, Outside};
use crate::ivr::{Heard, Step, Visit};
use crate::limits;

impl Work for Dial {
    /// It waits for the customer's system.
    type Stage = ();

    fn enter(&self, visit: &mut Visit<'_>) -> Step {
        match &self.from {
            Some(source) => ask(self, source, visit),
            None => dial(self, visit, None, None),
        }
    }

    fn hear(&self, visit: &mut Visit<'_>, (): (), heard: Heard) -> Step {
        match heard {
            Heard::Replied(reply) => {
                let named = named(reply);
                let text = |key| named.get(key).and_then(Value::as_str);
                dial(self, visit, text("callee"), text("caller"))
            }
            Heard::Late => {
                visit.call.forget(visit.floor);
                dial(self, visit, None, None)
            }
            Heard::Key(_) => visit.ignore_key(),
            Heard::Played => visit.ignore(),
        }
    }
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
        url: visit.text(&source.url),
        body: Arc::from(body.to_string()),
        timeout: source.timeout,
        tries: source.tries,
    };
    visit.ask(ask);
    let longest = source.timeout.get() * u32::from(source.tries) + limits::ANSWER;
    Step::Stay(At::Dial(()), longest)
}

/// The JSON of an answer.
fn named(reply: Reply) -> Value {
    let answer = reply.ok();
    let answer = answer.and_then(|text| serde_json::from_str(&text).ok());
    answer.unwrap_or_default()
}

fn dial(dial: &Dial, visit: &mut Visit<'_>, callee: Option<&str>, caller: Option<&str>) -> Step {
    let number = callee.map(plain).filter(|number| is_number(number));
    let number = number.unwrap_or_else(|| plain(&visit.text(&dial.number)));
    let shown = caller
        .and_then(|caller| DialString::new(caller).ok())
        .filter(|caller| way_of(dial, visit, caller).is_some());
    let caller = shown.unwrap_or_else(|| dial.caller.clone());
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
    let ours = &visit.floor.config.numbers.get(caller)?.trunk;
    let wanted = dial.trunk.as_ref().unwrap_or(ours);
    (wanted == ours).then(|| ours.clone())
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
