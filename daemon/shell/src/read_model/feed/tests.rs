//! The stream against a real journal, read by clients that come and go.

use std::collections::{BTreeSet, VecDeque};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use api::{Event, EventKind, Topic};
use bytes::Bytes;
use jiff::Timestamp;
use journal::Seq;
use model::record::{CallEvent, EventKind as InCall};
use model::{CallId, Extension, Name};
use store::Journal;
use switch::{Entry, Ledger};
use uuid::Uuid;

use super::super::history::History;
use super::{EventReader, Feed, Moment, Step, Tell};

/// Events in memory: few, so that readers fall behind.
const KEPT: usize = 8;

/// A journal and the feed of a run.
struct World {
    journal: Arc<Journal>,
    history: Arc<History>,
    feed: Arc<Feed>,
    runs: i64,
    number: u32,
}

impl World {
    fn new(folder: &Path) -> World {
        let settings = store::Settings::default();
        let opened = Journal::open(&folder.join("journal"), settings, Ledger::default());
        let journal = Arc::new(opened.expect("a journal").0);
        let history = History::open(journal.clone(), &folder.join("views")).expect("a history");
        let feed = Arc::new(Feed::keeping(KEPT, Seq::ZERO, Timestamp::UNIX_EPOCH));
        World {
            journal,
            history: Arc::new(history),
            feed,
            runs: 0,
            number: 0,
        }
    }

    /// Another run on the same journal.
    fn restart(&mut self) {
        self.runs += 1;
        let began = Timestamp::from_second(self.runs).expect("a moment");
        self.feed = Arc::new(Feed::keeping(KEPT, self.journal.durable(), began));
    }

    fn event(&mut self, call: u128, kind: InCall) -> Entry {
        self.number += 1;
        Entry::Call(CallEvent {
            call: CallId(Uuid::from_u128(call)),
            sequence: self.number,
            at: Timestamp::UNIX_EPOCH,
            elapsed_us: 0,
            kind,
        })
    }

    /// Writes an entry and shows it.
    fn entry(&mut self, entry: &Entry) {
        let payload = serde_json::to_vec(entry).expect("JSON");
        let seq = self.journal.append(payload).expect("there is room");
        assert!(self.journal.wait_durable(seq, Duration::from_secs(10)));
        self.feed.keep(|told| told.entry(moment(seq), entry));
    }

    fn kept(&mut self) {
        let entry = self.event(1, InCall::Accepted);
        self.entry(&entry);
    }

    fn passing(&mut self) {
        self.number += 1;
        let phone = Extension::new(&(1000 + self.number).to_string()).expect("an extension");
        let when = moment(self.journal.durable());
        self.feed.keep(|told| told.phone(when, &phone, true));
    }

    fn reader(&self, cursor: Option<&str>) -> EventReader {
        let topics = Topic::ALL.into_iter().collect();
        EventReader::new(&self.history, &self.feed, topics, cursor).expect("a reader")
    }
}

fn moment(seq: Seq) -> Moment {
    Moment {
        seq,
        at: Timestamp::UNIX_EPOCH,
    }
}

fn read(text: &Bytes) -> Event {
    serde_json::from_slice(text).expect("an event")
}

/// At most `most` of what there is to read.
fn some(reader: &mut EventReader, most: usize) -> Vec<Event> {
    let mut found = VecDeque::new();
    while found.len() < most {
        match reader.step() {
            Step::Events(events) => found.extend(events.iter().map(|event| read(&event.text()))),
            Step::Gap(text) => found.push_back(read(&text)),
            Step::Behind => reader.catch_up().expect("the journal is read"),
            Step::Idle => break,
        }
    }
    found.into_iter().take(most).collect()
}

/// What an event is, in whichever run it is told: both kinds have a number of their own.
fn number(event: &Event) -> Option<u32> {
    match &event.kind {
        EventKind::Call { event } => Some(event.sequence),
        EventKind::Phone { phone, .. } => phone.as_str().parse::<u32>().ok().map(|it| it - 1000),
        _ => None,
    }
}

/// Numbers that never repeat from a seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

/// A client that reads some, is cut off, and comes back behind what it has seen.
#[derive(Default)]
struct Client {
    cursor: Option<String>,
    seen: Vec<u32>,
    /// Topics of which it was told, since it saw one, that some are missing.
    excused: BTreeSet<Topic>,
}

impl Client {
    fn visit(&mut self, world: &World, most: usize, kinds: &[Topic]) {
        let mut reader = world.reader(self.cursor.as_deref());
        for event in some(&mut reader, most) {
            if let EventKind::Gap { topics } = &event.kind {
                self.excused.extend(topics);
            }
            if let Some(number) = number(&event) {
                self.take(number, kinds);
            }
            self.cursor = Some(event.cursor);
        }
    }

    /// What lies between the last event and this one is either of a topic that was excused, or a hole.
    fn take(&mut self, number: u32, kinds: &[Topic]) {
        let last = self.seen.last().copied().unwrap_or(0);
        assert!(number > last, "{number} comes after {last}");
        for missing in last + 1..number {
            let topic = kinds[missing as usize];
            assert!(!topic.is_kept(), "{missing} is kept and was not told");
            assert!(self.excused.contains(&topic), "{missing} is missing unsaid");
        }
        if !kinds[number as usize].is_kept() {
            self.excused.clear();
        }
        self.seen.push(number);
    }
}

impl Client {
    /// Nothing of what happened up to `last` is missing unsaid.
    fn finish(&self, last: u32, kinds: &[Topic]) {
        let seen: BTreeSet<_> = self.seen.iter().copied().collect();
        let behind = self.seen.last().copied().unwrap_or(0);
        for number in 1..=last {
            let topic = kinds[number as usize];
            let excused = self.excused.contains(&topic) || number < behind;
            let fine = seen.contains(&number) || (!topic.is_kept() && excused);
            assert!(fine, "{number} of {last} was never told");
        }
    }
}

fn run(seed: u64) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut world = World::new(folder.path());
    let mut dice = Dice(seed);
    // By number; there is no event 0.
    let mut kinds = vec![Topic::Calls];
    world.kept();
    kinds.push(Topic::Calls);
    let begin = world.reader(None).note(EventKind::Heartbeat);
    let mut clients: Vec<_> = (0..4)
        .map(|_| Client {
            cursor: Some(read(&begin).cursor),
            seen: vec![1],
            ..Client::default()
        })
        .collect();
    for _ in 0..60 {
        match dice.below(10) {
            0 if dice.below(4) == 0 => world.restart(),
            0..5 => {
                world.passing();
                kinds.push(Topic::Phones);
            }
            _ => {
                world.kept();
                kinds.push(Topic::Calls);
            }
        }
        let guest = dice.below(8) as usize;
        if let Some(client) = clients.get_mut(guest) {
            client.visit(&world, 1 + dice.below(6) as usize, &kinds);
        }
    }
    for client in &mut clients {
        client.visit(&world, usize::MAX, &kinds);
        client.finish(world.number, &kinds);
    }
}

#[test]
fn clients_that_are_cut_off_at_random_miss_nothing_unsaid_and_see_nothing_twice() {
    for seed in 1..=24 {
        run(0x9E37_79B9_7F4A_7C15_u64.wrapping_mul(seed));
    }
}

#[test]
fn what_happens_while_nobody_reads_is_read_from_memory() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut world = World::new(folder.path());
    let mut reader = world.reader(None);
    world.kept();
    world.passing();
    let told = some(&mut reader, 10);
    let topics: Vec<_> = told.iter().map(|event| event.kind.topic()).collect();
    assert_eq!(topics, [Some(Topic::Calls), Some(Topic::Phones)]);
    assert!(matches!(reader.step(), Step::Idle));
}

#[test]
fn a_remark_is_told_live_and_again_from_the_journal() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut world = World::new(folder.path());
    let mut live = world.reader(None);
    let cursor = read(&live.note(EventKind::Heartbeat)).cursor;
    let mut record = contact::record::assemble(&[]);
    record.remark = Some("call back".to_owned());
    record.remarked_at = Some(Timestamp::from_second(9).expect("a moment"));
    world.entry(&Entry::Remarked(Box::new(record.clone())));
    let told = some(&mut live, 10);
    assert_eq!(told.len(), 1);
    let remark = EventKind::Remark {
        record: Box::new(record),
    };
    assert_eq!(told[0].kind, remark);
    world.restart();
    let mut later = world.reader(Some(&cursor));
    let told = some(&mut later, 10).into_iter();
    let told: Vec<_> = told.filter(|event| event.kind.topic().is_some()).collect();
    assert_eq!(told.len(), 1);
    assert_eq!((&told[0].kind, told[0].at.as_second()), (&remark, 9));
}

#[test]
fn a_cursor_of_another_run_goes_on_with_what_is_kept_and_says_what_is_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut world = World::new(folder.path());
    world.kept();
    let cursor = read(&world.reader(None).note(EventKind::Heartbeat)).cursor;
    world.passing();
    world.kept();
    world.restart();
    let told = some(&mut world.reader(Some(&cursor)), 10);
    let EventKind::Gap { topics } = &told[0].kind else {
        panic!("{told:?}");
    };
    assert_eq!(
        topics,
        &[Topic::Agents, Topic::Queues, Topic::Phones, Topic::Trunks]
    );
    assert_eq!(told[1..].iter().filter_map(number).collect::<Vec<_>>(), [3]);
}

#[test]
fn a_cursor_that_was_never_given_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut world = World::new(folder.path());
    world.kept();
    let cursor = read(&world.reader(None).note(EventKind::Heartbeat)).cursor;
    let (other, sub) = cursor.split_at(39);
    let future = format!("{}{:08x}", &cursor[..32], u32::MAX);
    let later = format!("{}{:016x}{}", &cursor[..16], 99, &cursor[32..]);
    assert!(sub.len() == 1 && other.len() == 39);
    for bad in ["", "nonsense", &future, &later] {
        let topics = Topic::ALL.into_iter().collect();
        let reader = EventReader::new(&world.history, &world.feed, topics, Some(bad));
        assert!(reader.is_err(), "{bad}");
    }
}

#[test]
fn queues_are_counted_as_callers_come_and_leave() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut world = World::new(folder.path());
    let mut reader = world.reader(None);
    let group = Name::new("sales").expect("a name");
    let queued = |group: &Name| InCall::Queued {
        group: group.clone(),
        ahead: 0,
    };
    let left = InCall::Dequeued {
        group: group.clone(),
        exit: model::record::QueueExit::Abandoned,
    };
    for (call, kind) in [
        (1, queued(&group)),
        (2, queued(&group)),
        (1, left.clone()),
        (1, left.clone()),
        (2, left),
    ] {
        let entry = world.event(call, kind);
        world.entry(&entry);
    }
    let waiting = some(&mut reader, 100)
        .into_iter()
        .filter_map(|event| match event.kind {
            EventKind::Queue { waiting, .. } => Some(waiting),
            _ => None,
        });
    assert_eq!(waiting.collect::<Vec<_>>(), [1, 2, 1, 0]);
}

#[test]
fn who_waits_in_a_group_that_is_renamed_is_counted_there_from_then_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut world = World::new(folder.path());
    let mut reader = world.reader(None);
    let group = Name::new("sales").expect("a name");
    for call in [1, 2] {
        let group = group.clone();
        let entry = world.event(call, InCall::Queued { group, ahead: 0 });
        world.entry(&entry);
    }
    let applied = serde_json::json!({
        "revision": 2, "at": "2026-11-27T10:00:00Z", "by": "local", "message": "", "config": {},
        "moved": [{ "kind": "skill_groups", "from": "sales", "to": "presales" }],
    });
    let applied = serde_json::from_value(applied).expect("an apply");
    world.entry(&Entry::Applied(Box::new(applied)));
    let gone = InCall::Dequeued {
        group: Name::new("presales").expect("a name"),
        exit: model::record::QueueExit::Abandoned,
    };
    let entry = world.event(1, gone);
    world.entry(&entry);
    let told = some(&mut reader, 100).into_iter();
    let told = told.filter_map(|event| match event.kind {
        EventKind::Queue {
            skill_group,
            waiting,
        } => Some(format!("{skill_group} {waiting}")),
        _ => None,
    });
    let expected = ["sales 1", "sales 2", "sales 0", "presales 2", "presales 1"];
    assert_eq!(told.collect::<Vec<_>>(), expected);
}

#[test]
fn what_is_changed_at_run_time_and_its_end_are_told_live_and_again_from_the_journal() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut world = World::new(folder.path());
    let mut live = world.reader(None);
    let cursor = read(&live.note(EventKind::Heartbeat)).cursor;
    for line in [
        r#"{"live_changed":{"what":"emergency","on":true,"before":{"what":"emergency","on":false},"by":"amy","at":"1970-01-01T00:00:05Z"}}"#,
        r#"{"live_ended":{"what":"center.emergency","how":"undone","at":"1970-01-01T00:00:06Z","by":"ben"}}"#,
        r#"{"blocked":{"caller":"1","by":"amy","at":"1970-01-01T00:00:07Z"}}"#,
        r#"{"unblocked":{"what":"1","how":"expired","at":"1970-01-01T00:00:08Z"}}"#,
        // As a version of earlier has written them, which did not say when.
        r#"{"live_ended":"center.emergency"}"#,
        r#"{"unblocked":"1"}"#,
    ] {
        world.entry(&serde_json::from_str(line).expect(line));
    }
    let told = |reader: &mut EventReader| {
        let told = some(reader, 10).into_iter().filter_map(|event| {
            assert!(matches!(event.kind.topic(), None | Some(Topic::Config)));
            match &event.kind {
                EventKind::LiveChanged { change } => {
                    let before = change.before.clone().unwrap_or_default();
                    let told = format!("{}: {before} -> {}", change.path, change.after);
                    Some(format!("{told} by {}", change.by))
                }
                EventKind::LiveEnded { path, ended } => {
                    Some(format!("{path} {:?} {:?}", ended.how, ended.by))
                }
                _ => None,
            }
        });
        told.collect::<Vec<_>>()
    };
    let expected = [
        "center.emergency: off -> on by amy",
        "center.emergency Undone Some(\"ben\")",
        "blacklist.1: free -> blocked by amy",
        "blacklist.1 Expired None",
    ];
    assert_eq!(told(&mut live), expected);
    world.restart();
    let again = &mut world.reader(Some(&cursor));
    let at: Vec<_> = some(again, 10)
        .iter()
        .filter(|event| event.kind.topic().is_some())
        .map(|event| event.at.as_second())
        .collect();
    assert_eq!(at, [5, 6, 7, 8], "when it was, not when it is read");
    assert_eq!(told(&mut world.reader(Some(&cursor))), expected);
}
