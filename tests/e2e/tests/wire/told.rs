//! What a record tells, in short.

use e2e::Daemon;
use serde_json::Value;

/// The number of the end status, of a record or of a participant.
pub fn code(of: &Value) -> u64 {
    of["end_status"]["code"].as_u64().expect("a code")
}

/// The nodes of the path.
pub fn path(record: &Value) -> Vec<&str> {
    let steps = record["path"].as_array().expect("a path").iter();
    steps.filter_map(|step| step["node"].as_str()).collect()
}

/// The step of the path at this node.
#[track_caller]
pub fn step<'a>(record: &'a Value, node: &str) -> &'a Value {
    let steps = record["path"].as_array().expect("a path");
    let found = steps.iter().find(|step| step["node"] == node);
    found.unwrap_or_else(|| panic!("`{node}` is not in the path of {record:#}"))
}

/// Everybody who was in the call, by agent, with how his part ended.
pub fn parts(record: &Value) -> Vec<(Option<&str>, u64)> {
    let parts = record["participants"].as_array().expect("a list").iter();
    parts
        .map(|part| (part["agent"].as_str(), code(part)))
        .collect()
}

/// The records of as many calls to different numbers, in the order of these.
#[track_caller]
pub fn of_numbers<const N: usize>(daemon: &Daemon, numbers: [&str; N]) -> [Value; N] {
    let records = daemon.records(N);
    numbers.map(|number| {
        let found = records.iter().find(|record| record["callee"] == number);
        let found = found.unwrap_or_else(|| panic!("no record of {number}: {records:#?}"));
        found.clone()
    })
}
