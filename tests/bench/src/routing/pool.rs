//! Calls of which one is taken by chance.

use std::collections::HashMap;

use kernel::Chance;
use model::CallId;

/// Some calls.
#[derive(Debug, Default)]
pub struct Pool {
    calls: Vec<CallId>,
    places: HashMap<CallId, usize>,
}

impl Pool {
    /// Adds a call.
    pub fn add(&mut self, call: CallId) {
        self.places.insert(call, self.calls.len());
        self.calls.push(call);
    }

    /// Takes a call out; says whether it was there.
    pub fn remove(&mut self, call: CallId) -> bool {
        let Some(place) = self.places.remove(&call) else {
            return false;
        };
        self.calls.swap_remove(place);
        if let Some(moved) = self.calls.get(place) {
            self.places.insert(*moved, place);
        }
        true
    }

    /// Takes any call out.
    pub fn take(&mut self, chance: &mut Chance) -> Option<CallId> {
        let place = usize::try_from(chance.below(self.calls.len() as u64)).ok()?;
        let call = *self.calls.get(place)?;
        self.remove(call).then_some(call)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.calls.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_call_is_taken_once() {
        let mut pool = Pool::default();
        for n in 0..50 {
            pool.add(CallId(uuid::Uuid::from_u128(n)));
        }
        assert!(pool.remove(CallId(uuid::Uuid::from_u128(7))));
        assert!(!pool.remove(CallId(uuid::Uuid::from_u128(7))));
        let mut chance = Chance::from_number(1);
        let mut taken: Vec<_> = std::iter::from_fn(|| pool.take(&mut chance)).collect();
        taken.sort();
        taken.dedup();
        assert_eq!((taken.len(), pool.len()), (49, 0));
    }
}
