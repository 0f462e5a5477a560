//! What is planned of a center that is eight times as large takes about eight times as long, and one edit of it
//! too.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests may fail like tests"
)]

#[path = "../../lang/tests/common/growth.rs"]
mod growth;
#[path = "../../lang/tests/common/large.rs"]
mod large;

use std::collections::BTreeSet;

use growth::grows;
use lang::{FileError, Files, Source};
use model::{Config, Extension, IvrName, Moved, MovedKind, Name, Places, Revision};
use plan::render::{self, Length};
use plan::{Impact, LiveCall, Moment, Plan, Removals, diff, moved, rebase};

struct Nothing;

impl Files for Nothing {
    fn read(&self, _: &str) -> Result<Vec<u8>, FileError> {
        Err(FileError::Missing)
    }
}

/// A center, and what it becomes by one edit.
struct Edited {
    live: Config,
    desired: Config,
    places: Places,
    moment: Moment,
}

fn compiled(departments: usize) -> lang::Compiled {
    let text = large::center(departments).into_bytes();
    let path = "center.yaml".to_owned();
    lang::compile(&[Source { path, text }], &Nothing).expect("it is right")
}

fn name(text: String) -> Name {
    Name::new(&text).expect("a name")
}

/// A call waits in each group, and each phone is registered.
fn moment(departments: usize) -> Moment {
    let call = |n: usize| LiveCall {
        id: format!("00000000-0000-7000-8000-{n:012}")
            .parse()
            .expect("an id"),
        ivr: IvrName::new(&format!("i{n}")).ok(),
        node: None,
        waits_in: Some(name(format!("g{n}"))),
    };
    let phone = |n: usize| Extension::new(&(100_000 + n).to_string()).expect("an extension");
    Moment {
        calls: (0..departments).map(call).collect(),
        registered: (0..departments)
            .map(|n| (phone(n), BTreeSet::new()))
            .collect(),
        ..Moment::default()
    }
}

fn edited(departments: usize) -> Edited {
    let compiled = compiled(departments);
    let mut desired = compiled.config.clone();
    desired.prompts.pop_last();
    let (live, places) = (compiled.config, compiled.places);
    let moment = moment(departments);
    Edited {
        live,
        desired,
        places,
        moment,
    }
}

fn sealed(live: &Config, edited: &Edited) -> Plan {
    let changes = diff(live, &edited.desired, &edited.places);
    let impact = Impact::of(live, &edited.desired, &edited.moment);
    Plan::seal(Revision(1), live, edited.desired.clone(), changes, impact)
}

#[test]
fn a_plan_is_made_and_told_in_its_time() {
    grows("one edit", 100, edited, |it| drop(sealed(&it.live, it)));
    grows("all is created", 100, edited, |it| {
        drop(sealed(&Config::default(), it))
    });
    grows("removals", 100, edited, |it| {
        assert_eq!(Removals::of(&it.live, &it.desired).most(), 0);
    });
    let whole = |size| {
        let edited = edited(size);
        (sealed(&Config::default(), &edited), edited)
    };
    grows("verified", 100, whole, |(plan, _)| {
        plan.verify().expect("as it was made")
    });
    grows("told", 100, whole, |(plan, _)| {
        drop(render::text(plan, Length::Full, false))
    });
    grows("saved", 100, whole, |(plan, _)| {
        let text = plan.to_json().expect("JSON");
        Plan::from_json(text.as_bytes()).expect("as it was saved");
    });
    grows("on another revision", 100, whole, |(plan, _)| {
        rebase(plan, &Config::default(), None).expect("nobody changed it");
    });
}

#[test]
fn everybody_has_another_name_in_its_time() {
    let renamed = |size| {
        let edited = edited(size);
        let agents = edited.live.agents.keys();
        let moves = agents.map(|from| Moved {
            kind: MovedKind::Agents,
            from: from.as_str().parse().expect("a name"),
            to: format!("other-{from}").parse().expect("a name"),
        });
        let moves: Vec<Moved> = moves.collect();
        (edited, moves)
    };
    grows("moved", 100, renamed, |(edited, moves)| {
        drop(moved::renamed(&edited.live, moves));
        plan::diff_moved(&edited.live, &edited.desired, moves, &edited.places);
    });
}
