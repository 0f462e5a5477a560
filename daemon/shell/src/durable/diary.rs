//! What the daemon's own log says of the center, for whoever looks after it: what went live, what is changed at
//! run time, and how trunks are. Calls have a log of their own.

use model::live::{Ending, LiveChange};
use model::state::TrunkState;
use switch::{Applied, Entry, TrunkStatus};

use super::Publication;

/// Writes it into the log, if it is of that kind.
pub fn note(publication: &Publication) {
    match publication {
        Publication::Entry(entry) => match entry.as_ref() {
            Entry::Applied(applied) => went_live(applied),
            Entry::LiveChanged(change) => changed(change),
            Entry::LiveEnded(ended) => over(&ended.what.to_string(), &ended.ending),
            // Numbers of callers stand in no log.
            Entry::Unblocked(ended) => over("a blocked caller", &ended.ending),
            Entry::Blocked(blocked) => {
                tracing::info!(by = blocked.by.as_str(), "a caller is blocked");
            }
            _ => {}
        },
        Publication::Trunk(status) => trunk(status),
        Publication::Agent(_) | Publication::Phone(..) | Publication::Reply(..) => {}
    }
}

fn went_live(applied: &Applied) {
    let changes = applied.changes;
    tracing::info!(
        revision = %applied.revision,
        by = applied.by.as_str(),
        why = applied.message.as_str(),
        created = changes.created,
        changed = changes.changed,
        deleted = changes.deleted,
        moved = changes.moved,
        "a configuration is live"
    );
}

fn changed(change: &LiveChange) {
    tracing::info!(
        what = %change.value.subject(),
        is = %change.value,
        by = change.by.as_str(),
        why = change.note.as_str(),
        "something is changed at run time"
    );
}

fn over(what: &str, ending: &Ending) {
    let by = ending.by.as_deref().unwrap_or_default();
    tracing::info!(what, by, how = ?ending.how, "a change at run time is over");
}

fn trunk(status: &TrunkStatus) {
    let (trunk, state, reason) = (
        status.trunk.as_str(),
        status.state.word(),
        status.reason.as_str(),
    );
    match status.state {
        TrunkState::Abnormal => tracing::warn!(trunk, state, reason, "a trunk does not work"),
        _ => tracing::info!(trunk, state, reason, "how a trunk is"),
    }
}
