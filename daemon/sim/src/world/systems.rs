//! Customers' systems as far as the center can tell: what is asked, and what comes of it when.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use kernel::{Chance, Mono};
use model::ask::{Ask, AskFailure, AskId, Reply};

use super::mischief::{self, Mischief};

/// How long it takes to find out that nobody is there.
const NOBODY: Duration = Duration::from_millis(20);
/// Of what was forgotten, so many in a hundred are told all the same: the answer was on its way.
const CROSSING: u64 = 10;

/// What a system does with one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reaction {
    /// How long it takes.
    pub after: Duration,
    /// What comes of it.
    pub reply: Reply,
}

impl Reaction {
    /// This answer after that time.
    pub fn answer(after: Duration, text: impl Into<Arc<str>>) -> Reaction {
        Reaction {
            after,
            reply: Ok(text.into()),
        }
    }

    /// This failure after that time.
    pub fn failure(after: Duration, failure: AskFailure) -> Reaction {
        Reaction {
            after,
            reply: Err(failure),
        }
    }
}

/// All of them. There are none until a script says what one answers, and they are honest until there is
/// mischief.
#[derive(Debug)]
pub struct Systems {
    scripts: BTreeMap<String, VecDeque<Reaction>>,
    mischief: u64,
    chance: Chance,
    under_way: BTreeSet<AskId>,
    tally: BTreeMap<&'static str, u64>,
}

impl Systems {
    /// No systems, with chance of their own.
    pub fn new(chance: Chance) -> Systems {
        Systems {
            scripts: BTreeMap::new(),
            mischief: 0,
            chance,
            under_way: BTreeSet::new(),
            tally: BTreeMap::new(),
        }
    }

    /// Whoever asks `url`, or `url` with a query of his own behind it, gets each of these reactions
    /// once, and then the last for ever.
    pub fn script(
        &mut self,
        url: impl Into<String>,
        reactions: impl IntoIterator<Item = Reaction>,
    ) {
        self.scripts
            .insert(url.into(), reactions.into_iter().collect());
    }

    /// So many in a hundred reactions are other than their script says: late, failures, garbage, huge or
    /// of wrong types.
    pub fn misbehave(&mut self, percent: u64) {
        self.mischief = percent;
    }

    /// Somebody asks; when he is told, and what.
    pub fn asked(&mut self, now: Mono, id: AskId, ask: &Ask) -> (Mono, Reply) {
        self.under_way.insert(id);
        self.count("asked");
        let mut reaction = self.scripted(&ask.url);
        if self.mischief > 0 && self.chance.percent(self.mischief) {
            let kind = Mischief::pick(&mut self.chance);
            self.count(kind.word());
            reaction = kind.spoil(ask, reaction, &mut self.chance);
        }
        let reaction = mischief::in_time(ask, reaction);
        (now + reaction.after, reaction.reply)
    }

    /// Nobody waits for that any more.
    pub fn forgotten(&mut self, id: AskId) {
        let crosses = self.mischief > 0 && self.chance.percent(CROSSING);
        if !crosses && self.under_way.remove(&id) {
            self.count("forgotten");
        }
    }

    /// An answer has come; whether it is told.
    pub fn comes(&mut self, id: AskId) -> bool {
        self.under_way.remove(&id)
    }

    /// The center lost its power: nobody is there to be told.
    pub fn forget_all(&mut self) {
        self.under_way.clear();
    }

    /// Questions that are under way.
    pub fn under_way(&self) -> impl Iterator<Item = AskId> {
        self.under_way.iter().copied()
    }

    /// How often each thing happened.
    pub fn tally(&self) -> impl Iterator<Item = (&'static str, u64)> {
        self.tally.iter().map(|(what, count)| (*what, *count))
    }

    fn scripted(&mut self, url: &str) -> Reaction {
        let plain = url.split_once('?').map_or(url, |(plain, _)| plain);
        let key = if self.scripts.contains_key(url) {
            url
        } else {
            plain
        };
        let left = self.scripts.get_mut(key);
        let next = left.and_then(|left| match left.len() {
            0 | 1 => left.front().cloned(),
            _ => left.pop_front(),
        });
        next.unwrap_or_else(|| Reaction::failure(NOBODY, AskFailure::Unreachable))
    }

    fn count(&mut self, what: &'static str) {
        *self.tally.entry(what).or_default() += 1;
    }
}

#[cfg(test)]
mod tests {
    use model::{CallId, Span};

    use super::*;

    const SOON: Duration = Duration::from_millis(30);

    fn id(number: u32) -> AskId {
        AskId {
            call: CallId(Chance::from_number(1).id(jiff::Timestamp::UNIX_EPOCH)),
            number,
        }
    }

    fn ask(url: &str) -> Ask {
        Ask {
            url: url.to_owned(),
            body: "{}".into(),
            timeout: Span::seconds(2),
            tries: 2,
        }
    }

    fn systems() -> Systems {
        let mut systems = Systems::new(Chance::from_number(7));
        let score = |score: &str| Reaction::answer(SOON, format!("{{\"Score\":\"{score}\"}}"));
        systems.script("https://a.example/score", [score("1"), score("2")]);
        systems
    }

    #[test]
    fn a_script_is_played_once_and_its_last_reaction_for_ever() {
        let mut systems = systems();
        let mut answers = Vec::new();
        for n in 0..3 {
            let url = format!("https://a.example/score?call={n}");
            let (at, reply) = systems.asked(Mono::ZERO, id(n), &ask(&url));
            assert_eq!(at, Mono::ZERO + SOON);
            answers.push(reply.expect("an answer").to_string());
        }
        let [one, two] = ["{\"Score\":\"1\"}", "{\"Score\":\"2\"}"];
        assert_eq!(answers, [one, two, two]);
    }

    #[test]
    fn whoever_has_no_script_is_not_there() {
        let (_, reply) = systems().asked(Mono::ZERO, id(0), &ask("https://b.example/"));
        assert_eq!(reply, Err(AskFailure::Unreachable));
    }

    #[test]
    fn what_is_slower_than_the_question_allows_is_a_timeout_after_every_try() {
        let mut systems = systems();
        let slow = Reaction::answer(Duration::from_secs(3), "{}");
        systems.script("https://a.example/slow", [slow]);
        let (at, reply) = systems.asked(Mono::ZERO, id(0), &ask("https://a.example/slow"));
        assert_eq!(reply, Err(AskFailure::Timeout));
        assert!(at >= Mono::ZERO + Duration::from_secs(4), "{at:?}");
    }

    #[test]
    fn what_is_forgotten_is_not_told_unless_it_was_on_its_way() {
        let mut systems = systems();
        for n in 0..2 {
            let _coming = systems.asked(Mono::ZERO, id(n), &ask("https://a.example/score"));
        }
        systems.forgotten(id(0));
        assert!(!systems.comes(id(0)));
        assert!(systems.comes(id(1)) && !systems.comes(id(1)));
        systems.misbehave(100);
        let told = (0..200).filter(|n| {
            let _coming = systems.asked(Mono::ZERO, id(*n), &ask("https://a.example/score"));
            systems.forgotten(id(*n));
            systems.comes(id(*n))
        });
        assert!((1..100).contains(&told.count()));
        assert_eq!(systems.under_way().count(), 0);
    }

    #[test]
    fn mischief_does_everything_and_a_seed_repeats_itself() {
        let run = || {
            let mut systems = systems();
            systems.misbehave(80);
            let replies: Vec<_> = (0..400)
                .map(|n| systems.asked(Mono::ZERO, id(n), &ask("https://a.example/score")))
                .collect();
            (replies, systems.tally().collect::<Vec<_>>())
        };
        let (replies, tally) = run();
        assert_eq!((replies, tally.clone()), run());
        for kind in Mischief::ALL {
            assert!(
                tally.iter().any(|(word, _)| *word == kind.word()),
                "{kind:?}"
            );
        }
    }
}
