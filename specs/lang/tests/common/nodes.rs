//! Nodes made by chance, a function for each type. Their exits are given later, all the same.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use model::config::{
    AgentsFrom, Asking, Branch, Choice, Collect, Comparison, Condition, Counting, Dial,
    DialExtension, DynamicMenu, Fallback, Hours, Http, Length, Menu, Node, NumberSource, Operand,
    Otherwise, Play, Reaction, Received, Scope, Set, Survey, Template, Transfer, Voicemail, When,
};
use model::{DialString, Key, Name, Span};
use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;

use crate::center::{line, speech, template};

/// A node that lacks its exits.
#[derive(Clone)]
pub struct Made(Arc<dyn Fn(&Name) -> Node>);

impl Made {
    fn new<N: Into<Node>>(make: impl Fn(&Name) -> N + 'static) -> Made {
        Made(Arc::new(move |next| make(next).into()))
    }

    /// The node whose every exit leads to `next`.
    pub fn with(&self, next: &Name) -> Node {
        (self.0)(next)
    }
}

impl fmt::Debug for Made {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let next = Name::new("next").map_err(|_| fmt::Error)?;
        self.with(&next).fmt(f)
    }
}

/// Any node but an end.
pub fn node(
    prompts: &[Name],
    groups: &[Name],
    hour_names: &[Name],
) -> impl Strategy<Value = Made> + use<> {
    let asks = prop_oneof![
        menu(prompts),
        collect(prompts),
        survey(prompts),
        dynamic_menu(prompts),
        extension(prompts),
    ];
    let decides = prop_oneof![hours(hour_names), http(prompts), condition(), set()];
    let rest = prop_oneof![play(prompts), voicemail(prompts), transfer(prompts, groups)];
    prop_oneof![asks, decides, rest]
}

fn play(prompts: &[Name]) -> impl Strategy<Value = Made> + use<> {
    (speech(prompts), any::<bool>(), 1..=10_u32).prop_map(|(speech, interruptible, times)| {
        Made::new(move |next| Play {
            speech: speech.clone(),
            interruptible,
            times,
            next: next.clone(),
        })
    })
}

fn asking(prompts: &[Name]) -> impl Strategy<Value = Asking> + use<> {
    let reaction = || option::of(speech(prompts)).prop_map(|play| Reaction { play, next: None });
    let scope = proptest::sample::select(vec![Scope::Node, Scope::Flow, Scope::Call]);
    let counting = (scope, any::<bool>(), option::of(Just("Tries")));
    let question = (speech(prompts), 1..600_u64, 1..=10_u32);
    (question, reaction(), reaction(), counting).prop_map(
        |((speech, timeout, max_errors), on_timeout, on_error, (scope, separate, into))| Asking {
            speech,
            timeout: Span::seconds(timeout),
            max_errors,
            on_timeout,
            on_error,
            exhausted: None,
            counting: Counting {
                scope,
                separate,
                into: into.map(|name| Name::new(name).expect("a name")),
            },
        },
    )
}

/// A question that is left by `next`.
fn left(asking: &Asking, next: &Name) -> Asking {
    Asking {
        exhausted: Some(next.clone()),
        ..asking.clone()
    }
}

fn menu(prompts: &[Name]) -> impl Strategy<Value = Made> + use<> {
    let keys = btree_set(
        proptest::sample::select(vec!['0', '1', '9', '*', '#']),
        1..4,
    );
    let labels = vec(option::of(line()), 4);
    (asking(prompts), keys, labels).prop_map(|(asking, keys, labels)| {
        Made::new(move |next| {
            let choice = |(key, label): (&char, &Option<String>)| {
                let choice = Choice {
                    label: label.clone(),
                    next: next.clone(),
                };
                (Key::new(*key).expect("a key"), choice)
            };
            Menu {
                asking: left(&asking, next),
                keys: keys.iter().zip(&labels).map(choice).collect(),
            }
        })
    })
}

fn collect(prompts: &[Name]) -> impl Strategy<Value = Made> + use<> {
    let length = (1..=64_u32, any::<bool>()).prop_map(|(count, fixed)| match fixed {
        true => Length::Fixed(count),
        false => Length::UpTo(count),
    });
    (asking(prompts), length, any::<bool>()).prop_map(|(asking, length, secret)| {
        Made::new(move |next| Collect {
            asking: left(&asking, next),
            into: Name::new("Digits").expect("a name"),
            length,
            secret,
            next: next.clone(),
        })
    })
}

fn survey(prompts: &[Name]) -> impl Strategy<Value = Made> + use<> {
    let keys = btree_set(proptest::sample::select(vec!['0', '5', '#']), 1..4);
    let rest = (vec(line(), 4), any::<bool>(), any::<bool>());
    (asking(prompts), keys, rest).prop_map(|(asking, keys, (labels, usual, ends))| {
        let into = if usual { "Satisfaction" } else { "评价" };
        let key = |(key, label): (char, String)| (Key::new(key).expect("a key"), label);
        let keys: BTreeMap<Key, String> = keys.into_iter().zip(labels).map(key).collect();
        Made::new(move |next| Survey {
            asking: left(&asking, next),
            keys: keys.clone(),
            into: Name::new(into).expect("a name"),
            next: (!ends).then(|| next.clone()),
        })
    })
}

fn hours(names: &[Name]) -> impl Strategy<Value = Made> + use<> {
    let names = names.to_vec();
    any::<prop::sample::Index>().prop_map(move |n| {
        let hours = names[n.index(names.len())].clone();
        Made::new(move |next| Hours {
            hours: hours.clone(),
            open: next.clone(),
            closed: next.clone(),
            emergency: Some(next.clone()),
        })
    })
}

fn http(prompts: &[Name]) -> impl Strategy<Value = Made> + use<> {
    let url = prop_oneof![
        Just("https://crm.example.com"),
        Just("http://[::1]:8080/score?call=${SystemSessionId}&n=${WaitNo}"),
    ];
    let field = proptest::sample::select(vec!["score", "data.items.0", "分数", "yes", "12"]);
    let received = (field, option::of(line()));
    let maps = (vec(received, 0..3), vec(template(), 0..3));
    let limits = (1_000..=5_000_u64, 1..=5_u8, any::<bool>());
    (url, maps, limits, option::of(speech(prompts))).prop_map(
        |(url, (receive, send), (timeout, max_errors, fails), music)| {
            let name = |n: usize| Name::new(["A", "变量", "no"][n]).expect("a name");
            let received = |(n, (field, default)): (usize, (&str, Option<String>))| {
                let field = field.to_owned();
                let default = default.unwrap_or_default();
                (name(n), Received { field, default })
            };
            let receive: BTreeMap<_, _> = receive.into_iter().enumerate().map(received).collect();
            let names = ["Callee", "1", "off"].map(str::to_owned);
            let send: BTreeMap<String, Template> = names.into_iter().zip(send).collect();
            Made::new(move |next| Http {
                url: url.parse().expect("a template"),
                send: send.clone(),
                timeout: Span::millis(timeout),
                max_errors,
                receive: receive.clone(),
                music: music.clone(),
                on_failure: fails.then(|| next.clone()),
                next: next.clone(),
            })
        },
    )
}

fn dynamic_menu(prompts: &[Name]) -> impl Strategy<Value = Made> + use<> {
    let branches = prop_oneof![Just("${SystemSessionId}"), Just("[]"), Just("")];
    (asking(prompts), branches, any::<bool>()).prop_map(|(asking, branches, invalid)| {
        Made::new(move |next| DynamicMenu {
            asking: left(&asking, next),
            branches: branches.parse().expect("a template"),
            targets: vec![next.clone()],
            on_invalid: invalid.then(|| next.clone()),
        })
    })
}

fn condition() -> impl Strategy<Value = Made> + use<> {
    let text = prop_oneof![line(), Just("and".to_owned()), Just(String::new())];
    let comparison = (text, 0..6_usize, any::<bool>()).prop_map(|(text, n, turned)| {
        use model::config::Operator::{Above, AtLeast, AtMost, Below, Equal, NotEqual};
        let operator = [Equal, NotEqual, Above, Below, AtLeast, AtMost][n];
        let variable = Operand::Variable("WaitNo".parse().expect("a variable"));
        let (left, right) = match turned {
            true => (Operand::Text(text), variable),
            false => (variable, Operand::Text(text)),
        };
        Comparison {
            left,
            operator,
            right,
        }
    });
    let when = vec(comparison, 1..4).prop_map(|comparisons| When { comparisons });
    let branches = vec((when, option::of(line())), 1..4);
    (branches, option::of(line())).prop_map(|(branches, label)| {
        Made::new(move |next| {
            let branch = |(when, label): &(When, Option<String>)| Branch {
                when: when.clone(),
                label: label.clone(),
                next: next.clone(),
            };
            Condition {
                branches: branches.iter().map(branch).collect(),
                otherwise: Otherwise {
                    label: label.clone(),
                    next: next.clone(),
                },
            }
        })
    })
}

fn set() -> impl Strategy<Value = Made> + use<> {
    let text = option::of(template()).prop_map(Option::unwrap_or_default);
    vec(text, 1..4).prop_map(|texts| {
        let names = ["A", "变量", "no"].map(|name| Name::new(name).expect("a name"));
        let values: BTreeMap<Name, Template> = names.into_iter().zip(texts).collect();
        Made::new(move |next| Set {
            values: values.clone(),
            next: next.clone(),
        })
    })
}

fn transfer(prompts: &[Name], groups: &[Name]) -> impl Strategy<Value = Made> + use<> {
    let groups = groups.to_vec();
    let heard = (option::of(speech(prompts)), option::of(speech(prompts)));
    let times = (5..86_400_u64, option::of(1_000..86_400_000_u64));
    let exits = any::<[bool; 4]>();
    let meant = (0..3_u8, any::<bool>(), 1..=5_u64);
    (any::<prop::sample::Index>(), heard, times, exits, meant).prop_map(
        move |(n, (music, announce), (every, timeout), exits, (who, any_of_group, secs))| {
            let group = groups[n.index(groups.len())].clone();
            Made::new(move |next| {
                let [a, b, c, d] = exits.map(|exit| exit.then(|| next.clone()));
                let from = AgentsFrom {
                    url: "https://crm.example.com/agents?of=${WaitNo}"
                        .parse()
                        .expect("a URL"),
                    send: BTreeMap::new(),
                    timeout: Span::seconds(secs),
                };
                let agent = "${StaffNo}".parse().expect("a template");
                Transfer {
                    agents_from: (who == 1).then_some(from),
                    agent: (who == 2).then_some(agent),
                    fallback: if any_of_group {
                        Fallback::Group
                    } else {
                        Fallback::Wait
                    },
                    on_busy: d,
                    music: music.clone(),
                    announce: announce.clone(),
                    every: Span::seconds(every),
                    timeout: timeout.map(Span::millis),
                    on_timeout: timeout.and(a),
                    on_no_agent: b,
                    on_full: c,
                    then: Some(next.clone()),
                    ..Transfer::to(group.clone())
                }
            })
        },
    )
}

fn extension(prompts: &[Name]) -> impl Strategy<Value = Made> + use<> {
    let heard = option::of(speech(prompts));
    let exits = any::<[bool; 3]>();
    (asking(prompts), 4..=6_u32, heard, 1..180_u64, exits).prop_map(
        |(asking, length, music, ring, exits)| {
            Made::new(move |next| {
                let [a, b, c] = exits.map(|exit| exit.then(|| next.clone()));
                DialExtension {
                    music: music.clone(),
                    ring: Span::seconds(ring),
                    on_busy: a,
                    on_no_answer: b,
                    on_offline: c,
                    then: Some(next.clone()),
                    ..DialExtension::new(left(&asking, next), length)
                }
            })
        },
    )
}

fn voicemail(prompts: &[Name]) -> impl Strategy<Value = Made> + use<> {
    let heard = (speech(prompts), option::of(speech(prompts)));
    (heard, 1..=60_u64, 1..=600_u64).prop_map(|((speech, closing), silence, longest)| {
        Made::new(move |next| Voicemail {
            silence: Span::seconds(silence),
            max_length: Span::seconds(longest),
            closing: closing.clone(),
            next: Some(next.clone()),
            ..Voicemail::new(speech.clone())
        })
    })
}

/// A node that dials out with a number of the center.
pub fn dial(prompts: &[Name], caller: &DialString) -> impl Strategy<Value = Made> + use<> {
    let caller = caller.clone();
    let source = option::of((1..30_u64, 1..=5_u8)).prop_map(|source| {
        source.map(|(timeout, tries)| NumberSource {
            timeout: Span::seconds(timeout),
            tries,
            ..NumberSource::at(
                "https://example.com/${SystemCallerNumber}"
                    .parse()
                    .expect("a URL"),
            )
        })
    });
    let heard = option::of(speech(prompts));
    (source, heard, 1..180_u64, any::<[bool; 3]>()).prop_map(
        move |(from, music, timeout, exits)| {
            let caller = caller.clone();
            Made::new(move |next| {
                let [a, b, c] = exits.map(|exit| exit.then(|| next.clone()));
                Dial {
                    from: from.clone(),
                    music: music.clone(),
                    timeout: Span::seconds(timeout),
                    on_busy: a,
                    on_no_answer: b,
                    on_failed: c,
                    then: Some(next.clone()),
                    ..Dial::to(
                        "0${SystemCallerNumber}".parse().expect("a text"),
                        caller.clone(),
                    )
                }
            })
        },
    )
}
