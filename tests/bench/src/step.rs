//! One step: a fresh daemon, a load that grows to its size and stays there for a while, and what was
//! seen in that while.

use std::collections::BTreeMap;
use std::io;
use std::time::{Duration, Instant};

use serde::Serialize;

use crate::config::center::{PASSWORD, departments};
use crate::daemon::{Bench, Daemon};
use crate::edits::{self, Edits};
use crate::generator::{Doors, Generator, Micros, Samples, Tally};
use crate::judge::{self, Verdict};
use crate::proc::{self, Usage};
use crate::scenario::{Scenario, Shape, center};

/// Resources of the center in which something is applied every second, beside its own.
const CHANGING: usize = 1_000;

/// What is to be run.
#[derive(Copy, Clone, Debug)]
pub struct Order {
    /// The kind of load.
    pub scenario: Scenario,
    /// Its size.
    pub n: usize,
    /// How long it is watched.
    pub steady: Duration,
    /// The agents, if they are to be more than the load needs.
    pub agents: usize,
}

/// What a step showed. Percentages and times are of the steady state.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Outcome {
    /// The kind of load.
    pub scenario: String,
    /// Its size.
    pub n: usize,
    /// How long it was watched.
    pub steady_s: f64,
    /// What the rule says.
    pub verdict: Verdict,
    /// Why it is no pass.
    pub reasons: Vec<String>,
    /// Calls begun, the ramp included.
    pub started: u64,
    /// Calls that ended as they should.
    pub good: u64,
    /// Calls and talks that did not.
    pub failed: u64,
    /// What went wrong in them.
    pub failures: BTreeMap<&'static str, u64>,
    /// The first message that was not understood.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strange: Option<String>,
    /// Refusals by status.
    pub refused: BTreeMap<u16, u64>,
    /// Talks of agents that ended as they should.
    pub talks: u64,
    /// Recordings that were made; none if none were to be.
    pub recordings: Option<u64>,
    /// Calls that were up, on average.
    pub calls_up: f64,
    /// Messages that either side sent again, in percent of the requests.
    pub retransmitted_percent: f64,
    /// The share that was allowed.
    pub most_retransmitted_percent: Option<f64>,
    /// What was heard.
    pub audio: Audio,
    /// How long things took.
    pub times_ms: Times,
    /// What it took of the daemon.
    pub daemon: Used,
    /// What it took of the generator.
    pub generator: Own,
}

/// What was heard.
#[derive(Copy, Clone, Debug, Default, Serialize)]
pub struct Audio {
    /// Packets that the generator sent.
    pub sent: u64,
    /// Packets that it heard.
    pub received: u64,
    /// Packets lost.
    pub lost_percent: f64,
    /// Holes behind the playout buffers, each of them.
    pub holes: u64,
    /// Their share of the time.
    pub holes_percent: f64,
    /// What was heard of what was to be heard.
    pub heard_percent: f64,
}

/// Times in milliseconds.
#[derive(Copy, Clone, Debug, Default, Serialize)]
pub struct Times {
    /// From INVITE to 200, half of them.
    pub answer_p50: Option<f64>,
    /// From INVITE to 200, 99 of 100.
    pub answer_p99: Option<f64>,
    /// From 200 to the first audio, half of them.
    pub first_audio_p50: Option<f64>,
    /// From 200 to the first audio, 99 of 100.
    pub first_audio_p99: Option<f64>,
    /// From the first packet of a key to the agent's INVITE, half of them.
    pub key_to_agent_p50: Option<f64>,
    /// From the first packet of a key to the agent's INVITE, 99 of 100.
    pub key_to_agent_p99: Option<f64>,
}

/// What the daemon used.
#[derive(Copy, Clone, Debug, Default, Serialize)]
pub struct Used {
    /// Processor time in percent of a core.
    pub cpu_percent: f64,
    /// Processor time for each second of each call.
    pub cpu_seconds_per_call_second: f64,
    /// Resident memory before the first call.
    pub resident_before_kb: u64,
    /// Resident memory at the end.
    pub resident_kb: u64,
}

/// What the generator used.
#[derive(Copy, Clone, Debug, Default, Serialize)]
pub struct Own {
    /// Processor time in percent of a core.
    pub cpu_percent: f64,
    /// Ticks in thousandths that came more than 10 ms late.
    pub late_permille: f64,
    /// The latest tick.
    pub worst_late_ms: f64,
    /// Datagrams that its sockets could not hold.
    pub drops: u64,
}

/// What was used in the window.
struct Window {
    took: f64,
    before: Usage,
    daemon: [Usage; 2],
}

/// Runs it.
///
/// # Errors
/// The daemon does not start or does not live, or the system gives not enough.
pub fn run(bench: &Bench, order: Order) -> io::Result<Outcome> {
    let mut shape = order.scenario.shape(order.n);
    shape.agents = shape.agents.max(order.agents);
    let doors = Doors::open()?;
    let daemon = Daemon::start(bench)?;
    let directory = daemon.beside("center");
    center::write(
        &directory,
        doors.callers()?,
        doors.phones()?,
        shape.agents,
        shape.recorded,
    )?;
    if order.scenario.applies() {
        departments(&directory, CHANGING)?;
    }
    daemon.apply_with(&directory, &[(PASSWORD, "Secret-1")])?;
    let before = proc::usage(daemon.pid())?;
    let mut generator = Generator::new(shape.clone(), doors, daemon.sip)?;
    generator.run(shape.ramp);
    let mut watched = || watch(&mut generator, &daemon, order.steady, before);
    let ((window, own), edits) = match order.scenario.applies() {
        true => {
            let (watched, edits) = edits::during(bench, &daemon, &directory, watched)?;
            (watched?, Some(edits))
        }
        false => (watched()?, None),
    };
    let all_ended = generator.finish();
    let mut outcome = outcome(order, &shape, &generator.tally, &window, own);
    outcome.recordings = shape.recorded.then(|| daemon.recordings());
    let mut reasons = judge::reasons(&outcome);
    reasons.extend(edits.and_then(|edits| too_few(edits, order.steady)));
    if !all_ended {
        reasons.push(judge::Reason::failed(
            "calls did not end when everybody had hung up".to_owned(),
        ));
    }
    (outcome.verdict, outcome.reasons) = judge::verdict(reasons);
    Ok(outcome)
}

/// Why the applies were not what they were to be.
fn too_few(edits: Edits, steady: Duration) -> Option<judge::Reason> {
    let Edits { applied, refused } = edits;
    let wanted = steady.as_secs();
    let good = refused == 0 && u64::from(applied) * 10 >= wanted * 9;
    let told = format!("{applied} applies of {wanted} took effect, {refused} were refused");
    (!good).then(|| judge::Reason::failed(told))
}

fn watch(
    generator: &mut Generator,
    daemon: &Daemon,
    steady: Duration,
    before: Usage,
) -> io::Result<(Window, Own)> {
    let me = rustix::process::getpid();
    let gone = |_| io::Error::other(format!("ccd died: {}", daemon.last_words()));
    let first = [proc::usage(daemon.pid()).map_err(gone)?, proc::usage(me)?];
    let began = Instant::now();
    generator.begin_window();
    generator.run(steady);
    let ticks = generator.end_window();
    let took = began.elapsed().as_secs_f64();
    let last = [proc::usage(daemon.pid()).map_err(gone)?, proc::usage(me)?];
    let [daemon, own] = [0, 1].map(|side: usize| {
        let of = |both: &[Usage; 2]| both.get(side).copied().unwrap_or_default();
        [of(&first), of(&last)]
    });
    let figures = Own {
        cpu_percent: cpu(own) / took * 100.0,
        late_permille: ratio(ticks.late as f64, ticks.counted as f64) * 1_000.0,
        worst_late_ms: ticks.worst as f64 / 1_000.0,
        drops: generator.drops(),
    };
    let window = Window {
        took,
        before,
        daemon,
    };
    Ok((window, figures))
}

fn cpu([first, last]: [Usage; 2]) -> f64 {
    last.cpu.saturating_sub(first.cpu).as_secs_f64()
}

fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

fn seconds(time: Micros) -> f64 {
    time as f64 / 1e6
}

fn outcome(order: Order, shape: &Shape, tally: &Tally, window: &Window, own: Own) -> Outcome {
    let in_calls = seconds(tally.in_calls);
    let cpu = cpu(window.daemon);
    let [_, last] = window.daemon;
    Outcome {
        scenario: serde_json::to_value(order.scenario)
            .ok()
            .and_then(|name| Some(name.as_str()?.to_owned()))
            .unwrap_or_default(),
        n: order.n,
        steady_s: window.took,
        started: tally.started,
        good: tally.good,
        failed: tally.failed(),
        failures: tally.failures.clone(),
        strange: tally.strange.clone(),
        refused: tally.refused.clone(),
        talks: tally.talks,
        calls_up: in_calls / window.took,
        retransmitted_percent: ratio(tally.repeated as f64, tally.requests as f64) * 100.0,
        most_retransmitted_percent: shape.most_retransmitted,
        audio: audio(tally),
        times_ms: times(tally),
        daemon: Used {
            cpu_percent: cpu / window.took * 100.0,
            cpu_seconds_per_call_second: ratio(cpu, in_calls),
            resident_before_kb: window.before.resident / 1_024,
            resident_kb: last.resident / 1_024,
        },
        generator: own,
        ..Outcome::default()
    }
}

fn audio(tally: &Tally) -> Audio {
    let audio = &tally.audio;
    let lost = audio.lost.max(0) as f64;
    let time = audio.received as f64 * 0.02;
    Audio {
        sent: audio.sent,
        received: audio.received,
        lost_percent: ratio(lost, audio.received as f64 + lost) * 100.0,
        holes: audio.holes,
        holes_percent: ratio(seconds(audio.hole_time), time) * 100.0,
        heard_percent: ratio(audio.loud as f64, audio.expected as f64) * 100.0,
    }
}

fn times(tally: &Tally) -> Times {
    let half = |samples: &Samples| samples.permille(500);
    let most = |samples: &Samples| samples.permille(990);
    Times {
        answer_p50: half(&tally.answer),
        answer_p99: most(&tally.answer),
        first_audio_p50: half(&tally.first_audio),
        first_audio_p99: most(&tally.first_audio),
        key_to_agent_p50: half(&tally.key_to_agent),
        key_to_agent_p99: most(&tally.key_to_agent),
    }
}
