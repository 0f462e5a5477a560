//! Commands from the interface: authorised, carried out, answered.

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
                self.known(
                    "agent",
                    agent.as_str(),
                    self.config.agents.contains_key(&agent),
                )?;
                self.center
                    .handle(now, contact::Input::SetPresence(agent, presence));
            }
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
