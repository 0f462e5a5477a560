//! Commands from the interface: authorised, carried out, answered.

use contact::AgentAct;
use jiff::Timestamp;
use kernel::Now;
use model::Name;

use crate::access::{Denied, Principal, Role, authorize};
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
        let reply = authorize(principal, &command)
            .map_err(|Denied { needs }| Problem::Denied { needs })
            .and_then(|()| self.execute(now, principal, command))
            .unwrap_or_else(Reply::Problem);
        // What it brings about is written before it is answered: an answer is kept.
        self.settle(now);
        self.put(Output::Reply(ticket, reply));
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
            Command::CreateToken {
                name,
                role,
                digest,
                expires,
            } => {
                self.create_token(now, name, role, digest, expires)?;
            }
            Command::RevokeToken(name) => {
                let there = self.tokens.remove(&name).is_some();
                self.known("token", name.as_str(), there)?;
                self.put(Output::Journal(Entry::TokenRevoked(name)));
            }
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

    fn known(&self, kind: &'static str, name: &str, there: bool) -> Result<(), Problem> {
        if there {
            Ok(())
        } else {
            Err(Problem::NotFound {
                kind,
                name: name.to_owned(),
            })
        }
    }

    fn create_token(
        &mut self,
        now: Now,
        name: Name,
        role: Role,
        digest: TokenDigest,
        expires_at: Option<Timestamp>,
    ) -> Result<(), Problem> {
        if self.tokens.contains_key(&name) {
            return Err(Problem::Exists {
                kind: "token",
                name: name.to_string(),
            });
        }
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use kernel::{Chance, Mono};
    use model::state::Presence;
    use model::{Config, Extension};

    use super::*;
    use crate::interface::{Input, Password, Settings};
    use crate::ledger::Ledger;

    const NOW: Now = Now {
        mono: Mono::ZERO,
        wall: Timestamp::UNIX_EPOCH,
    };

    /// What comes of a command of the admin in a center with amy and her phones.
    fn outputs(command: Command) -> Vec<Output> {
        let config: Config = serde_json::from_value(serde_json::json!({
            "agents": { "amy": { "name": "Amy", "staff_number": "1001" } },
            "phones": { "2001": { "agent": "amy", "password": { "env": "PHONE_2001" } }, "2002": {} },
        }))
        .expect("a configuration");
        let ledger = Ledger {
            config: Arc::new(config),
            ..Ledger::default()
        };
        let sip = "127.0.0.1:5060".parse().expect("an address");
        let mut switch = Switch::new(NOW, Settings { sip }, ledger, Chance::from_number(1));
        while switch.poll().is_some() {}
        switch.handle(
            NOW,
            Input::Command(Ticket(1), Principal::LocalAdmin, command),
        );
        std::iter::from_fn(|| switch.poll()).collect()
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
