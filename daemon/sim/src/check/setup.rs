//! The world of a test: the center with its configuration, the caller at its trunk, the agents at
//! their phones.

use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use model::state::Presence;
use model::tests::{Answer, Test};
use model::{Config, Extension, Revision};
use phone::Command;
use switch::{Apply, HashedPassword, REALM, Reply};

use super::Rehearsal;
use super::ahead::{self, Ahead};
use super::caller::Caller;
use super::carriers;
use super::outside::Outside;
use super::story::Story;
use crate::world::{Agenda, HandsetId, Noticed, Reaction, Settings, Weather, World};

/// Every phone of a test has it.
const PASSWORD: &str = "rehearsal";
/// Long enough for every registration.
const PREPARATION: Duration = Duration::from_secs(2);
/// How long a customer's system takes to answer.
const SOON: Duration = Duration::from_millis(100);
const PORTS: u16 = 256;
const SIP: u16 = 5060;
/// The port of a caller who calls from where the carrier takes calls.
const BESIDE: u16 = 5062;
/// The port before those of callers who dial before him.
const AHEAD: u16 = 7_000;
/// The number of a caller who is not named.
const CALLER: &str = "13800138000";

/// Everything is in its place, and the caller is about to dial.
pub fn rehearsal<'a>(
    config: &Arc<Config>,
    test: &'a Test,
    seed: u64,
) -> Result<Rehearsal<'a>, String> {
    let config = &carriers::at_addresses(config);
    let from = source(config, test)?;
    let center = SocketAddr::new(beside(from), SIP);
    let mut world = World::new(Settings {
        seed,
        center,
        ports: PORTS,
        weather: Weather::CALM,
        failing_playings: 0,
        bug: None,
    });
    apply(&mut world, config)?;
    let mut agents = BTreeMap::new();
    for (name, script) in &test.agents {
        if let Some(phone) = config.phones_of(name).next() {
            let place = SocketAddr::new(center.ip(), 6_000 + agents.len() as u16);
            let id = seat(&mut world, config, phone, place);
            agents.insert(id, script);
        }
    }
    for name in config.agents.keys() {
        let presence = test
            .agents
            .get(name)
            .map_or(Presence::Offline, |script| script.presence);
        world.command(switch::Command::SetPresence(name.clone(), presence));
    }
    let number = test.caller.clone().unwrap_or_else(|| CALLER.to_owned());
    let outside = outside(&mut world, config);
    let own = SocketAddr::new(from, SIP);
    let taken = outside.values().any(|address| *address == own);
    let caller = world.install(phone::Settings {
        local: if taken {
            SocketAddr::new(from, BESIDE)
        } else {
            own
        },
        server: center,
        user: number.clone(),
        password: String::new(),
        name: String::new(),
    });
    let ahead = ahead(&mut world, test, &number, from);
    let begin = prepared(&mut world);
    let dialled = begin + ahead::GAP * test.ahead;
    world.set_clock(clock(config, test, world.now().wall));
    for (url, answers) in &test.replies {
        let reactions = answers.iter().map(reaction);
        world.systems_mut().script(url.as_str(), reactions);
    }
    Ok(Rehearsal {
        world,
        caller: Caller::new(caller, &test.steps),
        ahead,
        agents,
        outside: Outside::new(test, outside.into_keys().collect()),
        deeds: Agenda::default(),
        story: Story::new(dialled),
        entered: Vec::new(),
        begin,
        dialled,
        refused: None,
        record: None,
    })
}

/// Those who dial before the caller whose number is `his`, from where he does.
fn ahead<'a>(world: &mut World, test: &'a Test, his: &str, from: IpAddr) -> Ahead<'a> {
    let mut port = AHEAD;
    Ahead::new(test, his, |number| {
        port += 1;
        world.install(phone::Settings {
            local: SocketAddr::new(from, port),
            server: world.center(),
            user: number.to_owned(),
            password: String::new(),
            name: String::new(),
        })
    })
}

/// What the clock is to show. An hour that is left out when summer begins is the one after it.
fn clock(config: &Config, test: &Test, otherwise: Timestamp) -> Timestamp {
    let zone = contact::zone(&config.center.time_zone).unwrap_or(TimeZone::UTC);
    let at = test.at.and_then(|at| at.to_zoned(zone).ok());
    at.map_or(otherwise, |at| at.timestamp())
}

fn reaction(answer: &Answer) -> Reaction {
    let after = answer.after.map_or(SOON, |after| after.get());
    match &answer.reply {
        Ok(text) => Reaction::answer(after, text.as_str()),
        Err(failure) => Reaction::failure(after, *failure),
    }
}

/// Whoever the carriers reach: one telephone for each address of a trunk.
fn outside(world: &mut World, config: &Config) -> BTreeMap<HandsetId, SocketAddr> {
    let addresses = config
        .trunks
        .values()
        .filter_map(|it| it.address.parse().ok());
    let addresses: BTreeSet<SocketAddr> = addresses.collect();
    let server = world.center();
    let install = |local| {
        let id = world.install(phone::Settings {
            local,
            server,
            user: "outside".to_owned(),
            password: String::new(),
            name: String::new(),
        });
        (id, local)
    };
    addresses.into_iter().map(install).collect()
}

/// An address from which the number's trunk takes calls.
fn source(config: &Config, test: &Test) -> Result<IpAddr, String> {
    let number = config
        .numbers
        .iter()
        .find(|(number, _)| {
            let normal = model::phone_number::normalise;
            normal(number.as_str()) == normal(test.dial.as_str())
        })
        .map(|(_, number)| number);
    // An unknown number is refused like any other that comes from a trunk.
    let trunk = match number {
        Some(number) => config.trunks.get(&number.trunk),
        None => config.trunks.values().next(),
    };
    let network = trunk.and_then(|trunk| trunk.allow.first());
    let network = network.ok_or_else(|| "no trunk allows calls from anywhere".to_owned())?;
    let unspecified = network.addr().is_unspecified();
    Ok(match network.hosts().next() {
        Some(host) if !unspecified => host,
        _ if network.addr().is_ipv4() => IpAddr::V4(Ipv4Addr::new(198, 51, 100, 7)),
        _ => IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 7)),
    })
}

/// An address for the center of the same family.
fn beside(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => IpAddr::V4(Ipv4Addr::new(192, 0, 2, 250)),
        IpAddr::V6(_) => IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0x250)),
    }
}

fn apply(world: &mut World, config: &Arc<Config>) -> Result<(), String> {
    let open = |phone: &&Extension| {
        config
            .phones
            .get(*phone)
            .is_some_and(|phone| phone.contact.is_none())
    };
    let passwords = config
        .phones
        .keys()
        .filter(open)
        .map(|phone| (phone.clone(), HashedPassword::new(phone, REALM, PASSWORD)))
        .collect();
    let ticket = world.command(switch::Command::Apply(Box::new(Apply {
        base: Revision(0),
        config: Arc::clone(config).into(),
        passwords,
        trunk_passwords: Default::default(),
        webhook_secrets: Default::default(),
        message: String::new(),
        moved: Vec::new(),
        commit: None,
        changes: switch::Changes::default(),
    })));
    while world.step() {
        while let Some(noticed) = world.noticed() {
            match noticed {
                Noticed::Reply(of, Reply::Problem(problem)) if of == ticket => {
                    return Err(problem.to_string());
                }
                Noticed::Reply(of, _) if of == ticket => return Ok(()),
                _ => {}
            }
        }
    }
    Err("the configuration was not applied".to_owned())
}

/// Puts an agent's phone into the world and lets it register, unless its place is fixed.
fn seat(world: &mut World, config: &Config, phone: &Extension, place: SocketAddr) -> HandsetId {
    let contact = config
        .phones
        .get(phone)
        .and_then(|phone| phone.contact.as_ref());
    let id = world.install(phone::Settings {
        local: contact.map_or(place, |contact| contact.address),
        server: world.center(),
        user: phone.to_string(),
        password: PASSWORD.to_owned(),
        name: String::new(),
    });
    if contact.is_none() {
        world.order(id, Command::Register(3_600));
    }
    id
}

/// Lets the preparations come to their end; the moment at which they have.
fn prepared(world: &mut World) -> kernel::Mono {
    let until = world.now().mono + PREPARATION;
    while world.next_at().is_some_and(|at| at <= until) {
        world.step();
    }
    while world.noticed().is_some() {}
    world.pass(until);
    until
}
