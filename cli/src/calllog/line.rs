//! Everything about one call that its line shows.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::record::{CallEvent, CallRecord, Cause, EndStatus, EventKind, HungUpBy, OfferEnd};

use super::activity::Activity;
use crate::moment::{between, length, local_time};
use crate::printer::clean;
use crate::printer::style::{Style, styled};

/// The most nodes that a line shows; of a longer path the last ones.
const MAX_NODES: usize = 12;
/// The most devices of one call that are remembered.
const MAX_PARTICIPANTS: usize = 256;

/// One call, folded.
#[derive(Clone, Debug)]
pub struct CallLine {
    began: Timestamp,
    caller: String,
    callee: String,
    /// Where the customer is at home.
    home: String,
    nodes: Vec<String>,
    skipped: bool,
    names: BTreeMap<u32, String>,
    missed: Vec<String>,
    activity: Activity,
    /// Since when the activity lasts.
    since: Timestamp,
    end: Option<End>,
}

#[derive(Clone, Debug)]
struct End {
    status: EndStatus,
    cause: Option<Cause>,
    by: HungUpBy,
}

impl CallLine {
    /// A call of which nothing is known but this first event.
    pub fn new(at: Timestamp) -> CallLine {
        CallLine {
            began: at,
            caller: String::new(),
            callee: String::new(),
            home: String::new(),
            nodes: Vec::new(),
            skipped: false,
            names: BTreeMap::new(),
            missed: Vec::new(),
            activity: Activity::default(),
            since: at,
            end: None,
        }
    }

    /// Whether its beginning is known: with a filter or from the middle of the log it is not.
    pub fn is_complete(&self) -> bool {
        !self.callee.is_empty()
    }

    /// Takes an event in.
    pub fn event(&mut self, event: &CallEvent) {
        match &event.kind {
            EventKind::Arrived {
                caller,
                callee,
                home,
                ..
            } => {
                self.caller = clean(caller);
                self.callee = clean(callee);
                self.home = clean(&home.to_string());
            }
            EventKind::Blocked { .. } => self.mark("[blacklist]"),
            EventKind::Entered { node, .. } => self.enter(node.to_string(), event.at),
            EventKind::Chose { label, .. }
            | EventKind::Branched { label }
            | EventKind::Rated { label, .. } => self.mark(&format!("[{}]", clean(label))),
            EventKind::Failed { key, .. } => {
                let key = key.map_or("…".to_owned(), |key| key.to_string());
                self.mark(&format!("({key}?)"));
            }
            EventKind::Consulted { outcome, .. } => self.mark(&format!("[{outcome}]")),
            EventKind::CheckedHours {
                open, emergency, ..
            } => self.mark(match (open, emergency) {
                (true, _) => "[open]",
                (false, true) => "[emergency]",
                (false, false) => "[closed]",
            }),
            EventKind::Collected { digits, .. } => {
                let digits = digits.as_deref().unwrap_or("***");
                self.mark(&format!("[{}]", clean(digits)));
            }
            EventKind::Queued { group, ahead } => {
                self.turn(
                    Activity::Waits {
                        group: group.clone(),
                        ahead: *ahead,
                    },
                    event.at,
                );
            }
            EventKind::Offered {
                participant,
                agent,
                phone,
                ..
            } => {
                let who = agent
                    .as_ref()
                    .map_or(phone.to_string(), ToString::to_string);
                self.rings(*participant, who, event.at);
            }
            EventKind::Originated { agent, phone, .. } => {
                let phone = phone.to_string();
                self.caller = agent.as_ref().map_or(phone, ToString::to_string);
            }
            EventKind::Dialled {
                participant,
                agent,
                phone,
                number,
                ..
            } => {
                let agent = agent.as_ref().map(ToString::to_string);
                let place = phone.as_ref().map(ToString::to_string);
                let who = agent.or(place).or_else(|| number.as_deref().map(clean));
                self.rings(*participant, who.unwrap_or_default(), event.at);
            }
            EventKind::DialEnded {
                participant,
                status,
                caller_gone: false,
            } => self.unreached(*participant, *status, event.at),
            EventKind::VoicemailStarted { .. } => self.mark("[message]"),
            EventKind::OfferEnded { participant, end } => self.miss(*participant, *end),
            EventKind::Answered { participant } => {
                let who = self.name(*participant);
                self.turn(Activity::Talks { who }, event.at);
            }
            EventKind::TakenBack { participant } => {
                let who = self.name(*participant);
                self.turn(Activity::Talks { who }, event.at);
            }
            EventKind::Left { .. } | EventKind::Transferring { .. } => {
                self.turn(Activity::Flow, event.at);
            }
            EventKind::Ended { status, cause, by } => {
                self.end = Some(End {
                    status: *status,
                    cause: *cause,
                    by: *by,
                });
                self.turn(Activity::Over, event.at);
            }
            EventKind::Accepted
            | EventKind::Ringing { .. }
            | EventKind::HandedOver { .. }
            | EventKind::Dequeued { .. }
            | EventKind::DialEnded { .. }
            | EventKind::RecordingStarted { .. }
            | EventKind::RecordingStopped { .. } => {}
        }
    }

    fn rings(&mut self, participant: u32, who: String, at: Timestamp) {
        if self.names.len() < MAX_PARTICIPANTS {
            self.names.insert(participant, who.clone());
        }
        self.turn(Activity::Rings { who }, at);
    }

    fn unreached(&mut self, participant: u32, status: EndStatus, at: Timestamp) {
        if self.missed.len() < MAX_PARTICIPANTS {
            let who = self.name(participant);
            self.missed.push(format!("{who} {}", status.string()));
        }
        self.turn(Activity::Flow, at);
    }

    fn enter(&mut self, node: String, at: Timestamp) {
        if self.nodes.len() == MAX_NODES {
            self.nodes.remove(0);
            self.skipped = true;
        }
        self.nodes.push(node);
        self.turn(Activity::Flow, at);
    }

    fn mark(&mut self, what: &str) {
        if let Some(node) = self.nodes.last_mut()
            && node.len() < 200
        {
            node.push_str(what);
        }
    }

    fn miss(&mut self, participant: u32, end: OfferEnd) {
        let why = match end {
            OfferEnd::NoAnswer => "did not answer",
            OfferEnd::Rejected => "rejected",
            OfferEnd::Failed => "failed",
            OfferEnd::AnsweredElsewhere | OfferEnd::CallerGone | OfferEnd::Withdrawn => return,
        };
        if self.missed.len() < MAX_PARTICIPANTS {
            self.missed
                .push(format!("{} {why}", self.name(participant)));
        }
    }

    fn name(&self, participant: u32) -> String {
        self.names
            .get(&participant)
            .cloned()
            .unwrap_or_else(|| "somebody".to_owned())
    }

    fn turn(&mut self, activity: Activity, at: Timestamp) {
        self.activity = activity;
        self.since = at;
    }

    /// The line of a call that is up, as of `now`.
    pub fn open(&self, now: Timestamp) -> String {
        let mut parts = self.head();
        parts.extend(self.missed.clone());
        if let Some(words) = self.activity.words() {
            let lasts = length(between(self.since, now));
            parts.push(styled(Style::Warn, &format!("{words} {lasts}")));
        }
        match &self.end {
            Some(end) => parts.push(verdict(end)),
            None => parts.push(styled(Style::Dim, "…")),
        }
        parts.join("  ")
    }

    /// The line of a call that is over.
    pub fn closed(&self, record: &CallRecord) -> String {
        let mut parts = self.head();
        parts.extend(self.missed.clone());
        if record.durations.wait_ms > 0 {
            let group = record
                .skill_group
                .as_ref()
                .map_or("a queue", |group| group.as_str());
            parts.push(format!("in {group} {}", length(record.durations.wait_ms)));
        }
        if record.answered_at.is_some() {
            let who = record
                .agent
                .as_ref()
                .map_or("somebody", |agent| agent.as_str());
            parts.push(format!("with {who} {}", length(record.durations.talk_ms)));
        }
        parts.push(verdict(&End {
            status: record.end_status,
            cause: record.cause,
            by: record.hung_up_by,
        }));
        parts.join("  ")
    }

    fn head(&self) -> Vec<String> {
        let caller = if self.caller.is_empty() {
            "withheld"
        } else {
            &self.caller
        };
        let mut parts = vec![
            styled(Style::Dim, &local_time(self.began)),
            styled(Style::Bold, &format!("{caller} → {}", self.callee)),
        ];
        if !self.home.is_empty() {
            parts.push(styled(Style::Dim, &self.home));
        }
        if !self.nodes.is_empty() {
            let before = if self.skipped { "… › " } else { "" };
            parts.push(format!("{before}{}", self.nodes.join(" › ")));
        }
        parts
    }
}

/// A call of which only the record is known.
impl From<&CallRecord> for CallLine {
    fn from(record: &CallRecord) -> CallLine {
        let mut line = CallLine::new(record.started_at);
        line.caller = clean(&record.caller);
        line.callee = clean(&record.callee);
        line.home = clean(&record.home.to_string());
        for step in &record.path {
            line.enter(step.node.to_string(), step.at);
            if let Some(label) = &step.label {
                line.mark(&format!("[{}]", clean(label)));
            }
        }
        line
    }
}

fn verdict(end: &End) -> String {
    let by = match end.by {
        HungUpBy::User => "caller",
        HungUpBy::Agent => "agent",
        HungUpBy::System => "center",
    };
    let style = if end.status == EndStatus::Ok {
        Style::Good
    } else {
        Style::Bad
    };
    let (code, string) = (end.status.code(), end.status.string());
    let status = styled(style, &format!("{code} {string}"));
    // The cause in the word that the record has for it.
    let cause = end.cause.and_then(|cause| serde_json::to_value(cause).ok());
    match cause.as_ref().and_then(|cause| cause.as_str()) {
        Some(cause) => format!("{status}, {by} hung up ({cause})"),
        None => format!("{status}, {by} hung up"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_the_customer_is_at_home_stands_beside_the_numbers() {
        let record = r#"{"id":"0192a1d8-7c00-7000-8000-000000000001","kind":"telephone","direction":"in",
            "caller":"13800138000","callee":"02160001000","city":"北京","carrier":"中国移动","revision":3,
            "started_at":"2026-11-20T08:00:00Z","ended_at":"2026-11-20T08:00:59Z","duration_ms":0,
            "total_ms":59000,"ivr_ms":59000,"wait_ms":0,"ring_ms":0,
            "end_status":{"code":102,"string":"ivrGiveUp"},"hung_up_by":"user",
            "path":[],"participants":[],"recordings":[]}"#;
        let record: CallRecord = serde_json::from_str(record).expect("a record");
        let line = CallLine::from(&record).closed(&record);
        assert!(line.contains("北京 中国移动"), "{line}");
        assert!(line.contains("13800138000 → 02160001000"), "{line}");
    }
}
