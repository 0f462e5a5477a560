//! What has another name from one configuration to the next and stays what it is: tokens keep their role,
//! trunks their registration, and what is under way goes on.

use std::collections::BTreeMap;

use model::{MovedKind, Name, Renames};

use crate::clients::Client;
use crate::ledger::{Ledger, Token};
use crate::switch::Switch;

/// Lets who may use the interface have the role that he had, by its name from here on.
pub fn rename_roles(
    names: &Renames,
    tokens: &mut BTreeMap<Name, Token>,
    clients: &mut BTreeMap<Name, Client>,
) {
    let tokens = tokens.values_mut().map(|token| &mut token.role);
    let clients = clients.values_mut().map(|client| &mut client.role);
    names.names(MovedKind::Roles, tokens.chain(clients));
}

impl Switch {
    /// Lets all that is kept by name be found by the names of the configuration that comes next.
    pub(crate) fn rename(&mut self, names: &Renames) {
        if names.is_empty() {
            return;
        }
        names.keys(MovedKind::Agents, &mut self.presences);
        rename_roles(names, &mut self.tokens, &mut self.clients);
        self.trunks.rename(names);
        self.legs.rename(names);
        self.trials.rename(names);
        self.examinations.rename(names);
    }
}

impl Ledger {
    /// The same for what a start goes on from.
    pub(crate) fn rename(&mut self, names: &Renames) {
        names.keys(MovedKind::Agents, &mut self.presences);
        for (from, to) in names.pairs(MovedKind::Agents) {
            self.past.rename(&from, &to);
        }
        rename_roles(names, &mut self.tokens, &mut self.clients);
        names.keys(MovedKind::Trunks, &mut self.trunk_passwords);
    }
}
