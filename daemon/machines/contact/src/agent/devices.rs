//! Which phones can be reached and which are in use.

use std::collections::BTreeMap;

use model::Extension;
use model::state::PhoneState;

use crate::{DeviceEvent, LegId};

/// The phones of the center by extension.
#[derive(Default)]
pub(crate) struct Devices(BTreeMap<Extension, Device>);

#[derive(Default)]
struct Device {
    reachable: bool,
    used: Option<Use>,
}

struct Use {
    leg: LegId,
    answered: bool,
}

impl Devices {
    /// Adds a phone of which nothing is known.
    pub(crate) fn add(&mut self, phone: &Extension) {
        self.0.entry(phone.clone()).or_default();
    }

    /// Forgets a phone.
    pub(crate) fn remove(&mut self, phone: &Extension) {
        self.0.remove(phone);
    }

    /// Notes a change of reach; says whether the phone is one of ours.
    pub(crate) fn note(&mut self, phone: &Extension, event: DeviceEvent) -> bool {
        let Some(device) = self.0.get_mut(phone) else {
            return false;
        };
        device.reachable = event == DeviceEvent::Reachable;
        true
    }

    /// Whether a phone can be reached.
    pub(crate) fn reachable(&self, phone: &Extension) -> bool {
        self.0.get(phone).is_some_and(|device| device.reachable)
    }

    /// Whether a phone can be rung.
    pub(crate) fn free(&self, phone: &Extension) -> bool {
        self.0
            .get(phone)
            .is_some_and(|device| device.reachable && device.used.is_none())
    }

    /// Whether a phone rings or talks.
    pub(crate) fn in_use(&self, phone: &Extension) -> bool {
        self.0
            .get(phone)
            .is_some_and(|device| device.used.is_some())
    }

    /// Whether it is this leg that rings it or talks there.
    pub(crate) fn is_used_by(&self, phone: &Extension, leg: LegId) -> bool {
        let used = self.0.get(phone).and_then(|device| device.used.as_ref());
        used.is_some_and(|used| used.leg == leg)
    }

    /// Notes that a leg rings a phone.
    pub(crate) fn ring(&mut self, phone: &Extension, leg: LegId) {
        if let Some(device) = self.0.get_mut(phone) {
            device.used = Some(Use {
                leg,
                answered: false,
            });
        }
    }

    /// Notes that a phone answered the leg that rings it.
    pub(crate) fn answer(&mut self, phone: &Extension, leg: LegId) {
        let used = self
            .0
            .get_mut(phone)
            .and_then(|device| device.used.as_mut());
        if let Some(used) = used.filter(|used| used.leg == leg) {
            used.answered = true;
        }
    }

    /// Notes that a leg no longer uses a phone.
    pub(crate) fn release(&mut self, phone: &Extension, leg: LegId) {
        if let Some(device) = self.0.get_mut(phone)
            && device.used.as_ref().is_some_and(|used| used.leg == leg)
        {
            device.used = None;
        }
    }

    /// What every phone does.
    pub(crate) fn states(&self) -> impl Iterator<Item = (&Extension, PhoneState)> {
        self.0.iter().map(|(phone, device)| (phone, device.state()))
    }
}

impl Device {
    fn state(&self) -> PhoneState {
        match &self.used {
            Some(Use { answered: true, .. }) => PhoneState::OnCall,
            Some(Use {
                answered: false, ..
            }) => PhoneState::Ringing,
            None if self.reachable => PhoneState::Idle,
            None => PhoneState::Unregistered,
        }
    }
}
