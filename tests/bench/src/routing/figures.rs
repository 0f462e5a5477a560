//! What was measured.

use model::config::Order;
use serde::Serialize;

use super::LIMIT_US;

/// What the center was doing.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Load {
    /// Half as many callers wait as there are agents: whoever becomes free is offered one.
    Waiting,
    /// Nobody waits and one agent of a hundred is free: whoever calls is offered to one.
    Free,
}

/// The decisions of one load, in microseconds.
#[derive(Clone, Debug, Serialize)]
pub struct Figures {
    /// Agents of the center.
    pub agents: u32,
    /// How offers were ordered.
    pub order: &'static str,
    /// What it was doing.
    pub load: Load,
    /// How many were watched.
    pub decisions: usize,
    /// Half took no longer.
    pub p50_us: u64,
    /// 99 of 100 took no longer.
    pub p99_us: u64,
    /// None took longer.
    pub max_us: u64,
}

impl Figures {
    /// What samples come to.
    pub fn of(agents: u32, order: Order, load: Load, mut samples: Vec<u64>) -> Figures {
        samples.sort_unstable();
        let at = |percent: usize| {
            let place = (samples.len() * percent).div_ceil(100).saturating_sub(1);
            samples.get(place).copied().unwrap_or(0)
        };
        Figures {
            agents,
            order: order.word(),
            load,
            decisions: samples.len(),
            p50_us: at(50),
            p99_us: at(99),
            max_us: at(100),
        }
    }

    /// Whether they are as short as they must be.
    pub fn passes(&self) -> bool {
        self.decisions > 0 && self.p99_us < LIMIT_US
    }

    /// A line for people.
    pub fn line(&self) -> String {
        let Figures {
            agents,
            order,
            decisions,
            p50_us,
            p99_us,
            max_us,
            ..
        } = self;
        let load = match self.load {
            Load::Waiting => "half as many wait",
            Load::Free => "one of 100 is free",
        };
        let verdict = if self.passes() { "passes" } else { "FAILS" };
        format!(
            "routing {agents:>6} agents  {order:<12}  {load:<18}  {decisions} decisions: \
             p50 {p50_us} us, p99 {p99_us} us, max {max_us} us  {verdict}"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_those_of_the_samples() {
        let figures = Figures::of(1, Order::Priority, Load::Free, (1..=200).rev().collect());
        assert_eq!(
            (figures.p50_us, figures.p99_us, figures.max_us),
            (100, 198, 200)
        );
        assert!(figures.passes());
        assert!(!Figures::of(1, Order::Priority, Load::Free, vec![LIMIT_US]).passes());
        assert!(!Figures::of(1, Order::Priority, Load::Free, Vec::new()).passes());
    }
}
