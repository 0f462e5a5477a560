//! Commands from the interface: authorised, carried out, answered.

use contact::{AgentAct, CallPhase};
use jiff::Timestamp;
use kernel::Now;
use model::config::{Module, Role};
use model::{CallId, Name};

use crate::access::{Action, Denied, On, Parties, Principal, authorize, need_to_apply};
use crate::interface::{Command, Output, Problem, Reply, Ticket};
use crate::ledger::{Entry, Token, TokenDigest};
use crate::switch::Switch;

/// Bearers at most.
const TOKENS: usize = 1_000;

impl Switch {
    /// Carries a command out and answers it.
    pub(crate) fn carry_out(
        &mut self,
        now: Now,
        ticket: Ticket,
        principal: &Principal,
        command: Command,
    ) {
        if let Command::ExamineTrunk(trunk) = command {
            return self.examine(now, ticket, principal, trunk);
        }
        let reply = authorize(principal, &self.action(&command), &self.config)
            .map_err(|denied| denied_as(denied, &command))
            .and_then(|_scope| self.execute(now, principal, command))
            .unwrap_or_else(Reply::Problem);
        // What it brings about is written before it is answered: an answer is kept.
        self.settle(now);
        self.put(Output::Reply(ticket, reply));
    }

    /// What a command does, for [`authorize`].
    pub(crate) fn action(&self, command: &Command) -> Action {
        match command {
            Command::Apply(apply) => {
                // Of another revision than the live one it may touch anything, and is refused.
                let touched = apply.config.touches(&self.desired);
                need_to_apply(&self.config, apply.config.config(), &touched).on(On::Center)
            }
            // Whoever was forced offline does not undo that himself.
            Command::Agent(agent, AgentAct::ForceOffline | AgentAct::Restore) => {
                Action::change(Module::Monitoring, On::Charge(agent.clone()))
            }
            Command::SetPresence(agent, _) | Command::Agent(agent, _) => {
                Action::change(Module::Monitoring, On::Agent(agent.clone()))
            }
            Command::EndCall(call) => {
                Action::change(Module::Monitoring, On::Call(self.parties(*call)))
            }
            Command::SetPassword(..)
            | Command::SetTrunkPassword(..)
            | Command::Block { .. }
            | Command::Unblock(_)
            | Command::ChangeLive(_)
            | Command::EndLive(_)
            | Command::ExamineTrunk(_)
            | Command::TryTrunk { .. } => Action::change(Module::Configuration, On::Center),
            Command::CreateToken { .. }
            | Command::RevokeToken(_)
            | Command::CreateClient(_)
            | Command::RotateClient { .. }
            | Command::DeleteClient(_) => Action::admin(),
            Command::Remark(record) => {
                Action::change(Module::Records, On::Call(Parties::of(record)))
            }
        }
    }

    /// Those who have to do with a call that is up; of one that is not, nobody.
    fn parties(&self, call: CallId) -> Parties {
        let (group, agent) = match self.center.call(call).map(|call| call.phase) {
            Some(CallPhase::Waiting { group } | CallPhase::Ringing { group }) => {
                (Some(group), None)
            }
            Some(CallPhase::Dialling(other) | CallPhase::Talking(other)) => {
                (other.group, other.agent)
            }
            Some(CallPhase::Answering | CallPhase::Flow { .. }) | None => (None, None),
        };
        Parties {
            groups: group.into_iter().collect(),
            agents: agent.into_iter().collect(),
        }
    }

    fn execute(
        &mut self,
        now: Now,
        principal: &Principal,
        command: Command,
    ) -> Result<Reply, Problem> {
        match command {
            Command::Apply(apply) => return self.apply(now, principal, *apply),
            Command::SetPresence(agent, presence) => {
                self.act(now, agent, AgentAct::Be(presence))?;
            }
            Command::Agent(agent, act) => self.act(now, agent, act)?,
            Command::EndCall(call) => {
                self.known("call", &call.to_string(), self.center.call(call).is_some())?;
                self.center.handle(now, contact::Input::EndCall(call));
            }
            Command::SetPassword(phone, password) => {
                let known = self.config.phones.get(&phone);
                self.known("phone", phone.as_str(), known.is_some())?;
                if known.is_some_and(|known| known.password.is_some()) {
                    return Err(Problem::Configured(phone));
                }
                self.set_password(phone, &password);
            }
            Command::SetTrunkPassword(trunk, password) => {
                self.set_account_password(now, trunk, &password)?;
            }
            Command::CreateToken {
                name,
                role,
                digest,
                expires,
            } => {
                self.create_token(now, name, role, digest, expires)?;
            }
            Command::Remark(record) => self.put(Output::Journal(Entry::Remarked(record))),
            Command::RevokeToken(name) => {
                let there = self.tokens.remove(&name).is_some();
                self.known("token", name.as_str(), there)?;
                self.put(Output::Journal(Entry::TokenRevoked(name)));
            }
            Command::CreateClient(draft) => self.create_client(now, draft)?,
            Command::RotateClient {
                name,
                digest,
                until,
            } => self.rotate_client(now, &name, digest, until)?,
            Command::DeleteClient(name) => self.delete_client(name)?,
            Command::Block {
                caller,
                note,
                expires,
            } => self.block(now, principal, &caller, note, expires)?,
            Command::Unblock(caller) => self.unblock(now, principal, &caller)?,
            Command::ChangeLive(draft) => {
                let over = self.change_live(now, principal, *draft)?;
                return Ok(over.map_or(Reply::Done, |over| Reply::Over(Box::new(over))));
            }
            Command::EndLive(subject) => self.end_live(now, principal, subject)?,
            Command::TryTrunk {
                trunk,
                number,
                shown,
            } => return self.try_trunk(now, trunk, number, shown),
            // It is answered later: see `examine`.
            Command::ExamineTrunk(_) => {}
        }
        Ok(Reply::Done)
    }

    fn act(&mut self, now: Now, agent: Name, act: AgentAct) -> Result<(), Problem> {
        let there = self.config.agents.contains_key(&agent);
        self.known("agent", agent.as_str(), there)?;
        match self.center.objection(&agent, &act) {
            Some(objection) => Err(Problem::Objection(agent, objection)),
            None => {
                self.center.handle(now, contact::Input::Agent(agent, act));
                Ok(())
            }
        }
    }

    pub(crate) fn known(&self, kind: &'static str, name: &str, there: bool) -> Result<(), Problem> {
        if there {
            Ok(())
        } else {
            Err(Problem::NotFound {
                kind,
                name: name.to_owned(),
            })
        }
    }

    /// The role of an agent is none of a program: it has nothing that concerns itself.
    pub(crate) fn known_role(&self, role: &Name) -> Result<(), Problem> {
        let known = self.config.role(role.as_str()).is_some() && role.as_str() != Role::AGENT;
        self.known("role", role.as_str(), known)
    }

    fn create_token(
        &mut self,
        now: Now,
        name: Name,
        role: Name,
        digest: TokenDigest,
        expires_at: Option<Timestamp>,
    ) -> Result<(), Problem> {
        if self.tokens.contains_key(&name) {
            return Err(Problem::Exists {
                kind: "token",
                name: name.to_string(),
            });
        }
        self.known_role(&role)?;
        if self.tokens.len() >= TOKENS {
            return Err(Problem::Limit {
                kind: "tokens",
                limit: TOKENS,
            });
        }
        let token = Token {
            name: name.clone(),
            role,
            digest,
            created_at: now.wall,
            expires_at,
        };
        self.tokens.insert(name, token.clone());
        self.put(Output::Journal(Entry::Token(token)));
        Ok(())
    }
}

/// What is not seen is answered in the words of what is not there.
fn denied_as(denied: Denied, command: &Command) -> Problem {
    let (kind, name) = match (denied, command) {
        (Denied::Unseen, Command::SetPresence(agent, _) | Command::Agent(agent, _)) => {
            ("agent", agent.to_string())
        }
        (Denied::Unseen, Command::EndCall(call)) => ("call", call.to_string()),
        (Denied::Unseen, Command::Remark(record)) => ("record", record.id.to_string()),
        _ => return Problem::Denied(denied),
    };
    Problem::NotFound { kind, name }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use kernel::{Chance, Mono};
    use model::live::{LiveValue, Subject};
    use model::state::Presence;
    use model::{Config, Extension, Revision};

    use super::*;
    use crate::clients::ClientDraft;
    use crate::interface::{Apply, Input, Password, Settings};
    use crate::ledger::{Changes, Ledger};
    use crate::live::LiveDraft;

    const NOW: Now = Now {
        mono: Mono::ZERO,
        wall: Timestamp::UNIX_EPOCH,
    };

    /// What comes of a command of the admin in a center with amy and her phones.
    fn outputs(command: Command) -> Vec<Output> {
        outputs_for(Principal::LocalAdmin, command)
    }

    fn outputs_for(principal: Principal, command: Command) -> Vec<Output> {
        let ledger = Ledger {
            config: Arc::new(center()),
            ..Ledger::default()
        };
        let sip = "127.0.0.1:5060".parse().expect("an address");
        let mut switch = Switch::new(NOW, Settings::udp(sip), ledger, Chance::from_number(1));
        while switch.poll().is_some() {}
        switch.handle(NOW, Input::Command(Ticket(1), principal, command));
        std::iter::from_fn(|| switch.poll()).collect()
    }

    fn center() -> Config {
        serde_json::from_value(serde_json::json!({
            "agents": {
                "amy": { "name": "Amy", "staff_number": "1001" },
                "ben": { "name": "Ben", "staff_number": "1002" },
            },
            "trunks": { "pbx": { "mode": "gateway", "gateway": { "username": "pbx" } } },
            "phones": { "2001": { "agent": "amy", "password": { "env": "PHONE_2001" } }, "2002": {} },
        }))
        .expect("a configuration")
    }

    /// Each command once, with the least built-in role that may.
    fn commands() -> Vec<(Command, &'static str)> {
        let name = |text| Name::new(text).expect("a name");
        let phone = Extension::new("2002").expect("an extension");
        let apply = |config: Config| {
            Command::Apply(Box::new(Apply {
                base: Revision::default(),
                config: config.into(),
                passwords: BTreeMap::new(),
                trunk_passwords: BTreeMap::new(),
                webhook_secrets: BTreeMap::new(),
                message: String::new(),
                moved: Vec::new(),
                commit: None,
                changes: Changes::default(),
            }))
        };
        let token = Command::CreateToken {
            name: name("ci"),
            role: name("viewer"),
            digest: TokenDigest([0; 32]),
            expires: None,
        };
        let client = Command::CreateClient(ClientDraft {
            name: name("crm"),
            id: "id".to_owned(),
            role: name("viewer"),
            digest: TokenDigest([1; 32]),
        });
        let rotation = Command::RotateClient {
            name: name("crm"),
            digest: TokenDigest([2; 32]),
            until: Timestamp::UNIX_EPOCH,
        };
        vec![
            (
                Command::SetPresence(name("amy"), Presence::Idle),
                "operator",
            ),
            (Command::EndCall(CallId(uuid::Uuid::nil())), "operator"),
            (apply(center()), "admin"),
            (
                Command::SetPassword(phone, Password("x".to_owned())),
                "admin",
            ),
            (
                Command::SetTrunkPassword(name("pbx"), Password("x".to_owned())),
                "admin",
            ),
            (token, "admin"),
            (Command::Agent(name("amy"), AgentAct::LogOut), "operator"),
            (Command::Agent(name("amy"), AgentAct::Restore), "operator"),
            (Command::RevokeToken(name("ci")), "admin"),
            (client, "admin"),
            (rotation, "admin"),
            (Command::DeleteClient(name("crm")), "admin"),
            (
                Command::Block {
                    caller: "13800138000".to_owned(),
                    note: String::new(),
                    expires: None,
                },
                "admin",
            ),
            (Command::Unblock("13800138000".to_owned()), "admin"),
            (
                Command::ChangeLive(Box::new(LiveDraft {
                    value: LiveValue::Emergency { on: true },
                    expires: None,
                    note: String::new(),
                })),
                "admin",
            ),
            (Command::EndLive(Subject::Emergency), "admin"),
            (
                Command::TryTrunk {
                    trunk: name("pbx"),
                    number: "13800138000".to_owned(),
                    shown: None,
                },
                "admin",
            ),
        ]
    }

    fn denied(outputs: &[Output]) -> bool {
        let denial = |output: &Output| {
            matches!(output, Output::Reply(_, Reply::Problem(Problem::Denied(_))))
        };
        assert_eq!(
            outputs
                .iter()
                .filter(|it| matches!(it, Output::Reply(..)))
                .count(),
            1
        );
        let is_denied = outputs.iter().any(denial);
        assert!(
            !is_denied || outputs.len() == 1,
            "what is denied changes nothing: {outputs:?}"
        );
        is_denied
    }

    #[test]
    fn every_command_has_the_least_role_that_may() {
        for (command, least) in commands() {
            let mut roles = Role::BUILT_IN.into_iter();
            let place = roles.position(|role| role == least);
            for (n, role) in Role::BUILT_IN.into_iter().enumerate() {
                let (name, role) = (
                    Name::new("t").expect("a name"),
                    Name::new(role).expect("a name"),
                );
                let told = format!("{role} {command:?}");
                let outputs = outputs_for(Principal::Token { name, role }, command.clone());
                assert_eq!(denied(&outputs), Some(n) < place, "{told}");
            }
            assert!(!denied(&outputs(command)));
        }
    }

    #[test]
    fn an_agent_does_what_concerns_himself_and_learns_nothing_of_others() {
        let name = |text: &str| Name::new(text).expect("a name");
        let set = |agent| {
            let command = Command::SetPresence(name(agent), Presence::Break);
            match outputs_for(Principal::Agent(name("amy")), command).pop() {
                Some(Output::Reply(_, reply)) => reply,
                other => panic!("{other:?}"),
            }
        };
        let not_found = |agent: &str| {
            Reply::Problem(Problem::NotFound {
                kind: "agent",
                name: agent.to_owned(),
            })
        };
        assert_eq!(set("amy"), Reply::Done);
        assert_eq!(set("ben"), not_found("ben"));
        assert_eq!(set("nobody"), not_found("nobody"));
        let act = |agent, act| {
            let command = Command::Agent(name(agent), act);
            match outputs_for(Principal::Agent(name("amy")), command).pop() {
                Some(Output::Reply(_, reply)) => reply,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(act("amy", AgentAct::LogOut), Reply::Done);
        assert_eq!(act("ben", AgentAct::LogOut), not_found("ben"));
        for agent in ["amy", "ben", "nobody"] {
            let restored = act(agent, AgentAct::Restore);
            assert!(
                matches!(restored, Reply::Problem(Problem::Denied(_))),
                "{restored:?}"
            );
        }
    }

    #[test]
    fn a_token_has_a_role_that_there_is() {
        for role in ["lead", "agent"] {
            let command = Command::CreateToken {
                name: Name::new("ci").expect("a name"),
                role: Name::new(role).expect("a name"),
                digest: TokenDigest([0; 32]),
                expires: None,
            };
            assert!(matches!(
                outputs(command)[..],
                [Output::Reply(
                    _,
                    Reply::Problem(Problem::NotFound { kind: "role", .. })
                )]
            ));
        }
    }

    #[test]
    fn an_answer_comes_behind_what_it_promises() {
        let amy = Name::new("amy").expect("a name");
        let outputs = outputs(Command::SetPresence(amy, Presence::Break));
        let written = |output: &Output| matches!(output, Output::Journal(Entry::Presence { .. }));
        let answered = |output: &Output| matches!(output, Output::Reply(..));
        let written = outputs.iter().position(written).expect("it is written");
        let answered = outputs.iter().position(answered).expect("an answer");
        assert!(written < answered, "{outputs:?}");
    }

    /// What becomes of a command about amy.
    fn refused(act: AgentAct) -> Option<String> {
        let amy = Name::new("amy").expect("a name");
        outputs(Command::Agent(amy, act))
            .into_iter()
            .find_map(|output| match output {
                Output::Reply(_, Reply::Problem(problem)) => Some(problem.to_string()),
                _ => None,
            })
    }

    #[test]
    fn what_an_agent_cannot_do_is_refused_with_his_state_or_with_what_he_can() {
        let lunch = Name::new("lunch").expect("a name");
        assert_eq!(
            refused(AgentAct::StayInWrapUp).as_deref(),
            Some("amy: not in wrap-up but `offline`")
        );
        assert_eq!(
            refused(AgentAct::BreakFor(lunch)).as_deref(),
            Some("amy: there is no such reason for a break; the center has none")
        );
        assert_eq!(refused(AgentAct::ForceOffline), None);
    }

    #[test]
    fn what_was_forced_is_written_down() {
        let amy = Name::new("amy").expect("a name");
        let outputs = outputs(Command::Agent(amy, AgentAct::ForceOffline));
        let written = outputs.iter().find_map(|output| match output {
            Output::Journal(entry @ Entry::Presence { .. }) => serde_json::to_string(entry).ok(),
            _ => None,
        });
        let expected = r#"{"presence":{"agent":"amy","presence":"offline","forced":true}}"#;
        assert_eq!(written.as_deref(), Some(expected));
    }

    #[test]
    fn a_password_that_the_configuration_names_is_set_by_nothing_else() {
        let set = |phone| {
            let phone = Extension::new(phone).expect("an extension");
            outputs(Command::SetPassword(phone, Password("x".to_owned())))
        };
        assert!(matches!(
            set("2001")[..],
            [Output::Reply(_, Reply::Problem(Problem::Configured(_)))]
        ));
        assert!(matches!(
            set("2002")[..],
            [Output::Journal(_), Output::Reply(_, Reply::Done)]
        ));
    }
}
