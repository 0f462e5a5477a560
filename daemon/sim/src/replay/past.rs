//! What a record tells of what happened in its call.

use std::collections::BTreeMap;

use model::ask::Reply;
use model::config::{Ivr, Length, Node, Transfer};
use model::record::{CallRecord, EndStatus, HungUpBy, Outcome};
use model::{Name, record};

use super::landing::{Landing, status};
use crate::walk::{Choice, Question, Staff};

/// What a question of a flow gets for an answer.
pub enum Told {
    /// It came out so.
    Choice(Choice),
    /// The call went no further.
    Landing(Landing),
    /// It is not in the record.
    Nothing,
}

/// What became of the caller in a group.
#[derive(Clone, Debug, PartialEq, Eq)]
enum InGroup {
    /// He stayed: somebody served him, or he hung up.
    Stayed,
    /// He left it by an exit that tells who was there.
    Left(Staff),
    /// It is not in the record which one.
    Unclear,
}

/// What happened in a call.
pub struct Past<'r> {
    record: &'r CallRecord,
    /// The groups by the live flow.
    groups: BTreeMap<Name, InGroup>,
}

impl<'r> Past<'r> {
    /// That of a record whose call went through this flow.
    pub fn of(record: &'r CallRecord, live: &Ivr) -> Past<'r> {
        let mut groups: BTreeMap<Name, InGroup> = BTreeMap::new();
        for (number, step) in record.path.iter().enumerate() {
            let Some(Node::Transfer(transfer)) = live.nodes.get(&step.node) else {
                continue;
            };
            let next = record.path.get(number + 1).map(|step| &step.node);
            let found = in_group(record, transfer, next);
            // One who was in a group twice was not there in two ways: a walk knows one for the call.
            let known = groups
                .entry(transfer.group.clone())
                .or_insert(found.clone());
            if *known != found {
                *known = InGroup::Unclear;
            }
        }
        Past { record, groups }
    }

    /// What a question gets for an answer, after so many.
    pub fn answer(&self, question: &Question, ivr: &Ivr, before: &[Choice]) -> Told {
        match question {
            Question::Keys(node) => self.keys(node, ivr.nodes.get(node), before),
            Question::Reply { node, .. } => self.reply(node, before),
            Question::Group(group) => match self.groups.get(group) {
                Some(InGroup::Left(staff)) => Told::Choice(Choice::Group(group.clone(), *staff)),
                Some(InGroup::Unclear) => Told::Nothing,
                // Who never was in a group comes to it, and no more can be said.
                Some(InGroup::Stayed) | None => Told::Landing(Landing::Group(group.clone())),
            },
            Question::Outside(number) => Told::Landing(Landing::Outside(number.clone())),
            Question::Phone(_) => Told::Nothing,
        }
    }

    /// What the caller pressed when he was asked there as often as he was before.
    fn keys(&self, name: &Name, node: Option<&Node>, before: &[Choice]) -> Told {
        let pressed = before.iter().filter(|choice| choice.is_his()).count();
        let steps = self.record.path.iter().enumerate();
        let asked = steps.filter(|(_, step)| step.key.is_some() || step.digits.is_some());
        if let Some((_, step)) = asked.clone().nth(pressed) {
            return match step.node == *name {
                true => answered(step, node),
                false => Told::Nothing,
            };
        }
        let last = self.record.path.last();
        let in_flow = matches!(
            self.record.end_status,
            EndStatus::IvrGiveUp | EndStatus::NotWorkTime
        );
        let hung_up = self.record.hung_up_by == HungUpBy::User && in_flow;
        match last.filter(|last| hung_up && last.node == *name) {
            Some(last) => Told::Landing(Landing::HangsUp(last.node.clone())),
            None => Told::Nothing,
        }
    }

    /// What came of asking a customer's system, if it was nothing: answers are not in records.
    fn reply(&self, node: &Name, before: &[Choice]) -> Told {
        let asked = before
            .iter()
            .filter(|it| matches!(it, Choice::Reply(_)))
            .count();
        let asked = self.record.consultations.get(asked);
        let reply: Reply = match asked.filter(|it| it.node == *node).map(|it| it.outcome) {
            Some(Outcome::Failed(failure)) => Err(failure),
            Some(Outcome::Malformed) => Ok("".into()),
            _ => return Told::Nothing,
        };
        Told::Choice(Choice::Reply(reply))
    }

    /// Whether the record says what the live flow made of the call.
    pub fn is_told_by(&self, path: &[String], landing: &Landing) -> bool {
        let recorded = self.record.path.iter().map(|step| step.node.as_str());
        if !recorded.eq(path.iter().map(String::as_str)) {
            return false;
        }
        match landing {
            Landing::Group(group) => self.record.skill_group.as_ref() == Some(group),
            Landing::End(_, ended) => *ended == status(self.record),
            Landing::Message(node) => {
                let message = self.record.voicemail.as_ref();
                message.is_some_and(|message| message.node == *node)
            }
            Landing::Outside(number) => {
                let mut people = self.record.participants.iter();
                people.any(|one| one.number.as_ref() == Some(number))
            }
            Landing::TurnedAway => self.record.end_status == EndStatus::BlackList,
            Landing::HangsUp(_) => true,
            Landing::Nowhere => false,
        }
    }
}

/// The keys of a step as the node takes them.
fn answered(step: &record::PathStep, node: Option<&Node>) -> Told {
    let keys = match (node, step.key, &step.digits) {
        (Some(Node::Collect(collect)), _, Some(digits)) => match collect.length {
            Length::UpTo(most) if digits.len() < most as usize => format!("{digits}#"),
            _ => digits.clone(),
        },
        (Some(Node::Collect(_)), _, None) | (_, None, _) => return Told::Nothing,
        (_, Some(key), _) => key.to_string(),
    };
    Told::Choice(Choice::Press(keys))
}

/// What became of the caller whom a node brought to its group, and who came to `next` after it.
fn in_group(record: &CallRecord, transfer: &Transfer, next: Option<&Name>) -> InGroup {
    let mut served = record.participants.iter();
    let served = served
        .any(|one| one.skill_group.as_ref() == Some(&transfer.group) && one.answered_at.is_some());
    let Some(next) = next else {
        return match record.end_status {
            EndStatus::NoSeatOnline => InGroup::Left(Staff::Nobody),
            _ if served || record.hung_up_by == HungUpBy::User => InGroup::Stayed,
            _ => InGroup::Unclear,
        };
    };
    let waits = if transfer.on_busy.is_some() {
        Staff::Silent
    } else {
        Staff::Busy
    };
    let exits = [
        (&transfer.on_timeout, waits),
        (&transfer.on_no_agent, Staff::Nobody),
        (&transfer.on_busy, Staff::Busy),
        (&transfer.on_full, Staff::Full),
        (&transfer.then, Staff::Answers),
    ];
    let fits = |(exit, staff): &(&Option<Name>, Staff)| {
        exit.as_ref() == Some(next) && (*staff == Staff::Answers) == served
    };
    let mut fitting = exits.iter().filter(|exit| fits(exit));
    match (fitting.next(), fitting.next()) {
        (Some((_, staff)), None) => InGroup::Left(*staff),
        _ => InGroup::Unclear,
    }
}
