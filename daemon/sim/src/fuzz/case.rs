//! A way through a flow as one of the center's own tests, and in words.
//!
//! A test is kept if it passes: the whole center plays it, with all its people, over its network. What a
//! test cannot say has none.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use kernel::Mono;
use model::config::Config;
use model::state::Presence;
use model::tests::{AgentScript, Answer, Expectation, Outsider, Step, Test};
use model::{DialString, Key, Name, Span};

use super::starts::{Beginning, CALLER};
use crate::check;
use crate::walk::{ANSWERS, Callee, Choice, Deed, KEY, Run, Scene, Staff, Stop, TALKS, Walk};

/// Callers who can dial before the one of a test.
const AHEAD: u32 = 50;

/// How much longer than allowed a caller waits before he hangs up, one after the other until a test passes:
/// at the moment at which a phone begins to ring, or stops, nobody can say which he found.
const LATER: [Duration; 3] = [
    Duration::ZERO,
    Duration::from_secs(7),
    Duration::from_secs(13),
];

/// The test of a way, if there can be one.
pub fn of(
    config: &Arc<Config>,
    scene: &Scene,
    beginning: &Beginning,
    choices: &[Choice],
    longest: Duration,
) -> Option<Test> {
    let mut tests = LATER.into_iter().filter_map(|later| {
        let start = &beginning.start;
        let run = Walk::play_and_hang_up(scene, start, choices, longest + later);
        test(config, scene, beginning, choices, &run)
    });
    tests.find(|test| check::check(config, test, 1).failures.is_empty())
}

fn test(
    config: &Config,
    scene: &Scene,
    beginning: &Beginning,
    choices: &[Choice],
    run: &Run,
) -> Option<Test> {
    let Stop::Over(record) = &run.stop else {
        return None;
    };
    let cause = record
        .cause
        .and_then(|cause| serde_json::to_value(cause).ok());
    let mut test = Test {
        dial: scene.number.clone(),
        caller: (beginning.start.caller != CALLER).then(|| beginning.start.caller.clone()),
        ahead: 0,
        at: beginning.at,
        replies: replies(run),
        outside: BTreeMap::new(),
        agents: BTreeMap::new(),
        steps: steps(run),
        expect: Expectation {
            end_status: Some(record.end_status.string().to_owned()),
            cause: cause.as_ref().and_then(|it| it.as_str()).map(str::to_owned),
            path: Some(run.entered.iter().map(|entry| entry.node.clone()).collect()),
            ..Expectation::default()
        },
    };
    for choice in choices {
        people(config, choices, choice, &mut test)?;
    }
    Some(test)
}

fn replies(run: &Run) -> BTreeMap<String, Vec<Answer>> {
    let mut replies: BTreeMap<String, Vec<Answer>> = BTreeMap::new();
    for (url, reply) in &run.replies {
        let reply = reply.as_ref().map(ToString::to_string).map_err(|it| *it);
        let answers = replies.entry(url.clone()).or_default();
        answers.push(Answer { reply, after: None });
    }
    replies
}

/// What the caller does, each time as long after he came to a node as he did it there.
fn steps(run: &Run) -> Vec<Step> {
    let mut steps = Vec::new();
    let (mut entries, mut since) = (0, Mono::ZERO);
    for deed in &run.deeds {
        let fresh = run.entered.get(entries..deed.entries).unwrap_or_default();
        let mut late = deed.late;
        for entry in fresh.iter().filter(|entry| entry.node == deed.node) {
            steps.push(Step::Reach(entry.node.clone()));
            since = entry.at;
        }
        late |= fresh.iter().all(|entry| entry.node != deed.node) || deed.keys.is_empty();
        let wait = deed.at.since(since).as_millis();
        if late && wait > 0 {
            steps.push(Step::Wait(Span::millis(
                u64::try_from(wait).unwrap_or(u64::MAX),
            )));
        }
        steps.push(step(deed));
        let keys = u32::try_from(deed.keys.len()).unwrap_or(u32::MAX);
        (entries, since) = (deed.entries, deed.at + KEY * keys);
    }
    steps
}

fn step(deed: &Deed) -> Step {
    match deed.keys.is_empty() {
        true => Step::HangUp,
        false => Step::Press(deed.keys.chars().filter_map(Key::new).collect()),
    }
}

/// Puts whoever a choice is about into a test; `None`: a test cannot say it.
fn people(config: &Config, choices: &[Choice], choice: &Choice, test: &mut Test) -> Option<()> {
    match choice {
        Choice::Group(_, Staff::Nobody) | Choice::Press(_) | Choice::Silence | Choice::Reply(_) => {
        }
        Choice::Group(group, staff) => {
            test.ahead = test.ahead.max(ahead(config, group, *staff));
            let agent = member(config, choices, group)?;
            test.agents.insert(agent, script(*staff));
        }
        Choice::Phone(_, Callee::Unreachable) => {}
        Choice::Phone(phone, callee) => {
            let agent = config.phones.get(phone)?.agent.clone()?;
            let staff = match callee {
                Callee::Answers => Staff::Answers,
                _ => Staff::Silent,
            };
            test.agents.insert(agent, script(staff));
        }
        Choice::Outside(number, callee) => {
            let number = DialString::new(number).ok()?;
            test.outside.insert(number, outsider(*callee));
        }
    }
    (test.ahead <= AHEAD).then_some(())
}

fn ahead(config: &Config, group: &Name, staff: Staff) -> u32 {
    let limit = config.skill_groups.get(group);
    let limit = limit.map_or(0, model::config::SkillGroup::waiting_limit);
    match staff {
        Staff::Busy => 1,
        Staff::Full => u32::try_from(limit).unwrap_or(u32::MAX).saturating_add(1),
        Staff::Answers | Staff::Silent | Staff::Nobody => 0,
    }
}

/// A member of a group with a phone, who is in no group where nobody is.
fn member(config: &Config, choices: &[Choice], group: &Name) -> Option<Name> {
    let empty = |agent: &Name| {
        choices.iter().any(|choice| match choice {
            Choice::Group(group, Staff::Nobody) => {
                let group = config.skill_groups.get(group);
                group.is_some_and(|group| group.members.contains_key(agent))
            }
            _ => false,
        })
    };
    let mut members = config.skill_groups.get(group)?.members.keys();
    let fits = |agent: &&Name| config.phones_of(agent).next().is_some() && !empty(agent);
    members.find(fits).cloned()
}

fn script(staff: Staff) -> AgentScript {
    let span = |time: Duration| Some(Span::seconds(time.as_secs()));
    let (answers_after, talks_for) = match staff {
        Staff::Answers => (span(ANSWERS), span(TALKS)),
        Staff::Busy | Staff::Full => (span(ANSWERS), None),
        Staff::Silent | Staff::Nobody => (None, None),
    };
    AgentScript {
        presence: Presence::Idle,
        answers_after,
        talks_for,
    }
}

fn outsider(callee: Callee) -> Outsider {
    match callee {
        Callee::Answers => Outsider::Answers {
            after: Span::seconds(ANSWERS.as_secs()),
            talks_for: Some(Span::seconds(TALKS.as_secs())),
        },
        Callee::NoAnswer => Outsider::NoAnswer,
        Callee::Busy => Outsider::Busy,
        Callee::Unreachable => Outsider::Vacant,
    }
}

/// A way in words, a step each. A beginning is told if there are several.
pub fn words(beginning: Option<&Beginning>, choices: &[Choice]) -> Vec<String> {
    let mut words = Vec::new();
    if let Some(beginning) = beginning {
        words.extend(
            beginning
                .at
                .map(|at| format!("calls at {}", at.strftime("%Y-%m-%d %H:%M"))),
        );
        let caller = &beginning.start.caller;
        words.extend((caller != CALLER).then(|| format!("calls from {caller}")));
    }
    words.extend(choices.iter().map(word));
    words
}

fn word(choice: &Choice) -> String {
    match choice {
        Choice::Press(keys) => format!("presses {keys}"),
        Choice::Silence => "presses nothing".to_owned(),
        Choice::Reply(Ok(answer)) => format!("the customer's system answers {answer}"),
        Choice::Reply(Err(_)) => "the customer's system does not answer".to_owned(),
        Choice::Group(group, staff) => match staff {
            Staff::Answers => format!("{group} answers"),
            Staff::Silent => format!("{group} does not answer"),
            Staff::Nobody => format!("nobody is there in {group}"),
            Staff::Busy => format!("{group} is busy"),
            Staff::Full => format!("the queue of {group} is full"),
        },
        Choice::Phone(phone, callee) => called(phone.as_str(), *callee),
        Choice::Outside(number, callee) => called(number, *callee),
    }
}

fn called(who: &str, callee: Callee) -> String {
    match callee {
        Callee::Answers => format!("{who} answers"),
        Callee::NoAnswer => format!("{who} does not answer"),
        Callee::Busy => format!("{who} is busy"),
        Callee::Unreachable => format!("{who} cannot be reached"),
    }
}
