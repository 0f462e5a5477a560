//! From the tree to values: every key by its table, every problem collected.

mod context;
mod fields;
mod lists;
mod mends;
mod names;
mod origins;
pub mod scalar;
mod similar;
mod speech;
mod table;
mod texts;
mod url;

pub use context::{Context, Ignored, Reference, Report, VariableUse};
pub use fields::{Fields, list};
pub use lists::{list_of, list_of_names};
pub use mends::{Edit, Guess};
pub use names::{key, spelled};
pub use origins::Filled;
pub use similar::{Budget, closest};
pub use speech::{Plain, SPEECH, parameter, speech, template};
pub use table::{Field, Kind, Need, Shape, Table, joined};
pub use texts::{entries, templates, texts};
pub use url::{fixed_url, url};
