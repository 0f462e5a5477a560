//! Every way that a caller can take through a flow, to a depth.
//!
//! Each state is reached by a [`Walk`](crate::walk::Walk) from the beginning of a call. States in which
//! the same decides what follows are one, so that a flow with circles has few; the walk that reached it
//! first is kept, and it is a shortest one. What is found is told with a test of the center that shows it.

mod case;
mod explore;
mod findings;
mod keys;
mod options;
mod starts;
mod values;

use std::sync::Arc;
use std::time::Duration;

use model::tests::Test;
use model::{Config, DialString, IvrName, Name};

use crate::walk::Scene;
use explore::Explorer;

/// How far it goes.
#[derive(Copy, Clone, Debug)]
pub struct Limits {
    /// How often a caller presses keys, or lets the time for them pass.
    pub depth: usize,
    /// How many states are looked at.
    pub states: usize,
    /// How long a call may take without anybody who talks with the caller.
    pub longest: Duration,
}

/// What is wrong with a place of a flow.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Whatever the caller does from there, he comes to nobody and to no end.
    DeadEnd,
    /// Who presses nothing is kept there for ever.
    Endless,
    /// The call takes too long.
    Long,
    /// The center hangs up without having said so.
    Silent,
    /// No caller comes there.
    Unreached,
}

impl Kind {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Kind::DeadEnd => "dead-end",
            Kind::Endless => "endless",
            Kind::Long => "long",
            Kind::Silent => "silent",
            Kind::Unreached => "unreached",
        }
    }
}

/// Something that is wrong.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What.
    pub kind: Kind,
    /// Where.
    pub node: Name,
    /// More about it, as part of a sentence.
    pub detail: String,
    /// How a caller comes there, a step each.
    pub way: Vec<String>,
    /// A test that shows it, which passes as long as it is so; `None`: none can.
    pub test: Option<Test>,
}

/// What became of a flow.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The number that was dialled.
    pub number: DialString,
    /// Its flow.
    pub ivr: IvrName,
    /// How many states were seen.
    pub states: usize,
    /// Whether there were more than were looked at.
    pub stopped: bool,
    /// Whether there is something beyond the depth.
    pub deeper: bool,
    /// What is wrong, the worst first.
    pub findings: Vec<Finding>,
}

/// Plays through the flow of a number; `None` if the number has none.
pub fn fuzz(config: &Arc<Config>, number: &DialString, limits: &Limits) -> Option<Report> {
    let scene = Scene::new(config, number)?;
    let starts = starts::of(config, &scene);
    let mut explorer = Explorer::new(&scene, starts, *limits);
    explorer.explore();
    Some(findings::report(config, &scene, explorer))
}
