//! Recorded calls, played through the flows of a plan.

use std::collections::BTreeMap;

use api::{List, LiveConfig, RecordQuery};
use jiff::Timestamp;
use model::record::{CallRecord, Direction};
use model::{Config, MovedKind, Renames, Span};
use plan::{Elsewhere, Plan, Replay, Unknown, moved};
use sim::replay::{Fate, Landing, Replayer, Why};

use crate::client::{Client, Target};
use crate::failure::Failure;
use crate::moment::Moment;

/// How many calls are played.
const MOST: usize = 10_000;
/// How many lists are asked for.
const PAGES: usize = 100;
/// How many callers of a way are named.
const NAMED: usize = 5;
/// How many ways are told.
const WAYS: usize = 200;

/// Plays the calls of the last `span` through what is live and what a plan wants.
pub async fn replay(client: &Client, plan: &Plan, span: Span) -> Result<Replay, Failure> {
    let since = Moment::Ago(span).before(Timestamp::now());
    let live: LiveConfig = client.get(Target::new(&["config"])).await?;
    let (mut records, more) = records(client, since).await?;
    let names = Renames::of(&plan.moved);
    records.iter_mut().for_each(|it| rename(it, &names));
    let before = moved::renamed(&live.config, &plan.moved);
    let mut replay = played(&before, &plan.desired, &records);
    (replay.since, replay.more) = (since.to_string(), more);
    Ok(replay)
}

/// Lets a record name what the plan renames by its other name: who came there comes there still.
fn rename(record: &mut CallRecord, names: &Renames) {
    names.names(MovedKind::Ivrs, &mut record.ivr);
    let people = record.participants.iter_mut();
    let people = people.filter_map(|one| one.skill_group.as_mut());
    names.names(
        MovedKind::SkillGroups,
        people.chain(&mut record.skill_group),
    );
}

/// The calls of customers since then, newest first, and whether there are more.
async fn records(client: &Client, since: Timestamp) -> Result<(Vec<CallRecord>, bool), Failure> {
    let mut query = RecordQuery {
        since: Some(since),
        direction: Some(Direction::In),
        limit: Some(RecordQuery::MAX_LIMIT),
        ..RecordQuery::default()
    };
    let mut records = Vec::new();
    for _ in 0..PAGES {
        let page: List<CallRecord> = client.get(Target::new(&["records"]).query(&query)).await?;
        records.extend(page.items);
        query.cursor = page.next;
        if query.cursor.is_none() || records.len() >= MOST {
            break;
        }
    }
    let more = query.cursor.is_some() || records.len() > MOST;
    records.truncate(MOST);
    Ok((records, more))
}

fn played(live: &Config, desired: &Config, records: &[CallRecord]) -> Replay {
    let mut replayer = Replayer::new(live, desired);
    let mut replay = Replay {
        calls: records.len() as u64,
        ..Replay::default()
    };
    let mut unknown: BTreeMap<Why, u64> = BTreeMap::new();
    let mut elsewhere: BTreeMap<(&str, Landing, Landing), Vec<&str>> = BTreeMap::new();
    for record in records {
        match replayer.replay(record) {
            Fate::Same => replay.same += 1,
            Fate::Unknown(why) => *unknown.entry(why).or_default() += 1,
            Fate::Elsewhere { from, to } => {
                let way = (record.callee.as_str(), from, to);
                elsewhere.entry(way).or_default().push(&record.caller);
            }
        }
    }
    let unknown = unknown.into_iter();
    replay.unknown = unknown
        .map(|(why, calls)| Unknown {
            why: why.to_string(),
            calls,
        })
        .collect();
    let ways = elsewhere.into_iter();
    replay.elsewhere = ways
        .map(|((number, from, to), callers)| Elsewhere {
            number: number.to_owned(),
            from: from.to_string(),
            to: to.to_string(),
            calls: callers.len() as u64,
            callers: named(&callers),
        })
        .collect();
    replay
        .elsewhere
        .sort_by_key(|way| std::cmp::Reverse(way.calls));
    replay.elsewhere.truncate(WAYS);
    replay
}

/// Some of the callers, each once.
fn named(callers: &[&str]) -> Vec<String> {
    let mut named: Vec<String> = Vec::new();
    for caller in callers {
        let caller = if caller.is_empty() {
            "withheld"
        } else {
            caller
        };
        if named.len() < NAMED && !named.iter().any(|it| it == caller) {
            named.push(caller.to_owned());
        }
    }
    named
}
