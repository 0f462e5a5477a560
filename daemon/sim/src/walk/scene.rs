//! A center cut down to what one flow can come to, so that it can be set up thousands of times.
//!
//! The flow, its prompts, hours, lists and numbers are those of the configuration. Each group has one member
//! who stands for all of them, room for one caller who waits, and a number of its own by which others come
//! to it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use model::config::{Agent, Config, Ivr, Node, Number, Phone, Priority, SkillGroup, Transfer};
use model::{DialString, Extension, IvrName, Name};

/// Where phones are looked for that nobody has.
const FREE: std::ops::Range<u32> = 800_000..900_000;

/// The center of one number.
pub struct Scene {
    pub(super) config: Arc<Config>,
    pub(super) trunk: Name,
    pub(super) groups: BTreeMap<Name, StandIn>,
    /// The number that is dialled.
    pub number: DialString,
    /// The name of its flow.
    pub ivr_name: IvrName,
    /// Its flow.
    pub ivr: Arc<Ivr>,
}

/// Who stands for the members of a group.
pub(super) struct StandIn {
    /// `None`: it has no members.
    pub(super) agent: Option<(Name, Extension)>,
    /// The number that leads straight to it.
    pub(super) entrance: DialString,
    /// Whether it is written how many may wait.
    limited: bool,
}

impl Scene {
    /// That of a number; `None` if it has no flow.
    pub fn new(config: &Config, number: &DialString) -> Option<Scene> {
        let known = config.numbers.get(number)?;
        let ivr = Arc::clone(config.ivrs.get(&known.ivr)?);
        let mut scene = Scene {
            config: Arc::default(),
            trunk: known.trunk.clone(),
            groups: BTreeMap::new(),
            number: number.clone(),
            ivr_name: known.ivr.clone(),
            ivr,
        };
        let mut cut = without_people(config, &scene);
        keep_phones(config, &scene, &mut cut);
        for group in groups_of(&scene.ivr) {
            if let Some(known) = config.skill_groups.get(&group) {
                let stand_in = stand_in(&mut cut, &scene.trunk, &group, known)?;
                scene.groups.insert(group, stand_in);
            }
        }
        scene.config = Arc::new(cut);
        Some(scene)
    }

    /// Whether it makes a difference who is there in a group: somebody may be, and a caller may wait.
    pub fn may_differ(&self, group: &Name) -> bool {
        let limit = self.config.skill_groups.get(group);
        let takes = limit.is_some_and(|group| group.waiting_limit() > 0);
        let group = self.groups.get(group);
        takes && group.is_some_and(|group| group.agent.is_some())
    }

    /// Whether somebody has written how many may wait for a group.
    pub fn is_limited(&self, group: &Name) -> bool {
        let group = self.groups.get(group);
        group.is_some_and(|group| group.limited)
    }

    /// A phone of so many digits that a caller can dial.
    pub fn phone(&self, digits: u32) -> Option<&Extension> {
        let fits = |phone: &&Extension| phone.as_str().len() == digits as usize;
        let stands_in = |phone: &Extension| {
            let mut agents = self.groups.values().filter_map(|it| it.agent.as_ref());
            agents.any(|(_, his)| his == phone)
        };
        let phones = self.config.phones.keys();
        phones.filter(fits).find(|phone| !stands_in(phone))
    }
}

/// The groups to which a flow leads.
fn groups_of(ivr: &Ivr) -> BTreeSet<Name> {
    let groups = ivr.nodes.values().filter_map(|node| match node {
        Node::Transfer(transfer) => Some(transfer.group.clone()),
        _ => None,
    });
    groups.collect()
}

fn without_people(config: &Config, scene: &Scene) -> Config {
    let mut center = config.center.clone();
    center.record = false;
    Config {
        center,
        trunks: config.trunks.clone(),
        numbers: config.numbers.clone(),
        prompts: config.prompts.clone(),
        ivrs: [(scene.ivr_name.clone(), Arc::clone(&scene.ivr))]
            .into_iter()
            .collect(),
        routing: config.routing.clone(),
        caller_lists: config.caller_lists.clone(),
        hours: config.hours.clone(),
        ..Config::default()
    }
}

/// Keeps one phone for each length of extensions that a caller is asked for, one with an agent if there is.
fn keep_phones(config: &Config, scene: &Scene, cut: &mut Config) {
    let lengths: BTreeSet<usize> = scene
        .ivr
        .nodes
        .values()
        .filter_map(|node| match node {
            Node::DialExtension(node) => Some(node.length as usize),
            _ => None,
        })
        .collect();
    for length in lengths {
        let phones = || {
            let phones = config.phones.iter();
            phones.filter(move |(extension, _)| extension.as_str().len() == length)
        };
        let kept = phones().find(|(_, phone)| phone.agent.is_some());
        let Some((extension, phone)) = kept.or_else(|| phones().next()) else {
            continue;
        };
        cut.phones.insert(extension.clone(), phone.clone());
        if let Some((name, agent)) = phone
            .agent
            .as_ref()
            .and_then(|name| config.agents.get_key_value(name))
        {
            cut.agents.insert(name.clone(), agent.clone());
        }
    }
}

/// Puts a group into the center, with its one member and its own number. `None`: no name is free for them.
fn stand_in(cut: &mut Config, trunk: &Name, group: &Name, known: &SkillGroup) -> Option<StandIn> {
    let number = cut.skill_groups.len();
    let name = Name::new(&format!("stand-in-{number}")).ok()?;
    let entrance = free_number(cut)?;
    let ivr_name = IvrName::new(&format!("stand-in-{number}")).ok()?;
    let straight = Ivr {
        note: String::new(),
        start: name.clone(),
        nodes: [(name.clone(), Node::from(Transfer::to(group.clone())))].into(),
        on_exception: None,
        screening: Default::default(),
        variables: BTreeMap::new(),
    };
    cut.ivrs.insert(ivr_name.clone(), Arc::new(straight));
    let number = Number::on(trunk.clone(), ivr_name);
    cut.numbers.insert(entrance.clone(), number);
    let nobody = known.members.is_empty() && known.phones.is_empty();
    let agent = if nobody {
        None
    } else {
        Some(hire(cut, &name)?)
    };
    let members = agent
        .iter()
        .map(|(agent, _)| (agent.clone(), Priority::default()));
    let kept = SkillGroup {
        members: members.collect(),
        phones: BTreeMap::new(),
        max_waiting: Some(known.max_waiting.unwrap_or(1).min(1)),
        ..known.clone()
    };
    cut.skill_groups.insert(group.clone(), kept);
    Some(StandIn {
        agent,
        entrance,
        limited: known.max_waiting.is_some(),
    })
}

/// An agent with a phone.
fn hire(cut: &mut Config, name: &Name) -> Option<(Name, Extension)> {
    let mut phones = FREE.filter_map(|number| Extension::new(&number.to_string()).ok());
    let phone = phones.find(|phone| !cut.phones.contains_key(phone))?;
    let agent = Agent {
        name: name.to_string(),
        nickname: None,
        staff_number: phone.to_string(),
        email: None,
        mobile: None,
        role: Name::new("agent").ok()?,
    };
    cut.agents.insert(name.clone(), agent);
    let device = Phone {
        agent: Some(name.clone()),
        ..Phone::default()
    };
    cut.phones.insert(phone.clone(), device);
    Some((name.clone(), phone))
}

fn free_number(cut: &Config) -> Option<DialString> {
    let mut numbers = FREE.filter_map(|number| DialString::new(&number.to_string()).ok());
    numbers.find(|number| !cut.numbers.contains_key(number))
}
