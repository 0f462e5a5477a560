//! Whether a value is what a JSON Schema says, as far as our schemas go: a word that it does not know
//! fails, so that none is passed over.

use serde_json::Value;

/// Words that say nothing of the value, or nothing that is checked here.
const NOTES: &[&str] = &[
    "description",
    "title",
    "default",
    "format",
    "pattern",
    "examples",
];

/// Complains about `value` where it is not what `schema` says; references lead into `document`.
pub fn check(document: &Value, schema: &Value, value: &Value) -> Result<(), String> {
    let rules = match schema {
        Value::Bool(true) => return Ok(()),
        Value::Object(rules) => rules,
        other => return Err(format!("{other} is no schema")),
    };
    for (word, rule) in rules {
        let kept = match word.as_str() {
            "$ref" => {
                let place = rule
                    .as_str()
                    .and_then(|it| it.strip_prefix('#'))
                    .unwrap_or_default();
                let target = document.pointer(place).ok_or("a reference leads nowhere")?;
                check(document, target, value)
            }
            "type" => is_type(rule, value),
            "const" => same(rule == value, word, rule, value),
            "enum" => same(list(rule).contains(value), word, rule, value),
            "minimum" => same(
                value.as_f64() >= rule.as_f64() || !value.is_number(),
                word,
                rule,
                value,
            ),
            "maximum" => same(
                value.as_f64() <= rule.as_f64() || !value.is_number(),
                word,
                rule,
                value,
            ),
            "allOf" => list(rule)
                .iter()
                .try_for_each(|one| check(document, one, value)),
            "anyOf" => some(document, rule, value, 1..=usize::MAX),
            "oneOf" => some(document, rule, value, 1..=1),
            "items" => items(document, rule, value),
            "required" => required(rule, value),
            "properties" => properties(document, rule, value),
            "additionalProperties" => additional(document, rules, rule, value),
            "patternProperties" | "unevaluatedProperties" => Ok(()),
            note if NOTES.contains(&note) => Ok(()),
            other => Err(format!("the word `{other}` is not known here")),
        };
        kept.map_err(|error| format!("{error}\n  in {word}"))?;
    }
    Ok(())
}

fn list(rule: &Value) -> &[Value] {
    rule.as_array().map_or(&[], Vec::as_slice)
}

fn same(kept: bool, word: &str, rule: &Value, value: &Value) -> Result<(), String> {
    kept.then_some(())
        .ok_or_else(|| format!("{value} against {word} {rule}"))
}

fn is_type(rule: &Value, value: &Value) -> Result<(), String> {
    let is = |kind: &str| match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        _ => false,
    };
    let kinds: Vec<_> = match rule {
        Value::String(kind) => vec![kind.as_str()],
        kinds => list(kinds).iter().filter_map(Value::as_str).collect(),
    };
    same(kinds.into_iter().any(is), "type", rule, value)
}

fn some(
    document: &Value,
    rule: &Value,
    value: &Value,
    count: std::ops::RangeInclusive<usize>,
) -> Result<(), String> {
    let tried = list(rule).iter().map(|one| check(document, one, value));
    let (fit, unfit): (Vec<_>, Vec<_>) = tried.partition(Result::is_ok);
    let told: Vec<_> = unfit.into_iter().filter_map(Result::err).collect();
    let kept = count.contains(&fit.len());
    kept.then_some(())
        .ok_or_else(|| format!("{} fit {value}: {}", fit.len(), told.join("\n")))
}

fn items(document: &Value, rule: &Value, value: &Value) -> Result<(), String> {
    list(value)
        .iter()
        .try_for_each(|item| check(document, rule, item))
}

fn required(rule: &Value, value: &Value) -> Result<(), String> {
    let missing = list(rule)
        .iter()
        .filter_map(Value::as_str)
        .find(|it| value.get(it).is_none());
    match missing {
        Some(name) if value.is_object() => Err(format!("`{name}` is missing in {value}")),
        _ => Ok(()),
    }
}

fn properties(document: &Value, rule: &Value, value: &Value) -> Result<(), String> {
    let fields = value.as_object().into_iter().flatten();
    for (name, field) in fields {
        if let Some(schema) = rule.get(name) {
            check(document, schema, field).map_err(|error| format!("{error}\n  in `{name}`"))?;
        }
    }
    Ok(())
}

fn additional(
    document: &Value,
    rules: &serde_json::Map<String, Value>,
    rule: &Value,
    value: &Value,
) -> Result<(), String> {
    let known = rules.get("properties");
    let patterns = rules.contains_key("patternProperties");
    let fields = value.as_object().into_iter().flatten();
    for (name, field) in fields {
        if patterns || known.is_some_and(|known| known.get(name).is_some()) {
            continue;
        }
        if *rule == Value::Bool(false) {
            return Err(format!("`{name}` is not allowed"));
        }
        check(document, rule, field)?;
    }
    Ok(())
}

#[test]
fn a_value_that_is_not_what_the_schema_says_is_told() {
    let schema = serde_json::json!({
        "type": "object",
        "properties": {
            "name": { "type": ["string", "null"] },
            "kind": { "oneOf": [{ "const": "a" }, { "enum": ["b", "c"] }] },
            "many": { "type": "array", "items": { "type": "integer", "minimum": 0 } },
        },
        "required": ["name"],
        "additionalProperties": false,
    });
    let fits = |value: Value| check(&Value::Null, &schema, &value).is_ok();
    assert!(fits(
        serde_json::json!({ "name": null, "kind": "c", "many": [1, 2] })
    ));
    for bad in [
        serde_json::json!([]),
        serde_json::json!({}),
        serde_json::json!({ "name": 1 }),
        serde_json::json!({ "name": "x", "kind": "d" }),
        serde_json::json!({ "name": "x", "many": [-1] }),
        serde_json::json!({ "name": "x", "more": 1 }),
    ] {
        assert!(!fits(bad.clone()), "{bad}");
    }
    assert!(check(&Value::Null, &serde_json::json!({ "if": {} }), &Value::Null).is_err());
}
