//! Figures of certificates that are ordered by ACME.

use acme::Figures;
use metrics::{counter, gauge};

/// Brings them up to date.
pub fn publish(figures: &Figures) {
    for (outcome, count) in &figures.orders {
        counter!("ccd_acme_orders_total", "outcome" => *outcome).absolute(*count);
    }
    for (result, count) in [
        ("answered", figures.answered),
        ("strange", figures.strange),
        ("turned_away", figures.turned_away),
    ] {
        counter!("ccd_acme_challenges_total", "result" => result).absolute(count);
    }
    gauge!("ccd_acme_failures").set(figures.failures as f64);
    gauge!("ccd_acme_renewal_seconds").set(figures.renewal as f64);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::tests::exported;

    #[test]
    fn every_figure_of_orders_is_exported_once() {
        let figures = Figures {
            orders: vec![("issued", 1), ("refused", 2)],
            answered: 3,
            strange: 4,
            turned_away: 5,
            failures: 6,
            renewal: 7,
        };
        assert_eq!(exported(|| publish(&figures)), (1..=7).collect::<Vec<_>>());
    }
}
