//! The control thread: one owner of the switch, fed from one inbox.

mod inbox;
mod outbox;
mod requests;
mod secrets;
mod thread;

pub use inbox::{Inbox, Item, LANE_NAMES};
pub use outbox::Outbox;
pub use requests::{Requests, Unanswered};
pub use secrets::{
    random_access_token, random_client_id, random_password, random_secret, random_token,
};
pub use thread::{Control, Snapshot};
