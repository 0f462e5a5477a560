//! Trunks while they are used: where their servers are, whether they are registered, whether they answer.
//!
//! [`Names`] knows the addresses of host names and asks for them as an output. A [`Line`] is one trunk:
//! its registration, or the probes that ask a peer whether it is there. What either tells becomes a
//! [`TrunkStatus`], told whenever it is another.

mod accounts;
mod dialling;
mod failover;
mod keep;
mod line;
mod lines;
mod names;
mod options;
mod probe;
mod proof;
mod silence;
mod status;

use std::collections::BTreeMap;
use std::net::SocketAddr;

use ipnet::IpNet;
use model::{MovedKind, Name, Renames};
use sip::registration::Registration;
use sip::{Distrust, Expected, Flow, Kept, RequestId};

use crate::ledger::{HashedPassword, KeptPassword};

pub use names::{Found, Lookup};
pub use status::TrunkStatus;

pub(crate) use accounts::{gateways, registers, usernames};
pub(crate) use dialling::Way;
use line::Line;
use names::Names;
pub(crate) use options::options;
use silence::Silences;

/// Registrations that are being taken back at most; what more there is ends by itself.
const LEAVING: usize = 1_000;

/// All trunks.
#[derive(Debug, Default)]
pub(crate) struct Trunks {
    names: Names,
    lines: BTreeMap<Name, Line>,
    /// Registrations of trunks that are gone, until the registrar knows.
    leaving: BTreeMap<u64, Registration>,
    left: u64,
    /// Whose requests are on their way.
    asked: BTreeMap<RequestId, Asker>,
    /// The passwords of our accounts at carriers.
    pub(crate) passwords: BTreeMap<Name, KeptPassword>,
    /// What is kept of the passwords of the accounts that we issue, by user name.
    pub(crate) accounts: BTreeMap<String, HashedPassword>,
    /// Whether peers are asked whether they are there.
    probing: bool,
    /// Who was said to be trusted last.
    trusted: Vec<IpNet>,
    /// Who was said last to be expected where.
    expected: Expected,
    /// Who was said last to be kept alive.
    kept: Kept,
    /// Those who did not prove that when they were called last.
    distrusted: BTreeMap<SocketAddr, Distrust>,
    /// Those who did not answer when they were asked last.
    silences: Silences,
    draining: bool,
}

impl Trunks {
    /// Lets trunks have other names. They notice nothing of it.
    pub fn rename(&mut self, names: &Renames) {
        names.keys(MovedKind::Trunks, &mut self.lines);
        names.keys(MovedKind::Trunks, &mut self.passwords);
        let told = self.lines.values_mut().filter_map(|it| it.told.as_mut());
        let told = told.map(|status| &mut status.trunk);
        let asked = self.asked.values_mut().filter_map(|asker| match asker {
            Asker::Line(name, _) | Asker::Probe(name, _) => Some(name),
            Asker::Leaving(..) | Asker::Silent(_) => None,
        });
        names.names(MovedKind::Trunks, told.chain(asked));
    }

    /// How often a server was silent, and how often that was forgotten because there were too many.
    pub fn silences(&self) -> (u64, u64) {
        (self.silences.noted, self.silences.crowded_out)
    }

    /// Our registration for a trunk.
    pub fn registration(&self, trunk: &Name) -> Option<&Registration> {
        self.lines.get(trunk)?.registration.as_ref()
    }
}

/// Who asked.
#[derive(Clone, Debug)]
enum Asker {
    /// The registration of a trunk, with its attempt.
    Line(Name, u64),
    /// A registration that is being taken back, with its attempt.
    Leaving(u64, u64),
    /// A probe of a trunk, and whom it asked.
    Probe(Name, Flow),
    /// Whether somebody who was silent is back.
    Silent(Flow),
}
