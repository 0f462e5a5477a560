//! Configurations made by chance, all of them good.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use model::config::{
    AfterLogIn, AfterMissed, Agent, BreakReason, Center, Clip, End, Grant, Groups, Ivr, Module,
    Node, Number, NumberPrivacy, Order, Permission, Phone, Priority, Privacy, Prompt, Ring, Role,
    Routing, Secret, Sip, SipServer, SkillGroup, Speech, Srtp, Template, Transport, Weight,
    WrapUpEnd,
};
use model::reading::Reading;
use model::{Config, DialString, Extension, Hotword, IvrName, Name, Span};
use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;

use crate::callers;
use crate::hours::hours;
use crate::nodes::{self, Made};
use crate::trunks;
use crate::webhooks::webhooks;

/// The hash of [`super::wav`].
const SHA256: &str = "sha256";

pub fn name() -> impl Strategy<Value = Name> {
    const TRAPS: &[&str] = &[
        "on", "no", "null", "true", "y", "-", "---", "007", "1e3", "0x1F", "_1", "end",
    ];
    let made = "[\\p{L}\\p{Nd}_-]{1,12}".prop_filter_map("a name", |text| Name::new(&text).ok());
    let trap = proptest::sample::select(TRAPS).prop_map(|text| Name::new(text).expect("a name"));
    prop_oneof![4 => made, 1 => trap]
}

/// The name of a flow, or of a version of one.
fn ivr_name() -> impl Strategy<Value = IvrName> {
    (name(), option::of(1..=9_999_u32)).prop_map(|(name, version)| match version {
        Some(version) => IvrName::new(&format!("{name}@{version}")).expect("a version"),
        None => IvrName::from(&name),
    })
}

/// A text of one line that is not blank.
pub fn line() -> impl Strategy<Value = String> {
    const TRAPS: &[&str] = &[
        "yes", "~", "123", "1_000", "- a", "a: b", "#", "*", "&a", "!x", "\"", "'", "%", "@",
    ];
    let made =
        "[^\\p{C}\\p{Zl}\\p{Zp}]{1,20}".prop_filter("not blank", |text| !text.trim().is_empty());
    prop_oneof![4 => made, 1 => proptest::sample::select(TRAPS).prop_map(str::to_owned)]
}

/// A text that is spoken.
pub fn spoken() -> BoxedStrategy<Template> {
    let reading = proptest::sample::select(Reading::ALL.to_vec());
    let read = (template(), reading, line()).prop_map(|(text, reading, rest)| {
        let rest = rest.replace('$', "S");
        let text = format!("{text}${{StaffNo:{reading}}}{rest}");
        text.parse().expect("a template")
    });
    prop_oneof![template(), read].boxed()
}

/// A text that may be spoken or not.
pub fn template() -> impl Strategy<Value = Template> {
    let plain = line().prop_map(|text| text.replace('$', "S"));
    (plain, any::<bool>()).prop_map(|(text, variable)| {
        let text = if variable {
            format!("{text}${{WaitNo}}")
        } else {
            text
        };
        text.parse().expect("a template")
    })
}

pub fn speech(prompts: &[Name]) -> impl Strategy<Value = Speech> + use<> {
    let prompts = prompts.to_vec();
    (spoken(), any::<prop::sample::Index>(), any::<bool>()).prop_map(move |(text, n, named)| {
        match prompts.get(n.index(prompts.len().max(1))) {
            Some(name) if named => Speech::Prompt(name.clone()),
            _ => Speech::Text(text),
        }
    })
}

/// Gives every node the one after it as its exit, and ends the flow.
fn chain(names: &[Name], nodes: &[Made], last: Option<Speech>) -> Ivr {
    let count = names.len() - 1;
    let mut all: BTreeMap<Name, Node> = nodes
        .iter()
        .take(count)
        .enumerate()
        .map(|(n, made)| (names[n].clone(), made.with(&names[n + 1])))
        .collect();
    all.insert(names[all.len()].clone(), Node::End(End { speech: last }));
    Ivr {
        start: names[0].clone(),
        nodes: all,
        on_exception: Some(names[count].clone()),
        screening: Default::default(),
        variables: BTreeMap::new(),
        note: String::new(),
    }
}

fn ivr(
    prompts: &[Name],
    groups: &[Name],
    hours: &[Name],
) -> impl Strategy<Value = Arc<Ivr>> + use<> {
    let nodes = vec(nodes::node(prompts, groups, hours), 5);
    (btree_set(name(), 1..6), nodes, option::of(speech(prompts))).prop_map(
        |(names, nodes, last)| {
            let names: Vec<Name> = names.into_iter().rev().collect();
            Arc::new(chain(&names, &nodes, last))
        },
    )
}

pub fn srtp() -> impl Strategy<Value = Srtp> {
    prop::sample::select(Srtp::ALL.to_vec())
}

/// So few that they are not those that stand for none.
pub fn codecs() -> impl Strategy<Value = Vec<model::config::Codec>> {
    prop::sample::subsequence(model::config::Codec::ALL.to_vec(), 0..=2)
}

fn prompt() -> impl Strategy<Value = Prompt> {
    let file = "[a-z]{1,8}/[a-z ]{0,3}[0-9a-z]{1,8}\\.wav";
    let file = file.prop_map(|file| {
        Prompt::File(Clip {
            file,
            sha256: SHA256.to_owned(),
        })
    });
    let voice = option::of(proptest::sample::select(vec![
        "zh".to_owned(),
        "en".to_owned(),
    ]));
    prop_oneof![
        file,
        (spoken(), voice).prop_map(|(text, voice)| Prompt::Text { text, voice })
    ]
}

fn center() -> impl Strategy<Value = Center> {
    let flags = any::<[bool; 7]>();
    let said = (
        option::of(line()),
        flags,
        1..1_000_000_u32,
        codecs(),
        srtp(),
    );
    said.prop_map(|(name, flags, max_calls, phone_codecs, phone_srtp)| {
        let [
            record,
            silent_to_strangers,
            strong_digest,
            english,
            moved,
            hidden,
            hides,
        ] = flags;
        let privacy = |mask| if mask { Privacy::Mask } else { Privacy::None };
        Center {
            name: name.unwrap_or_default(),
            time_zone: if moved {
                "Europe/Berlin"
            } else {
                "Asia/Shanghai"
            }
            .to_owned(),
            voice: if english { "en" } else { "zh" }.to_owned(),
            max_calls,
            record,
            inbound_blacklist: Vec::new(),
            silent_to_strangers,
            sdk_app_id: moved.then_some(max_calls),
            strong_digest,
            after_log_in: if english {
                AfterLogIn::NotReady
            } else {
                AfterLogIn::Idle
            },
            break_reasons: reasons(record, english),
            internal_calls_on_break: record,
            number_privacy: NumberPrivacy {
                inbound: privacy(hidden),
                outbound: privacy(hides),
            },
            api_rate: max_calls % 10_000 + 1,
            max_removals: max_calls % 7,
            dial_abroad: english,
            dial_never: moved.then(|| "168".to_owned()).into_iter().collect(),
            phone_codecs,
            phone_srtp,
            sip: sip(moved, english),
            emergency: hidden,
            unmanaged: hides,
        }
    })
}

fn sip(named: bool, told: bool) -> Sip {
    let server = |(transport, host, port): (_, &str, _)| SipServer {
        transport,
        host: host.to_owned(),
        port,
    };
    let all = [
        (Transport::Tls, "sip.example.com", 5061),
        (Transport::Udp, "203.0.113.7", 5070),
        (Transport::Tcp, "[2001:db8::7]", 5060),
    ];
    Sip {
        domain: named.then(|| "center.example.com".to_owned()),
        servers: all.into_iter().filter(|_| told).map(server).collect(),
    }
}

fn reasons(some: bool, enabled: bool) -> BTreeMap<Name, BreakReason> {
    let reason = |(name, enabled)| {
        let label = format!("the {name}");
        let name = Name::new(name).expect("a name");
        (name, BreakReason { label, enabled })
    };
    let all = [("lunch", true), ("培训", enabled)];
    all.into_iter().filter(|_| some).map(reason).collect()
}

fn routing() -> impl Strategy<Value = Routing> {
    let order = proptest::sample::select(vec![
        Order::LongestIdle,
        Order::FewestCalls,
        Order::Priority,
    ]);
    let missed = proptest::sample::select(vec![
        AfterMissed::Idle,
        AfterMissed::NotReady,
        AfterMissed::Break,
    ]);
    let times = (1_000..600_000_u64, 0..3_600_000_u64, 60_000..9_999_999_u64);
    (order, missed, times, any::<[bool; 3]>()).prop_map(|(order, after_missed, times, flags)| {
        let (ring, wrap_up, within) = times;
        let [last_agent, auto_answer, manual] = flags;
        Routing {
            order,
            last_agent,
            last_agent_within: Span::millis(within),
            auto_answer,
            ring_timeout: Span::millis(ring),
            wrap_up: Span::millis(wrap_up),
            wrap_up_end: if manual {
                WrapUpEnd::Manual
            } else {
                WrapUpEnd::Automatic
            },
            after_missed,
        }
    })
}

type Rights = (Option<String>, [u8; 4], [bool; 4]);

fn rights() -> impl Strategy<Value = Rights> {
    (option::of(line()), any::<[u8; 4]>(), any::<[bool; 4]>())
}

fn role(rights: Rights, config: &Config) -> Role {
    let (name, levels, [all, own, none, plain_numbers]) = rights;
    let some = || Groups::These(config.skill_groups.keys().take(2).cloned().collect());
    let permission = |level: u8| match level % 3 {
        0 => Permission::None,
        1 => Permission::View,
        _ => Permission::Change,
    };
    let own = own.then(|| if none { Groups::NONE } else { some() });
    let grants = Module::ALL.into_iter().zip(levels).map(|(module, level)| {
        let grant = Grant {
            permission: permission(level),
            skill_groups: own.clone(),
        };
        (module, grant)
    });
    Role {
        name: name.unwrap_or_default(),
        may: grants
            .filter(|(_, grant)| grant.permission != Permission::None)
            .collect(),
        skill_groups: if all { Groups::All } else { some() },
        plain_numbers,
    }
}

type Person = (String, Option<String>, Option<String>, [bool; 2]);

fn agents() -> impl Strategy<Value = BTreeMap<Name, Agent>> {
    let agent = (
        line(),
        option::of(line()),
        option::of(line()),
        any::<[bool; 2]>(),
    );
    (btree_set(name(), 0..5), vec(agent, 5)).prop_map(|(names, agents)| {
        let agent = |(n, (own, (name, nickname, mobile, flags))): (usize, (Name, Person))| {
            let [email, admin] = flags;
            let agent = Agent {
                name,
                nickname,
                staff_number: format!("{n:03}"),
                email: email.then(|| format!("a{n}@example.com")),
                mobile,
                role: Name::new(if admin { "admin" } else { "agent" }).expect("a name"),
            };
            (own, agent)
        };
        names
            .into_iter()
            .zip(agents)
            .enumerate()
            .map(agent)
            .collect()
    })
}

fn phones(agents: &[Name]) -> impl Strategy<Value = BTreeMap<Extension, Phone>> + use<> {
    let agents = agents.to_vec();
    let phone = (
        option::of(line()),
        any::<prop::sample::Index>(),
        any::<[bool; 4]>(),
    );
    (btree_set(1_000..9_000_u32, 0..5), vec(phone, 5)).prop_map(move |(extensions, phones)| {
        let phone =
            |(extension, (name, n, flags)): (u32, (Option<String>, prop::sample::Index, _))| {
                let [bound, fixed, secret, file]: [bool; 4] = flags;
                let agent = agents
                    .get(n.index(agents.len().max(1)))
                    .filter(|_| bound)
                    .cloned();
                let contact = format!("sip:{extension}@10.0.0.1:5060")
                    .parse()
                    .ok()
                    .filter(|_| fixed);
                let source = if file {
                    Secret::File("keys/a".into())
                } else {
                    Secret::Env("A_1".into())
                };
                let password = secret.then_some(source);
                let transports = model::config::Transport::ALL.into_iter();
                let transports = transports.filter(|it| extension & (1 << *it as u32) != 0);
                let transports = transports.collect();
                let extension = Extension::new(&extension.to_string()).expect("an extension");
                (
                    extension,
                    Phone {
                        name: name.unwrap_or_default(),
                        agent,
                        contact,
                        password,
                        transports,
                        codecs: if secret {
                            vec![model::config::Codec::G722]
                        } else {
                            Vec::new()
                        },
                        srtp: fixed.then_some(Srtp::Required),
                    },
                )
            };
        extensions.into_iter().zip(phones).map(phone).collect()
    })
}

type Group = (bool, Vec<(prop::sample::Index, u8)>, Option<u32>, bool);

fn group() -> impl Strategy<Value = Group> {
    let member = (any::<prop::sample::Index>(), 1..=5_u8);
    (
        any::<bool>(),
        vec(member, 0..4),
        option::of(0..100_000_u32),
        any::<bool>(),
    )
}

fn skill_group(group: Group, config: &Config) -> SkillGroup {
    let (simultaneous, members, max_waiting, routed) = group;
    let agents: Vec<&Name> = config.agents.keys().collect();
    let member = |(n, priority): (prop::sample::Index, u8)| {
        let agent = agents.get(n.index(agents.len().max(1)))?;
        Some(((*agent).clone(), Priority(priority)))
    };
    let own = config
        .phones
        .iter()
        .filter(|(_, phone)| phone.agent.is_none());
    SkillGroup {
        ring: if simultaneous {
            Ring::Simultaneous
        } else {
            Ring::Sequential
        },
        members: members.into_iter().filter_map(member).collect(),
        phones: own
            .map(|(extension, _)| (extension.clone(), Priority(if routed { 1 } else { 3 })))
            .take(2)
            .collect(),
        routing: config.routing.keys().next().filter(|_| routed).cloned(),
        max_waiting,
        max_ringing: max_waiting.map(|most| most % 99 + 2),
        unmanaged: simultaneous,
    }
}

/// A configuration that compiles.
pub fn config() -> impl Strategy<Value = Config> {
    let made = (
        uncalled(),
        callers::lists(),
        hotwords(),
        webhooks(),
        any::<bool>(),
    );
    made.prop_map(|(config, lists, hotwords, webhooks, guarded)| {
        let mut config = callers::screened(config, lists);
        config.hotwords = hotwords.into();
        config.webhooks = webhooks.into();
        if guarded {
            config.protected = first_of_each_kind(&config).into();
        }
        config
    })
}

fn hotwords() -> impl Strategy<Value = BTreeMap<Hotword, Weight>> {
    let word = "[a-z0-9_-]{1,6}[一-龥]{0,7}|on|yes|NO|null|12|1e3";
    let word = word.prop_map(|text| Hotword::new(&text).expect("a word"));
    proptest::collection::btree_map(word, (1..=10_u8).prop_map(Weight), 0..5)
}

fn first_of_each_kind(config: &Config) -> BTreeSet<String> {
    let kinds = lang::emit::resources(config).into_iter();
    let kinds = kinds.filter(|(kind, _)| *kind != "center");
    kinds
        .filter_map(|(kind, resources)| {
            let name = resources.into_keys().next()?;
            Some(format!("{kind}/{name}"))
        })
        .collect()
}

/// One that takes every caller.
fn uncalled() -> impl Strategy<Value = Config> {
    let prompts = proptest::collection::btree_map(name(), prompt(), 0..4);
    let groups = proptest::collection::btree_map(name(), group(), 1..4);
    let routing = proptest::collection::btree_map(name(), routing(), 0..3);
    let trunks = proptest::collection::btree_map(name(), trunks::trunk(), 0..3);
    let roles = proptest::collection::btree_map(name(), rights(), 0..3);
    let hours = proptest::collection::btree_map(name(), hours(), 1..3);
    (
        (center(), hours),
        trunks,
        prompts,
        groups,
        agents(),
        routing,
        roles,
    )
        .prop_flat_map(
            |(center, trunks, prompts, groups, agents, routing, roles)| {
                let names: Vec<Name> = prompts.keys().cloned().collect();
                let group_names: Vec<Name> = groups.keys().cloned().collect();
                let hour_names: Vec<Name> = center.1.keys().cloned().collect();
                let ivr = ivr(&names, &group_names, &hour_names);
                let ivrs = proptest::collection::btree_map(ivr_name(), ivr, 1..4);
                let phones = phones(&agents.keys().cloned().collect::<Vec<_>>());
                let numbers = btree_set("[0-9]{3,6}|\\+1555[0-9]{7}", 0..4);
                (
                    Just((center, trunks, prompts, groups, agents, routing, roles)),
                    ivrs,
                    phones,
                    numbers,
                    nodes::dial(&names, &outbound()),
                )
            },
        )
        .prop_map(
            |(
                ((center, hours), trunks, prompts, groups, agents, routing, roles),
                ivrs,
                phones,
                numbers,
                dial,
            )| {
                let mut config = Config {
                    center,
                    trunks: trunks.into(),
                    prompts: prompts.into(),
                    ivrs: ivrs.into(),
                    agents: agents.into(),
                    phones: phones.into(),
                    routing: routing.into(),
                    hours: hours.into(),
                    // These follow from the others; a kind that is not named here does not compile.
                    numbers: Default::default(),
                    skill_groups: Default::default(),
                    caller_lists: Default::default(),
                    roles: Default::default(),
                    hotwords: Default::default(),
                    webhooks: Default::default(),
                    protected: Default::default(),
                };
                for (name, made) in groups {
                    let group = skill_group(made, &config);
                    config.skill_groups.insert(name, group);
                }
                for (name, made) in roles {
                    let role = role(made, &config);
                    config.roles.insert(name, role);
                }
                if let Some(role) = config.roles.keys().next() {
                    let mut agents = config.agents.values_mut();
                    agents
                        .next()
                        .into_iter()
                        .for_each(|agent| agent.role = role.clone());
                }
                let (trunk, ivr) = (config.trunks.keys().next(), config.ivrs.keys().next());
                if let (Some(trunk), Some(ivr)) = (trunk.cloned(), ivr.cloned()) {
                    for (n, number) in numbers.into_iter().enumerate() {
                        let number = DialString::new(&number).expect("a number");
                        let (trunk, ivr) = (trunk.clone(), ivr.clone());
                        config.numbers.insert(number, trunks::number(trunk, ivr, n));
                    }
                    dial_out(&mut config, &trunk, &ivr, &dial);
                }
                config
            },
        )
}

/// The number that is shown outside.
fn outbound() -> DialString {
    DialString::new("4008000").expect("a number")
}

/// Calls go out over a trunk: from a flow, and from the phones of a group.
fn dial_out(config: &mut Config, trunk: &Name, ivr: &model::IvrName, dial: &Made) {
    let number = Number {
        outbound_skill_groups: config.skill_groups.keys().take(1).cloned().collect(),
        ..Number::on(trunk.clone(), ivr.clone())
    };
    config.numbers.insert(outbound(), number);
    let names = ["a", "b"].map(|name| Name::new(name).expect("a name"));
    let flow = chain(&names, std::slice::from_ref(dial), None);
    config.ivrs.insert(ivr.clone(), Arc::new(flow));
}

/// The configuration with the hash that its prompts really have.
pub fn with_hash(mut config: Config, sha256: &str) -> Config {
    for prompt in config.prompts.values_mut() {
        if let Prompt::File(clip) = prompt {
            clip.sha256 = sha256.to_owned();
        }
    }
    config
}
