//! What customers' systems do that no script says, within what the client of the daemon lets through.

use std::time::Duration;

use kernel::Chance;
use model::ask::{Ask, AskFailure};
use serde_json::{Map, Value, json};

use super::systems::Reaction;

/// The longest time of a try, whatever the question says.
const LONGEST: Duration = Duration::from_secs(5);
/// The longest answer.
const ROOM: usize = 64 << 10;

/// A way to misbehave.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Mischief {
    /// The answer comes when its time is nearly over, or after that.
    Late,
    /// There is none.
    Failure,
    /// It is no JSON, or none that anybody asked for.
    Garbage,
    /// It is as long as an answer may be.
    Huge,
    /// Its values are of other types, or are not there.
    WrongTypes,
}

impl Mischief {
    /// All of them.
    pub const ALL: [Mischief; 5] = [
        Mischief::Late,
        Mischief::Failure,
        Mischief::Garbage,
        Mischief::Huge,
        Mischief::WrongTypes,
    ];

    /// One of them.
    pub fn pick(chance: &mut Chance) -> Mischief {
        picked(chance, &Mischief::ALL).unwrap_or(Mischief::Failure)
    }

    /// The word for reports.
    pub const fn word(self) -> &'static str {
        match self {
            Mischief::Late => "late",
            Mischief::Failure => "failed",
            Mischief::Garbage => "garbage",
            Mischief::Huge => "huge",
            Mischief::WrongTypes => "wrong types",
        }
    }

    /// What becomes of an honest reaction.
    pub fn spoil(self, ask: &Ask, honest: Reaction, chance: &mut Chance) -> Reaction {
        let after = honest.after;
        let meant = honest.reply.as_deref().ok();
        match self {
            Mischief::Late => Reaction {
                after: limit(ask) * (80 + chance.below(40) as u32) / 100,
                ..honest
            },
            Mischief::Failure => Reaction::failure(after, failure(chance)),
            Mischief::Garbage => Reaction::answer(after, garbage(chance)),
            Mischief::Huge => Reaction::answer(after, huge(meant, chance)),
            Mischief::WrongTypes => Reaction::answer(after, wrong_types(meant, chance)),
        }
    }
}

/// A reaction as the daemon's client tells it: it waits for so long and no longer, and tries again what
/// may pass.
pub fn in_time(ask: &Ask, reaction: Reaction) -> Reaction {
    let tries = u32::from(ask.tries.clamp(1, 5));
    let pauses = Duration::from_millis(150) * (tries - 1);
    if reaction.after > limit(ask) {
        return Reaction::failure(limit(ask) * tries + pauses, AskFailure::Timeout);
    }
    match reaction.reply {
        Err(failure) if failure.may_pass() => {
            Reaction::failure(reaction.after * tries + pauses, failure)
        }
        _ => reaction,
    }
}

fn limit(ask: &Ask) -> Duration {
    ask.timeout.get().min(LONGEST)
}

fn failure(chance: &mut Chance) -> AskFailure {
    match picked(chance, &AskFailure::ALL) {
        Some(AskFailure::Status(_)) | None => {
            let status = [303, 400, 401, 404, 418, 429, 500, 502, 503];
            AskFailure::Status(picked(chance, &status).unwrap_or(500))
        }
        Some(failure) => failure,
    }
}

fn garbage(chance: &mut Chance) -> String {
    const SAMPLES: [&str; 16] = [
        "",
        " ",
        "null",
        "true",
        "0",
        "\"Score\"",
        "[]",
        "[{}]",
        "{}",
        "{\"Score\":",
        "{\"Score\":\"95\"}}",
        "{'Score': '95'}",
        "{\"\":{\"\":{\"\":null}}}",
        "{\"Score\":1e999}",
        "{\"Score\":\"\\ud800\"}",
        "<html><body>502 Bad Gateway</body></html>",
    ];
    if chance.percent(10) {
        return "[".repeat(10_000);
    }
    picked(chance, &SAMPLES).unwrap_or_default().to_owned()
}

/// The honest answer with so much in it that it is as long as an answer may be; JSON.
fn huge(meant: Option<&str>, chance: &mut Chance) -> String {
    let mut fields = fields(meant);
    let key = picked(chance, &fields.keys().cloned().collect::<Vec<_>>());
    let key = key.unwrap_or_else(|| "more".to_owned());
    fields.insert(key.clone(), Value::Null);
    let most = ROOM.saturating_sub(Value::Object(fields.clone()).to_string().len());
    let filling = match chance.below(3) {
        0 => json!("八".repeat(most / 3)),
        1 => json!(vec![0; most / 2]),
        _ => json!(vec!["1001"; most / 7]),
    };
    fields.insert(key, filling);
    Value::Object(fields).to_string()
}

/// The honest answer with other types in some places; JSON.
fn wrong_types(meant: Option<&str>, chance: &mut Chance) -> String {
    let mut fields = fields(meant);
    for value in fields.values_mut() {
        if chance.percent(70) {
            *value = other_than(value, chance);
        }
    }
    Value::Object(fields).to_string()
}

fn other_than(value: &Value, chance: &mut Chance) -> Value {
    let others = [
        Value::Null,
        json!(true),
        json!(-1),
        json!(1.5e300),
        json!(u64::MAX),
        json!("${SystemCallerNumber}"),
        json!("\u{0}\r\nBYE sip:x"),
        json!([]),
        json!([null, 1, "x"]),
        json!({ "a": { "b": [] } }),
    ];
    picked(chance, &others)
        .filter(|other| other != value)
        .unwrap_or(Value::Null)
}

fn fields(meant: Option<&str>) -> Map<String, Value> {
    match meant.map(serde_json::from_str) {
        Some(Ok(Value::Object(fields))) => fields,
        _ => Map::new(),
    }
}

fn picked<T: Clone>(chance: &mut Chance, all: &[T]) -> Option<T> {
    let n = usize::try_from(chance.below(all.len() as u64)).ok()?;
    all.get(n).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MEANT: &str = r#"{"Score":"95","SeatEmails":["a@x.example"]}"#;

    #[test]
    fn a_huge_answer_is_json_and_has_room() {
        let mut chance = Chance::from_number(3);
        for meant in [Some(MEANT), None] {
            for _ in 0..30 {
                let huge = huge(meant, &mut chance);
                assert!(
                    huge.len() > ROOM / 2 && huge.len() <= ROOM,
                    "{}",
                    huge.len()
                );
                assert!(serde_json::from_str::<Value>(&huge).is_ok());
            }
        }
    }

    #[test]
    fn wrong_types_are_json_with_the_same_keys_and_other_values() {
        let mut chance = Chance::from_number(3);
        let mut others = 0;
        for _ in 0..30 {
            let wrong = wrong_types(Some(MEANT), &mut chance);
            let wrong: Map<String, Value> = serde_json::from_str(&wrong).expect("JSON");
            let meant = fields(Some(MEANT));
            assert!(wrong.keys().eq(meant.keys()));
            others += usize::from(wrong != meant);
        }
        assert!(others > 20, "{others}");
    }

    #[test]
    fn garbage_is_never_an_object_with_a_score_that_can_be_read() {
        let mut chance = Chance::from_number(3);
        for _ in 0..200 {
            let garbage = garbage(&mut chance);
            let read = serde_json::from_str::<Value>(&garbage);
            let score = read.ok().and_then(|read| read.get("Score").cloned());
            assert_eq!(score, None, "{garbage}");
        }
    }
}
