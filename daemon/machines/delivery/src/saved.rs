//! What of a queue must survive.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::Place;

/// How far a queue is. Everything up to `read` has arrived but what is named here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Saved {
    /// The last place that was read.
    pub read: Place,
    /// The places that have not arrived, with the refusals that count.
    pub open: BTreeMap<Place, u32>,
    /// The places that are parked.
    pub parked: BTreeSet<Place>,
}

impl Saved {
    /// One that begins behind a place.
    pub fn behind(read: Place) -> Saved {
        Saved {
            read,
            ..Saved::default()
        }
    }
}
