//! How long to wait before another try.

use std::time::Duration;

use kernel::Chance;

/// The longest wait.
const LONGEST: Duration = Duration::from_secs(300);
/// Doublings after which a wait is the longest.
const DOUBLINGS: u32 = 9;

/// The wait after so many tries in vain: twice as long each time, and never just as long as others wait.
pub fn after(tries: u32, chance: &mut Chance) -> Duration {
    let whole = Duration::from_secs(1 << tries.clamp(1, DOUBLINGS)).min(LONGEST);
    let half = whole / 2;
    let more = u64::try_from(half.as_micros()).unwrap_or(0);
    half + Duration::from_micros(chance.below(more + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_from_a_second_to_five_minutes_and_differ() {
        let mut chance = Chance::from_number(7);
        for tries in 0..100_u32 {
            let seconds = [2, 4, 8, 16, 32, 64, 128, 256, 300];
            let whole = Duration::from_secs(seconds[tries.clamp(1, 9) as usize - 1]);
            let some: Vec<_> = (0..200).map(|_| after(tries, &mut chance)).collect();
            let fits = |wait: &Duration| (whole / 2..=whole).contains(wait);
            assert!(some.iter().all(fits), "after {tries}: {some:?}");
            let distinct: std::collections::BTreeSet<_> = some.iter().collect();
            assert!(distinct.len() > 100, "after {tries}");
        }
        assert!(after(1, &mut chance) >= Duration::from_secs(1));
        assert!(after(u32::MAX, &mut chance) <= Duration::from_secs(300));
    }
}
