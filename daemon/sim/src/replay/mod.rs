//! A call that is over, played through the flows of another configuration: would its caller come elsewhere?
//!
//! What happened then is taken from the call's record alone: when it began, who called, which keys had a
//! branch, which systems failed to answer, which groups were left by which exit. Wherever the flow asks for
//! something that the record does not have, the answer is that nobody knows. So it is if the live flow does
//! not bring the call where the record says it came.

mod landing;
mod past;

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use model::DialString;
use model::config::{Config, Ivr, Node, SystemVariable, Variable};
use model::record::{CallKind, CallRecord, Direction};

use crate::walk::{Choice, Scene, Start, Stop, Walk};
pub use landing::Landing;
use past::{Past, Told};

/// Questions of one call.
const QUESTIONS: usize = 200;
/// Nothing is too long for a call that has been.
const LONGEST: Duration = Duration::from_secs(86_400);

/// What a configuration would make of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The caller comes to where he came.
    Same,
    /// He comes elsewhere.
    Elsewhere {
        /// Where he came.
        from: Landing,
        /// Where he would come.
        to: Landing,
    },
    /// It cannot be told.
    Unknown(Why),
}

/// Why it cannot be told.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// No customer called, or the number is not live any more.
    NoCustomer,
    /// The caller's number is masked, and a flow asks for it.
    Masked,
    /// The record does not have what was pressed, entered or answered in a node.
    NotRecorded,
    /// The caller was never asked what the proposed flow asks him.
    NeverAsked,
    /// The live flow does not bring him where he came.
    NotRepeated,
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Why::NoCustomer => "no customer called a number that is live",
            Why::Masked => "the caller's number is masked, and a flow asks for it",
            Why::NotRecorded => {
                "the record does not have a key, the answer of a system, or why a queue was left"
            }
            Why::NeverAsked => "the caller was never asked what the proposed flow asks him",
            Why::NotRepeated => {
                "the live flow does not bring the call where its record says it came"
            }
        })
    }
}

/// Two configurations, and what was made ready of them.
pub struct Replayer<'c> {
    live: &'c Config,
    proposed: &'c Config,
    scenes: BTreeMap<DialString, Scenes>,
}

/// The flow of a number, live and proposed.
struct Scenes {
    live: Option<Scene>,
    proposed: Option<Scene>,
}

impl<'c> Replayer<'c> {
    /// One that has played nothing.
    pub fn new(live: &'c Config, proposed: &'c Config) -> Replayer<'c> {
        Replayer {
            live,
            proposed,
            scenes: BTreeMap::new(),
        }
    }

    /// Plays a call through the live flows, and if they bring it where it came, through the proposed ones.
    pub fn replay(&mut self, record: &CallRecord) -> Fate {
        match self.fate(record) {
            Ok(fate) => fate,
            Err(why) => Fate::Unknown(why),
        }
    }

    fn fate(&mut self, record: &CallRecord) -> Result<Fate, Why> {
        let (live, proposed) = (self.live, self.proposed);
        let number = live.numbers.keys().find(|it| it.as_str() == record.callee);
        let customer = record.kind == CallKind::Telephone && record.direction == Direction::In;
        let number = number.filter(|_| customer).ok_or(Why::NoCustomer)?;
        let scenes = self.scenes.entry(number.clone()).or_insert_with(|| Scenes {
            live: Scene::new(live, number),
            proposed: Scene::new(proposed, number),
        });
        let scene = scenes.live.as_ref().ok_or(Why::NoCustomer)?;
        let past = Past::of(record, &scene.ivr);
        let (from, path) = play(live, scene, record, &past)?;
        if !past.is_told_by(&path, &from) {
            return Err(Why::NotRepeated);
        }
        let to = match &scenes.proposed {
            Some(scene) => play(proposed, scene, record, &past).map_err(asked)?.0,
            None => Landing::Nowhere,
        };
        Ok(match from == to {
            true => Fate::Same,
            false => Fate::Elsewhere { from, to },
        })
    }
}

/// What lacks in a record that has everything for the live flow was never asked.
fn asked(why: Why) -> Why {
    match why {
        Why::NotRecorded => Why::NeverAsked,
        other => other,
    }
}

/// Where a flow brings the call, and by which nodes.
fn play(
    config: &Config,
    scene: &Scene,
    record: &CallRecord,
    past: &Past<'_>,
) -> Result<(Landing, Vec<String>), Why> {
    if record.caller.contains('*') && asks_for_caller(config, &scene.ivr) {
        return Err(Why::Masked);
    }
    let start = Start {
        wall: record.started_at,
        caller: record.caller.clone(),
    };
    let mut choices: Vec<Choice> = Vec::new();
    while choices.len() < QUESTIONS {
        let run = Walk::play(scene, &start, &choices, LONGEST);
        let path = || run.entered.iter().map(|it| it.node.to_string()).collect();
        let question = match &run.stop {
            Stop::Over(record) => return Ok((Landing::end(&run, record), path())),
            Stop::Held => return Err(Why::NotRecorded),
            Stop::Question(question) => question,
        };
        match past.answer(question, &scene.ivr, &choices) {
            Told::Choice(choice) => choices.push(choice),
            Told::Landing(landing) => return Ok((landing, path())),
            Told::Nothing => return Err(Why::NotRecorded),
        }
    }
    Err(Why::NotRecorded)
}

/// Whether the way of a call depends on its caller's number.
fn asks_for_caller(config: &Config, ivr: &Ivr) -> bool {
    let screening = &ivr.screening;
    let caller = Variable::System(SystemVariable::SystemCallerNumber);
    let compares = ivr.nodes.values().any(|node| match node {
        Node::Condition(condition) => {
            let mut whens = condition.branches.iter().map(|branch| &branch.when);
            whens.any(|when| when.variables().any(|variable| *variable == caller))
        }
        // What is put together from it may be asked for under another name.
        Node::Set(set) => {
            let mut texts = set.values.values();
            texts.any(|text| text.variables().any(|variable| *variable == caller))
        }
        _ => false,
    });
    compares
        || !config.center.inbound_blacklist.is_empty()
        || !screening.blacklist.is_empty()
        || !screening.whitelist.is_empty()
        || screening.whitelist_only
}
