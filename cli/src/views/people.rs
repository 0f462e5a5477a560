//! Skill groups, agents and phones.

use api::live::{Agent, Phone, PhoneContact, SkillGroup};
use jiff::Timestamp;
use model::state::{AgentState, PhoneState};

use super::joined;
use crate::moment::{between, length};
use crate::printer::style::Style;
use crate::printer::{Cell, Tabular};

impl Tabular for SkillGroup {
    const HEAD: &'static [&'static str] = &[
        "NAME",
        "WAITING",
        "LONGEST",
        "MEMBERS",
        "IDLE",
        "ON CALL",
        "WRAP-UP",
        "NOT READY",
        "BREAK",
        "OFFLINE",
    ];

    fn name(&self) -> String {
        self.name.to_string()
    }

    fn cells(&self) -> Vec<Cell> {
        let waiting = if self.waiting == 0 {
            Style::Plain
        } else {
            Style::Warn
        };
        vec![
            self.name.as_str().into(),
            Cell::styled(waiting, self.waiting.to_string()),
            Cell::maybe(self.longest_wait_ms.map(length)),
            self.members.to_string().into(),
            self.idle.to_string().into(),
            self.on_call.to_string().into(),
            self.wrap_up.to_string().into(),
            self.not_ready.to_string().into(),
            self.on_break.to_string().into(),
            self.offline.to_string().into(),
        ]
    }
}

impl Tabular for Agent {
    const HEAD: &'static [&'static str] = &[
        "NAME",
        "FULL NAME",
        "STAFF",
        "STATE",
        "FOR",
        "REACHABLE",
        "PHONES",
        "SKILL GROUPS",
    ];

    fn name(&self) -> String {
        self.name.to_string()
    }

    fn cells(&self) -> Vec<Cell> {
        let style = match self.state {
            AgentState::Idle => Style::Good,
            AgentState::OnCall | AgentState::WrapUp => Style::Warn,
            AgentState::NotReady | AgentState::Break => Style::Plain,
            AgentState::Offline => Style::Dim,
        };
        let since = length(between(self.since, Timestamp::now()));
        let reachable = if self.reachable {
            Cell::from("yes")
        } else {
            Cell::styled(Style::Dim, "no")
        };
        vec![
            self.name.as_str().into(),
            self.full_name.as_str().into(),
            self.staff_number.as_str().into(),
            Cell::styled(style, state_of(self)),
            since.into(),
            reachable,
            joined(&self.phones).into(),
            joined(&self.skill_groups).into(),
        ]
    }
}

/// The state with what belongs to it: `break (lunch)`, `on_call, then break`, `wrap_up, 20s left`.
fn state_of(agent: &Agent) -> String {
    let mut state = agent.state.word().to_owned();
    match (agent.state, &agent.reason, agent.wrap_up_until) {
        (AgentState::Break, Some(reason), _) => state += &format!(" ({reason})"),
        (AgentState::Offline, _, _) if agent.forced => state += " (forced)",
        (AgentState::WrapUp, _, Some(until)) => {
            let left = length(between(Timestamp::now(), until));
            state += &format!(", {left} left");
        }
        _ => {}
    }
    if let Some(pending) = agent.pending {
        state += &format!(", then {}", pending.word());
    }
    state
}

/// Where a phone is found, and for how long it is registered there.
fn contact_of(contact: &PhoneContact) -> String {
    match contact.expires_at {
        Some(end) => {
            let left = length(between(Timestamp::now(), end));
            format!("{} ({left})", contact.uri)
        }
        None => contact.uri.clone(),
    }
}

impl Tabular for Phone {
    const HEAD: &'static [&'static str] = &[
        "EXTENSION",
        "NAME",
        "STATE",
        "AGENT",
        "PASSWORD",
        "CONTACTS",
    ];

    fn name(&self) -> String {
        self.extension.to_string()
    }

    fn cells(&self) -> Vec<Cell> {
        let (style, state) = match self.state {
            PhoneState::Unregistered => (Style::Dim, "unregistered"),
            PhoneState::Idle => (Style::Good, "idle"),
            PhoneState::Ringing => (Style::Warn, "ringing"),
            PhoneState::OnCall => (Style::Warn, "on_call"),
        };
        vec![
            self.extension.as_str().into(),
            self.name.as_str().into(),
            Cell::styled(style, state),
            Cell::maybe(self.agent.as_ref()),
            if self.has_password {
                "set".into()
            } else {
                Cell::styled(Style::Dim, "none")
            },
            joined(self.contacts.iter().map(contact_of)).into(),
        ]
    }
}
