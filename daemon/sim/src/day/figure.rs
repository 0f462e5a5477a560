//! What the same figure of several runs says.

/// Student's t of 95 % for 1, 2, … degrees of freedom.
const STUDENT: [f64; 30] = [
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
    2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056,
    2.052, 2.048, 2.045, 2.042,
];
/// Beyond them it hardly differs from that of the normal distribution.
const NORMAL: f64 = 1.960;

/// A mean, and how far it may be off.
#[derive(Copy, Clone, Debug, PartialEq)]
pub struct Figure {
    /// The mean.
    pub mean: f64,
    /// Half the width of its interval of 95 %; `None`: one run says nothing of it.
    pub within: Option<f64>,
}

impl Figure {
    /// The mean of what independent runs say; `None` if none says anything.
    pub fn of(values: &[f64]) -> Option<Figure> {
        if values.is_empty() {
            return None;
        }
        let count = values.len() as f64;
        let mean = values.iter().sum::<f64>() / count;
        let spread: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
        let freedom = values.len() - 1;
        let within = (freedom > 0).then(|| {
            let t = STUDENT.get(freedom - 1).copied().unwrap_or(NORMAL);
            t * (spread / freedom as f64 / count).sqrt()
        });
        Some(Figure { mean, within })
    }

    /// Whether a value lies in the interval, or no further beside it than so much.
    pub fn agrees(&self, value: f64, besides: f64) -> bool {
        (self.mean - value).abs() <= self.within.unwrap_or(0.0) + besides
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_is_that_of_student() {
        // Five values with the mean 3 and the standard deviation √2.5: 2.776 · √(2.5 / 5).
        let figure = Figure::of(&[1.0, 2.0, 3.0, 4.0, 5.0]).unwrap();
        assert!((figure.mean - 3.0).abs() < 1e-9);
        assert!(
            (figure.within.unwrap() - 1.962_93).abs() < 1e-3,
            "{figure:?}"
        );
        assert!(figure.agrees(4.9, 0.0) && !figure.agrees(5.0, 0.0));
    }

    #[test]
    fn one_run_has_no_interval_and_no_run_no_figure() {
        assert_eq!(Figure::of(&[7.0]).unwrap().within, None);
        assert_eq!(Figure::of(&[]), None);
    }
}
