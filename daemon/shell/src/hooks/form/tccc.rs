//! A record as Tencent's contact center pushes it (`action=cdr`). Times are seconds since 1970, 0 where
//! there is none. Groups and flows have names here and no numbers: their ids are 0.

use jiff::Timestamp;
use model::config::{Agent, Config, NumberForm, Numbering};
use model::record::{
    CallKind, CallRecord, Direction, HungUpBy, Participant, ParticipantKind, PathStep,
};
use serde_json::{Value, json};

/// The body of a push.
pub fn cdr(record: &CallRecord, config: &Config) -> Value {
    let last = last_of_ours(record);
    let rang = match record.direction {
        Direction::In => last.and_then(|one| one.rang_at),
        Direction::Out => customer(record).and_then(|one| one.rang_at),
    };
    let queued = record.skill_group.is_some() && record.direction == Direction::In;
    let queued_at = queued.then(|| after(record.started_at, record.durations.ivr_ms));
    let (survey, asked): (Vec<_>, Vec<_>) = pressed(record).partition(|step| {
        record
            .satisfaction
            .as_ref()
            .is_some_and(|it| it.node == step.node)
    });
    let spoken = record
        .answered_at
        .map_or(0, |at| seconds(Some(record.ended_at)) - seconds(Some(at)));
    json!({
        "SdkAppId": config.center.sdk_app_id.unwrap_or(0),
        "SessionId": record.id,
        "Caller": zeros(&record.caller),
        "Callee": zeros(&record.callee),
        "Direction": match record.direction { Direction::In => 0, Direction::Out => 1 },
        "CallType": call_type(record),
        "StartTimestamp": seconds(Some(record.started_at)),
        "QueuedTimestamp": seconds(queued_at),
        "RingTimestamp": seconds(rang),
        "AcceptTimestamp": seconds(record.answered_at),
        "EndedTimestamp": seconds(Some(record.ended_at)),
        "Duration": spoken.max(0),
        "IVRDuration": record.durations.ivr_ms / 1_000,
        "EndStatusString": record.end_status.string(),
        "HungUpSide": side(record.hung_up_by),
        "QueuedSkillGroupId": 0,
        "QueuedSkillGroupName": record.skill_group.as_ref().map_or("", |it| it.as_str()),
        "IVRKeyPressed": asked.iter().map(|step| key(step)).collect::<Vec<_>>(),
        "IVRKeyPressedEx": asked.iter().map(|step| press(step)).collect::<Vec<_>>(),
        "PostIVRKeyPressed": survey.iter().map(|step| press(step)).collect::<Vec<_>>(),
        "CallerLocation": record.home.to_string(),
        "RecordId": recording_of(record, last),
        "SeatUser": seat(record, last, config),
        "ServeParticipants": ours(record).enumerate()
            .map(|(n, one)| participant(record, one, n, config)).collect::<Vec<_>>(),
        "UserRemark": record.remark.as_deref().unwrap_or_default(),
        "Uui": "",
        "TelLocation": {
            "TelNumber": zeros(match record.direction {
                Direction::In => &record.caller,
                Direction::Out => &record.callee,
            }),
            "Country": record.home.country.as_deref().unwrap_or_default(),
            "Province": record.home.province.as_deref().unwrap_or_default(),
            "City": record.home.city.as_deref().unwrap_or_default(),
            "Operator": record.home.carrier.as_deref().unwrap_or_default(),
        },
    })
}

fn call_type(record: &CallRecord) -> u8 {
    match (record.kind, record.direction) {
        (CallKind::Internal, _) => 6,
        (_, Direction::Out) => 1,
        (_, Direction::In) => 2,
    }
}

fn side(by: HungUpBy) -> &'static str {
    match by {
        HungUpBy::User => "user",
        HungUpBy::Agent => "seat",
        HungUpBy::System => "system",
    }
}

/// A number as the vendor writes it: `008613800138000`.
fn zeros(number: &str) -> String {
    let numbering = Numbering {
        form: NumberForm::Zeros,
        ..Numbering::default()
    };
    numbering.write(number)
}

fn seconds(at: Option<Timestamp>) -> i64 {
    at.map_or(0, Timestamp::as_second)
}

fn after(at: Timestamp, millis: u64) -> Timestamp {
    let span = i64::try_from(millis).map(jiff::SignedDuration::from_millis);
    span.ok()
        .and_then(|span| at.checked_add(span).ok())
        .unwrap_or(at)
}

/// The steps at which a key was pressed.
fn pressed(record: &CallRecord) -> impl Iterator<Item = &PathStep> {
    let path = record.path.iter();
    path.filter(|step| step.key.is_some() || step.digits.is_some())
}

fn key(step: &PathStep) -> String {
    match (&step.key, &step.digits) {
        (Some(key), _) => key.to_string(),
        (None, digits) => digits.clone().unwrap_or_default(),
    }
}

fn press(step: &PathStep) -> Value {
    json!({
        "Key": key(step),
        "Label": step.label.as_deref().unwrap_or_default(),
        "Timestamp": step.at.as_millisecond(),
        "NodeLabel": step.node,
        "OriginalContent": "",
        "TTSPrompt": "",
    })
}

fn customer(record: &CallRecord) -> Option<&Participant> {
    let mut all = record.participants.iter();
    all.find(|one| one.kind == ParticipantKind::Customer)
}

/// Everybody who served the customer, in order.
fn ours(record: &CallRecord) -> impl Iterator<Item = &Participant> {
    let all = record.participants.iter();
    all.filter(|one| one.kind != ParticipantKind::Customer)
}

/// Whoever talked last, or was rung last.
fn last_of_ours(record: &CallRecord) -> Option<&Participant> {
    let talked = ours(record).filter(|one| one.answered_at.is_some()).last();
    talked.or_else(|| ours(record).last())
}

fn agent<'c>(one: &Participant, config: &'c Config) -> Option<&'c Agent> {
    config.agents.get(one.agent.as_ref()?)
}

fn recording_of(record: &CallRecord, one: Option<&Participant>) -> String {
    let its = |sequence| {
        record
            .recordings
            .iter()
            .find(move |it| it.participant == sequence)
    };
    let its = one.and_then(|one| its(one.sequence));
    its.map(|it| it.id.to_string()).unwrap_or_default()
}

fn seat(record: &CallRecord, last: Option<&Participant>, config: &Config) -> Value {
    let Some((one, name)) = last.and_then(|one| Some((one, one.agent.as_ref()?))) else {
        return Value::Null;
    };
    let known = agent(one, config);
    let groups = config.skill_groups.iter();
    let groups: Vec<_> = groups
        .filter(|(_, group)| group.members.contains_key(name))
        .map(|(name, _)| name)
        .collect();
    json!({
        "Name": known.map_or(name.as_str(), |it| &it.name),
        "Mail": known.and_then(|it| it.email.as_deref()).unwrap_or_default(),
        "StaffNumber": record.staff_number.as_deref().unwrap_or_default(),
        "Phone": known.and_then(|it| it.mobile.as_deref()).unwrap_or_default(),
        "Nick": known.and_then(|it| it.nickname.as_deref()).unwrap_or_default(),
        "UserId": name,
        "SkillGroupNameList": groups,
        "Role": 0,
        "ExtensionNumber": one.phone.as_ref().map_or("", |it| it.as_str()),
    })
}

fn participant(record: &CallRecord, one: &Participant, n: usize, config: &Config) -> Value {
    let known = agent(one, config);
    let device = match (&one.phone, &one.number) {
        (Some(phone), _) => phone.to_string(),
        (None, number) => number.as_deref().map(zeros).unwrap_or_default(),
    };
    let other = |sequence: Option<u32>| {
        let of = |wanted: u32| {
            record
                .participants
                .iter()
                .find(move |it| it.sequence == wanted)
        };
        let name = sequence.and_then(of).map(who);
        name.unwrap_or_default()
    };
    let (from, to) = (other(one.transferred_from), other(one.transferred_to));
    let kind = |name: &str| if name.is_empty() { "" } else { "staff" };
    json!({
        "Sequence": n,
        "Mail": known.and_then(|it| it.email.as_deref()).unwrap_or_default(),
        "Phone": device,
        "StartTimestamp": seconds(Some(one.started_at)),
        "RingTimestamp": seconds(one.rang_at),
        "AcceptTimestamp": seconds(one.answered_at),
        "EndedTimestamp": seconds(Some(one.ended_at)),
        "Type": match one.kind {
            ParticipantKind::Outside => "outboundSeat",
            ParticipantKind::Phone => "staffPhoneSeat",
            ParticipantKind::Agent | ParticipantKind::Customer => "staffSeat",
        },
        "RecordId": recording_of(record, Some(one)),
        "RecordURL": "",
        "CustomRecordURL": "",
        "TransferFromType": kind(&from),
        "TransferFrom": from,
        "TransferToType": kind(&to),
        "TransferTo": to,
        "SkillGroupId": 0,
        "SkillGroupName": one.skill_group.as_ref().map_or("", |it| it.as_str()),
        "EndStatusString": one.end_status.string(),
    })
}

/// What somebody is called: an agent, a phone, or a number.
fn who(one: &Participant) -> String {
    let agent = one.agent.as_ref().map(ToString::to_string);
    let phone = || one.phone.as_ref().map(ToString::to_string);
    agent
        .or_else(phone)
        .or_else(|| one.number.clone())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::super::sample;
    use super::*;

    fn config() -> Config {
        serde_json::from_value(json!({
            "center": { "sdk_app_id": 1_400_000_000 },
            "agents": { "amy": { "name": "王小美", "staff_number": "1001", "email": "amy@example.com",
                "nickname": "小美" } },
            "skill_groups": { "sales": { "members": { "amy": 1 } }, "other": {} },
        }))
        .expect("a configuration")
    }

    #[test]
    fn a_record_has_every_field_of_the_vendors_form() {
        let told = cdr(&sample::record(7), &config());
        let expected = include_str!("cdr.json");
        let expected: Value = serde_json::from_str(expected).expect("JSON");
        for (key, value) in expected.as_object().expect("a map") {
            assert_eq!(told[key], *value, "{key}");
        }
        let keys = |value: &Value| value.as_object().map(serde_json::Map::len);
        assert_eq!(keys(&told), keys(&expected));
    }

    #[test]
    fn who_was_never_served_has_no_seat_and_no_times() {
        let mut record = sample::record(7);
        record.participants.truncate(1);
        record.answered_at = None;
        record.agent = None;
        let told = cdr(&record, &Config::default());
        assert_eq!(told["SeatUser"], Value::Null);
        for key in ["AcceptTimestamp", "RingTimestamp", "Duration", "SdkAppId"] {
            assert_eq!(told[key], 0, "{key}");
        }
        assert_eq!(told["ServeParticipants"], json!([]));
    }

    #[test]
    fn each_way_and_each_side_has_its_word() {
        let mut record = sample::record(7);
        record.direction = Direction::Out;
        record.hung_up_by = HungUpBy::Agent;
        let told = cdr(&record, &config());
        assert_eq!(
            (&told["CallType"], &told["HungUpSide"]),
            (&json!(1), &json!("seat"))
        );
        record.kind = CallKind::Internal;
        record.hung_up_by = HungUpBy::System;
        let told = cdr(&record, &config());
        assert_eq!(
            (&told["CallType"], &told["HungUpSide"]),
            (&json!(6), &json!("system"))
        );
    }
}
