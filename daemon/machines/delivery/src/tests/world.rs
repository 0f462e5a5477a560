//! A journal, a receiver that behaves as a test wants, and time that passes as it is needed.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::Timestamp;
use kernel::{Chance, Mono, Now};

use crate::{Counts, Input, Limits, Outcome, Place, Queue, Saved, Try};

/// What a receiver does with something at a moment: how long it takes, and what comes of it.
pub type Receiver = Box<dyn FnMut(&World, Place, Duration) -> (Duration, Outcome)>;

/// What lies in the journal, by place: its line.
pub type Journal = BTreeMap<Place, u32>;

/// What arrived, and what happens next.
pub struct World {
    pub queue: Queue<u32, Place>,
    pub journal: Journal,
    /// What the receiver took, in order, each time that it did.
    pub arrived: Vec<Place>,
    /// Each try, with its moment.
    pub tries: Vec<(Duration, Place)>,
    /// Outcomes on their way.
    coming: BTreeMap<(Duration, Place), Outcome>,
    pub elapsed: Duration,
}

impl World {
    pub fn new(journal: Journal, saved: Saved) -> World {
        World::limited(journal, saved, Limits::default())
    }

    pub fn limited(journal: Journal, saved: Saved, limits: Limits) -> World {
        World {
            queue: Queue::new(limits, saved, Chance::from_number(7)),
            journal,
            arrived: Vec::new(),
            tries: Vec::new(),
            coming: BTreeMap::new(),
            elapsed: Duration::ZERO,
        }
    }

    /// A world with so many parcels of as many calls.
    pub fn of(parcels: Place) -> World {
        World::new(
            (1..=parcels).map(|n| (n, n as u32)).collect(),
            Saved::default(),
        )
    }

    pub fn now(&self) -> Now {
        Now {
            mono: Mono::ZERO + self.elapsed,
            wall: Timestamp::UNIX_EPOCH + self.elapsed,
        }
    }

    pub fn tell(&mut self, input: Input<u32, Place>) {
        self.queue.handle(self.now(), input);
    }

    pub fn counts(&self) -> Counts {
        self.queue.counts()
    }

    /// Reads as much as the queue wants, a little at a time.
    fn read(&mut self) {
        while let Some(behind) = self.queue.reads_behind() {
            let next: Vec<_> = self
                .journal
                .range(behind + 1..)
                .take(10)
                .map(|(p, l)| (*p, *l))
                .collect();
            let Some((upto, _)) = next.last().copied() else {
                return;
            };
            for (place, line) in next {
                self.tell(Input::Found {
                    place,
                    line,
                    parcel: place,
                });
            }
            self.tell(Input::Read { behind, upto });
        }
    }

    fn send(&mut self, receiver: &mut Receiver) {
        while let Some(Try { place, parcel }) = self.queue.poll() {
            assert_eq!(place, parcel);
            let first = |line: &u32| {
                let of_line = self.journal.iter().filter(|(_, of)| *of == line);
                of_line
                    .map(|(place, _)| *place)
                    .find(|it| !self.arrived.contains(it))
            };
            if self.counts().parked == 0
                && self.counts().put_aside == 0
                && self.journal.len() < 1_000
            {
                let line = self.journal[&place];
                assert!(
                    first(&line).is_none_or(|first| first >= place),
                    "{place} is out of order"
                );
            }
            let under_way = self.coming.keys().any(|(_, other)| *other == place);
            assert!(!under_way, "{place} is sent twice at once");
            self.tries.push((self.elapsed, place));
            let (takes, outcome) = receiver(self, place, self.elapsed);
            self.coming.insert((self.elapsed + takes, place), outcome);
        }
    }

    /// Lets time pass, at most until `end`, or until nothing can happen any more.
    pub fn run(&mut self, end: Duration, receiver: &mut Receiver) {
        loop {
            self.read();
            self.send(receiver);
            let told = self.coming.first_key_value().map(|((at, _), _)| *at);
            let due = self
                .queue
                .next_deadline()
                .map(|at| at.since(Mono::ZERO).max(self.elapsed));
            let Some(next) = told
                .into_iter()
                .chain(due)
                .min()
                .filter(|next| *next <= end)
            else {
                self.elapsed = self.elapsed.max(end);
                return;
            };
            self.elapsed = next;
            if told == Some(next)
                && let Some(((_, place), outcome)) = self.coming.pop_first()
            {
                if outcome == Outcome::Taken {
                    self.arrived.push(place);
                }
                self.tell(Input::Told(place, outcome));
            } else {
                self.tell(Input::Timeout);
            }
        }
    }

    /// The end of the process: what is under way may have arrived or not, and nobody is told.
    pub fn crash(&mut self, saved: Saved, took: impl Fn(Place) -> bool) {
        let coming = std::mem::take(&mut self.coming);
        let taken = coming
            .into_iter()
            .filter(|(_, outcome)| *outcome == Outcome::Taken);
        self.arrived.extend(
            taken
                .map(|((_, place), _)| place)
                .filter(|place| took(*place)),
        );
        self.queue = Queue::new(Limits::default(), saved, Chance::from_number(8));
    }

    /// What has arrived, each once, in order of places.
    pub fn distinct(&self) -> Vec<Place> {
        let distinct: std::collections::BTreeSet<_> = self.arrived.iter().copied().collect();
        distinct.into_iter().collect()
    }
}

pub const fn seconds(n: u64) -> Duration {
    Duration::from_secs(n)
}

pub fn refused() -> Outcome {
    Outcome::Refused("422".to_owned())
}

pub fn missed() -> Outcome {
    Outcome::Missed("nobody is there".to_owned())
}

/// A receiver that takes everything after so long.
pub fn good(takes: Duration) -> Receiver {
    Box::new(move |_, _, _| (takes, Outcome::Taken))
}
