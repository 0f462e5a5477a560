//! What an apply takes of the thread that carries the calls is as much as its edit is, however large the center.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests may fail like tests"
)]

#[path = "../../../specs/lang/tests/common/growth.rs"]
mod growth;
#[path = "../../../specs/lang/tests/common/large.rs"]
mod large;

use std::cell::RefCell;

use growth::{grows, grows_at_most};
use jiff::Timestamp;
use kernel::{Chance, Mono, Now};
use lang::{NoFiles, Source};
use model::{Config, Revision};
use switch::{
    Apply, Changes, Command, Input, Ledger, Output, Prepared, Principal, Reply, Settings, Switch,
    Ticket,
};

const NOW: Now = Now {
    mono: Mono::ZERO,
    wall: Timestamp::UNIX_EPOCH,
};

/// How many times as long it takes in a center that is eight times as large. It is more than once because there is
/// more that the caches of the processor do not hold.
const MOST: f64 = 3.0;

/// A switch that goes from one configuration to another and back.
struct Center {
    switch: RefCell<Switch>,
    there: Prepared,
    back: Prepared,
}

fn config(departments: usize) -> Config {
    let text = large::center(departments).into_bytes();
    let path = "center.yaml".to_owned();
    let compiled = lang::compile(&[Source { path, text }], &NoFiles);
    compiled.expect("it is right").config
}

impl Center {
    fn new(one: &Config, edit: Edit) -> Center {
        let (one, mut other) = (one.clone(), one.clone());
        edit(&mut other);
        let there = Prepared::over(&one, other);
        let back = Prepared::over(there.config(), one);
        let ledger = Ledger {
            config: back.config().clone(),
            ..Ledger::default()
        };
        let sip = "127.0.0.1:5060".parse().expect("an address");
        let switch = Switch::new(NOW, Settings::udp(sip), ledger, Chance::from_number(1));
        let switch = RefCell::new(switch);
        Center {
            switch,
            there,
            back,
        }
    }

    fn edit(&self) {
        self.apply(&self.there);
        self.apply(&self.back);
    }

    /// As the shell has it carried out: what it has prepared it holds as well.
    fn apply(&self, prepared: &Prepared) {
        let mut switch = self.switch.borrow_mut();
        let apply = Apply {
            base: switch.config().1,
            config: prepared.clone(),
            moved: Vec::new(),
            passwords: Default::default(),
            trunk_passwords: Default::default(),
            webhook_secrets: Default::default(),
            message: String::new(),
            commit: None,
            changes: Changes::default(),
        };
        let command = Command::Apply(Box::new(apply));
        switch.handle(
            NOW,
            Input::Command(Ticket(1), Principal::LocalAdmin, command),
        );
        let mut applied = false;
        while let Some(output) = switch.poll() {
            applied |= matches!(output, Output::Reply(_, Reply::Applied(_)));
        }
        assert!(applied && switch.config().1 > Revision(0));
    }
}

/// Changes one resource.
type Edit = fn(&mut Config);

/// One of a kind.
const EDITS: [(&str, Edit); 8] = [
    ("a flow", |config| drop(config.ivrs.pop_first())),
    ("a prompt", |config| drop(config.prompts.pop_first())),
    ("a number", |config| drop(config.numbers.pop_first())),
    ("a list", |config| drop(config.caller_lists.pop_first())),
    ("a group", |config| drop(config.skill_groups.pop_first())),
    ("a phone", |config| drop(config.phones.pop_first())),
    ("an agent", |config| {
        config.phones.pop_first();
        config.skill_groups.pop_first();
        config.agents.pop_first();
    }),
    ("the center", |config| config.center.emergency = true),
];

#[test]
fn one_edit_takes_its_time() {
    let [small, large] = [100, 800].map(|departments| (departments, config(departments)));
    for (what, edit) in EDITS {
        let of = |departments| {
            if departments == small.0 {
                &small.1
            } else {
                &large.1
            }
        };
        let made = |departments| Center::new(of(departments), edit);
        grows_at_most(MOST, what, small.0, made, Center::edit);
    }
}

/// The entry of an apply, as the journal has it.
fn entry(departments: usize) -> Vec<u8> {
    let config = serde_json::to_value(config(departments)).expect("JSON");
    let entry = serde_json::json!({ "applied": {
        "revision": 1, "at": "2026-11-20T08:00:00Z", "by": "local", "message": "", "config": config,
    } });
    serde_json::to_vec(&entry).expect("JSON")
}

#[test]
fn what_others_make_of_an_apply_takes_its_time_with_the_center() {
    grows("prepared", 100, config, |config| {
        drop(Prepared::over(&Config::default(), config.clone()));
    });
    let edited = |departments| {
        let mut other = config(departments);
        other.agents.pop_first();
        (config(departments), other)
    };
    grows("an edit, prepared", 100, edited, |(one, other)| {
        drop(Prepared::over(one, other.clone()));
    });
    grows("kept", 100, entry, |entry| {
        let mut ledger = Ledger::default();
        for _ in 0..2 {
            ledger.apply(serde_json::from_slice(entry).expect("an entry"));
        }
        assert_eq!(ledger.revision, Revision(1));
    });
}
