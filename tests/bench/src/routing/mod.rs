//! How long a routing decision takes: the real switch in virtual time, with as many agents as are asked
//! for, each in 20 of 200 groups, nearly all of them busy, calls coming and going, states changing.
//!
//! A decision is one input that leads to an offer, from its being handed in until everything that it
//! led to has been handed out: its SIP is read, matched and written in that time as well. What counts is
//! the time that this thread has a core for it: who else wants the core is not the switch's doing.

mod center;
mod figures;
mod pool;
mod stage;

use std::io;

use model::config::Order;

pub use figures::{Figures, Load};
use stage::Stage;

/// What the 99th percentile must stay below, in microseconds.
pub const LIMIT_US: u64 = 5_000;

const ORDERS: [Order; 3] = [Order::LongestIdle, Order::FewestCalls, Order::Priority];
/// How many decisions are watched in each load.
const DECISIONS: usize = 3_000;

/// Agents of each run, if nobody says otherwise.
pub const SIZES: [u32; 3] = [100, 1_000, 10_000];

/// Measures every order with each number of agents, first with half as many callers waiting, then with
/// nobody waiting and one of a hundred agents free.
///
/// # Errors
/// The center cannot be made, or does not do what it must.
pub fn run(sizes: &[u32], mut told: impl FnMut(&Figures)) -> io::Result<Vec<Figures>> {
    let mut all = Vec::new();
    for agents in sizes.iter().copied() {
        for order in ORDERS {
            let mut stage = Stage::open(agents, order)?;
            stage.fill()?;
            let watched = [
                (Load::Waiting, stage.watch(DECISIONS, Load::Waiting)),
                (Load::Free, {
                    stage.relax();
                    stage.watch(DECISIONS, Load::Free)
                }),
            ];
            for (load, samples) in watched {
                let figures = Figures::of(agents, order, load, samples?);
                told(&figures);
                all.push(figures);
            }
        }
    }
    Ok(all)
}
