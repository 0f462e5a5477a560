//! Line spectral pairs and frequencies, which say the same as a prediction (sections 3.2.3 and 3.2.6).

use crate::lp::{Lp, ORDER};
use crate::tables::{GRID, POINTS};

/// The cosines of the line spectral frequencies, falling.
pub type Lsp = [f32; ORDER];
/// The frequencies themselves, rising, in radians for a sample.
pub type Lsf = [f32; ORDER];

/// The coefficients 1 to 5 of a symmetric polynomial that begins with one.
type Half = [f32; ORDER / 2];

/// How often an interval with a root in it is divided before a line is drawn through what is left.
const DIVISIONS: usize = 4;

/// The pairs of a prediction; nothing where they are too near to each other to be found.
pub fn of_prediction(lp: &Lp) -> Option<Lsp> {
    let (sums, differences) = polynomials(lp);
    let (odd, even) = (roots(&sums)?, roots(&differences)?);
    let mut lsp = [0.0; ORDER];
    let pairs = odd.iter().zip(&even);
    for (to, (one, other)) in lsp.as_chunks_mut::<2>().0.iter_mut().zip(pairs) {
        *to = [*one, *other];
    }
    lsp.is_sorted_by(|one, other| one > other).then_some(lsp)
}

/// F1(z) and F2(z) by (15).
fn polynomials(lp: &Lp) -> (Half, Half) {
    let (mut sums, mut differences) = ([0.0; 5], [0.0; 5]);
    let (mut sum, mut difference) = (1.0, 1.0);
    let mirrored = lp.iter().zip(lp.iter().rev());
    let places = sums.iter_mut().zip(&mut differences);
    for ((first, second), (a, b)) in places.zip(mirrored) {
        (sum, difference) = (a + b - sum, a - b + difference);
        (*first, *second) = (sum, difference);
    }
    (sums, differences)
}

/// A polynomial at the cosine of an angle, by (17).
#[inline]
fn value(half: &Half, x: f32) -> f32 {
    let [f1, f2, f3, f4, f5] = *half;
    let twice = 2.0 * x;
    let b4 = twice + f1;
    let b3 = twice * b4 - 1.0 + f2;
    let b2 = twice * b3 - b4 + f3;
    let b1 = twice * b2 - b3 + f4;
    x * b1 - b2 + 0.5 * f5
}

/// Its five roots, falling.
fn roots(half: &Half) -> Option<[f32; 5]> {
    let mut values = [0.0; POINTS];
    let points = values.iter_mut().zip(&GRID);
    points.for_each(|(to, x)| *to = value(half, *x));
    let mut found = [0.0; 5];
    let mut places = found.iter_mut();
    let ends = GRID.array_windows().zip(values.array_windows());
    for ([x, next_x], [y, next_y]) in ends {
        if (*y < 0.0) != (*next_y < 0.0) {
            *places.next()? = root(half, [*x, *next_x], [*y, *next_y]);
        }
    }
    places.next().is_none().then_some(found)
}

/// The root between two places, at which the values have different signs.
fn root(half: &Half, mut x: [f32; 2], mut y: [f32; 2]) -> f32 {
    for _ in 0..DIVISIONS {
        let middle = 0.5 * (x[0] + x[1]);
        let at_middle = value(half, middle);
        if (at_middle < 0.0) == (y[0] < 0.0) {
            (x[0], y[0]) = (middle, at_middle);
        } else {
            (x[1], y[1]) = (middle, at_middle);
        }
    }
    x[0] + (x[1] - x[0]) * y[0] / (y[0] - y[1])
}

/// The prediction of pairs, by (25) and (26).
pub fn prediction(lsp: &Lsp) -> Lp {
    let odd = product(lsp.iter().step_by(2));
    let even = product(lsp.iter().skip(1).step_by(2));
    let mut lp = [0.0; ORDER];
    let both = odd.array_windows().zip(even.array_windows());
    for (n, ([f1, next_f1], [f2, next_f2])) in both.enumerate() {
        let (sum, difference) = (next_f1 + f1, next_f2 - f2);
        let mirrored = lp.get_mut(ORDER - 1 - n);
        mirrored
            .into_iter()
            .for_each(|to| *to = 0.5 * (sum - difference));
        let place = lp.get_mut(n);
        place
            .into_iter()
            .for_each(|to| *to = 0.5 * (sum + difference));
    }
    lp
}

/// The first six coefficients of the product of all 1 - 2qz⁻¹ + z⁻².
fn product<'a>(cosines: impl Iterator<Item = &'a f32>) -> [f32; 6] {
    cosines.fold([1.0, 0.0, 0.0, 0.0, 0.0, 0.0], |f, q| {
        let [f0, f1, f2, f3, f4, f5] = f;
        let b = -2.0 * q;
        [
            f0,
            f1 + b * f0,
            f2 + b * f1 + f0,
            f3 + b * f2 + f1,
            f4 + b * f3 + f2,
            f5 + b * f4 + f3,
        ]
    })
}

/// The frequencies of pairs.
pub fn frequencies(lsp: &Lsp) -> Lsf {
    lsp.map(f32::acos)
}

/// The pairs of frequencies.
pub fn pairs(lsf: &Lsf) -> Lsp {
    lsf.map(f32::cos)
}

/// The pairs between two frames (24).
pub fn halfway(before: &Lsp, after: &Lsp) -> Lsp {
    let mut between = *before;
    let places = between.iter_mut().zip(after);
    places.for_each(|(to, after)| *to = 0.5 * (*to + after));
    between
}

/// The frequencies of a spectrum without any shape.
pub fn flat() -> Lsf {
    let mut lsf = [0.0; ORDER];
    for (n, frequency) in lsf.iter_mut().enumerate() {
        *frequency = std::f32::consts::PI * (n as f32 + 1.0) / 11.0;
    }
    lsf
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_of_the_prediction_that_they_were_made_of() {
        let lp = [-1.6, 0.9, 0.2, -0.5, 0.3, 0.1, -0.2, 0.15, -0.05, 0.02];
        let lsp = of_prediction(&lp).unwrap();
        assert!(frequencies(&lsp).is_sorted_by(|one, other| one < other));
        for (a, b) in prediction(&lsp).iter().zip(&lp) {
            assert!((a - b).abs() < 0.01, "{a} {b}");
        }
    }

    #[test]
    fn a_flat_spectrum_has_frequencies_at_even_distances() {
        let lsf = frequencies(&of_prediction(&[0.0; ORDER]).unwrap());
        for (one, other) in lsf.iter().zip(flat()) {
            assert!((one - other).abs() < 1e-3, "{one} {other}");
        }
        assert!(prediction(&pairs(&flat())).iter().all(|a| a.abs() < 1e-5));
    }

    #[test]
    fn what_is_no_stable_prediction_has_no_pairs() {
        assert_eq!(of_prediction(&[f32::NAN; ORDER]), None);
        assert_eq!(of_prediction(&[3.0; ORDER]), None);
    }
}
