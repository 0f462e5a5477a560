//! The bodies of the HTTP interface and saved plans are read or refused; what is read is written so
//! that it reads the same, and whatever configuration is asked for can be planned.

use std::fmt::Debug;

use api::{ActForAgent, ApplyRequest, CreateToken, PlanRequest, SetPresence};
use lang::NoFiles;
use model::{Config, Revision};
use plan::render::Length;
use plan::{Document, Impact, Moment, Plan, diff, render};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Reads JSON as each of them.
pub fn run(bytes: &[u8]) {
    let _presence = reads_the_same::<SetPresence>(bytes);
    let _act = reads_the_same::<ActForAgent>(bytes);
    let _token = reads_the_same::<CreateToken>(bytes);
    if let Some(asked) = reads_the_same::<PlanRequest>(bytes) {
        is_planned(asked);
    }
    if let Some(asked) = reads_the_same::<ApplyRequest>(bytes) {
        let _verdict = asked.plan.verify();
    }
    if let Ok(plan) = Plan::from_json(bytes) {
        is_kept(&plan);
    }
}

fn reads_the_same<T: Serialize + DeserializeOwned + PartialEq + Debug>(bytes: &[u8]) -> Option<T> {
    let value: T = serde_json::from_slice(bytes).ok()?;
    let written = serde_json::to_vec(&value).expect("what was read can be written");
    let again: T = serde_json::from_slice(&written).expect("what was written can be read");
    assert_eq!(again, value);
    Some(value)
}

fn is_planned(asked: PlanRequest) {
    let _problems = lang::recheck(&asked.desired, &NoFiles);
    let live = Config::default();
    let changes = diff(&live, &asked.desired, &asked.places);
    let impact = Impact::of(&live, &asked.desired, &Moment::default());
    let plan = Plan::seal(Revision::default(), &live, asked.desired, changes, impact);
    is_kept(&plan);
    for length in [Length::Brief, Length::Usual, Length::Full] {
        assert!(!render::text(&plan, length, true).is_empty());
    }
    assert!(render::markdown(&plan, render::MAX_BYTES).len() <= render::MAX_BYTES);
    let document = Document::new(&plan);
    assert!(serde_json::to_vec(&document).is_ok());
    let onto_nothing = plan::rebase(&plan, &live, None);
    assert_eq!(onto_nothing.as_ref(), Ok(&plan.desired));
}

/// A plan is the same after it was saved.
fn is_kept(plan: &Plan) {
    let saved = plan.to_json().expect("a plan can be saved");
    let again = Plan::from_json(saved.as_bytes()).expect("a saved plan can be read");
    assert_eq!(again, *plan);
}
