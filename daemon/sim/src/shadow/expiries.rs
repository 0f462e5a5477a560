//! Until when each phone is registered, by what is written of it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use journal::Seq;
use model::Extension;
use switch::Entry;

/// All phones whose registration is certain.
#[derive(Debug, Default)]
pub struct Expiries(BTreeMap<Extension, (Seq, Timestamp)>);

impl Expiries {
    /// The center writes something down.
    pub fn take(&mut self, seq: Seq, entry: &Entry) {
        let Entry::Registered { phone, bindings } = entry else {
            return;
        };
        match bindings.iter().map(|binding| binding.expires_at).max() {
            Some(until) => self.0.insert(phone.clone(), (seq, until)),
            None => self.0.remove(phone),
        };
    }

    /// The power failed. Whose registration was renewed and not durably so is registered for as long as
    /// before, which nobody remembers here.
    pub fn crashed(&mut self, durable: Seq) {
        self.0.retain(|_, (written, _)| *written <= durable);
        // Numbers of what was not durable are given again.
        self.0
            .values_mut()
            .for_each(|(written, _)| *written = Seq::ZERO);
    }

    /// Until when a phone is registered, if that is certain.
    pub fn of(&self, phone: &Extension) -> Option<Timestamp> {
        self.0.get(phone).map(|(_, until)| *until)
    }
}
