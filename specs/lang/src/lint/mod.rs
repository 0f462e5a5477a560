//! What its writer may not have meant although it can be run. One file per warning: its code, and how it
//! is found. What is said of it at length stands in `documentation`.
//!
//! They are looked for in a whole configuration alone: what is missing because of an error would be told
//! again as a warning.

mod calendar;
mod clock_change;
mod holiday_gap;
mod idle_ignore;
mod long_prompt;
mod many_choices;
mod no_person;
mod spoken;
mod unstaffed_group;
mod untold_recording;
mod unused;
mod walk;

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::civil::Date;
use model::config::{Config, Node, Prompt, Speech};
use model::{IvrName, Name};

use crate::Code;
use crate::decode::Context;
use crate::kinds::Draft;
use crate::kinds::ivrs::Flow;
use crate::kinds::versions::Flows;

/// A warning.
pub struct Lint {
    /// Its code.
    pub code: Code,
    /// Whether it depends on the day: what ignores it may be needed another day.
    pub of_the_day: bool,
    /// Looks for it.
    check: fn(&mut Context, &Center<'_>),
}

/// All of them, in the order of their codes.
pub const ALL: [&Lint; 8] = [
    &unstaffed_group::LINT,
    &no_person::LINT,
    &long_prompt::LINT,
    &many_choices::LINT,
    &untold_recording::LINT,
    &holiday_gap::LINT,
    &clock_change::LINT,
    &unused::LINT,
];

/// The one of a code.
pub fn of(code: Code) -> Option<&'static Lint> {
    ALL.into_iter().find(|lint| lint.code == code)
}

/// A configuration that is looked at, and the day on which that is done.
pub struct Center<'d> {
    /// The resources except the flows.
    pub config: &'d Config,
    /// The flows.
    pub flows: &'d Flows,
    /// How long the sounds of prompts are.
    lengths: BTreeMap<String, Duration>,
    /// The day.
    pub today: Date,
}

/// Looks for everything. `overlay` is the number of the first file that is laid over the others, if
/// there is one.
pub fn all(cx: &mut Context, draft: &Draft, today: Date, overlay: Option<u32>) {
    if cx.incomplete || !cx.is_valid() {
        return;
    }
    let center = Center {
        config: &draft.config,
        flows: &draft.flows,
        lengths: std::mem::take(&mut cx.lengths),
        today,
    };
    for lint in ALL {
        (lint.check)(cx, &center);
    }
    idle_ignore::check(cx, overlay);
}

impl<'d> Center<'d> {
    /// The flows that callers reach, each with the first number that leads there.
    fn called(&self) -> BTreeMap<&'d IvrName, (&'d Flow, String)> {
        let mut called = BTreeMap::new();
        let numbers = self.config.numbers.iter();
        for (number, known) in numbers.filter(|(_, known)| known.direction.comes_in()) {
            if let Some((name, flow)) = self.flows.get_key_value(&known.ivr) {
                let entry = called.entry(name);
                entry.or_insert((flow, format!("numbers/{number}")));
            }
        }
        called
    }

    /// The nodes of all flows, each where it is written and not where it is taken over.
    fn written(&self, cx: &Context) -> Vec<Written<'d>> {
        let nodes = self.flows.iter().flat_map(|(ivr, flow)| {
            let resource = format!("ivrs/{ivr}");
            flow.nodes.iter().filter_map(move |(name, node)| {
                let (resource, path) = (resource.clone(), format!("nodes.{name}"));
                let node = node.as_ref()?;
                Some(Written {
                    flow,
                    resource,
                    path,
                    name,
                    node,
                })
            })
        });
        let here = |node: &Written<'_>| {
            let place = format!("{}/{}", node.resource, node.path);
            !cx.taken_over.contains_key(&place)
        };
        nodes.filter(here).collect()
    }

    /// How long a speech is, as far as that can be told: variables count nothing.
    fn length(&self, speech: &Speech) -> Duration {
        match speech {
            Speech::Text(text) => spoken::length(text),
            Speech::Prompt(name) => match self.config.prompts.get(name) {
                Some(Prompt::Text { text, .. }) => spoken::length(text),
                Some(Prompt::File(clip)) => {
                    let known = self.lengths.get(&clip.sha256);
                    known.copied().unwrap_or_default()
                }
                None => Duration::ZERO,
            },
        }
    }
}

/// A node where it is written.
struct Written<'d> {
    flow: &'d Flow,
    /// Its flow.
    resource: String,
    /// Its path there.
    path: String,
    name: &'d Name,
    node: &'d Node,
}
