//! A test as it is written below `tests:`.

use model::tests::{AgentScript, Answer, Outsider, Step, Test};
use serde_yaml::{Mapping, Value};

/// The YAML of one test with its name, to be put below `tests:`.
pub fn yaml(name: &str, test: &Test) -> String {
    let mut tests = Mapping::new();
    tests.insert(name.into(), Value::Mapping(written(test)));
    serde_yaml::to_string(&tests).unwrap_or_default()
}

fn written(test: &Test) -> Mapping {
    let mut map = Mapping::new();
    let mut put = |key: &str, value: Value| {
        let empty = match &value {
            Value::Mapping(map) => map.is_empty(),
            Value::Sequence(items) => items.is_empty(),
            other => other.is_null(),
        };
        if !empty {
            map.insert(key.into(), value);
        }
    };
    put("dial", text(&test.dial));
    put("caller", test.caller.as_ref().map_or(Value::Null, text));
    put(
        "ahead",
        match test.ahead {
            0 => Value::Null,
            ahead => ahead.into(),
        },
    );
    put("at", test.at.as_ref().map_or(Value::Null, text));
    let replies = test.replies.iter().map(|(url, answers)| {
        let answers = answers.iter().map(answer).collect();
        (text(url), Value::Sequence(answers))
    });
    put("replies", Value::Mapping(replies.collect()));
    let outside = test.outside.iter();
    let outside = outside.map(|(number, outsider)| (text(number), self::outsider(outsider)));
    put("outside", Value::Mapping(outside.collect()));
    let agents = test.agents.iter();
    let agents = agents.map(|(name, script)| (text(name), self::script(script)));
    put("agents", Value::Mapping(agents.collect()));
    put(
        "steps",
        Value::Sequence(test.steps.iter().map(step).collect()),
    );
    put("expect", Value::Mapping(expectation(test)));
    map
}

fn expectation(test: &Test) -> Mapping {
    let mut map = Mapping::new();
    if let Some(status) = &test.expect.end_status {
        map.insert("end_status".into(), text(status));
    }
    if let Some(cause) = &test.expect.cause {
        map.insert("cause".into(), text(cause));
    }
    if let Some(path) = &test.expect.path {
        map.insert("path".into(), path.iter().map(text).collect());
    }
    map
}

fn answer(answer: &Answer) -> Value {
    match &answer.reply {
        Ok(reply) => text(reply),
        Err(failure) => pairs([("fails", text(failure))]),
    }
}

fn outsider(outsider: &Outsider) -> Value {
    let word = match outsider {
        Outsider::Answers { after, talks_for } => {
            let talks = talks_for.as_ref().map(|span| ("talks_for", text(span)));
            return pairs([("answers_after", text(after))].into_iter().chain(talks));
        }
        Outsider::NoAnswer => "no_answer",
        Outsider::Busy => "busy",
        Outsider::Rejects => "rejects",
        Outsider::Vacant => "vacant",
    };
    word.into()
}

fn script(script: &AgentScript) -> Value {
    let answers = script.answers_after.as_ref();
    let answers = answers.map(|span| ("answers_after", text(span)));
    let talks = script
        .talks_for
        .as_ref()
        .map(|span| ("talks_for", text(span)));
    let presence = ("presence", script.presence.word().into());
    pairs([presence].into_iter().chain(answers).chain(talks))
}

fn step(step: &Step) -> Value {
    match step {
        Step::Reach(node) => pairs([("reach", text(node))]),
        Step::Press(keys) => {
            let keys: String = keys.iter().map(|key| key.as_char()).collect();
            pairs([("press", keys.into())])
        }
        Step::Wait(span) => pairs([("wait", text(span))]),
        Step::Talk => "talk".into(),
        Step::HangUp => "hang_up".into(),
    }
}

fn pairs(pairs: impl IntoIterator<Item = (&'static str, Value)>) -> Value {
    let pairs = pairs.into_iter().map(|(key, value)| (key.into(), value));
    Value::Mapping(pairs.collect())
}

fn text(value: &(impl ToString + ?Sized)) -> Value {
    Value::String(value.to_string())
}
