//! The configuration language: YAML text in, a checked configuration or every problem out.
//!
//! The text becomes a tree that knows where each value stands (`tree`), the tree becomes resources
//! (`kinds`, by means of `decode`), and the resources are checked against each other (`check`). Overlays,
//! variables and pieces of flows are worked into the trees in between (`layers`). No stage stops at its
//! first problem. What can be run and was perhaps not meant is told by `lint`, and what is certain is
//! mended by [`mod@mend`]. [`emit`] goes the other way.

mod check;
mod code;
mod compile;
mod compiled;
mod decode;
pub mod documentation;
pub mod edit;
pub mod emit;
pub mod format;
mod kinds;
mod layers;
mod lint;
pub mod mend;
pub mod origins;
mod problem;
pub mod reference;
mod source;
mod tree;

pub use code::Code;
pub use compile::{compile, compile_layers, compile_on, recheck};
pub use compiled::{ClipSource, Compiled, Located, SecretUse};
pub use decode::closest;
pub use layers::{Given, Layers, Origin};
pub use problem::{Bytes, Label, Mend, Problem, Severity};
pub use source::{FileError, Files, NoFiles, Source};

/// The largest YAML file.
pub const MAX_FILE_BYTES: usize = 32_000_000;
/// All YAML files together.
pub const MAX_TOTAL_BYTES: usize = 32_000_000;
/// Texts, lists and maps of all YAML files together: each takes far more room than its bytes.
pub const MAX_VALUES: usize = 1_500_000;
/// The largest prompt file.
pub const MAX_PROMPT_BYTES: usize = audio::MAX_BYTES;
