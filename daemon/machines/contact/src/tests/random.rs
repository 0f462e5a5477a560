//! Whatever comes in, in whatever order: nothing panics, nobody is in two places, nothing is left.

use std::collections::BTreeSet;
use std::time::Duration;

use model::ask::{AskFailure, AskId, Reply};
use model::config::{
    AfterMissed, Asking, BreakReason, BusinessHours, Config, Dial, DialExtension, Node, Order,
    Priority, Reaction, Ring, Voicemail, Weekday, WrapUpEnd,
};
use model::state::{AgentState, PhoneState, Presence};
use model::{CallId, Key, Span};
use proptest::prelude::*;

use super::setup::{
    add_agent, center, end, flow, ivr_name, menu, name, number, phone, play, route, staff, transfer,
};
use super::world::World;
use crate::agent::SeatId;
use crate::call::Call;
use crate::skill_group::{Otherwise, Waiting, Wanted, Wish};
use crate::{
    AgentAct, CallPhase, DeviceEvent, DialCause, Input, LegEvent, LegId, PlayEnd, PlayId, Release,
};

const AGENTS: [&str; 4] = ["amy", "ben", "cat", "dan"];
const PHONES: [&str; 6] = ["2001", "2002", "2003", "2004", "3001", "2005"];
const NUMBERS: [&str; 5] = ["100", "200", "300", "400", "500"];
const GROUPS: [&str; 2] = ["sales", "support"];

#[derive(Clone, Debug)]
enum Act {
    Arrive(usize),
    /// Somebody dials at a phone.
    Dial(usize, usize),
    /// An extension is entered by whoever is asked for one.
    Enter(usize, usize),
    /// Whoever leaves a message says nothing more.
    Hush(usize),
    /// Something on a leg that is alive.
    Leg(usize, LegEvent),
    /// What plays to a caller ends.
    Played(usize, PlayEnd),
    /// Something on a leg that may never have been.
    Nonsense(usize, u16, LegEvent),
    /// Whoever is at a leg wants his caller called elsewhere.
    Transfer(usize, usize),
    /// He wants him to talk with whom he consults.
    Join(usize),
    Set(usize, Presence),
    Do(usize, AgentAct),
    /// A call in its flow is sent to `sales` for an agent, and perhaps for anybody.
    Meant(usize, usize, bool),
    Device(usize, DeviceEvent),
    Configure(u32),
    EndCall(usize),
    /// A customer's system answers a question that is open.
    Reply(usize, Reply),
    /// It answers one that was never asked, or is not any more.
    Stale(usize, u32),
    Wait(u64),
}

/// Any configuration: `bits` says what differs from the usual.
fn config(bits: u32) -> Config {
    let on = |bit: u32| bits & (1 << bit) != 0;
    let mut queue = transfer("sales");
    queue.announce = Some(super::setup::say("${WaitNo}"));
    queue.timeout = on(0).then(|| Span::seconds(40));
    queue.on_timeout = on(1).then(|| name("more"));
    queue.then = on(2).then(|| name("menu"));
    let mut more = transfer("support");
    more.on_full = Some(name("queue"));
    more.on_no_agent = on(3).then(|| name("menu"));
    let mut asked = menu(&[
        ('1', "queue", "queue"),
        ('2', "more", "more"),
        ('3', "back", "hi"),
        ('4', "outside", "outside"),
        ('5', "phone", "phone"),
        ('6', "leave", "leave"),
    ]);
    asked.asking.on_error = Reaction {
        play: Some(super::setup::say("no")),
        next: None,
    };
    asked.asking.exhausted = Some(name("bye"));
    let (outside, phone_node, leave) = others(on(2));
    let mut ivr = flow(&[
        ("hi", play("hi", "menu")),
        ("outside", outside),
        ("phone", phone_node),
        ("leave", leave),
        ("menu", Node::Menu(asked)),
        ("queue", Node::Transfer(queue)),
        ("more", Node::Transfer(more)),
        ("bye", end("bye")),
    ]);
    ivr.on_exception = on(4).then(|| name("bye"));
    let mut config = center(ivr);
    for (dialled, to) in [("200", "sales"), ("300", "support")] {
        let mut ivr = super::setup::straight(transfer(to));
        ivr.on_exception = on(4).then(|| name("queue"));
        config.ivrs.insert(ivr_name(to), std::sync::Arc::new(ivr));
        let mut other = config.numbers["100"].clone();
        other.ivr = ivr_name(to);
        config.numbers.insert(number(dialled), other);
    }
    let mut ivr = super::nodes::everything();
    ivr.on_exception = on(4).then(|| name("bye"));
    config
        .ivrs
        .insert(ivr_name("all"), std::sync::Arc::new(ivr));
    let mut other = config.numbers["100"].clone();
    other.ivr = ivr_name("all");
    config.numbers.insert(number("400"), other);
    if on(23) {
        let mut hours = BusinessHours::default();
        if on(24) {
            let shift = "00:00-24:00".parse().unwrap();
            hours.weekly = Weekday::ALL.map(|day| (day, vec![shift])).into();
        }
        config.hours.insert(name("office"), hours);
    }
    let mut desk = config.ivrs["main"].as_ref().clone();
    desk.start = name("menu");
    config
        .ivrs
        .insert(ivr_name("desk"), std::sync::Arc::new(desk));
    let mut other = config.numbers["100"].clone();
    other.ivr = ivr_name("desk");
    config.numbers.insert(number("500"), other);
    let team = if on(5) { &AGENTS[..2] } else { &AGENTS[..] };
    staff(&mut config, "sales", team);
    staff(&mut config, "support", &team[1..]);
    for (agent, own) in &mut config.agents {
        own.email = Some(format!("{agent}@example.com"));
    }
    if on(6) {
        add_agent(&mut config, "ben", "2005");
    }
    if on(7) {
        config.phones.get_mut("2001").unwrap().agent = Some(name("ben"));
    }
    config.phones.insert(phone("3001"), Default::default());
    config
        .skill_groups
        .get_mut("support")
        .unwrap()
        .phones
        .insert(phone("3001"), Default::default());
    if on(8) {
        config.skill_groups.get_mut("sales").unwrap().ring = Ring::Simultaneous;
    }
    if on(9) {
        config.skill_groups.get_mut("sales").unwrap().max_waiting = Some(1);
    }
    if on(10) {
        config.skill_groups.remove("support");
    }
    if on(11) {
        config
            .skill_groups
            .get_mut("sales")
            .unwrap()
            .members
            .remove("amy");
    }
    route(&mut config, |routing| {
        routing.wrap_up = Span::seconds(if on(12) { 10 } else { 0 });
        routing.after_missed = if on(13) {
            AfterMissed::Break
        } else {
            AfterMissed::Idle
        };
        routing.order = match (on(16), on(17)) {
            (false, _) => Order::LongestIdle,
            (true, false) => Order::FewestCalls,
            (true, true) => Order::Priority,
        };
        routing.last_agent = on(18);
        if on(19) {
            routing.wrap_up_end = WrapUpEnd::Manual;
        }
    });
    let sales = config.skill_groups.get_mut("sales").unwrap();
    sales.max_ringing = on(20).then_some(2);
    if let Some(priority) = sales.members.get_mut("ben") {
        *priority = Priority(if on(21) { 1 } else { 5 });
    }
    let lunch = BreakReason {
        label: "lunch".to_owned(),
        enabled: on(22),
    };
    config.center.break_reasons.insert(name("lunch"), lunch);
    if on(14) {
        config.agents.remove("cat");
    }
    config.center.record = !on(15);
    let ours = config.numbers.get_mut("300").unwrap();
    ours.outbound_skill_groups.insert(name("support"));
    config
}

/// The nodes that dial and the one that records; `then`: they send the caller back.
fn others(then: bool) -> (Node, Node, Node) {
    let back = || then.then(|| name("menu"));
    let outside = Dial {
        on_busy: back(),
        on_failed: Some(name("bye")),
        then: back(),
        ..Dial::to("13900000000".parse().unwrap(), number("100"))
    };
    let phone = DialExtension {
        on_offline: back(),
        then: back(),
        ..DialExtension::new(Asking::new(super::setup::say("extension")), 4)
    };
    let leave = Voicemail {
        next: back(),
        ..Voicemail::new(super::setup::say("speak"))
    };
    (outside.into(), phone.into(), leave.into())
}

fn leg_event() -> impl Strategy<Value = LegEvent> {
    let dial = prop_oneof![
        Just(DialCause::Busy),
        Just(DialCause::Unreachable),
        Just(DialCause::NoAnswer),
        Just(DialCause::Failed)
    ];
    prop_oneof![
        2 => Just(LegEvent::Ringing),
        1 => Just(LegEvent::Early),
        6 => Just(LegEvent::Up),
        2 => dial.prop_map(LegEvent::Failed),
        2 => Just(LegEvent::Gone(Release::HungUp)),
        1 => Just(LegEvent::Gone(Release::Broken)),
        4 => prop::sample::select(vec!['1', '2', '3', '4', '5', '6', '0', '#'])
            .prop_map(|digit| LegEvent::Digit(Key::new(digit).unwrap())),
        1 => any::<u32>().prop_map(|n| LegEvent::Played(PlayId(n % 8), PlayEnd::Done)),
        1 => Just(LegEvent::NoMedia),
    ]
}

fn reply() -> impl Strategy<Value = Reply> {
    let texts = [
        "{}",
        "[",
        r#"{"score": 5, "entries": [{"digits": "1", "next": "card"}, {"digits": 2, "next": "judge"}]}"#,
        r#"{"score": "x", "entries": "[{\"digits\": \"3\", \"next\": \"gone\"}]"}"#,
        r#"{"SeatEmails": ["ben@example.com"], "SkillGroup": "support"}"#,
    ];
    prop_oneof![
        4 => prop::sample::select(texts.to_vec()).prop_map(|text| Ok(text.into())),
        1 => prop::sample::select(AskFailure::ALL.to_vec()).prop_map(Err),
    ]
}

fn act() -> impl Strategy<Value = Act> {
    let any_one = || any::<usize>();
    let presence = prop_oneof![
        3 => Just(Presence::Idle),
        1 => Just(Presence::NotReady),
        1 => Just(Presence::Break),
        1 => Just(Presence::Offline)
    ];
    let other = prop_oneof![
        Just(AgentAct::BreakFor(name("lunch"))),
        Just(AgentAct::StayInWrapUp),
        Just(AgentAct::ReturnToService),
        Just(AgentAct::LogIn),
        Just(AgentAct::LogOut),
        Just(AgentAct::ForceOffline),
        Just(AgentAct::Restore),
    ];
    let device = prop_oneof![
        3 => Just(DeviceEvent::Reachable),
        1 => Just(DeviceEvent::Unreachable)
    ];
    let played = prop_oneof![4 => Just(PlayEnd::Done), 1 => Just(PlayEnd::Failed)];
    prop_oneof![
        6 => any_one().prop_map(Act::Arrive),
        2 => (any_one(), any_one()).prop_map(|(from, to)| Act::Dial(from, to)),
        3 => (any_one(), any_one()).prop_map(|(call, to)| Act::Enter(call, to)),
        1 => any_one().prop_map(Act::Hush),
        14 => (any_one(), leg_event()).prop_map(|(leg, event)| Act::Leg(leg, event)),
        6 => (any_one(), played).prop_map(|(leg, how)| Act::Played(leg, how)),
        2 => (any_one(), 0_u16..9, leg_event())
            .prop_map(|(call, leg, event)| Act::Nonsense(call, leg, event)),
        3 => (any_one(), any_one()).prop_map(|(leg, to)| Act::Transfer(leg, to)),
        3 => any_one().prop_map(Act::Join),
        3 => (any_one(), presence).prop_map(|(agent, presence)| Act::Set(agent, presence)),
        3 => (any_one(), any_one(), any::<bool>())
            .prop_map(|(call, agent, any)| Act::Meant(call, agent, any)),
        2 => (any_one(), other).prop_map(|(agent, act)| Act::Do(agent, act)),
        4 => (any_one(), device).prop_map(|(phone, event)| Act::Device(phone, event)),
        1 => any::<u32>().prop_map(Act::Configure),
        1 => any_one().prop_map(Act::EndCall),
        6 => (any_one(), reply()).prop_map(|(call, reply)| Act::Reply(call, reply)),
        1 => (any_one(), 0_u32..4).prop_map(|(call, number)| Act::Stale(call, number)),
        5 => (0_u64..30_000).prop_map(Act::Wait),
    ]
}

fn pick<T: Clone>(all: impl Iterator<Item = T>, n: usize) -> Option<T> {
    let all: Vec<T> = all.collect();
    (!all.is_empty()).then(|| all[n % all.len()].clone())
}

fn perform(world: &mut World, live: &mut Config, act: Act) {
    match act {
        Act::Arrive(n) => {
            world.arrive_at(NUMBERS[n % NUMBERS.len()]);
        }
        Act::Dial(from, to) => {
            let targets = PHONES
                .iter()
                .chain(&["13900000001", "0015550000", "no number"]);
            let target = pick(targets, to).unwrap();
            world.dials(PHONES[from % PHONES.len()], target);
        }
        Act::Enter(n, to) => {
            if let Some(call) = pick(world.journal.keys().copied(), n) {
                for digit in PHONES[to % PHONES.len()].chars() {
                    if world.live.contains(&LegId { call, number: 0 }) {
                        world.press(call, digit);
                    }
                }
            }
        }
        Act::Hush(n) => {
            let open = world.recorded.iter().map(|(id, (leg, _))| (*id, *leg));
            if let Some((recording, leg)) = pick(open, n) {
                world.input(Input::Leg(leg, LegEvent::Quiet(recording)));
            }
        }
        Act::Leg(n, event) => {
            if let Some(leg) = pick(world.live.iter().copied(), n) {
                world.input(Input::Leg(leg, event));
            }
        }
        Act::Played(n, how) => {
            if let Some(leg) = pick(world.playing.keys().copied(), n) {
                world.ended(leg.call, how);
            }
        }
        Act::Nonsense(n, number, event) => {
            let Some(call) = pick(world.journal.keys().copied(), n) else {
                return;
            };
            let leg = LegId { call, number };
            if !world.live.contains(&leg) {
                world.input(Input::Leg(leg, event));
            }
        }
        Act::Transfer(n, to) => {
            let others = ["sales", "support", "ben", "92003", "13900000001", "nobody"];
            let target = pick(PHONES.iter().chain(&others), to).unwrap();
            if let Some(leg) = pick(world.live.iter().copied(), n) {
                world.input(Input::Transfer(leg, (*target).to_owned()));
                let told = world.handovers();
                assert!(!told.is_empty(), "the phone waits for its answer");
            }
        }
        Act::Join(n) => {
            // Two legs of one phone, or any two.
            let pairs = world.dialled.iter().filter(|(leg, _)| leg.number > 0);
            let legs: Vec<_> = pairs.map(|(leg, one)| (*leg, one.clone())).collect();
            if let Some((leg, phone)) = pick(legs.into_iter(), n) {
                let own =
                    |(leg, at): (&LegId, &_)| (*at == phone && leg.number == 0).then_some(*leg);
                let other = world.dialled.iter().find_map(own);
                let any = pick(world.live.iter().copied(), n);
                if let Some(other) = other.or(any) {
                    world.input(Input::Join(leg, other));
                    let told = world.handovers();
                    assert!(!told.is_empty(), "the phone waits for its answer");
                }
            }
        }
        Act::Set(n, presence) => world.set(AGENTS[n % AGENTS.len()], presence),
        Act::Meant(n, agent, any) => {
            let flows = world.center.calls();
            // The flow of the others has no queue of that name.
            let flows = flows.filter(|call| {
                matches!(call.phase, CallPhase::Flow { .. }) && call.ivr != Some(ivr_name("all"))
            });
            if let Some(call) = pick(flows.map(|call| call.id), n) {
                let otherwise = match any {
                    true => Otherwise::Group,
                    false => Otherwise::Wait,
                };
                let agent = name(AGENTS[agent % AGENTS.len()]);
                let wanted = Some(Wanted::new([agent], otherwise));
                let wish = Wish {
                    wanted,
                    ..Wish::default()
                };
                super::preferred::wish(world, call, wish);
            }
        }
        Act::Do(n, act) => world.act(AGENTS[n % AGENTS.len()], act),
        Act::Device(n, event) => world.device(PHONES[n % PHONES.len()], event),
        Act::Configure(bits) => {
            *live = config(bits);
            world.configure(live.clone());
        }
        Act::EndCall(n) => {
            if let Some(call) = pick(world.journal.keys().copied(), n) {
                world.input(Input::EndCall(call));
            }
        }
        Act::Reply(n, reply) => {
            if let Some(call) = pick(world.asked.keys().copied(), n) {
                world.reply(call, reply);
            }
        }
        Act::Stale(n, number) => {
            let Some(call) = pick(world.journal.keys().copied(), n) else {
                return;
            };
            let id = AskId { call, number };
            let open = world.asked.get(&call).is_some_and(|(open, _)| *open == id);
            if !open {
                world.input(Input::Replied(id, Ok("{}".into())));
            }
        }
        Act::Wait(millis) => world.wait(Duration::from_millis(millis)),
    }
}

/// What is true between any two inputs.
fn check(world: &World, live: &Config) {
    let census = world.center.census();
    assert_eq!(census.legs, world.live.len());
    let used: BTreeSet<_> = world.dialled.values().collect();
    assert_eq!(census.leases, used.len(), "a lease for every device in use");
    let calls: Vec<_> = world.center.calls().collect();
    assert_eq!(census.calls, calls.len());
    let in_queue =
        |phase: &CallPhase| matches!(phase, CallPhase::Waiting { .. } | CallPhase::Ringing { .. });
    let waiting = calls.iter().filter(|call| in_queue(&call.phase)).count();
    assert_eq!(census.waiting, waiting);
    check_waiting(world);
    let anybodys = |id: CallId| {
        world.center.calls[&id]
            .waiting()
            .is_some_and(Waiting::takes_any)
    };
    for queue in world.center.queues() {
        let alone = CallPhase::Waiting {
            group: queue.group.clone(),
        };
        let mut unserved = calls.iter().filter(|call| call.phase == alone);
        let unserved = unserved.any(|call| anybodys(call.id));
        assert!(
            queue.free == 0 || !unserved,
            "somebody waits beside a free seat"
        );
        assert_eq!(
            queue.online,
            online(world, live, queue.group.as_str()),
            "online"
        );
        assert!(GROUPS.contains(&queue.group.as_str()));
    }
    check_agents(world, &calls);
}

/// Nobody waits for nobody, and nobody beside the one whom he waits for.
fn check_waiting(world: &World) {
    let floor = &world.center.floor;
    for waiting in world.center.calls.values().filter_map(Call::waiting) {
        assert!(!waiting.is_forlorn(floor), "somebody waits for nobody");
        let free = |seat: SeatId| floor.seats.get(&seat).is_some_and(|seat| seat.free);
        let alone = waiting.offers.is_empty();
        let beside = waiting.seats().into_iter().any(free);
        assert!(!alone || !beside, "somebody waits beside whom he wants");
    }
}

fn check_agents(world: &World, calls: &[crate::CallStatus]) {
    let mut talking = BTreeSet::new();
    for call in calls {
        if let CallPhase::Talking(other) = &call.phase
            && let Some(agent) = &other.agent
        {
            assert!(talking.insert(agent.clone()), "an agent is in two calls");
        }
    }
    for status in world.center.agents() {
        let told = world.states.get(status.agent.as_str());
        assert_eq!(
            told.copied().unwrap_or(AgentState::Offline),
            status.state,
            "all is told"
        );
        let on_call = status.state == AgentState::OnCall;
        assert!(on_call || !talking.contains(&status.agent));
        assert!(status.wrap_up.is_none() || status.state == AgentState::WrapUp);
        let after = matches!(status.state, AgentState::OnCall | AgentState::WrapUp);
        assert!(status.pending.is_none() || after);
        assert!(!status.forced || status.presence == Presence::Offline);
    }
}

/// The members of a group who are neither offline nor on a break, counted from outside.
fn online(world: &World, live: &Config, group: &str) -> usize {
    let group = &live.skill_groups[group];
    let there = |state: AgentState| !matches!(state, AgentState::Offline | AgentState::Break);
    let agents = group
        .members
        .keys()
        .filter(|agent| live.agents.contains_key(*agent));
    let phones = group
        .phones
        .keys()
        .filter(|one| live.phones[*one].agent.is_none());
    agents
        .filter(|agent| there(world.state(agent.as_str())))
        .count()
        + phones
            .filter(|one| world.phone(one.as_str()) != PhoneState::Unregistered)
            .count()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]
    #[test]
    fn nothing_panics_nobody_is_in_two_places_and_nothing_is_left(
        first in any::<u32>(),
        acts in prop::collection::vec(act(), 0..150),
    ) {
        let mut live = config(first);
        let mut world = World::staffed(live.clone());
        for act in acts {
            perform(&mut world, &mut live, act);
            check(&world, &live);
        }
        world.close();
    }
}
