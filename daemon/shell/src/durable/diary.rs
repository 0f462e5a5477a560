//! What the daemon's own log says of the center, for whoever looks after it: what went live, and how
//! trunks are. Calls have a log of their own.

use model::state::TrunkState;
use switch::{Applied, Entry, TrunkStatus};

use super::Publication;

/// Writes it into the log, if it is of that kind.
pub fn note(publication: &Publication) {
    match publication {
        Publication::Entry(entry) => {
            if let Entry::Applied(applied) = entry.as_ref() {
                went_live(applied);
            }
        }
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
