//! How a trunk is, in words.

use jiff::Timestamp;
use kernel::Now;
use model::Name;
use model::config::{Gateway, Mode, Trunk};
use model::state::TrunkState;
use sip::registration::Standing;

use super::line::Line;
use crate::interface::Output;
use crate::offers::transport_named;
use crate::switch::Switch;

/// How a trunk is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrunkStatus {
    /// Which.
    pub trunk: Name,
    /// How it is.
    pub state: TrunkState,
    /// Why, for people; empty where there is nothing to say.
    pub reason: String,
    /// Since when it is in that state.
    pub since: Timestamp,
}

impl Switch {
    /// Tells what has become of trunks.
    pub(super) fn tell_trunks(&mut self, now: Now) {
        let names: Vec<Name> = self.trunks.lines.keys().cloned().collect();
        for name in names {
            let Some((state, reason)) = self.state_of(&name) else {
                continue;
            };
            let Some(line) = self.trunks.lines.get_mut(&name) else {
                continue;
            };
            let before = line.told.as_ref();
            if before.is_some_and(|it| it.state == state && it.reason == reason) {
                continue;
            }
            let same = before.filter(|it| it.state == state);
            let usable = before.is_none_or(|it| it.state.is_usable());
            let status = TrunkStatus {
                trunk: name.clone(),
                state,
                reason,
                since: same.map_or(now.wall, |it| it.since),
            };
            line.told = Some(status.clone());
            self.put(Output::TrunkChanged(status));
            if usable != state.is_usable() {
                let input = contact::Input::Trunk(name, state.is_usable());
                self.center.handle(now, input);
            }
        }
    }

    fn state_of(&self, name: &Name) -> Option<(TrunkState, String)> {
        let trunk = self.config.trunks.get(name)?;
        let line = self.trunks.lines.get(name)?;
        let (state, reason) = match trunk.mode {
            Mode::Peer => self.peer(trunk, line),
            Mode::Register => self.registration(trunk, line),
            Mode::Gateway => self.gateway(name, trunk.gateway.as_ref()?),
        };
        let silent = match state {
            TrunkState::Normal | TrunkState::Registered => self.silent_servers(name),
            TrunkState::Abnormal | TrunkState::Unregistered => Vec::new(),
        };
        let reasons = Some(reason).filter(|it| !it.is_empty()).into_iter();
        let reasons: Vec<String> = reasons.chain(silent).collect();
        Some((state, reasons.join("; ")))
    }

    fn peer(&self, trunk: &Trunk, line: &Line) -> (TrunkState, String) {
        let names = &self.trunks.names;
        let known = names.of(trunk);
        let trouble = self.trouble(trunk);
        let doubt = self.doubt(trunk);
        if let Some(address) = known.first() {
            return match line.probe.is_missed() {
                true => (
                    TrunkState::Abnormal,
                    doubt.unwrap_or_else(|| format!("no answer to OPTIONS from {address}")),
                ),
                false => (TrunkState::Normal, doubt.or(trouble).unwrap_or_default()),
            };
        }
        match trouble {
            Some(trouble) => (TrunkState::Abnormal, trouble),
            None => (
                TrunkState::Normal,
                format!("DNS is asked for {}", trunk.address),
            ),
        }
    }

    fn registration(&self, trunk: &Trunk, line: &Line) -> (TrunkState, String) {
        let Some(registration) = &line.registration else {
            let told = "its password is not known here: apply the configuration again";
            return (TrunkState::Abnormal, told.to_owned());
        };
        let fault = registration.fault();
        let fault = fault.map(|it| self.doubt(trunk).unwrap_or_else(|| it.to_string()));
        match registration.standing() {
            Standing::Registered(at) => {
                let trouble = fault.map(|fault| format!("the refresh failed: {fault}"));
                let told = trouble.or_else(|| self.trouble(trunk));
                let told = told.unwrap_or_else(|| format!("at {at}"));
                (TrunkState::Registered, told)
            }
            Standing::Failing => {
                let told = self
                    .trouble(trunk)
                    .filter(|_| registration.place().is_none());
                let told = told.or(fault).unwrap_or_default();
                (TrunkState::Abnormal, told)
            }
            Standing::Trying => {
                let told = match (registration.place(), self.trouble(trunk)) {
                    (None, Some(trouble)) => return (TrunkState::Abnormal, trouble),
                    (Some(at), _) => format!("registering at {at}"),
                    (None, None) => "DNS is asked for its servers".to_owned(),
                };
                (TrunkState::Unregistered, told)
            }
            Standing::Leaving(at) => (
                TrunkState::Registered,
                format!("being taken back from {at}"),
            ),
            Standing::Over => (
                TrunkState::Unregistered,
                "taken back, since the center is about to stop".to_owned(),
            ),
        }
    }

    fn gateway(&self, name: &Name, account: &Gateway) -> (TrunkState, String) {
        if let Some(binding) = self.registrar.contacts(&account.username).first() {
            let told = format!("from {}", binding.flow.remote);
            return (TrunkState::Registered, told);
        }
        let told = match self.trunks.accounts.contains_key(&account.username) {
            true => "its gateway has not registered".to_owned(),
            false => format!("it has no password yet: `ccctl trunk password {name}`"),
        };
        (TrunkState::Unregistered, told)
    }

    /// What DNS did not say of the servers of a trunk.
    fn trouble(&self, trunk: &Trunk) -> Option<String> {
        let names = &self.trunks.names;
        let transport = transport_named(trunk.transport);
        trunk.servers().into_iter().find_map(|server| {
            let why = names.trouble(server, transport)?;
            let held = !names.addresses(server, transport).is_empty();
            let rest = if held {
                "; the addresses from before are used"
            } else {
                ""
            };
            Some(format!("{server} was not found in DNS: {why}{rest}"))
        })
    }
}
