//! Trunks and their numbers.

use api::live;
use jiff::Timestamp;
use model::Name;
use model::config::Mode;
use model::state::TrunkState;
use switch::TrunkStatus;

use super::Live;

impl Live {
    /// A trunk is as this says.
    pub fn trunk_changed(&mut self, status: TrunkStatus) {
        self.trunks.insert(status.trunk.clone(), status);
    }

    /// Trunks with how they are and the calls on them.
    pub fn trunks(&self) -> Vec<live::Trunk> {
        let all = self.config.trunks.iter();
        all.map(|(name, trunk)| {
            let status = self.trunks.get(name);
            let gateway = trunk.gateway.as_ref().map(|it| &it.username);
            let register = trunk.register.as_ref().map(|it| &it.username);
            live::Trunk {
                name: name.clone(),
                mode: trunk.mode,
                state: status.map_or(TrunkState::Unregistered, |it| it.state),
                reason: status.map(|it| it.reason.clone()).unwrap_or_default(),
                since: status.map_or(Timestamp::UNIX_EPOCH, |it| it.since),
                address: match (trunk.mode, gateway) {
                    (Mode::Gateway, Some(username)) => self.gateway_at(username),
                    _ => trunk.address.clone(),
                },
                username: gateway.or(register).cloned(),
                has_password: gateway.map(|it| self.accounts.contains_key(it)),
                transport: trunk.transport,
                calls: self.on_trunk(name),
                channels: trunk.channels,
                kbit_per_second: trunk.channels.map(live::Trunk::capacity),
            }
        })
        .collect()
    }

    /// How many trunks are in a state.
    pub fn trunks_in(&self, state: TrunkState) -> usize {
        let configured = self.config.trunks.keys();
        configured
            .filter(|name| self.trunks.get(*name).is_some_and(|it| it.state == state))
            .count()
    }

    /// Whether a registration of ours stands somewhere.
    pub fn is_registered_somewhere(&self) -> bool {
        self.trunks.values().any(|status| {
            let trunk = self.config.trunks.get(&status.trunk);
            let ours = trunk.is_some_and(|trunk| trunk.mode == Mode::Register);
            ours && status.state == TrunkState::Registered
        })
    }

    /// How each trunk is.
    pub fn trunk_states(&self) -> impl Iterator<Item = &TrunkStatus> {
        self.trunks.values()
    }

    /// Numbers with the calls on them.
    pub fn numbers(&self) -> Vec<live::Number> {
        let all = self.config.numbers.iter();
        all.map(|(number, known)| live::Number {
            number: number.clone(),
            trunk: known.trunk.clone(),
            ivr: known.ivr.clone(),
            direction: known.direction,
            area_code: known.area_code.clone(),
            calls: self.count(|call| call.callee == number.as_str()),
            channels: known.channels,
            outbound_channels: known.outbound_channels,
        })
        .collect()
    }

    fn on_trunk(&self, name: &Name) -> u32 {
        self.count(|call| call.trunk.as_ref() == Some(name))
    }

    fn gateway_at(&self, username: &str) -> String {
        let bindings = self.gateways.get(username);
        let first = bindings.and_then(|bindings| bindings.first());
        first.map(|it| it.remote.to_string()).unwrap_or_default()
    }
}
