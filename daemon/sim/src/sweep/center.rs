//! The center of a sweep, and how an administrator changes it in the middle.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use jiff::civil::Date;
use kernel::Chance;
use model::{Config, Extension, Name};
use serde_json::{Value, json};
use switch::{HashedPassword, REALM};

use super::reach;

/// How many agents there may be; agent `a3` has the phone `2003`.
pub const AGENTS: u16 = 7;
/// Numbers by what is behind them.
pub const NUMBERS: [&str; 10] = [
    "02160001000",
    "02160002000",
    DIRECT,
    "02160004000",
    "02160005000",
    CARD,
    MEANT,
    reach::OUT,
    reach::ASK,
    reach::LEAVE,
];
/// The number whose callers wait at once for whoever is there.
pub const DIRECT: &str = "02160003000";
/// The number whose callers are meant for an agent.
pub const MEANT: &str = "02160007000";
/// The extension of a phone that stands for itself.
pub const DESK: &str = "2101";
/// The password of every phone.
pub const PASSWORD: &str = "sweep";
/// The addresses of the carriers.
pub const CARRIERS: [&str; 2] = ["203.0.113.5:5060", "198.51.99.10:5060"];
/// How long a device of the center may ring.
pub const RING_SECONDS: u64 = 6;
/// What is said outside of business hours, and nowhere else.
pub const CLOSED: &str = "we are closed at this hour";
/// What is said while the emergency switch is on, and nowhere else.
pub const ALARM: &str = "we have left the building";
/// The number whose callers are asked for a card in business hours.
pub const CARD: &str = "02160006000";
/// The business hours.
pub const OFFICE: &str = "office";
/// The day on which it all happens, a Monday.
pub const TODAY: Date = jiff::civil::date(2026, 1, 5);
/// A customer's system that knows how good a caller is.
pub const SCORES: &str = "https://crm.example.com/score";
/// How long a menu of the center waits for a key.
pub const MENU_SECONDS: u64 = 3;

/// The most digits of a card.
pub const CARD_DIGITS: u32 = 3;

/// The agent for whom callers of [`MEANT`] are meant, and no member of the group where they wait.
pub const NAMED: u16 = 3;

/// The longest wait of the fourth number, which has no exit for it.
const PATIENT_SECONDS: u64 = 15;
/// The longest wait of the fifth number, which has no exit for it either.
const RARE_SECONDS: u64 = 20;

/// Callers who are turned away while the center has their list.
const RUDE: [&str; 2] = ["13800000040", "1380000005*"];
/// Callers who may leave a message all the same.
const FRIENDS: [&str; 2] = ["13800000040", "13800000052"];

/// The orders of offers.
const ORDERS: [&str; 3] = ["longest_idle", "fewest_calls", "priority"];

/// What is different between revisions.
#[derive(Clone, Debug, Default)]
pub struct Variant {
    agents: BTreeSet<u16>,
    presales: BTreeSet<u16>,
    simultaneous: bool,
    order: &'static str,
    /// Whether whoever served a caller before is preferred to the order.
    familiar: bool,
    /// Whether wrap-ups of those who work steadily go on until they act.
    manual: bool,
    without_rare: bool,
    closed: bool,
    /// Whether callers on a list are turned away.
    listed: bool,
    greeting: u64,
}

impl Variant {
    /// The center of the beginning.
    pub fn first() -> Variant {
        Variant {
            agents: (1..=AGENTS).collect(),
            presales: (1..=4).collect(),
            order: ORDERS[0],
            familiar: true,
            ..Variant::default()
        }
    }

    /// A change of it.
    pub fn next(&self, chance: &mut Chance) -> Variant {
        let mut next = self.clone();
        next.greeting += 1;
        if next.agents.len() > 4 && chance.percent(50) {
            let gone = next.agents.iter().nth(below(chance, next.agents.len()));
            if let Some(gone) = gone.copied() {
                next.agents.remove(&gone);
            }
        } else {
            next.agents = (1..=AGENTS).collect();
        }
        next.presales = next
            .agents
            .iter()
            .copied()
            .filter(|_| chance.percent(65))
            .collect();
        next.simultaneous = chance.percent(40);
        let order = ORDERS.get(below(chance, ORDERS.len()));
        next.order = order.unwrap_or(&self.order);
        next.familiar = chance.percent(60);
        next.manual = chance.percent(25);
        next.closed = chance.percent(40);
        next.listed = chance.percent(50);
        next.without_rare = !self.without_rare && chance.percent(60);
        next
    }

    /// Its configuration.
    ///
    /// # Errors
    /// If it is none, which is a mistake here.
    pub fn config(&self) -> Result<Config, serde_json::Error> {
        let mut numbers = BTreeMap::new();
        let flows = [
            "main", "notice", "direct", "patient", "rare", "card", "named", "out", "ask", "leave",
        ];
        for (number, ivr) in NUMBERS.iter().zip(flows) {
            if ivr == "rare" && self.without_rare {
                continue;
            }
            let channels = (ivr == "notice").then_some(1);
            numbers.insert(
                *number,
                json!({ "trunk": "carrier", "ivr": ivr, "channels": channels }),
            );
        }
        let shown = json!({ "trunk": "mobile", "ivr": "notice", "outbound_skill_groups": ["presales", "aftersales"] });
        numbers.insert(reach::SHOWN, shown);
        serde_json::from_value(json!({
            "trunks": {
                "carrier": {
                    "mode": "peer", "address": CARRIERS[0], "allow": ["203.0.113.0/24"], "channels": 40
                },
                "mobile": {
                    "mode": "peer", "address": CARRIERS[1], "allow": ["198.51.99.0/24"],
                    "channels": reach::CHANNELS
                }
            },
            "numbers": numbers,
            "ivrs": self.flows(),
            "skill_groups": self.groups(),
            "agents": self.people(),
            "phones": self.phones(),
            "routing": { "brisk": self.routing(self.order, false), "steady": self.routing("priority", self.manual) },
            "center": {
                "break_reasons": { "lunch": { "label": "lunch" } }, "dial_never": [reach::NEVER],
                "inbound_blacklist": if self.listed { json!(["rude"]) } else { json!([]) }
            },
            "caller_lists": { "rude": { "numbers": RUDE }, "friends": { "numbers": FRIENDS } },
            "hours": { OFFICE: self.hours() }
        }))
    }

    fn routing(&self, order: &str, manual: bool) -> Value {
        let end = if manual { "manual" } else { "automatic" };
        let ring = format!("{RING_SECONDS}s");
        json!({ "order": order, "ring_timeout": ring, "wrap_up": "2s", "wrap_up_end": end, "last_agent": self.familiar })
    }

    fn hours(&self) -> Value {
        let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        let open = days.map(|day| (day, json!(["00:00-24:00"])));
        match self.closed {
            true => json!({ "weekly": {} }),
            false => json!({ "weekly": BTreeMap::from(open) }),
        }
    }

    /// The passwords of its phones.
    pub fn passwords(&self) -> BTreeMap<Extension, HashedPassword> {
        let phones = self
            .agents
            .iter()
            .map(|n| extension(*n))
            .chain([DESK.to_owned()]);
        phones
            .filter_map(|phone| Extension::new(&phone).ok())
            .map(|phone| {
                let hashed = HashedPassword::new(&phone, REALM, PASSWORD);
                (phone, hashed)
            })
            .collect()
    }

    fn people(&self) -> BTreeMap<String, Value> {
        self.agents
            .iter()
            .map(|n| {
                let person =
                    json!({ "name": format!("Agent {n}"), "staff_number": staff_number(*n) });
                (agent(*n), person)
            })
            .collect()
    }

    fn phones(&self) -> BTreeMap<String, Value> {
        let mut phones: BTreeMap<String, Value> = self
            .agents
            .iter()
            .map(|n| (extension(*n), json!({ "agent": agent(*n) })))
            .collect();
        phones.insert(DESK.to_owned(), json!({ "name": "desk" }));
        phones
    }

    fn groups(&self) -> BTreeMap<&'static str, Value> {
        let members = |wanted: &dyn Fn(u16) -> bool| -> BTreeMap<String, u8> {
            self.agents
                .iter()
                .filter(|n| wanted(**n))
                .map(|n| (agent(*n), 1 + (*n % 3) as u8))
                .collect()
        };
        let ring = if self.simultaneous {
            "simultaneous"
        } else {
            "sequential"
        };
        let mut groups = BTreeMap::from([
            (
                "presales",
                json!({
                    "ring": ring, "routing": "brisk", "max_waiting": 6, "max_ringing": 2,
                    "members": members(&|n| self.presales.contains(&n))
                }),
            ),
            (
                "aftersales",
                json!({ "routing": "steady", "members": members(&|n| n > 3), "phones": [DESK] }),
            ),
            (
                "small",
                json!({ "routing": "brisk", "max_waiting": 1, "members": members(&|n| n == 5) }),
            ),
        ]);
        if !self.without_rare {
            groups.insert(
                "rare",
                json!({ "routing": "brisk", "members": members(&|n| n == 6) }),
            );
        }
        groups
    }

    fn flows(&self) -> BTreeMap<&'static str, Value> {
        let text = |text: &str| json!({ "text": text });
        let transfer = |group: &str, more: Value| -> Value {
            let mut node =
                json!({ "group": group, "announce": { "text": "${WaitNo}" }, "every": "5s" });
            if let (Some(node), Some(more)) = (node.as_object_mut(), more.as_object()) {
                node.extend(more.clone());
            }
            json!({ "transfer": node })
        };
        let end = json!({ "end": { "speech": text("goodbye") } });
        let mut flows = BTreeMap::from([
            (
                "main",
                json!({ "start": "welcome", "nodes": {
                    "welcome": { "play": {
                        "speech": text(&format!("welcome {}", self.greeting)),
                        "interruptible": self.greeting.is_multiple_of(2), "next": "menu"
                    } },
                    "menu": { "menu": {
                        "asking": {
                            "speech": text("one or two please"), "timeout": format!("{MENU_SECONDS}s"), "max_errors": 3,
                            "on_timeout": { "play": text("too late") }, "on_error": { "play": text("wrong key") },
                            "exhausted": "bye"
                        },
                        "keys": { "1": { "label": "sales", "next": "sales" }, "2": { "label": "service", "next": "service" },
                                  "3": { "next": "small" } }
                    } },
                    "sales": transfer("presales", json!({ "timeout": "25s", "on_timeout": "bye" })),
                    "service": transfer("aftersales", json!({ "then": "bye" })),
                    "small": transfer("small", json!({})),
                    "bye": end
                } }),
            ),
            (
                "notice",
                json!({ "start": "closed", "nodes": {
                    "closed": { "play": { "speech": text("we are closed today, sorry"), "times": 2, "next": "bye" } },
                    "bye": { "end": {} }
                } }),
            ),
            (
                "direct",
                json!({ "start": "sales", "nodes": { "sales": transfer("aftersales", json!({})) } }),
            ),
            (
                "patient",
                json!({ "start": "sales", "nodes": {
                    "sales": transfer("presales", json!({ "timeout": format!("{PATIENT_SECONDS}s") }))
                } }),
            ),
        ]);
        flows.extend(reach::flows(RING_SECONDS, MENU_SECONDS));
        flows.insert("card", card(&text, &transfer));
        let named = json!({ "agent": agent(NAMED), "fallback": "group" });
        flows.insert(
            "named",
            json!({ "start": "sales", "nodes": { "sales": transfer("aftersales", named) } }),
        );
        if !self.without_rare {
            flows.insert(
                "rare",
                json!({ "start": "hello", "nodes": {
                    "hello": { "play": { "speech": text("this takes a good while to say, please hold on"), "next": "rare" } },
                    "rare": transfer("rare", json!({ "timeout": format!("{RARE_SECONDS}s") }))
                } }),
            );
        }
        flows
    }
}

/// A flow that asks for a card in business hours and knows from a customer's system what to do about it.
fn card(text: &dyn Fn(&str) -> Value, transfer: &dyn Fn(&str, Value) -> Value) -> Value {
    let asking = |speech: &str| {
        json!({ "speech": text(speech), "timeout": format!("{MENU_SECONDS}s"), "max_errors": 2,
                "exhausted": "bye" })
    };
    let good =
        json!({ "when": "${Score} >= 50 and ${Card} != ''", "label": "good", "next": "sales" });
    json!({ "start": "when", "nodes": {
        "when": { "hours": {
            "hours": OFFICE, "open": "card", "closed": "closed", "emergency": "alarm"
        } },
        "alarm": { "play": { "speech": text(ALARM), "next": "bye" } },
        "closed": { "play": { "speech": text(CLOSED), "times": 3, "next": "bye" } },
        "card": { "collect": {
            "asking": asking("your card please"), "into": "Card", "length": { "up_to": CARD_DIGITS },
            "next": "score"
        } },
        "score": { "http": {
            "url": format!("{SCORES}?card=${{Card}}"), "send": { "Caller": "${SystemCallerNumber}" },
            "timeout": "3s", "receive": { "Score": { "field": "score", "default": "50" } },
            "music": text("one moment"), "next": "judge"
        } },
        "judge": { "condition": { "branches": [good], "otherwise": { "next": "survey" } } },
        "sales": transfer("aftersales", json!({ "timeout": "20s", "on_timeout": "bye", "then": "survey" })),
        "survey": { "survey": {
            "asking": asking("were you satisfied"), "keys": { "1": "yes", "2": "no" },
            "into": "Satisfaction", "next": "bye"
        } },
        "bye": { "end": { "speech": text("goodbye") } }
    } })
}

/// The agent for whom whoever dialled this number is meant.
pub fn meant_for(dialled: &str) -> Option<Name> {
    (dialled == MEANT)
        .then(|| Name::new(&agent(NAMED)).ok())
        .flatten()
}

/// How long who dialled this number may wait at most, if the flow has no exit for who waited longer.
pub fn longest_wait(dialled: &str) -> Option<Duration> {
    match NUMBERS.iter().position(|number| *number == dialled)? {
        3 => Some(Duration::from_secs(PATIENT_SECONDS)),
        4 => Some(Duration::from_secs(RARE_SECONDS)),
        _ => None,
    }
}

/// Whether the flow of this number leads to a group that is not in a configuration.
pub fn leads_nowhere(config: &Config, dialled: &str) -> bool {
    NUMBERS.get(4) == Some(&dialled) && !config.skill_groups.contains_key("rare")
}

/// The name of an agent.
pub fn agent(n: u16) -> String {
    format!("a{n}")
}

/// The staff number of an agent.
pub fn staff_number(n: u16) -> String {
    format!("{}", 1000 + n)
}

/// The agent at an extension.
pub fn agent_at(of: &str) -> Option<String> {
    (1..=AGENTS).find(|n| extension(*n) == of).map(agent)
}

/// Whether this is the extension of a phone that the center may have.
pub fn is_extension(dialled: &str) -> bool {
    dialled == DESK || agent_at(dialled).is_some()
}

/// Whether this is a number of the center.
pub fn is_ours(number: &str) -> bool {
    number == reach::SHOWN || NUMBERS.contains(&number)
}

/// Whether the flow of this number begins with a queue.
pub fn is_straight(dialled: &str) -> bool {
    NUMBERS
        .iter()
        .skip(2)
        .take(2)
        .any(|number| *number == dialled)
}

/// The extension of an agent's phone.
pub fn extension(n: u16) -> String {
    format!("{}", 2000 + n)
}

fn below(chance: &mut Chance, end: usize) -> usize {
    usize::try_from(chance.below(end as u64)).unwrap_or(0)
}
