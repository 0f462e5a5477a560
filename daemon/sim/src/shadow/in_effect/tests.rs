use model::Name;
use model::config::Priority;
use model::live::{Ended, Ending};
use switch::{Applied, Changes};

use super::*;
use crate::sweep::center::{CARD, Variant, agent};
use crate::sweep::reach::LEAVE;
use crate::world::DAWN;

/// The first center of a sweep, in which the seventh agent is no member of the presales.
fn center() -> Config {
    Variant::first().config().expect("a center")
}

fn applied(config: Config) -> Entry {
    Entry::Applied(Box::new(Applied {
        revision: model::Revision(1),
        at: DAWN,
        by: String::new(),
        message: String::new(),
        commit: None,
        changes: Changes::default(),
        live_ended: Vec::new(),
        moved: Vec::new(),
        config: Arc::new(config).into(),
        passwords: BTreeMap::new(),
        accounts: BTreeMap::new(),
        trunk_passwords: BTreeMap::new(),
        webhook_secrets: BTreeMap::new(),
    }))
}

fn name(text: &str) -> Name {
    Name::new(text).expect("a name")
}

/// A center that runs, with that configuration as its first entry.
fn begun(config: Config) -> InEffect {
    let mut known = InEffect::default();
    known.entry(Seq::new(1), &applied(config), &mut Report::default());
    known.settled();
    known
}

fn set(value: LiveValue, seconds: Option<i64>) -> Command {
    let until = |seconds| Timestamp::from_second(DAWN.as_second() + seconds).expect("a moment");
    Command::ChangeLive(Box::new(LiveDraft {
        value,
        expires: seconds.map(until),
        note: String::new(),
    }))
}

fn joins(priority: u8) -> LiveValue {
    LiveValue::Member {
        skill_group: name("presales"),
        agent: name(&agent(7)),
        priority: Some(Priority(priority)),
    }
}

fn today(open: &[&str]) -> LiveValue {
    let open = open.iter().map(|shift| shift.parse().expect("hours"));
    LiveValue::Hours {
        hours: name(OFFICE),
        date: TODAY,
        open: open.collect(),
    }
}

fn is_member(known: &InEffect) -> bool {
    let group = &known.config().skill_groups["presales"];
    group.members.contains_key(agent(7).as_str())
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(DAWN.as_second() + second).expect("a moment")
}

#[test]
fn what_was_answered_survives_a_crash_whatever_is_found_on_the_disk() {
    let mut known = begun(center());
    known.wants(Ticket(1), &set(joins(1), None));
    assert!(is_member(&known));
    assert!(known.answered(Ticket(1), &Reply::Done));
    known.crashed();
    known.started(Seq::new(1), &mut Report::default());
    assert!(is_member(&known));
}

#[test]
fn what_was_not_answered_survives_if_it_is_on_the_disk() {
    for (found, survives) in [(1, false), (2, true)] {
        let mut known = begun(center());
        let command = set(joins(1), None);
        known.wants(Ticket(1), &command);
        let written = Entry::LiveEnded(Ended {
            what: Subject::Emergency,
            ending: Ending::default(),
        });
        known.entry(Seq::new(2), &written, &mut Report::default());
        known.crashed();
        known.started(Seq::new(found), &mut Report::default());
        assert_eq!(is_member(&known), survives, "{found}");
    }
}

#[test]
fn it_ends_by_itself_and_when_what_is_applied_says_the_same_or_knows_it_no_more() {
    let mut said = center();
    let group = said.skill_groups.get_mut("presales").expect("the group");
    group.members.insert(name(&agent(7)), Priority(2));
    let mut gone = center();
    gone.agents.remove(agent(7).as_str());
    for (config, second, left) in [
        (center(), 9, 1),
        (center(), 10, 0),
        (said, 0, 0),
        (gone, 0, 0),
    ] {
        let mut known = begun(center());
        known.wants(Ticket(1), &set(joins(2), Some(10)));
        known.entry(Seq::new(2), &applied(config), &mut Report::default());
        known.pass(at(second), &mut Report::default());
        assert_eq!(known.taking_back().len(), left);
    }
}

#[test]
fn what_cannot_be_so_is_refused() {
    let mut known = begun(center());
    let phone = LiveValue::Phone {
        skill_group: name("presales"),
        phone: model::Extension::new("2001").expect("an extension"),
        priority: None,
    };
    for command in [set(phone, None), Command::EndLive(Subject::Emergency)] {
        known.wants(Ticket(1), &command);
        assert!(!known.answered(Ticket(1), &Reply::Done), "{command:?}");
    }
}

#[test]
fn today_has_the_hours_that_were_said_until_an_emergency() {
    let mut known = begun(center());
    assert_eq!(known.works(at(0)), Works::Yes);
    known.wants(Ticket(1), &set(today(&["09:01-18:00"]), None));
    let works = [0, 59, 60].map(|second| known.works(at(second)));
    assert_eq!(works, [Works::No, Works::No, Works::Yes]);
    known.wants(Ticket(2), &set(LiveValue::Emergency { on: true }, None));
    assert_eq!(known.works(at(60)), Works::Emergency);
}

#[test]
fn whoever_is_blocked_is_turned_away_but_where_he_is_a_friend() {
    let mut known = begun(center());
    let [rude, caller] = ["13800000052", "13800000001"];
    for caller in [rude, caller] {
        assert!(!known.turns_away(caller, CARD));
        let caller = format!("+86{caller}");
        let (note, expires) = (String::new(), None);
        let block = Command::Block {
            caller,
            note,
            expires,
        };
        known.wants(Ticket(1), &block);
    }
    assert!(known.turns_away(rude, CARD) && known.turns_away(caller, CARD));
    assert!(known.turns_away(caller, LEAVE) && !known.turns_away(rude, LEAVE));
}
