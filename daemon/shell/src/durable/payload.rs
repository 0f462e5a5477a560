//! Entries as they are written.

use std::io::{self, Write};
use std::sync::Arc;

use serde_json::value::RawValue;
use store::Payload;
use switch::Entry;

/// The JSON of an entry. That of a configuration has been made before and is not copied: it may be long, and
/// this is the thread that carries the calls.
///
/// # Errors
/// The entry has no JSON form.
pub fn payload(entry: &Entry) -> serde_json::Result<Payload> {
    let made = match entry {
        Entry::Applied(applied) => applied.config.json(),
        _ => None,
    };
    let mut pieces = Pieces {
        made,
        before: Vec::new(),
        after: None,
    };
    serde_json::to_writer(&mut pieces, entry)?;
    Ok(pieces.into())
}

/// What is written before and after what has been made.
struct Pieces<'e> {
    made: Option<&'e Arc<RawValue>>,
    before: Vec<u8>,
    after: Option<Vec<u8>>,
}

impl Write for Pieces<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // It is known by where it lies.
        let is_made = |made: &Arc<RawValue>| std::ptr::eq(made.get().as_bytes(), bytes);
        match &mut self.after {
            Some(after) => after.extend_from_slice(bytes),
            None if self.made.is_some_and(is_made) => self.after = Some(Vec::new()),
            None => self.before.extend_from_slice(bytes),
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl From<Pieces<'_>> for Payload {
    fn from(pieces: Pieces<'_>) -> Payload {
        match (pieces.made, pieces.after) {
            (Some(made), Some(after)) => {
                Payload::around(pieces.before, Arc::new(Made(Arc::clone(made))), after)
            }
            _ => pieces.before.into(),
        }
    }
}

struct Made(Arc<RawValue>);

impl AsRef<[u8]> for Made {
    fn as_ref(&self) -> &[u8] {
        self.0.get().as_bytes()
    }
}

#[cfg(test)]
mod tests {
    use model::Config;
    use switch::{Applied, Prepared, Written};

    use super::*;

    fn config(agents: usize) -> Config {
        let agent = |n: usize| {
            let agent = serde_json::json!({ "name": "Amy", "staff_number": n.to_string() });
            (format!("agent-{n}"), agent)
        };
        let agents: serde_json::Map<_, _> = (0..agents).map(agent).collect();
        serde_json::from_value(serde_json::json!({ "agents": agents })).expect("a configuration")
    }

    fn applied(config: Written) -> Entry {
        let applied = serde_json::json!({
            "revision": 1, "at": "2026-11-20T08:00:00Z", "by": "local", "message": "", "config": {},
            "commit": "c0ffee",
        });
        let applied: Applied = serde_json::from_value(applied).expect("applied");
        Entry::Applied(Box::new(Applied { config, ..applied }))
    }

    #[test]
    fn what_was_made_before_is_written_where_it_lies_and_reads_as_ever() {
        let prepared = Prepared::over(&Config::default(), config(1_000));
        let entry = applied(prepared.written().clone());
        let written = payload(&entry).expect("JSON");
        assert!(
            written.own() < 300,
            "{written:?} has {} of its own",
            written.own()
        );
        let bytes = written.into_bytes();
        let plain = applied(config(1_000).into());
        assert_eq!(bytes, serde_json::to_vec(&plain).expect("JSON"));
        let read: Entry = serde_json::from_slice(&bytes).expect("an entry");
        assert_eq!(read, entry);
    }

    #[test]
    fn what_was_not_made_before_is_written_as_well() {
        let entry = applied(config(2).into());
        let bytes = payload(&entry).expect("JSON").into_bytes();
        assert_eq!(bytes, serde_json::to_vec(&entry).expect("JSON"));
    }
}
