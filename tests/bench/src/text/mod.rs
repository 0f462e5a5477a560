//! SIP and SDP as text, written and read by hand: what the daemon says is judged by a reader that
//! shares nothing with the one that it is made of. It knows as much as a load generator needs.

mod dialog;
mod read;
mod sdp;

pub use dialog::{Dialog, answer, invite};
pub use read::{Message, Start, tag, uri, user};
pub use sdp::{KEYS, Media, description, media};
