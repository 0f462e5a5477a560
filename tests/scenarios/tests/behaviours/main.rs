//! What a caller lives through, scenario by scenario, in virtual time. The scenarios are the tests of
//! `center.yaml` and the files beside it, run by the same code as `ccctl test`.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test may stop where it stands"
)]

#[macro_use]
mod scenarios;
mod flows;
mod nodes;
mod outside;
mod reports;

use std::sync::{Arc, LazyLock};

use lang::{Compiled, NoFiles, Source};
use model::Config;

static CENTER: LazyLock<Center> = LazyLock::new(|| read(include_str!("center.yaml")));

/// A configuration, and what was compiled with it.
type Center = (Arc<Config>, Compiled);

fn read(text: &str) -> Center {
    let source = Source {
        path: "center.yaml".to_owned(),
        text: text.as_bytes().to_vec(),
    };
    let compiled = lang::compile(&[source], &NoFiles).unwrap_or_else(|problems| {
        let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
        panic!("{}", problems.join("\n"))
    });
    (Arc::new(compiled.config.clone()), compiled)
}

/// Plays a scenario under three seeds: they may only differ in ids.
fn play((config, compiled): &Center, name: &str) {
    let name = name.replace('_', "-");
    let test = compiled.tests.get(name.as_str()).expect("a scenario");
    for seed in 0..3 {
        let outcome = sim::check::check(config, &test.value, seed);
        assert!(
            outcome.failures.is_empty(),
            "{}\n\n{}",
            outcome.failures.join("\n"),
            outcome.story.join("\n")
        );
    }
}

scenarios! {
    a_caller_chooses_waits_and_talks_with_an_agent
    an_agent_who_hangs_up_sends_the_caller_on
    a_call_of_a_flow_without_more_to_say_ends_with_its_agent
    a_caller_who_presses_nothing_is_asked_three_times
    a_wrong_key_is_commented
    keys_pressed_ahead_are_kept
    who_hangs_up_in_the_flow_gave_up_there
    who_hangs_up_in_the_queue_gave_up_there
    who_hangs_up_while_it_rings_gave_up_there
    nobody_online_ends_the_call
    a_flow_without_agents_ends_by_itself
    agents_who_let_it_ring_give_up_the_call
    who_does_not_answer_in_time_is_followed_by_the_next
    a_queue_announces_the_place_and_ends_in_time
    a_flow_hands_its_call_to_a_number_outside
    a_caller_leaves_a_message
}
