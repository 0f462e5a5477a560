//! What a core can carry: processor time a packet of prompts, bridges and recordings, beside that
//! of a bare UDP echo with a socket a flow on the same core in the same minute.
//!
//! ```text
//! cargo run --release -p wire --example media_limit [LEGS [SECONDS]]
//! ```
//!
//! The plane and the echo run on the first core, the generator on the second. One line of JSON is
//! printed for each kind of load. `cpu_us` is the processor time for a packet in and a packet out,
//! `of_echo` the same as a multiple of the echo's; `legs_a_core` is what would fill a core.
#![allow(clippy::print_stdout, clippy::expect_used)]

mod echo;
mod generator;
mod plane;
mod threads;

use std::io;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use generator::{Generator, Heard};

/// Something that sends a packet for each that it gets.
trait Subject {
    /// Where the packets of each leg go.
    fn legs(&self) -> &[SocketAddr];

    /// How the threads that do the work are called.
    fn threads(&self) -> &'static [&'static str];

    /// How late it was at worst, in ms, if it knows.
    fn worst_late_ms(&self) -> Option<f64> {
        None
    }

    /// How many packets it got and sent since its start, if it knows.
    fn packets(&self) -> (u64, u64) {
        (0, 0)
    }
}

fn main() -> io::Result<()> {
    let mut arguments = std::env::args()
        .skip(1)
        .filter_map(|argument| argument.parse().ok());
    let legs = arguments.next().unwrap_or(1_000_u16) / 2 * 2;
    let seconds = Duration::from_secs(arguments.next().unwrap_or(10).into());
    wire::files_limit::raise();
    threads::pin(0)?;
    let echo = measure("echo", &echo::Echo::start(legs)?, seconds, None)?;
    for kind in [
        plane::Kind::Prompt,
        plane::Kind::Bridge,
        plane::Kind::Record,
    ] {
        let mut generator = Generator::new()?;
        let subject = plane::Plane::start(legs, kind, generator.address()?);
        run(kind.name(), &subject, &mut generator, seconds, Some(echo))?;
    }
    Ok(())
}

fn measure(
    name: &str,
    subject: &dyn Subject,
    seconds: Duration,
    echo: Option<f64>,
) -> io::Result<f64> {
    run(name, subject, &mut Generator::new()?, seconds, echo)
}

/// Loads the subject and prints a line; returns the processor time a packet.
fn run(
    name: &str,
    subject: &dyn Subject,
    generator: &mut Generator,
    seconds: Duration,
    echo: Option<f64>,
) -> io::Result<f64> {
    // Everything has latched and warmed up before the clock starts.
    generator.run(subject.legs(), Duration::from_secs(2))?;
    let before = threads::cpu(subject.threads())?;
    let start = Instant::now();
    let Heard {
        sent,
        received,
        own_cpu,
    } = generator.run(subject.legs(), seconds)?;
    let took = start.elapsed().as_secs_f64();
    let spent = threads::cpu(subject.threads())? - before;
    let legs = subject.legs().len();
    let cpu_us = spent.as_secs_f64() * 1e6 / sent as f64;
    let of_echo = cpu_us / echo.unwrap_or(cpu_us);
    let core = spent.as_secs_f64() / took;
    println!(
        "{{\"load\":\"{name}\",\"legs\":{legs},\"cpu_us\":{cpu_us:.2},\"of_echo\":{of_echo:.2},\
         \"core\":{core:.3},\"legs_a_core\":{:.0},\"took_s\":{took:.1},\"sent\":{sent},\"received\":{received},\
         \"in_out_since_start\":{:?},\"worst_late_ms\":{:.1},\"generator_core\":{:.2}}}",
        legs as f64 / core,
        subject.packets(),
        subject.worst_late_ms().unwrap_or(0.0),
        own_cpu.as_secs_f64() / took,
    );
    Ok(cpu_us)
}
