//! The states that calls come to, each once, the nearest first.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use model::Name;
use model::record::{CallRecord, Cause, EndStatus, HungUpBy};

use super::starts::Beginning;
use super::values::Values;
use super::{Limits, options};
use crate::walk::{Choice, Question, Run, Scene, Stop, Walk};

/// How a call came somewhere.
#[derive(Clone, Debug)]
pub struct Path {
    /// Which beginning.
    pub beginning: usize,
    /// What happened.
    pub choices: Vec<Choice>,
}

impl Path {
    fn and(&self, choice: Choice) -> Path {
        let mut path = self.clone();
        path.choices.push(choice);
        path
    }

    fn depth(&self) -> usize {
        self.choices.iter().filter(|choice| choice.is_his()).count()
    }
}

/// A state, and what can become of it.
pub struct State {
    /// How it was reached first.
    pub path: Path,
    /// The node.
    pub node: Name,
    /// The state from which it was reached first.
    pub from: Option<usize>,
    /// The ways out of it, once it was looked at.
    pub ways: Option<Vec<Way>>,
    question: Question,
}

/// A way out of a state.
pub struct Way {
    /// Whether the caller did nothing for it.
    pub idle: bool,
    /// Whether he has come to somebody, has left a message, or has heard the end.
    pub good: bool,
    /// The state that it leads to.
    pub to: Option<usize>,
}

/// Something wrong that was seen on the way.
#[derive(Clone, Debug)]
pub enum Sight {
    /// The call became too long.
    Long,
    /// It never ends.
    Held,
    /// It was hung up without a word.
    Silent(EndStatus, Option<Cause>),
}

/// What decides how a call goes on: its beginning, where it stands, what holds throughout, and whether it
/// has come to anything.
type Identity = (usize, String, Question, BTreeSet<Choice>, bool);

/// A search under way.
pub struct Explorer<'s> {
    /// Where.
    pub scene: &'s Scene,
    /// How calls begin.
    pub beginnings: Vec<Beginning>,
    /// How far it goes.
    pub limits: Limits,
    /// What was reached.
    pub states: Vec<State>,
    /// The nodes that were entered.
    pub entered: BTreeSet<Name>,
    /// What was wrong, with the node and the shortest way.
    pub sights: Vec<(Name, Sight, Path)>,
    /// Whether there were more states than are looked at.
    pub stopped: bool,
    /// Whether there are states beyond the depth.
    pub deeper: bool,
    values: Values,
    known: BTreeMap<Identity, usize>,
    next: VecDeque<usize>,
}

impl<'s> Explorer<'s> {
    /// A search that has seen nothing.
    pub fn new(scene: &'s Scene, beginnings: Vec<Beginning>, limits: Limits) -> Explorer<'s> {
        Explorer {
            scene,
            beginnings,
            limits,
            states: Vec::new(),
            entered: BTreeSet::new(),
            sights: Vec::new(),
            stopped: false,
            deeper: false,
            values: Values::of(&scene.ivr),
            known: BTreeMap::new(),
            next: VecDeque::new(),
        }
    }

    /// Looks at everything within the limits.
    pub fn explore(&mut self) {
        for beginning in 0..self.beginnings.len() {
            let choices = Vec::new();
            self.walk(Path { beginning, choices }, None);
        }
        while let Some(number) = self.next.pop_front() {
            let Some(state) = self.states.get(number) else {
                continue;
            };
            if state.path.depth() >= self.limits.depth {
                self.deeper = true;
                continue;
            }
            let path = state.path.clone();
            let choices = options::of(self.scene, &self.values, &state.question);
            let ways = choices.into_iter().filter_map(|choice| {
                let idle = !matches!(choice, Choice::Press(_));
                let (good, to) = self.walk(path.and(choice), Some(number))?;
                Some(Way { idle, good, to })
            });
            let ways = ways.collect();
            if let Some(state) = self.states.get_mut(number) {
                state.ways = Some(ways);
            }
        }
    }

    /// Walks a path, and where it leads; `None`: there is no such beginning.
    fn walk(&mut self, path: Path, from: Option<usize>) -> Option<(bool, Option<usize>)> {
        let beginning = self.beginnings.get(path.beginning)?;
        let run = Walk::play(
            self.scene,
            &beginning.start,
            &path.choices,
            self.limits.longest,
        );
        self.entered
            .extend(run.entered.iter().map(|it| it.node.clone()));
        let node = run.entered.last().map(|entry| entry.node.clone());
        let node = node.unwrap_or_else(|| self.scene.ivr.start.clone());
        if let Some(long) = run.long.clone() {
            self.see(long, Sight::Long, &path);
        }
        let arrived = run.person || run.message;
        Some(match &run.stop {
            Stop::Held => {
                self.see(node, Sight::Held, &path);
                (arrived, None)
            }
            Stop::Over(record) => {
                if is_silent(&run, record) {
                    let sight = Sight::Silent(record.end_status, record.cause);
                    self.see(node, sight, &path);
                }
                (arrived || is_end(record), None)
            }
            Stop::Question(question) => {
                let question = question.clone();
                (arrived, self.come_to(&run, question, node, path, from))
            }
        })
    }

    fn come_to(
        &mut self,
        run: &Run,
        question: Question,
        node: Name,
        path: Path,
        from: Option<usize>,
    ) -> Option<usize> {
        let lasting = path.choices.iter().filter(|it| it.holds_throughout());
        let identity = (
            path.beginning,
            run.standing.clone(),
            question.clone(),
            lasting.cloned().collect(),
            run.person || run.message,
        );
        if let Some(known) = self.known.get(&identity) {
            return Some(*known);
        }
        let number = self.states.len();
        if number >= self.limits.states {
            self.stopped = true;
            return None;
        }
        self.known.insert(identity, number);
        self.next.push_back(number);
        self.states.push(State {
            path,
            node,
            from,
            ways: None,
            question,
        });
        Some(number)
    }

    /// Something is wrong; what is seen again is not news.
    fn see(&mut self, node: Name, sight: Sight, path: &Path) {
        let alike = |(known, seen, _): &(Name, Sight, Path)| {
            *known == node && std::mem::discriminant(seen) == std::mem::discriminant(&sight)
        };
        if !self.sights.iter().any(alike) {
            self.sights.push((node, sight, path.clone()));
        }
    }
}

/// Whether a call came to its end as its flow has it.
fn is_end(record: &CallRecord) -> bool {
    record.cause.is_none() && record.end_status != EndStatus::NoSeatOnline
}

/// Whether the center has hung up on somebody to whom it had just said nothing.
fn is_silent(run: &Run, record: &CallRecord) -> bool {
    record.hung_up_by == HungUpBy::System && !run.word && !run.person && !run.entered.is_empty()
}
