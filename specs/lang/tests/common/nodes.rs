//! Nodes made by chance, a function for each type. Their exits are given later, all the same.

use std::fmt;
use std::sync::Arc;

use model::config::{
    Asking, Choice, Collect, Counting, Dial, DialExtension, Length, Menu, Node, NumberSource, Play,
    Reaction, Scope, Transfer, Voicemail,
};
use model::{DialString, Key, Name, Span};
use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;

use crate::center::{line, speech};

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
pub fn node(prompts: &[Name], groups: &[Name]) -> impl Strategy<Value = Made> + use<> {
    prop_oneof![
        play(prompts),
        menu(prompts),
        collect(prompts),
        transfer(prompts, groups),
        extension(prompts),
        voicemail(prompts),
    ]
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

fn transfer(prompts: &[Name], groups: &[Name]) -> impl Strategy<Value = Made> + use<> {
    let groups = groups.to_vec();
    let heard = (option::of(speech(prompts)), option::of(speech(prompts)));
    let times = (5..86_400_u64, option::of(1_000..86_400_000_u64));
    let exits = any::<[bool; 3]>();
    (any::<prop::sample::Index>(), heard, times, exits).prop_map(
        move |(n, (music, announce), (every, timeout), exits)| {
            let group = groups[n.index(groups.len())].clone();
            Made::new(move |next| {
                let [a, b, c] = exits.map(|exit| exit.then(|| next.clone()));
                Transfer {
                    music: music.clone(),
                    announce: announce.clone(),
                    every: Span::seconds(every),
                    timeout: timeout.map(Span::millis),
                    on_timeout: a,
                    on_no_agent: b,
                    on_full: c,
                    then: Some(next.clone()),
                    ..Transfer::to(group.clone())
                }
            })
        },
    )
}
