//! SIP messages: bytes to values and back.
//!
//! [`read`] is tolerant of how a message is written (compact names, folded lines, bytes that are not
//! UTF-8, bare LF) and strict about what it means: where two readers could disagree about who called
//! whom or where the message ends, the message is [`Unreadable`]. Headers are kept in rsip's
//! container and written by it; URIs, methods, Via and name-addr are our own types, since rsip's
//! hold neither `tel:` nor a method it does not know. What the headers say is asked through
//! [`Fields`].

mod check;
mod clean;
mod fields;
mod header;
mod lines;
mod method;
mod model;
pub(crate) mod multipart;
mod name_addr;
mod params;
mod read;
mod reason;
mod respond;
pub(crate) mod scan;
mod start;
mod status;
mod unreadable;
mod uri;
mod via;
mod write;

#[cfg(test)]
mod tests;

pub use fields::Fields;
pub use header::{header, name, value};
pub use method::Method;
pub(crate) use model::amend_top_via;
pub use model::{Message, Request, Response};
pub use name_addr::NameAddr;
pub use params::Params;
pub use read::{MAX_BODY, MAX_HEAD, MAX_HEADERS, MAX_LINE, read};
pub use respond::response_to;
pub use status::reason_phrase;
pub use unreadable::{Problem, Salvage, Unreadable};
pub use uri::{Scheme, Uri};
pub use via::Via;
