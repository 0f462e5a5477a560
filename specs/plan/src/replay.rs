//! What the desired flows would make of calls that are over.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How many ways are told at most; the rest is summed up.
const MOST: usize = 20;

/// Recorded calls, played through the live flows and the desired ones.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Replay {
    /// The calls that ended since then, as RFC 3339.
    pub since: String,
    /// How many were played.
    pub calls: u64,
    /// Whether there are older ones that were not.
    pub more: bool,
    /// Those whose callers would come where they came.
    pub same: u64,
    /// Those whose callers would come elsewhere, most of them first.
    pub elsewhere: Vec<Elsewhere>,
    /// Those of which it cannot be told.
    pub unknown: Vec<Unknown>,
}

/// Callers of a number who would come elsewhere in the same way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Elsewhere {
    /// The number that they dialled.
    pub number: String,
    /// Where they came.
    pub from: String,
    /// Where they would come.
    pub to: String,
    /// How many calls.
    pub calls: u64,
    /// Some of the callers, as the role of whoever asks sees them.
    pub callers: Vec<String>,
}

/// Calls of which it cannot be told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Unknown {
    /// Why.
    pub why: String,
    /// How many calls.
    pub calls: u64,
}

impl Replay {
    /// The whole in lines, of which there are few.
    pub fn lines(&self) -> Vec<String> {
        let elsewhere: u64 = self.elsewhere.iter().map(|it| it.calls).sum();
        let unknown: u64 = self.unknown.iter().map(|it| it.calls).sum();
        let mut lines = vec![format!(
            "{} recorded calls: {} as before, {elsewhere} elsewhere, {unknown} unknown",
            self.calls, self.same
        )];
        if self.more {
            lines.push("older calls were left out".to_owned());
        }
        let shown = self.elsewhere.iter().take(MOST);
        lines.extend(shown.map(Elsewhere::line));
        let rest = self.elsewhere.iter().skip(MOST);
        match rest.map(|it| it.calls).sum() {
            0 => {}
            calls => lines.push(format!("… and {calls} calls more in other ways")),
        }
        lines.extend(
            self.unknown
                .iter()
                .map(|it| format!("{} unknown: {}", it.calls, it.why)),
        );
        lines
    }
}

impl Elsewhere {
    fn line(&self) -> String {
        let more = match self.calls > self.callers.len() as u64 {
            true => ", …",
            false => "",
        };
        let callers = self.callers.join(", ");
        format!(
            "{} to {}: {} → {} ({callers}{more})",
            self.calls, self.number, self.from, self.to
        )
    }
}
