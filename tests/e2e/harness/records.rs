//! What became of calls.

use serde_json::Value;

use crate::daemon::Daemon;
use crate::wait::eventually;
use crate::wav::Stereo;

impl Daemon {
    /// Waits until there are so many records and returns them, the oldest first.
    #[track_caller]
    pub fn records(&self, count: usize) -> Vec<Value> {
        eventually(10, &format!("{count} records"), || {
            let mut records = self.get("records");
            assert!(records.len() <= count, "too many records: {records:#?}");
            records.reverse();
            (records.len() == count).then_some(records)
        })
    }

    /// Waits for the only record.
    #[track_caller]
    pub fn record(&self) -> Value {
        self.records(1).remove(0)
    }

    /// Waits until a call is in a phase: `ivr`, `queue`, `ringing` or `talk`.
    #[track_caller]
    pub fn phase(&self, phase: &str) {
        eventually(15, &format!("a call in the phase {phase}"), || {
            let calls = self.get("calls");
            calls
                .iter()
                .any(|call| call["phase"] == phase)
                .then_some(())
        });
    }

    /// Waits until an agent is in a state.
    #[track_caller]
    pub fn agent_is(&self, agent: &str, state: &str) {
        eventually(15, &format!("{agent} is {state}"), || {
            let agents = self.get("agents");
            let found = agents.iter().find(|found| found["name"] == agent);
            (found?["state"] == state).then_some(())
        });
    }

    /// The recording of a record that has one.
    #[track_caller]
    pub fn recording(&self, record: &Value) -> Stereo {
        let recordings = record["recordings"].as_array().expect("a list");
        assert_eq!(recordings.len(), 1, "{record:#}");
        let file = recordings[0]["file"].as_str().expect("a path");
        Stereo::read(&self.data().join(file))
    }
}
