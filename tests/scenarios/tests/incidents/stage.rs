//! A stage: the center of `behaviours/center.yaml`, telephones, and time that passes when told to.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use lang::{NoFiles, Source};
use model::record::{CallEvent, CallRecord, EventKind};
use model::{Config, Extension, Moved, Revision};
use phone::{Command, Event};
use sim::world::{HandsetId, Noticed, Settings, Weather, World};
use switch::{Apply, Entry, HashedPassword, REALM, Reply};

const CENTER: &str = "192.0.2.1:5060";

/// The center as text, to be altered by a scenario.
pub const TEXT: &str = include_str!("../behaviours/center.yaml");

/// The stage.
pub struct Stage {
    /// The world.
    pub world: World,
    /// All events of all calls.
    pub events: Vec<CallEvent>,
    /// All records.
    pub records: Vec<CallRecord>,
    /// What each telephone noticed.
    pub noticed: BTreeMap<HandsetId, Vec<Event>>,
    revision: Revision,
    applied: bool,
    people: u8,
}

/// What a text compiles to.
pub fn compiled(text: &str) -> Arc<Config> {
    let source = Source {
        path: "center.yaml".to_owned(),
        text: text.as_bytes().to_vec(),
    };
    Arc::new(lang::compile(&[source], &NoFiles).expect("a center").config)
}

/// A configuration as text without its tests, whose nodes a scenario may have altered away.
pub fn without_tests(text: &str) -> &str {
    text.split("\ntests:").next().unwrap_or(text)
}

impl Stage {
    /// A stage on which the center runs.
    pub fn new() -> Stage {
        Stage::seeded(7)
    }

    /// The same with chance of its own.
    pub fn seeded(seed: u64) -> Stage {
        let world = World::new(Settings {
            seed,
            center: CENTER.parse().expect("an address"),
            ports: 20,
            weather: Weather::CALM,
            failing_playings: 0,
            bug: None,
        });
        let mut stage = Stage {
            world,
            events: Vec::new(),
            records: Vec::new(),
            noticed: BTreeMap::new(),
            revision: Revision(0),
            applied: false,
            people: 10,
        };
        stage.apply(TEXT);
        stage
    }

    /// Puts a configuration into effect.
    pub fn apply(&mut self, text: &str) {
        self.apply_with(text, |_| "secret");
    }

    /// The same with a password for each phone.
    pub fn apply_with(&mut self, text: &str, password: impl Fn(&Extension) -> &'static str) {
        self.put(compiled(without_tests(text)), Vec::new(), password);
    }

    /// The same where some of what is live has another name.
    pub fn apply_moved(&mut self, text: &str, moved: Vec<Moved>) {
        self.put(compiled(without_tests(text)), moved, |_| "secret");
    }

    fn put(
        &mut self,
        config: Arc<Config>,
        moved: Vec<Moved>,
        password: impl Fn(&Extension) -> &'static str,
    ) {
        let password = |phone: &Extension| HashedPassword::new(phone, REALM, password(phone));
        let passwords = config
            .phones
            .keys()
            .map(|phone: &Extension| (phone.clone(), password(phone)));
        self.applied = false;
        let apply = Apply {
            moved,
            base: self.revision,
            passwords: passwords.collect(),
            trunk_passwords: Default::default(),
            webhook_secrets: Default::default(),
            config: Arc::clone(&config).into(),
            message: String::new(),
            commit: None,
            changes: switch::Changes::default(),
        };
        self.world.command(switch::Command::Apply(Box::new(apply)));
        self.play(1);
        assert!(self.applied, "the configuration is live");
    }

    /// A telephone that registers as an extension of the center.
    pub fn phone(&mut self, extension: &str) -> HandsetId {
        let id = self.telephone([198, 18, 0], extension, "secret");
        self.world.order(id, Command::Register(600));
        self.play(1);
        id
    }

    /// A caller who has dialled and been answered.
    pub fn caller(&mut self, number: &str) -> HandsetId {
        let own = format!("138000000{}", self.people);
        self.caller_as(&own, number)
    }

    /// The same from a number of his own.
    pub fn caller_as(&mut self, own: &str, number: &str) -> HandsetId {
        let id = self.telephone([203, 0, 113], own, "");
        self.world.order(id, Command::Dial(number.to_owned()));
        self.play(1);
        id
    }

    /// Whoever the carrier of the trunk reaches: its calls come to the trunk's address.
    pub fn outside(&mut self) -> HandsetId {
        self.people += 1;
        self.world.install(phone::Settings {
            local: "203.0.113.10:5060".parse().expect("an address"),
            server: CENTER.parse().expect("an address"),
            user: "outside".to_owned(),
            password: String::new(),
            name: String::new(),
        })
    }

    /// A telephone in a network.
    pub fn telephone(&mut self, [a, b, c]: [u8; 3], user: &str, password: &str) -> HandsetId {
        // A carrier's network of 16 addresses is shared by all callers.
        let last = self.people % 16;
        self.people += 1;
        self.world.install(phone::Settings {
            local: SocketAddr::from(([a, b, c, last], 5060)),
            server: CENTER.parse().expect("an address"),
            user: user.to_owned(),
            password: password.to_owned(),
            name: String::new(),
        })
    }

    /// Somebody does something, and a second passes.
    pub fn order(&mut self, id: HandsetId, command: Command) {
        self.world.order(id, command);
        self.play(1);
    }

    /// Somebody presses a key.
    pub fn press(&mut self, id: HandsetId, key: &str) {
        self.order(id, Command::Press(key.to_owned()));
    }

    /// A caller in a talk with an agent.
    pub fn talk(&mut self, number: &str, agent: HandsetId) -> HandsetId {
        let caller = self.caller(number);
        self.order(agent, Command::Answer);
        assert!(self.happened(|event| matches!(event, EventKind::Answered { .. })));
        caller
    }

    /// Lets seconds pass.
    pub fn play(&mut self, seconds: u64) {
        self.pass(Duration::from_secs(seconds));
    }

    /// Lets a time pass.
    pub fn pass(&mut self, span: Duration) {
        let until = self.world.now().mono + span;
        while self.world.next_at().is_some_and(|at| at <= until) {
            self.world.step();
            self.look();
        }
        self.world.pass(until);
        self.look();
    }

    /// Whether something has happened in some call.
    pub fn happened(&self, what: impl Fn(&EventKind) -> bool) -> bool {
        self.events.iter().any(|event| what(&event.kind))
    }

    /// The nodes that a call went through, by its record.
    pub fn path(&self, record: usize) -> Vec<&str> {
        let record = self.records.get(record).expect("a record");
        record.path.iter().map(|step| step.node.as_str()).collect()
    }

    /// How often a telephone rang.
    pub fn rang(&self, id: HandsetId) -> usize {
        let rang = |event: &&Event| matches!(event, Event::Incoming { .. });
        self.noticed
            .get(&id)
            .map_or(0, |events| events.iter().filter(rang).count())
    }

    fn look(&mut self) {
        while let Some(noticed) = self.world.noticed() {
            match noticed {
                Noticed::Entry(_, entry) => match *entry {
                    Entry::Call(event) => self.events.push(event),
                    Entry::Record(record) => self.records.push(*record),
                    _ => {}
                },
                Noticed::Phone(id, event) => self.noticed.entry(id).or_default().push(event),
                Noticed::Reply(_, Reply::Applied(revision)) => {
                    self.revision = revision;
                    self.applied = true;
                }
                _ => {}
            }
        }
    }
}
