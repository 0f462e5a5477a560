use std::sync::Arc;

use jiff::Timestamp;
use serde_json::json;

use super::*;

fn config() -> Arc<Config> {
    let config = json!({
        "skill_groups": { "sales": { "members": { "amy": 3, "ben": 1 }, "phones": ["2101"] } },
        "agents": {
            "amy": { "name": "A", "staff_number": "1" },
            "ben": { "name": "B", "staff_number": "2" },
            "zoe": { "name": "Z", "staff_number": "3" },
        },
        "phones": { "2101": {} },
        "hours": { "office": { "weekly": { "fri": ["09:00-18:00"] } } },
    });
    Arc::new(serde_json::from_value(config).expect("a configuration"))
}

fn value(value: serde_json::Value) -> LiveValue {
    serde_json::from_value(value).expect("a value")
}

fn member(agent: &str, priority: Option<u8>) -> LiveValue {
    value(json!({ "what": "member", "skill_group": "sales", "agent": agent, "priority": priority }))
}

fn today(open: &[&str]) -> LiveValue {
    value(json!({ "what": "hours", "hours": "office", "date": "2026-11-27", "open": open }))
}

fn changes(values: impl IntoIterator<Item = LiveValue>) -> LiveChanges {
    let mut changes = LiveChanges::default();
    for value in values {
        changes.put(LiveChange {
            value,
            before: None,
            by: "local".to_owned(),
            at: Timestamp::UNIX_EPOCH,
            expires: None,
            note: String::new(),
        });
    }
    changes
}

#[test]
fn what_is_changed_is_laid_over_the_configuration_and_nothing_else() {
    let phone =
        json!({ "what": "phone", "skill_group": "sales", "phone": "2101", "priority": null });
    let laid = changes([
        member("zoe", Some(1)),
        member("amy", None),
        today(&["10:00-12:00"]),
        value(phone),
        LiveValue::Emergency { on: true },
    ])
    .over(&config());
    let sales = &laid.skill_groups["sales"];
    let members: Vec<_> = sales.members.keys().map(ToString::to_string).collect();
    assert_eq!(members, ["ben", "zoe"]);
    assert!(sales.phones.is_empty() && laid.center.emergency);
    let open = |at: &str| laid.hours["office"].open_at(at.parse().expect("a moment"));
    assert!(!open("2026-11-27T09:30") && open("2026-11-27T11:00"));
    assert!(open("2026-12-04T09:30"), "the week after is as it was");
}

#[test]
fn without_a_change_nothing_is_copied() {
    let config = config();
    assert!(Arc::ptr_eq(&LiveChanges::default().over(&config), &config));
}

#[test]
fn of_each_thing_there_is_one_change() {
    let changes = changes([member("zoe", Some(1)), member("zoe", Some(2))]);
    let subject = "skill_groups.sales.members.zoe".parse().expect("a subject");
    assert_eq!(changes.len(), 1);
    let kept = changes.get(&subject).map(|it| it.value.clone());
    assert_eq!(kept, Some(member("zoe", Some(2))));
}

#[test]
fn a_change_ends_with_its_subject_and_when_the_configuration_says_the_same() {
    let mut config = (*config()).clone();
    let mut kept = changes([
        member("zoe", Some(1)),
        member("amy", None),
        today(&[]),
        LiveValue::Emergency { on: true },
    ]);
    assert_eq!(kept.settle(&config, &Renames::default()), []);
    config.hours.clear();
    config.center.emergency = true;
    let zoe = "zoe".parse().expect("a name");
    let sales = config.skill_groups.get_mut("sales").expect("sales");
    sales.members.insert(zoe, Priority(1));
    let ended = kept.settle(&config, &Renames::default());
    let ended: Vec<_> = ended
        .iter()
        .map(|it| it.value.subject().to_string())
        .collect();
    let expected = [
        "skill_groups.sales.members.zoe",
        "hours.office.today",
        "center.emergency",
    ];
    assert_eq!(ended, expected);
    assert_eq!(kept.len(), 1, "amy is still no member");
}

#[test]
fn what_is_renamed_stays_changed() {
    let moved: Vec<crate::Moved> = serde_json::from_value(json!([
        { "kind": "agents", "from": "zoe", "to": "zoey" },
        { "kind": "skill_groups", "from": "sales", "to": "presales" },
        { "kind": "hours", "from": "office", "to": "desk" },
    ]))
    .expect("moves");
    let names = Renames::of(&moved);
    let phone =
        json!({ "what": "phone", "skill_group": "sales", "phone": "2101", "priority": null });
    let mut kept = changes([
        member("zoe", Some(1)),
        value(phone),
        today(&["10:00-12:00"]),
    ]);
    let mut config = (*config()).clone();
    config.rename(&names);
    assert_eq!(kept.settle(&config, &names), []);
    let kept: Vec<_> = kept
        .iter()
        .map(|(subject, _)| subject.to_string())
        .collect();
    let expected = [
        "skill_groups.presales.members.zoey",
        "skill_groups.presales.phones.2101",
        "hours.desk.today",
    ];
    assert_eq!(kept, expected);
}

#[test]
fn what_there_is_not_is_told_by_kind_and_name() {
    let unknown = |value: LiveValue| value.unknown_in(&config());
    assert_eq!(unknown(member("zoe", None)), None);
    assert_eq!(
        unknown(member("tom", None)),
        Some(("agent", "tom".to_owned()))
    );
    let night = json!({ "what": "hours", "hours": "night", "date": "2026-11-27", "open": [] });
    let told = Some(("set of business hours", "night".to_owned()));
    assert_eq!(unknown(value(night)), told);
}

#[test]
fn a_subject_reads_what_it_writes() {
    for text in [
        "skill_groups.sales.members.amy",
        "skill_groups.售后.phones.2101",
        "hours.office.today",
        "center.emergency",
    ] {
        let subject: Subject = text.parse().expect("a subject");
        assert_eq!(subject.to_string(), text);
    }
    for bad in [
        "",
        "center",
        "hours.office",
        "skill_groups.sales.members.",
        "skill_groups.a.phones.x",
    ] {
        assert!(bad.parse::<Subject>().is_err(), "{bad}");
    }
}

#[test]
fn the_next_end_is_the_earliest() {
    let at = |second| Timestamp::from_second(second).expect("a moment");
    let mut some = changes([member("zoe", Some(1)), member("amy", None), today(&[])]);
    let ending = [("zoe", 20), ("amy", 10)];
    for (agent, second) in ending {
        let subject = format!("skill_groups.sales.members.{agent}")
            .parse()
            .expect("a subject");
        let change = some.get(&subject).cloned().expect("a change");
        some.put(LiveChange {
            expires: Some(at(second)),
            ..change
        });
    }
    assert_eq!(some.next_end(), Some(at(10)));
    assert_eq!(some.expired(at(9)).len(), 0);
    assert_eq!(some.expired(at(10)).len(), 1);
    assert_eq!(some.expired(at(20)).len(), 2);
}
