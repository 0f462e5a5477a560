//! Finds the largest load that passes: grows until one does not, then halves the gap.

use std::io;

use crate::judge::Verdict;

/// The search ends when the gap is this part of what passes.
const FINE: usize = 20;

/// Steps of a search, whatever comes of them.
const MOST_STEPS: usize = 24;

/// What a search found.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The largest size that passed as often as was wanted; 0 if none did.
    pub passes: usize,
    /// The smallest that did not pass, if there was one.
    pub beyond: Option<usize>,
    /// Whether that was void: the limit is the generator's.
    pub is_void: bool,
}

/// Searches between `from` and `to`. `step` runs a size once; what is found has passed `runs` times.
///
/// # Errors
/// Those of `step`.
pub fn search(
    from: usize,
    to: usize,
    runs: usize,
    mut step: impl FnMut(usize) -> io::Result<Verdict>,
) -> io::Result<Found> {
    let mut found = Found::default();
    let mut steps = 0;
    let mut size = from.clamp(1, to);
    while steps < MOST_STEPS {
        steps += 1;
        let verdict = step(size)?;
        if verdict == Verdict::Pass {
            found.passes = size;
        } else {
            (found.beyond, found.is_void) = (Some(size), verdict == Verdict::Void);
        }
        match next(&found, to) {
            Some(next) => size = next,
            None => break,
        }
    }
    while found.passes > 0 && !passes_again(found.passes, runs, &mut step)? {
        found.beyond = Some(found.passes);
        found.passes -= (found.passes / FINE).max(1);
        steps += 1;
        if steps >= MOST_STEPS {
            found.passes = 0;
        }
    }
    Ok(found)
}

fn next(found: &Found, to: usize) -> Option<usize> {
    match found.beyond {
        None => (found.passes < to).then(|| (found.passes * 2).min(to)),
        Some(beyond) => {
            let gap = beyond - found.passes;
            (gap > (found.passes / FINE).max(1)).then_some(found.passes + gap / 2)
        }
    }
}

/// Once has been; what is left of the runs.
fn passes_again(
    size: usize,
    runs: usize,
    step: &mut impl FnMut(usize) -> io::Result<Verdict>,
) -> io::Result<bool> {
    for _ in 1..runs {
        if step(size)? != Verdict::Pass {
            return Ok(false);
        }
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn up_to(limit: usize) -> impl FnMut(usize) -> io::Result<Verdict> {
        move |size| {
            Ok(if size <= limit {
                Verdict::Pass
            } else {
                Verdict::Fail
            })
        }
    }

    fn found(from: usize, to: usize, limit: usize) -> Found {
        search(from, to, 3, up_to(limit)).expect("no trouble")
    }

    #[test]
    fn the_limit_is_found_within_a_twentieth() {
        for limit in [55, 730, 1_600, 3_000] {
            let found = found(100, 4_000, limit);
            assert!(
                found.passes <= limit && found.passes * 20 >= limit * 18,
                "{found:?}"
            );
            assert!(found.beyond.is_some_and(|beyond| beyond > limit));
        }
    }

    #[test]
    fn the_range_is_not_left() {
        assert_eq!(
            found(100, 400, 9_999),
            Found {
                passes: 400,
                beyond: None,
                is_void: false
            }
        );
        assert_eq!(found(100, 400, 0).passes, 0);
    }

    #[test]
    fn what_passes_now_and_then_does_not_pass() {
        let mut runs = 0;
        let flaky = |size: usize| {
            runs += 1;
            Ok(if size <= 50 || (size <= 100 && runs % 2 == 1) {
                Verdict::Pass
            } else {
                Verdict::Fail
            })
        };
        let found = search(100, 100, 3, flaky).expect("no trouble");
        assert!(found.passes < 100, "{found:?}");
    }

    #[test]
    fn a_generator_at_its_limit_is_said() {
        let void = |size| {
            Ok(if size <= 100 {
                Verdict::Pass
            } else {
                Verdict::Void
            })
        };
        assert!(search(100, 200, 1, void).expect("no trouble").is_void);
    }
}
