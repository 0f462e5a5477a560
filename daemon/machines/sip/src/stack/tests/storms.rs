//! Whole calls over networks that lose, repeat and reorder.

use std::time::Duration;

use kernel::Chance;
use proptest::prelude::*;

use super::bench::{Pair, Side, Weather, dial};
use crate::{Refusal, SessionId};

/// What happens to a call, in milliseconds after it was dialled.
#[derive(Clone, Debug)]
struct Story {
    seed: u64,
    loss: u64,
    copies: u64,
    jitter: u64,
    ring: u64,
    answer: u64,
    refuses: bool,
    caller_leaves: Option<u64>,
    callee_leaves: Option<u64>,
}

fn stories(loss: u64) -> impl Strategy<Value = Story> {
    let leaves = || proptest::option::of(0..40_000_u64);
    let weather = (any::<u64>(), 0..=loss, 0..40_u64, 0..800_u64);
    let acts = (0..5000_u64, 0..20_000_u64, proptest::bool::weighted(0.1));
    (weather, acts, leaves(), leaves()).prop_map(|(weather, acts, caller_leaves, callee_leaves)| {
        let (seed, loss, copies, jitter) = weather;
        let (ring, answer, refuses) = acts;
        Story {
            seed,
            loss,
            copies,
            jitter,
            ring,
            answer,
            refuses,
            caller_leaves,
            callee_leaves,
        }
    })
}

fn weather(story: &Story) -> Weather {
    Weather {
        loss: story.loss,
        copies: story.copies,
        delay: Duration::from_millis(5),
        jitter: Duration::from_millis(story.jitter),
    }
}

/// Plays the story, 10 ms at a time, and lets it settle.
fn play(story: &Story) -> (Pair, SessionId, Option<SessionId>) {
    let mut pair = Pair::new(story.seed, weather(story));
    let caller = pair.act(Side::Caller, |stack, now| stack.dial(now, dial()));
    let mut callee = None;
    let due = |at: u64, clock: u64| (clock..clock + 10).contains(&at);
    for clock in (0..45_000).step_by(10) {
        if callee.is_none() && !pair.callee.events.is_empty() {
            callee = Some(pair.invited(Side::Callee));
        }
        if let Some(session) = callee {
            if due(story.ring, clock) {
                pair.act(Side::Callee, |stack, now| stack.ring(now, session));
            }
            // A callee that hears of the call late answers late.
            if due(story.answer, clock) || clock > story.answer && clock % 5000 == 0 {
                let busy = Refusal {
                    status: 486,
                    headers: Vec::new(),
                };
                pair.act(Side::Callee, |stack, now| match story.refuses {
                    true => stack.refuse(now, session, &busy),
                    false => stack.answer(now, session, b"v=0".to_vec()),
                });
            }
            if story.callee_leaves.is_some_and(|at| due(at, clock)) {
                pair.act(Side::Callee, |stack, now| stack.hang_up(now, session, None));
            }
        }
        if story.caller_leaves.is_some_and(|at| due(at, clock)) {
            pair.act(Side::Caller, |stack, now| stack.hang_up(now, caller, None));
        }
        pair.run(10);
    }
    pair.run(80_000);
    (pair, caller, callee)
}

fn ends(told: &[String]) -> usize {
    told.iter()
        .filter(|told| told.starts_with("ended") || told.starts_with("failed"))
        .count()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn both_sides_agree_and_nothing_is_left(story in stories(30)) {
        let (mut pair, caller, callee) = play(&story);
        let sessions = (pair.caller.stack.census().sessions, pair.callee.stack.census().sessions);
        prop_assert!(matches!(sessions, (0, 0) | (1, 1)), "{:?} {:?}", sessions, story);
        let told = (pair.told(Side::Caller), pair.told(Side::Callee));
        for told in [&told.0, &told.1] {
            prop_assert!(ends(told) <= 1, "{told:?}");
            let unique = ["invited", "answered", "confirmed"];
            for event in unique {
                prop_assert!(told.iter().filter(|told| *told == event).count() <= 1, "{told:?}");
            }
        }
        if sessions == (1, 1) {
            prop_assert_eq!(told.0.last().map(String::as_str), Some("answered"));
            prop_assert_eq!(told.1.last().map(String::as_str), Some("confirmed"));
        }
        pair.act(Side::Caller, |stack, now| stack.hang_up(now, caller, None));
        if let Some(callee) = callee {
            pair.act(Side::Callee, |stack, now| stack.hang_up(now, callee, None));
        }
        pair.assert_clean();
    }
}

#[test]
fn a_storm_reaches_every_end_of_a_call() {
    let mut chance = Chance::from_number(4);
    let mut seen = [0_u32; 4];
    for seed in 0..60 {
        let mut leaves = |percent| chance.percent(percent).then(|| chance.below(30_000));
        let (caller_leaves, callee_leaves) = (leaves(50), leaves(30));
        let story = Story {
            seed,
            loss: 30,
            copies: 20,
            jitter: 600,
            ring: chance.below(4000),
            answer: chance.below(20_000),
            refuses: chance.percent(20),
            caller_leaves,
            callee_leaves,
        };
        let (mut pair, ..) = play(&story);
        let up = pair.caller.stack.census().sessions == 1;
        let told = [pair.told(Side::Caller), pair.told(Side::Callee)].concat();
        let any = |what: &str| told.iter().any(|told| told.starts_with(what));
        let ends = [
            up,
            any("ended Bye"),
            any("ended Cancelled"),
            any("failed 486"),
        ];
        for (count, end) in seen.iter_mut().zip(ends) {
            *count += u32::from(end);
        }
    }
    assert!(
        seen.iter().all(|count| *count > 0),
        "up, bye, cancelled, refused: {seen:?}"
    );
}

#[test]
fn a_datagram_cut_or_changed_anywhere_harms_nobody() {
    let mut chance = Chance::from_number(9);
    for seed in 0..40 {
        let mut pair = Pair::fine();
        let (caller, _) = pair.connect();
        let mut noise = chance.fork();
        for _ in 0..50 {
            let text = super::paper::request("BYE", &format!("z9hG4bK{seed}"), "x", 2, "");
            let mut bytes = text.into_bytes();
            for _ in 0..=noise.below(4) {
                let place = noise.below(bytes.len() as u64) as usize;
                bytes[place] = noise.number() as u8;
            }
            bytes.truncate(noise.below(bytes.len() as u64 + 1) as usize);
            let flow = super::bench::flow(Side::Callee);
            pair.callee.strangers.clear();
            let now = pair.now;
            pair.callee.stack.receive(now, flow, &bytes);
            while pair.callee.stack.poll().is_some() {}
        }
        assert_eq!(pair.callee.stack.census().sessions, 1);
        pair.act(Side::Caller, |stack, now| stack.hang_up(now, caller, None));
        pair.assert_clean();
    }
}
