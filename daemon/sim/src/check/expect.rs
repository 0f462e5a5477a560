//! What a test expects, beside what came.

use model::Name;
use model::record::{CallRecord, Cause, HungUpBy};
use model::tests::Expectation;

/// Every difference, a sentence each.
pub fn compare(expected: &Expectation, record: &CallRecord, heard: &[String]) -> Vec<String> {
    let mut differences = Vec::new();
    let mut differ = |what: &str, wanted: Option<String>, got: String| {
        if let Some(wanted) = wanted.filter(|wanted| *wanted != got) {
            differences.push(format!("{what} is {got}, not {wanted}"));
        }
    };
    differ(
        "end_status",
        expected.end_status.clone(),
        record.end_status.string().to_owned(),
    );
    differ("cause", expected.cause.clone(), cause(record.cause));
    let path: Vec<&Name> = record.path.iter().map(|step| &step.node).collect();
    differ(
        "path",
        expected.path.as_ref().map(|path| list(path.iter())),
        list(path.into_iter()),
    );
    differ("agent", text(&expected.agent), or_nobody(&record.agent));
    differ(
        "skill_group",
        text(&expected.skill_group),
        or_nobody(&record.skill_group),
    );
    let by = match record.hung_up_by {
        HungUpBy::User => "user",
        HungUpBy::Agent => "agent",
        HungUpBy::System => "system",
    };
    differ("hung_up_by", expected.hung_up_by.clone(), by.to_owned());
    differ(
        "recorded",
        expected.recorded.map(|recorded| recorded.to_string()),
        (!record.recordings.is_empty()).to_string(),
    );
    let said = record.satisfaction.as_ref().map(|said| said.label.clone());
    differ(
        "satisfaction",
        expected.satisfaction.clone(),
        said.unwrap_or_else(|| "none".to_owned()),
    );
    differences.extend(unheard(&expected.hears, heard));
    differences
}

/// The word that the record has for it.
fn cause(cause: Option<Cause>) -> String {
    let word = cause.and_then(|cause| serde_json::to_value(cause).ok());
    let word = word.as_ref().and_then(|word| word.as_str());
    word.unwrap_or("none").to_owned()
}

/// The first text that was not heard after those before it.
fn unheard(wanted: &[String], heard: &[String]) -> Option<String> {
    let mut heard = heard.iter();
    let missing = wanted
        .iter()
        .find(|wanted| !heard.any(|text| text.contains(wanted.as_str())))?;
    Some(format!("\"{missing}\" was not heard"))
}

fn list<'a>(names: impl Iterator<Item = &'a Name>) -> String {
    let names: Vec<&str> = names.map(Name::as_str).collect();
    format!("[{}]", names.join(", "))
}

fn text(name: &Option<Name>) -> Option<String> {
    name.as_ref().map(ToString::to_string)
}

fn or_nobody(name: &Option<Name>) -> String {
    text(name).unwrap_or_else(|| "none".to_owned())
}
