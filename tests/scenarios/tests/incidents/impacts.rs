//! What a plan says that it does to the live center is what then happens: edits by chance, made while
//! calls are where chance has put them. `SEEDS` says how many centers are played.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use contact::CallPhase;
use kernel::Chance;
use lang::emit;
use model::config::{Config, Node, Number, Priority, Transport, Ways};
use model::record::{EventKind, QueueExit};
use model::state::AgentState;
use model::{CallId, Extension, Name};
use phone::{Command, Event};
use plan::{Impact, LiveCall, Membership, Moment, Why};
use serde_json::json;
use sim::world::HandsetId;

use super::stage::{Stage, TEXT, compiled, without_tests};

const SEEDS: u64 = 48;

/// How many centers are played.
fn seeds() -> u64 {
    let told = std::env::var("SEEDS").ok();
    told.and_then(|told| told.parse().ok()).unwrap_or(SEEDS)
}

const CALLERS: u64 = 6;
const EDITS: u64 = 3;

const PHONES: [&str; 3] = ["2001", "2002", "2003"];

fn name(text: &str) -> Name {
    Name::new(text).expect("a name")
}

/// The center with an agent and a phone more, so that there is something to gain, and without the flow
/// that names a number, so that each number can go.
fn center() -> Config {
    let text = without_tests(TEXT)
        .replace(
            "\nagents:\n",
            "\nagents:\n  zoe: { name: Zoe, staff_number: \"1003\" }\n",
        )
        .replace("\nphones:\n", "\nphones:\n  \"2003\": { agent: zoe }\n");
    let mut center = (*compiled(&text)).clone();
    center.ivrs.remove("outside");
    for number in center.numbers.values_mut() {
        if number.ivr.as_str() == "outside" {
            number.ivr = "notice".parse().expect("a name");
        }
    }
    center
}

fn one_of<'a, T>(chance: &mut Chance, all: &'a [T]) -> Option<&'a T> {
    all.get(usize::try_from(chance.below(all.len() as u64)).unwrap_or(0))
}

/// One edit that leaves a center which is right; the phones whose password it changes are put aside.
fn edit(chance: &mut Chance, config: &mut Config, others: &mut BTreeSet<Extension>) {
    let phones: Vec<_> = config.phones.keys().cloned().collect();
    match chance.below(11) {
        0 => {
            if let Some(number) = a_number(chance, config) {
                config.numbers.remove(&number);
            }
        }
        1 => {
            of_a_number(chance, config, |number| number.direction = Ways::Out);
        }
        2 => {
            let main = "main".parse().expect("a name");
            of_a_number(chance, config, |number| number.ivr = main);
        }
        3 => delete_group(config, "presales"),
        4 => delete_group(config, "aftersales"),
        5 => {
            for group in config.skill_groups.values_mut() {
                group.members.insert(name("zoe"), Priority::default());
            }
        }
        6 => {
            for group in config.skill_groups.values_mut() {
                group.members.remove("ben");
            }
        }
        7 => delete_agent(config, "amy"),
        8 => {
            if let Some(phone) = one_of(chance, &phones) {
                config.phones.remove(phone);
                others.remove(phone);
            }
        }
        9 => {
            if let Some(phone) = one_of(chance, &phones).and_then(|it| config.phones.get_mut(it)) {
                phone.transports = vec![Transport::Tls];
            }
        }
        _ => {
            others.extend(one_of(chance, &phones).cloned());
            for ivr in config.ivrs.values_mut() {
                Arc::make_mut(ivr).note = "changed".to_owned();
            }
        }
    }
}

fn a_number(chance: &mut Chance, config: &Config) -> Option<model::DialString> {
    let numbers: Vec<_> = config.numbers.keys().cloned().collect();
    one_of(chance, &numbers).cloned()
}

fn of_a_number(chance: &mut Chance, config: &mut Config, edit: impl FnOnce(&mut Number)) {
    let number = a_number(chance, config);
    if let Some(number) = number.and_then(|number| config.numbers.get_mut(&number)) {
        edit(number);
    }
}

/// What led there says so and goes on.
fn delete_group(config: &mut Config, group: &str) {
    config.skill_groups.remove(group);
    for ivr in config.ivrs.values_mut() {
        let leads = |node: &Node| matches!(node, Node::Transfer(it) if it.group.as_str() == group);
        if ivr.nodes.values().any(leads) {
            let nodes = Arc::make_mut(ivr).nodes.values_mut();
            nodes
                .filter(|node| leads(node))
                .for_each(|node| *node = closed(node));
        }
    }
}

fn closed(node: &Node) -> Node {
    let exits = node.outline().exits();
    let Some(exit) = exits.first() else {
        return Node::End(Default::default());
    };
    let play = json!({ "play": { "speech": { "text": "closed" }, "next": exit.to } });
    serde_json::from_value(play).expect("a node")
}

fn delete_agent(config: &mut Config, agent: &str) {
    config.agents.remove(agent);
    for group in config.skill_groups.values_mut() {
        group.members.remove(agent);
    }
    let phones = config.phones.values_mut();
    phones
        .filter(|phone| phone.agent.as_ref().is_some_and(|it| it.as_str() == agent))
        .for_each(|phone| phone.agent = None);
}

/// What the daemon would know at this moment.
fn moment(
    stage: &Stage,
    phones: &[(Extension, HandsetId)],
    others: &BTreeSet<Extension>,
) -> Moment {
    let center = stage.world.switch().expect("it runs").center();
    let call = |call: contact::CallStatus| {
        let (node, waits_in) = match call.phase {
            CallPhase::Flow { node } => (Some(node), None),
            CallPhase::Waiting { group } | CallPhase::Ringing { group } => (None, Some(group)),
            _ => (None, None),
        };
        LiveCall {
            id: call.id,
            ivr: call.ivr,
            node,
            waits_in,
        }
    };
    let on_call = center.agents().filter(|it| it.state == AgentState::OnCall);
    Moment {
        agents_on_call: on_call.map(|it| it.agent).collect(),
        calls: center.calls().map(call).collect(),
        registered: phones
            .iter()
            .map(|(phone, _)| (phone.clone(), [Transport::Udp].into()))
            .collect(),
        other_passwords: others.clone(),
        prompts_to_make: 0,
    }
}

/// Members by group, as the center counts them.
fn members(stage: &Stage) -> BTreeMap<Name, usize> {
    let queues = stage.world.switch().expect("it runs").center().queues();
    queues.map(|it| (it.group, it.members)).collect()
}

/// The calls that a group's end sent away.
fn sent_away(stage: &Stage, from: usize) -> BTreeSet<CallId> {
    let events = stage.events.iter().skip(from);
    let gone = |kind: &EventKind| {
        matches!(
            kind,
            EventKind::Dequeued {
                exit: QueueExit::GroupGone,
                ..
            }
        )
    };
    events
        .filter(|event| gone(&event.kind))
        .map(|event| event.call)
        .collect()
}

struct Play {
    stage: Stage,
    seed: u64,
    live: Config,
    phones: Vec<(Extension, HandsetId)>,
    impact: Impact,
    /// Events that there were before the edit took effect.
    seen: usize,
}

/// A center with calls where chance has put them, and the moment before an edit by chance.
fn played(seed: u64) -> Play {
    let mut chance = Chance::from_number(seed);
    let live = center();
    let mut stage = Stage::seeded(seed);
    stage.apply(&emit::to_yaml(&live));
    let phones: Vec<_> = PHONES
        .iter()
        .map(|it| (Extension::new(it).expect("an extension"), stage.phone(it)))
        .collect();
    let numbers: Vec<_> = live.numbers.keys().map(ToString::to_string).collect();
    for n in 0..CALLERS {
        let Some(number) = one_of(&mut chance, &numbers) else {
            continue;
        };
        let caller = stage.caller_as(&format!("1380000{n:04}"), number);
        if chance.percent(50) {
            stage.press(caller, if chance.percent(50) { "1" } else { "2" });
        }
        if let Some((_, phone)) = one_of(&mut chance, &phones) {
            stage.order(*phone, Command::Answer);
        }
    }
    let (mut desired, mut others) = (live.clone(), BTreeSet::new());
    for _ in 0..1 + chance.below(EDITS) {
        edit(&mut chance, &mut desired, &mut others);
    }
    let moment = moment(&stage, &phones, &others);
    let impact = Impact::of(&live, &desired, &moment);
    let before = members(&stage);
    let (seen, up) = (stage.events.len(), calls_up(&stage));
    stage.apply_with(&emit::to_yaml(&desired), |phone| {
        match others.contains(phone) {
            true => "another",
            false => "secret",
        }
    });
    agents_are_as_told(&impact, &before, &members(&stage), seed);
    callers_are_as_told(&impact, &stage, seen, &up, seed);
    Play {
        stage,
        seed,
        live,
        phones,
        impact,
        seen,
    }
}

fn calls_up(stage: &Stage) -> BTreeSet<CallId> {
    let center = stage.world.switch().expect("it runs").center();
    center.calls().map(|call| call.id).collect()
}

fn agents_are_as_told(
    impact: &Impact,
    before: &BTreeMap<Name, usize>,
    after: &BTreeMap<Name, usize>,
    seed: u64,
) {
    let of = |told: &[Membership], group: &Name| {
        told.iter().filter(|it| it.skill_group == *group).count()
    };
    for (group, members) in before {
        let gained = of(&impact.agents_gaining, group);
        let lost = of(&impact.agents_losing, group);
        let there = after.get(group).copied().unwrap_or_default();
        assert_eq!(members + gained - lost, there, "seed {seed}: {group}");
    }
}

fn callers_are_as_told(
    impact: &Impact,
    stage: &Stage,
    seen: usize,
    up: &BTreeSet<CallId>,
    seed: u64,
) {
    let told = impact.waiting_in_deleted_groups.iter();
    let told: BTreeSet<_> = told.flat_map(|it| it.ids.clone()).collect();
    assert_eq!(sent_away(stage, seen), told, "seed {seed}");
    let over: BTreeSet<_> = stage.records.iter().map(|record| record.id).collect();
    let ended: BTreeSet<_> = up.intersection(&over).copied().collect();
    let told_otherwise: Vec<_> = ended.difference(&told).collect();
    assert!(
        told_otherwise.len() <= by_themselves(stage, seen),
        "seed {seed}: an apply ends no call but those that it says: {told_otherwise:?}"
    );
    let flows = impact.calls_in_changed_flows.iter();
    for call in flows.flat_map(|it| it.ids.iter()) {
        assert!(up.contains(call), "seed {seed}: {call} is up");
    }
}

/// Calls that reach the end of their flow in the same second.
fn by_themselves(stage: &Stage, seen: usize) -> usize {
    let events = stage.events.iter().skip(seen);
    let ended = events.filter(|event| matches!(event.kind, EventKind::Ended { cause: None, .. }));
    ended.count()
}

impl Play {
    /// Whoever dials a number that is said to stop is refused, and nobody else is; who is said to be
    /// led elsewhere is.
    fn numbers_are_as_told(&mut self) {
        for (number, before) in self.live.numbers.clone() {
            let seen = self.stage.events.len();
            let caller = self.stage.caller_as("13900000000", number.as_str());
            let told = self.impact.numbers_stopping.contains(&number);
            let arrived = self.arrived_in(seen);
            assert_eq!(arrived.is_none(), told, "seed {}: {number}", self.seed);
            if let Some(ivr) = arrived {
                let moves = self.impact.numbers_elsewhere.iter();
                let moves = moves.filter(|it| it.number == number).count() == 1;
                assert_eq!(ivr != before.ivr, moves, "seed {}: {number}", self.seed);
            }
            self.stage.order(caller, Command::HangUp);
        }
    }

    fn arrived_in(&self, seen: usize) -> Option<model::IvrName> {
        let mut events = self.stage.events.iter().skip(seen);
        events.find_map(|event| match &event.kind {
            EventKind::Arrived { ivr, .. } => ivr.clone(),
            _ => None,
        })
    }

    /// Whoever is rung for a group was its member and is not said to lose it, or is said to gain it; whether
    /// there were any of those.
    fn members_are_as_told(&self) -> (bool, bool) {
        let [mut stayed, mut gained] = [false; 2];
        for event in self.stage.events.iter().skip(self.seen) {
            let EventKind::Offered {
                agent: Some(agent),
                group,
                ..
            } = &event.kind
            else {
                continue;
            };
            let is_it = |it: &Membership| it.agent == *agent && it.skill_group == *group;
            let gains = self.impact.agents_gaining.iter().any(is_it);
            let loses = self.impact.agents_losing.iter().any(is_it);
            let was = self.live.skill_groups.get(group);
            let was = was.is_some_and(|group| group.members.contains_key(agent));
            assert!(
                gains || (was && !loses),
                "seed {}: {agent} is rung for {group}",
                self.seed
            );
            (stayed, gained) = (stayed || !gains, gained || gains);
        }
        (stayed, gained)
    }

    /// A phone that is said to drop does not register again as it is, and every other one does.
    fn phones_are_as_told(&mut self) {
        for (phone, handset) in self.phones.clone() {
            self.stage.noticed.entry(handset).or_default().clear();
            self.stage.order(handset, Command::Register(600));
            let noticed = self.stage.noticed.get(&handset);
            let noticed = noticed.map(Vec::as_slice).unwrap_or_default();
            let failed = noticed
                .iter()
                .any(|it| matches!(it, Event::RegistrationFailed(_)));
            let told = self.impact.registrations_dropping.iter();
            let told = told.filter(|it| it.phone == phone).map(|it| it.why).next();
            // Behind the barred transport stands no phone of this stage: it comes by UDP.
            assert_eq!(
                failed,
                told.is_some(),
                "seed {}: {phone} {told:?}",
                self.seed
            );
        }
    }
}

#[test]
fn what_a_plan_says_of_calls_numbers_agents_and_phones_is_what_happens() {
    let mut seen = BTreeSet::new();
    for seed in 0..seeds() {
        let mut play = played(seed);
        play.numbers_are_as_told();
        play.phones_are_as_told();
        let (member_rung, gainer_rung) = play.members_are_as_told();
        let impact = &play.impact;
        let drops = |why| impact.registrations_dropping.iter().any(|it| it.why == why);
        for (what, happened) in [
            ("a number stops", !impact.numbers_stopping.is_empty()),
            ("a number moves", !impact.numbers_elsewhere.is_empty()),
            ("an agent gains", !impact.agents_gaining.is_empty()),
            ("an agent loses", !impact.agents_losing.is_empty()),
            (
                "callers are sent away",
                !impact.waiting_in_deleted_groups.is_empty(),
            ),
            (
                "callers keep places",
                !impact.waiting_in_changed_groups.is_empty(),
            ),
            (
                "calls keep a flow",
                !impact.calls_in_changed_flows.is_empty(),
            ),
            (
                "a deleted agent talks",
                !impact.agents_deleted_on_call.is_empty(),
            ),
            ("a phone is deleted", drops(Why::Deleted)),
            ("a password changes", drops(Why::Password)),
            ("a transport is barred", drops(Why::Transport)),
            ("a member is rung", member_rung),
            ("whoever gains is rung", gainer_rung),
        ] {
            if happened {
                seen.insert(what);
            }
        }
    }
    assert_eq!(seen.len(), 13, "only these were met: {seen:?}");
}
