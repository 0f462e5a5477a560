//! What queueing theory says of a center with exponential gaps and talks, some agents, callers who wait
//! for as long as it takes and are served in their order (M/M/c, first come, first served).

/// A center that theory knows.
#[derive(Copy, Clone, Debug)]
pub struct Office {
    /// How many answer.
    pub agents: u16,
    /// How busy they are, below 1.
    pub load: f64,
    /// How long a talk takes on average, in seconds.
    pub talk: f64,
}

/// What is expected of it.
#[derive(Copy, Clone, Debug)]
pub struct Expected {
    /// How many callers wait at all.
    pub waits: f64,
    /// How long callers wait, those who do not wait included, in seconds.
    pub mean: f64,
    /// The mean of the square of that.
    pub square: f64,
}

impl Office {
    /// The mean gap between two callers, in seconds.
    pub fn gap(&self) -> f64 {
        self.talk / (self.load * f64::from(self.agents))
    }

    /// Erlang's C and what follows from it: who waits, waits for an exponential time with the rate
    /// at which the agents catch up.
    pub fn expected(&self) -> Expected {
        let waits = erlang_c(self.agents, self.load * f64::from(self.agents));
        let catch_up = f64::from(self.agents) / self.talk - 1.0 / self.gap();
        Expected {
            waits,
            mean: waits / catch_up,
            square: waits * 2.0 / catch_up.powi(2),
        }
    }
}

/// The chance of having to wait, by the recursion of Erlang's B, which no factorial can overflow.
pub fn erlang_c(agents: u16, erlangs: f64) -> f64 {
    let blocked = (1..=agents).fold(1.0, |blocked, n| {
        erlangs * blocked / (f64::from(n) + erlangs * blocked)
    });
    let load = erlangs / f64::from(agents);
    blocked / (1.0 - load * (1.0 - blocked))
}

#[test]
fn erlangs_formula_gives_what_tables_say() {
    let near =
        |found: f64, right: f64| assert!((found - right).abs() < 5e-5, "{found}, not {right}");
    near(erlang_c(1, 0.7), 0.7);
    near(erlang_c(2, 1.0), 1.0 / 3.0);
    near(erlang_c(10, 8.0), 0.4092);
    near(erlang_c(100, 90.0), 0.2169);
}
