//! What is played through: who calls what, what he does there, and what he must hear.

pub mod center;
mod sound;
mod voice;

use std::time::Duration;

use clap::ValueEnum;
use media::codec::Codec;
use serde::Serialize;

use crate::generator::Micros;

pub use voice::Voice;

/// A kind of load.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum Scenario {
    /// N calls a second of one second each, which hear a prompt.
    Cps,
    /// The same while every second another greeting is applied to a center of 1,000 resources.
    Applies,
    /// N calls at once that hear a prompt of 10 s, press a key and hear another of 4 s.
    Ivr,
    /// N calls at once and 0.8 N agents who talk 10 s with each: music, talks, recordings.
    Queue,
    /// The same without recordings.
    QueueUnrecorded,
    /// N calls at once, each with an agent, recorded.
    Bridge,
    /// The same without recordings.
    BridgeUnrecorded,
    /// The same without recordings, with agents who speak Opus.
    BridgeOpus,
    /// The same without recordings, with agents who speak G.729.
    BridgeG729,
    /// N calls a second that press a key and are put through: how fast is everything?
    Latency,
}

/// A scenario with its numbers.
#[derive(Clone, Debug)]
pub struct Shape {
    /// The number that is dialled.
    pub number: &'static str,
    /// Calls that begin each second, as long as a caller is free.
    pub per_second: f64,
    /// Callers.
    pub callers: usize,
    /// Agents, each with a phone.
    pub agents: usize,
    /// What agents speak; callers speak A-law.
    pub agents_speak: Codec,
    /// Whether talks are recorded.
    pub recorded: bool,
    /// When the caller hangs up; `None` if the other side does.
    pub hangs_up: Option<Micros>,
    /// When the caller presses a key.
    pub presses: Option<Micros>,
    /// How long a call lasts if the other side hangs up: anything else is a failed call.
    pub lasts: (Micros, Micros),
    /// How long an agent's phone rings.
    pub rings: Micros,
    /// How long an agent talks before he hangs up; `None` if the caller does.
    pub talks: Option<Micros>,
    /// When the caller must hear something, from the answer on.
    pub hears: &'static [(Micros, Micros)],
    /// The time until the load is what it is to be.
    pub ramp: Duration,
    /// The share of requests that may be sent again, in percent.
    pub most_retransmitted: Option<f64>,
}

const SECOND: Micros = 1_000_000;
const EVER: Micros = Micros::MAX;

/// What is heard first comes a packet or two after the answer.
const SOON: Micros = 60_000;

impl Scenario {
    /// Its numbers at that size.
    pub fn shape(self, n: usize) -> Shape {
        let base = Shape {
            number: center::SHORT,
            per_second: n as f64,
            callers: 2 * n + 50,
            agents: 1,
            agents_speak: Codec::Pcma,
            recorded: false,
            hangs_up: None,
            presses: None,
            lasts: (0, 120 * SECOND),
            rings: SECOND,
            talks: Some(10 * SECOND),
            hears: &[(SOON, EVER)],
            ramp: Duration::from_secs(4),
            most_retransmitted: None,
        };
        match self {
            Scenario::Cps => Shape {
                hangs_up: Some(SECOND),
                most_retransmitted: Some(0.1),
                ..base
            },
            Scenario::Applies => Shape {
                hangs_up: Some(SECOND),
                ..base
            },
            Scenario::Ivr => Shape {
                number: center::IVR,
                per_second: n as f64 / 14.4,
                callers: n,
                presses: Some(10_500_000),
                lasts: (14 * SECOND, 20 * SECOND),
                hears: &[(SOON, 10 * SECOND), (10_600_000, 14_500_000)],
                ramp: Duration::from_secs(16),
                ..base
            },
            Scenario::Queue | Scenario::QueueUnrecorded => Shape {
                number: center::QUEUE,
                per_second: n as f64 / 13.0,
                callers: n,
                agents: (n * 4 / 5).max(1),
                recorded: self == Scenario::Queue,
                lasts: (10 * SECOND, 120 * SECOND),
                ramp: Duration::from_secs(16),
                ..base
            },
            Scenario::Bridge
            | Scenario::BridgeUnrecorded
            | Scenario::BridgeOpus
            | Scenario::BridgeG729 => Shape {
                number: center::QUEUE,
                per_second: n as f64 / 10.5,
                callers: n,
                agents: n.max(1),
                agents_speak: match self {
                    Scenario::BridgeOpus => Codec::Opus,
                    Scenario::BridgeG729 => Codec::G729,
                    _ => Codec::Pcma,
                },
                recorded: self == Scenario::Bridge,
                rings: 100_000,
                lasts: (10 * SECOND, 20 * SECOND),
                ramp: Duration::from_secs(13),
                ..base
            },
            Scenario::Latency => Shape {
                number: center::KEY,
                agents: 2 * n + 20,
                presses: Some(200_000),
                hangs_up: Some(SECOND),
                // Longer than the key is held: what is left of a key is kept from the agent, and
                // would look like a hole.
                rings: 200_000,
                talks: None,
                ..base
            },
        }
    }
}

impl Scenario {
    /// Whether something is applied every second.
    pub fn applies(self) -> bool {
        self == Scenario::Applies
    }
}

impl Shape {
    /// Whether a caller must hear something so long after the answer.
    pub fn is_heard(&self, since: Micros) -> bool {
        self.hears
            .iter()
            .any(|(from, to)| (*from..*to).contains(&since))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_audio_of_a_scenario_lies_within_its_calls() {
        for scenario in Scenario::value_variants() {
            let shape = scenario.shape(100);
            let last = shape.hangs_up.unwrap_or(shape.lasts.1);
            let heard = (0..last)
                .step_by(20_000)
                .filter(|at| shape.is_heard(*at))
                .count();
            assert!(
                heard * 10 >= (shape.lasts.0 / 20_000) as usize * 9,
                "{scenario:?}"
            );
            assert!(!shape.is_heard(0), "{scenario:?}");
        }
    }

    #[test]
    fn agents_are_enough_for_four_of_five_callers() {
        let shape = Scenario::Queue.shape(1_000);
        assert_eq!((shape.callers, shape.agents), (1_000, 800));
        assert_eq!(Scenario::Queue.shape(1).agents, 1);
    }
}
