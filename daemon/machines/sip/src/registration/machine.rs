//! The machine itself.

use std::net::SocketAddr;
use std::time::Duration;

use kernel::{Chance, Mono};

use super::account::Account;
use super::fault::Fault;
use super::limits;
use super::request::{Sequence, granted, min_expires, retry_after};
use crate::message::{Fields, Method, Request, Response};
use crate::stack::{Proof, prove};
use crate::{Transport, keep};

/// Something to send.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    /// To whom.
    pub target: SocketAddr,
    /// How.
    pub transport: Transport,
    /// What; Via, Max-Forwards and User-Agent are still to be added.
    pub request: Request,
    /// Names the request: its answer is told with it.
    pub attempt: u64,
}

/// Where a registration stands.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The first try is not over.
    Trying,
    /// Registered there.
    Registered(SocketAddr),
    /// Not registered, and [`Registration::fault`] says why.
    Failing,
    /// Being taken back from there.
    Leaving(SocketAddr),
    /// Taken back; nothing more comes of it.
    Over,
}

/// One account that is registered, or is to be.
#[derive(Debug)]
pub struct Registration {
    account: Account,
    chance: Chance,
    sequence: Sequence,
    targets: Vec<SocketAddr>,
    /// The seconds to ask for: those of the account, or what a server insists on.
    seconds: u32,
    /// The registration that holds.
    held: Option<Held>,
    asking: Option<Asking>,
    /// When to register again.
    again: Option<Mono>,
    /// How often in a row all servers failed.
    failures: u32,
    /// How often in a row the connection that it came over was gone before it was due.
    cuts: u32,
    /// Whether it is made again for that.
    cut: bool,
    fault: Option<Fault>,
    leaving: bool,
    over: bool,
    attempts: u64,
    orders: Vec<Order>,
}

#[derive(Debug)]
struct Held {
    at: SocketAddr,
    until: Mono,
    /// How often the connection is to be kept alive.
    kept: Option<Duration>,
}

/// A request whose answer is awaited.
#[derive(Debug)]
struct Asking {
    attempt: u64,
    target: SocketAddr,
    /// How many servers were asked in this round, this one included.
    tried: usize,
    until: Mono,
    proofs: Vec<Proof>,
    /// Challenges answered: of a registrar, of a proxy.
    challenged: [u8; 2],
    /// Whether a longer registration was asked for because the server insisted.
    lengthened: bool,
}

impl Registration {
    /// A registration that knows no server yet.
    pub fn new(account: Account, mut chance: Chance) -> Registration {
        Registration {
            sequence: Sequence::new(&mut chance),
            seconds: account.seconds,
            account,
            chance,
            targets: Vec::new(),
            held: None,
            asking: None,
            again: None,
            failures: 0,
            cuts: 0,
            cut: false,
            fault: None,
            leaving: false,
            over: false,
            attempts: 0,
            orders: Vec::new(),
        }
    }

    /// The account.
    pub fn account(&self) -> &Account {
        &self.account
    }

    /// Where it stands.
    pub fn standing(&self) -> Standing {
        let left = self.asking.as_ref().filter(|_| self.leaving);
        match (&self.held, &self.fault, left) {
            _ if self.over => Standing::Over,
            (_, _, Some(asking)) => Standing::Leaving(asking.target),
            (Some(held), ..) => Standing::Registered(held.at),
            (None, Some(_), None) => Standing::Failing,
            (None, None, None) => Standing::Trying,
        }
    }

    /// What went wrong last, if nothing went well since.
    pub fn fault(&self) -> Option<&Fault> {
        self.fault.as_ref()
    }

    /// Where it is registered, or where it would be tried first.
    pub fn place(&self) -> Option<SocketAddr> {
        let held = self.held.as_ref().map(|held| held.at);
        held.or_else(|| self.targets.first().copied())
    }

    /// Which server wants the connection kept alive over which we registered, and how often.
    pub fn kept(&self) -> Option<(SocketAddr, Duration)> {
        let held = self.held.as_ref()?;
        Some((held.at, held.kept?))
    }

    /// Whether nothing more comes of it.
    pub fn is_over(&self) -> bool {
        self.over
    }

    /// The next thing to send.
    pub fn poll(&mut self) -> Option<Order> {
        (!self.orders.is_empty()).then(|| self.orders.remove(0))
    }

    /// The attempt whose answer is waited for.
    pub fn awaits(&self) -> Option<u64> {
        self.asking.as_ref().map(|asking| asking.attempt)
    }

    /// When [`Registration::expire`] has something to do.
    pub fn next_deadline(&self) -> Option<Mono> {
        let asking = self.asking.as_ref().map(|asking| asking.until);
        let held = self.held.as_ref().map(|held| held.until);
        [asking, held, self.again].into_iter().flatten().min()
    }

    /// The servers are there, in this order. What is registered stays where it is until it is due.
    pub fn aim(&mut self, now: Mono, targets: &[SocketAddr]) {
        let targets: Vec<_> = targets.iter().take(limits::TARGETS).copied().collect();
        let others = std::mem::replace(&mut self.targets, targets) != self.targets;
        let waits_for_it = match &self.fault {
            None | Some(Fault::Nowhere) => true,
            Some(fault) => others && fault.is_of_the_server(),
        };
        let free = self.held.is_none() && self.asking.is_none() && !self.leaving;
        if free && waits_for_it {
            self.begin(now);
        }
    }

    /// The account has another password, realm or length: it is registered with that at once.
    pub fn amend(&mut self, now: Mono, account: Account) {
        self.seconds = account.seconds;
        self.account = account;
        self.failures = 0;
        self.asking = None;
        if !self.leaving {
            self.begin(now);
        }
    }

    /// Takes the registration back.
    pub fn withdraw(&mut self, now: Mono) {
        self.leaving = true;
        self.asking = None;
        self.again = None;
        match self.held.take() {
            Some(held) => self.ask(now, held.at, 1),
            None => self.over = true,
        }
    }

    /// The connection that it came over is gone, and calls may have come over that alone: it is made again
    /// soon. A server that closes each of its connections is not asked more often for that each time.
    pub fn severed(&mut self, now: Mono) {
        if self.held.is_none() || self.asking.is_some() || self.leaving {
            return;
        }
        let span = limits::SEVERED * 2_u32.saturating_pow(self.cuts.min(16));
        let span = span.min(limits::LONGEST_RETRY);
        let millis = u64::try_from(span.as_millis()).unwrap_or(u64::MAX);
        let soon = now + Duration::from_millis(millis / 2 + self.chance.below(millis / 2 + 1));
        if self.again.is_none_or(|again| soon < again) {
            self.again = Some(soon);
            self.cut = true;
        }
    }

    /// Time has passed.
    pub fn expire(&mut self, now: Mono) {
        if self.held.take_if(|held| held.until <= now).is_some() && self.fault.is_none() {
            self.fault = self.asking.as_ref().map(|it| Fault::Silent(it.target));
        }
        if let Some(asking) = self.asking.take_if(|asking| asking.until <= now) {
            let silent = Fault::Silent(asking.target);
            self.failed(now, asking.tried, silent, None);
        }
        if self.again.take_if(|again| *again <= now).is_some() {
            self.begin(now);
        }
    }

    /// An answer came to the request of an attempt, or none did (408).
    pub fn answered(&mut self, now: Mono, attempt: u64, status: u16, response: Option<&Response>) {
        let Some(asking) = self.asking.take_if(|asking| asking.attempt == attempt) else {
            return;
        };
        match (status, response) {
            (200..300, response) => self.succeeded(now, asking.target, response),
            (401 | 407, Some(response)) => self.challenged(now, asking, response),
            (423, Some(response)) if !asking.lengthened => self.too_brief(now, asking, response),
            _ => {
                let wait = response.and_then(retry_after).map(Duration::from_secs);
                let fault = Fault::of(status, asking.target);
                self.failed(now, asking.tried, fault, wait);
            }
        }
    }

    /// Asks the server where it is registered, else the first.
    fn begin(&mut self, now: Mono) {
        self.again = None;
        let held = self.held.as_ref().map(|held| held.at);
        let held = held.filter(|at| self.targets.contains(at));
        match held.or_else(|| self.targets.first().copied()) {
            Some(target) => self.ask(now, target, 1),
            None => self.failed(now, 0, Fault::Nowhere, None),
        }
    }

    fn ask(&mut self, now: Mono, target: SocketAddr, tried: usize) {
        self.send(Asking {
            attempt: 0,
            target,
            tried,
            until: now + limits::PATIENCE,
            proofs: Vec::new(),
            challenged: [0; 2],
            lengthened: false,
        });
    }

    fn send(&mut self, mut asking: Asking) {
        self.attempts += 1;
        asking.attempt = self.attempts;
        let seconds = if self.leaving { 0 } else { self.seconds };
        let mut request = self
            .sequence
            .register(&self.account, asking.target, seconds);
        for proof in &asking.proofs {
            request.headers.add(proof.name, &proof.value);
        }
        self.orders.push(Order {
            target: asking.target,
            transport: self.account.transport,
            request,
            attempt: self.attempts,
        });
        self.asking = Some(asking);
    }

    fn succeeded(&mut self, now: Mono, at: SocketAddr, response: Option<&Response>) {
        self.failures = 0;
        self.fault = None;
        self.cuts = match std::mem::take(&mut self.cut) {
            true => self.cuts.saturating_add(1),
            false => 0,
        };
        if self.leaving {
            self.over = true;
            return;
        }
        let ours = self.account.contact_uri();
        let seconds = response.map_or(self.seconds, |it| granted(it, &ours, self.seconds));
        // One that grants nothing would be asked without end.
        let seconds = seconds.clamp(1, limits::LONGEST);
        let span = Duration::from_secs(u64::from(seconds));
        self.held = Some(Held {
            at,
            until: now + span,
            kept: response.and_then(keep::granted),
        });
        // Early enough for a lost request and the next server, and not at the moment of all others.
        let percent = u32::try_from(self.chance.below(11)).unwrap_or(0) + 80;
        self.again = Some(now + (span * percent / 100).max(Duration::from_millis(500)));
    }

    fn challenged(&mut self, now: Mono, mut asking: Asking, response: &Response) {
        let [registrar, proxy] = &mut asking.challenged;
        let before = match response.status {
            401 => registrar,
            _ => proxy,
        };
        let count = std::mem::replace(before, before.saturating_add(1));
        let all: u8 = asking.challenged.iter().sum();
        let uri = self.account.registrar(asking.target).to_string();
        let cnonce = self.chance.hex(8);
        let request = (&Method::Register, uri.as_str(), &b""[..]);
        let proof = Some(response)
            .filter(|_| all <= limits::CHALLENGES)
            .and_then(|it| prove(it, &self.account.credentials, count, request, &cnonce));
        match proof {
            Some(proof) => {
                asking.proofs.retain(|known| known.name != proof.name);
                asking.proofs.push(proof);
                asking.until = now + limits::PATIENCE;
                self.send(asking);
            }
            None => {
                let (status, from) = (response.status, asking.target);
                let fault = match count {
                    0 => Fault::Foreign { status, from },
                    _ => Fault::Unwelcome { status, from },
                };
                self.failed(now, asking.tried, fault, None);
            }
        }
    }

    /// A server wants longer registrations, and gets them from here on.
    fn too_brief(&mut self, now: Mono, mut asking: Asking, response: &Response) {
        let wanted =
            min_expires(response).filter(|it| (self.seconds..=limits::LONGEST).contains(it));
        match wanted {
            Some(seconds) if seconds > self.seconds => {
                self.seconds = seconds;
                asking.lengthened = true;
                asking.until = now + limits::PATIENCE;
                // The answer to the challenge was used up.
                asking.proofs.clear();
                asking.challenged = [0; 2];
                self.send(asking);
            }
            _ => {
                let (status, from) = (response.status, asking.target);
                let fault = Fault::Refused { status, from };
                self.failed(now, asking.tried, fault, None);
            }
        }
    }

    /// A server failed, the last of `tried`: the next one is asked, or all of them later.
    fn failed(&mut self, now: Mono, tried: usize, fault: Fault, wait: Option<Duration>) {
        if self.leaving {
            self.over = true;
            return;
        }
        let next = self
            .next_target(&fault)
            .filter(|_| fault.is_of_the_server() && tried < self.targets.len());
        if let Some(next) = next {
            self.fault = Some(fault);
            return self.ask(now, next, tried + 1);
        }
        let (first, longest) = fault.waits();
        let backed_off = (first * 2_u32.saturating_pow(self.failures.min(16))).min(longest);
        self.failures = self.failures.saturating_add(1);
        let span = u64::try_from(backed_off.as_millis()).unwrap_or(u64::MAX);
        // Somewhere in its second half, so that not all come at once after a carrier was away.
        let jittered = Duration::from_millis(span / 2 + self.chance.below(span / 2 + 1));
        let asked = wait.unwrap_or_default().min(limits::RETRY_AFTER);
        self.again = Some(now + jittered.max(asked));
        self.fault = Some(fault);
    }

    /// The server behind the one that failed, in a circle.
    fn next_target(&self, fault: &Fault) -> Option<SocketAddr> {
        let failed = match fault {
            Fault::Nowhere => return None,
            Fault::Silent(from)
            | Fault::Unwelcome { from, .. }
            | Fault::Foreign { from, .. }
            | Fault::Refused { from, .. } => from,
        };
        let place = self.targets.iter().position(|target| target == failed);
        let next = place.map_or(0, |place| place + 1);
        self.targets.get(next).or(self.targets.first()).copied()
    }
}
