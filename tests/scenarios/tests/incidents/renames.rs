//! What has another name while callers wait, talk and listen, and a crash after it.

use std::time::Duration;

use model::config::Priority;
use model::live::LiveValue;
use model::record::{CallEvent, EventKind};
use model::{Moved, MovedKind, Name};
use phone::{Command, Event};
use sim::world::HandsetId;
use switch::LiveDraft;

use super::DIRECT;
use super::stage::{Stage, TEXT};

fn change(stage: &mut Stage, group: &str, agent: &str, priority: Option<u8>) {
    let name = |text: &str| Name::new(text).expect("a name");
    let draft = LiveDraft {
        value: LiveValue::Member {
            skill_group: name(group),
            agent: name(agent),
            priority: priority.map(Priority),
        },
        expires: None,
        note: String::new(),
    };
    stage
        .world
        .command(switch::Command::ChangeLive(Box::new(draft)));
    stage.play(1);
}

fn has_ended(stage: &Stage, who: HandsetId) -> bool {
    let mut noticed = stage.noticed.get(&who).into_iter().flatten();
    noticed.any(|event| matches!(event, Event::Ended(_)))
}

#[test]
fn who_waits_when_his_group_is_renamed_is_answered_and_a_change_at_run_time_is_kept() {
    let mut stage = Stage::new();
    let (amy, ben) = (stage.phone("2001"), stage.phone("2002"));
    change(&mut stage, "presales", "ben", None);
    let talks = stage.talk(DIRECT, amy);
    let waits = stage.caller(DIRECT);
    stage.play(3);
    assert_eq!(stage.rang(ben), 0, "he is no member");

    let moved = |kind, from: &str, to: &str| Moved {
        kind,
        from: from.parse().expect("a name"),
        to: to.parse().expect("a name"),
    };
    let moves = vec![
        moved(MovedKind::SkillGroups, "presales", "front_desk"),
        moved(MovedKind::Ivrs, "direct", "straight"),
        moved(MovedKind::Trunks, "carrier", "telco"),
    ];
    let text = TEXT.replace("presales", "front_desk");
    let text = text
        .replace("carrier", "telco")
        .replace("direct", "straight");
    stage.apply_moved(&text, moves);
    stage.play(3);
    assert!(!has_ended(&stage, waits) && !has_ended(&stage, talks));
    assert_eq!(stage.rang(ben), 0, "he is still none");
    let rang = stage.rang(amy);
    stage.order(talks, Command::HangUp);
    stage.play(20);
    assert!(stage.rang(amy) > rang, "who waited is offered to her");
    stage.order(amy, Command::Answer);
    stage.play(2);
    let answered = |event: &&CallEvent| matches!(event.kind, EventKind::Answered { .. });
    assert_eq!(stage.events.iter().filter(answered).count(), 2);
    stage.order(waits, Command::HangUp);
    stage.play(2);
    let group = stage.records.last().and_then(|it| it.skill_group.clone());
    assert_eq!(group.map(|it| it.to_string()).as_deref(), Some("presales"));

    stage.world.crash(Duration::from_secs(1));
    stage.play(2);
    stage.caller(DIRECT);
    stage.play(10);
    assert_eq!(stage.rang(ben), 0, "what was changed survived the crash");
    change(&mut stage, "front_desk", "ben", Some(3));
    stage.caller(DIRECT);
    stage.play(10);
    assert_eq!(stage.rang(ben), 1, "and can be changed by the other name");
}
