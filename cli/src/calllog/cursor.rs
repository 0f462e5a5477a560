//! The place in the log up to which everything has been seen.

use api::LogQuery;

/// The sequence number of the last entry that was seen.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Cursor(Option<u64>);

impl Cursor {
    /// Moves past an entry; false: it was seen before.
    pub fn pass(&mut self, sequence: u64) -> bool {
        let fresh = self.0.is_none_or(|last| sequence > last);
        if fresh {
            self.0 = Some(sequence);
        }
        fresh
    }

    /// The query that goes on behind what was seen.
    pub fn resume(self, query: &LogQuery) -> LogQuery {
        let mut query = query.clone();
        if self.0.is_some() {
            query.after = self.0;
            query.since = None;
        }
        query
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_passes_once() {
        let mut cursor = Cursor::default();
        let passed: Vec<_> = [4, 5, 5, 4, 9]
            .into_iter()
            .filter(|n| cursor.pass(*n))
            .collect();
        assert_eq!(passed, [4, 5, 9]);
    }

    #[test]
    fn a_resumed_query_goes_on_behind_the_last_entry() {
        let since = "2026-11-20T16:00:00Z".parse().ok();
        let query = LogQuery {
            follow: true,
            since,
            ..LogQuery::default()
        };
        let mut cursor = Cursor::default();
        assert_eq!(cursor.resume(&query), query);
        cursor.pass(812);
        let resumed = cursor.resume(&query);
        assert_eq!(
            (resumed.after, resumed.since, resumed.follow),
            (Some(812), None, true)
        );
    }
}
