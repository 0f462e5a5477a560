//! What a plan does to the systems that are told of calls.

use model::{Name, Place, Places};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A webhook that begins or changes and has a URL that the daemon will never call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OutOfReach {
    /// The webhook.
    pub webhook: Name,
    /// The field with the URL, such as `url`.
    pub field: String,
    /// Why it is not called, and what to do about it.
    pub why: String,
    /// Where it is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

impl OutOfReach {
    /// Says where it is written.
    pub(crate) fn locate(&mut self, places: &Places) {
        let name = self.webhook.as_str();
        let place = places.nearest("webhooks", name, &self.field);
        self.place = place.cloned().or(self.place.take());
    }
}

/// A webhook that is deleted while records wait for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LeftBehind {
    /// The webhook.
    pub webhook: Name,
    /// Records that have not arrived and are not sent any more, with those that are parked.
    pub records: u64,
}
