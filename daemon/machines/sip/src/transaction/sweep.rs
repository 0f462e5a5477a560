//! When a transaction is woken: one that has nothing left to do is swept away with others.

use kernel::Mono;

use super::Machine;

/// Microseconds between two sweeps. A transaction that absorbs copies does so for seconds (RFC 3261
/// table 4), and a little more harms nobody; a wake-up for each would cost more than the request did.
const EVERY: u64 = 250_000;

/// When `machine` is to be woken.
pub(super) fn wakes(machine: &Machine) -> Option<Mono> {
    let at = machine.deadline()?;
    Some(match machine.only_absorbs() {
        true => next_sweep(at),
        false => at,
    })
}

fn next_sweep(at: Mono) -> Mono {
    let micros = at.as_micros().checked_next_multiple_of(EVERY);
    micros.map_or(at, Mono::from_micros)
}

#[cfg(test)]
mod tests {
    use super::super::testing::millis;
    use super::super::{Effect, Timing};
    use super::*;

    fn answered(at: u64) -> Machine {
        let timing = Timing::default();
        let came = Machine::came(false, millis(at), &timing);
        let step = came.answer(millis(at), 200, &timing);
        assert_eq!(step.effect, Effect::Send);
        step.next.expect("it absorbs copies")
    }

    #[test]
    fn what_only_absorbs_goes_with_others_and_never_before_its_time() {
        assert_eq!(wakes(&answered(0)), Some(millis(32_000)));
        for at in [1, 12, 24, 250] {
            assert_eq!(wakes(&answered(at)), Some(millis(32_250)));
        }
        assert_eq!(wakes(&answered(251)), Some(millis(32_500)));
    }

    #[test]
    fn what_has_something_to_do_is_woken_on_time() {
        let timing = Timing::default();
        let sent = Machine::sent(false, millis(7), &timing);
        assert_eq!(wakes(&sent), Some(millis(507)));
        let came = Machine::came(false, millis(7), &timing);
        assert_eq!(wakes(&came), Some(millis(32_007)));
    }
}
