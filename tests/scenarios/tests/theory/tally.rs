//! Means of what comes one after the other and hangs together, with their intervals.

/// So many batches have a mean of their own; neighbours hardly know of each other.
const BATCHES: usize = 32;
/// Student's t for 95 % and 31 degrees of freedom.
const STUDENT: f64 = 2.0395;

/// A mean, and how far it may be off.
#[derive(Copy, Clone, Debug)]
pub struct Figure {
    /// The mean.
    pub mean: f64,
    /// Half the width of its interval of 95 %.
    pub within: f64,
}

impl Figure {
    /// The mean of values in their order, by the method of batch means.
    pub fn of(values: impl ExactSizeIterator<Item = f64>) -> Figure {
        let size = (values.len() / BATCHES).max(1);
        let mut batches = [0.0; BATCHES];
        for (n, value) in values.enumerate() {
            if let Some(batch) = batches.get_mut(n / size) {
                *batch += value / size as f64;
            }
        }
        let count = BATCHES as f64;
        let mean = batches.iter().sum::<f64>() / count;
        let spread: f64 = batches.iter().map(|batch| (batch - mean).powi(2)).sum();
        Figure {
            mean,
            within: STUDENT * (spread / (count - 1.0) / count).sqrt(),
        }
    }
}

#[test]
fn an_interval_covers_the_mean_of_dice_and_narrows_with_their_number() {
    let mut chance = kernel::Chance::from_number(1);
    let mut throw = |number: usize| {
        let dice: Vec<f64> = (0..number).map(|_| 1.0 + chance.below(6) as f64).collect();
        Figure::of(dice.into_iter())
    };
    let (few, many) = (throw(3_200), throw(320_000));
    assert!((many.mean - 3.5).abs() < 2.0 * many.within, "{many:?}");
    assert!(many.within < few.within / 5.0, "{few:?} {many:?}");
}
