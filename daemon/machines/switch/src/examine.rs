//! What the peer of a trunk says of itself, when somebody wants to know: it is asked by OPTIONS.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::Duration;

use jiff::Timestamp;
use kernel::{Mono, Now};
use model::config::Mode;
use model::{MovedKind, Name, Renames};
use sip::message::Response;
use sip::registration::Standing;
use sip::{Flow, RequestId};

use crate::access::{Principal, authorize};
use crate::interface::{Command, Output, Problem, Reply, Ticket};
use crate::switch::Switch;
use crate::trunks::options;

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Examined {
    /// Where it was asked; `None`: it registers, or we do there, and nobody has.
    pub address: Option<SocketAddr>,
    /// When our registration is tried next, if it does not stand.
    pub next_try: Option<Timestamp>,
    /// Its status; 408: none came.
    pub status: u16,
    /// All of its answer.
    pub response: Option<Response>,
    /// How long it took.
    pub took: Duration,
}

/// How long a peer is waited for: long enough for four copies of the question.
const PATIENCE: Duration = Duration::from_secs(10);
/// Who may wait for one answer.
const ASKERS: usize = 16;

/// Peers that are asked, one question to each trunk at a time: whoever wants to know the same waits for the
/// same answer.
#[derive(Debug, Default)]
pub(crate) struct Examinations(BTreeMap<RequestId, Examination>);

#[derive(Debug)]
struct Examination {
    askers: Vec<Ticket>,
    trunk: Name,
    server: Flow,
    since: Mono,
}

impl Examinations {
    /// Lets trunks have other names.
    pub(crate) fn rename(&mut self, names: &Renames) {
        let trunks = self.0.values_mut().map(|asked| &mut asked.trunk);
        names.names(MovedKind::Trunks, trunks);
    }

    /// When somebody has waited long enough.
    pub(crate) fn next_deadline(&self) -> Option<Mono> {
        self.0.values().map(|asked| asked.since + PATIENCE).min()
    }

    fn of(&mut self, trunk: &Name) -> Option<&mut Examination> {
        self.0.values_mut().find(|asked| asked.trunk == *trunk)
    }
}

impl Switch {
    /// Asks the peer of a trunk; the reply comes with its answer, or when there is none.
    pub(crate) fn examine(&mut self, now: Now, ticket: Ticket, principal: &Principal, trunk: Name) {
        let action = self.action(&Command::ExamineTrunk(trunk.clone()));
        let asked = authorize(principal, &action, &self.config)
            .map_err(Problem::Denied)
            .and_then(|_scope| self.ask_peer(now, ticket, trunk));
        if let Err(problem) = asked {
            self.put(Output::Reply(ticket, Reply::Problem(problem)));
        }
        self.settle(now);
    }

    fn ask_peer(&mut self, now: Now, ticket: Ticket, trunk: Name) -> Result<(), Problem> {
        let known = self.config.trunks.contains_key(&trunk);
        self.known("trunk", trunk.as_str(), known)?;
        let ways = self.ways(&trunk, "");
        let Some(flow) = ways.first().map(|way| way.flow) else {
            return self.nobody_to_ask(now, ticket, trunk);
        };
        if let Some(asked) = self.examinations.of(&trunk) {
            if asked.askers.len() >= ASKERS {
                return Err(Problem::Examined(trunk));
            }
            asked.askers.push(ticket);
            return Ok(());
        }
        let request = self.stack.request(now.mono, flow, options(flow));
        let examination = Examination {
            askers: vec![ticket],
            trunk,
            server: flow,
            since: now.mono,
        };
        self.examinations.0.insert(request, examination);
        Ok(())
    }

    /// There is no way to the peer. That is what there is to say of a trunk that lives by a registration.
    fn nobody_to_ask(&mut self, now: Now, ticket: Ticket, trunk: Name) -> Result<(), Problem> {
        let mode = self.config.trunks.get(&trunk).map(|trunk| trunk.mode);
        if !matches!(mode, Some(Mode::Register | Mode::Gateway)) {
            return Err(Problem::NoAddress(trunk));
        }
        let examined = Examined {
            address: None,
            next_try: self.next_try(now, &trunk),
            status: 408,
            response: None,
            took: Duration::ZERO,
        };
        let reply = Reply::Examined(Box::new(examined));
        self.put(Output::Reply(ticket, reply));
        Ok(())
    }

    /// When a registration of ours that does not stand is tried next.
    fn next_try(&self, now: Now, trunk: &Name) -> Option<Timestamp> {
        let registration = self.trunks.registration(trunk)?;
        let at = match registration.standing() {
            Standing::Failing => registration.next_deadline()?,
            _ => return None,
        };
        Some(now.later(at.since(now.mono)).wall)
    }

    /// What a peer says, if it was asked.
    pub(crate) fn examined(
        &mut self,
        now: Now,
        request: RequestId,
        status: u16,
        response: Option<Response>,
    ) {
        let Some(asked) = self.examinations.0.remove(&request) else {
            return;
        };
        self.server_asked(now, asked.server, response.is_some());
        let examined = Examined {
            address: Some(asked.server.remote),
            next_try: self.next_try(now, &asked.trunk),
            status,
            response,
            took: now.mono.since(asked.since),
        };
        for asker in asked.askers {
            let reply = Reply::Examined(Box::new(examined.clone()));
            self.put(Output::Reply(asker, reply));
        }
    }

    /// Peers that have not answered for so long are not waited for.
    pub(crate) fn expire_examinations(&mut self, now: Now) {
        let all = self.examinations.0.iter();
        let late = all.filter(|(_, asked)| asked.since + PATIENCE <= now.mono);
        let late: Vec<RequestId> = late.map(|(request, _)| *request).collect();
        for request in late {
            self.stack.give_up(request);
            self.examined(now, request, 408, None);
        }
    }
}
