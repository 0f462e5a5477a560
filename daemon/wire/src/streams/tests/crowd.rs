//! What many phones over TLS cost. `cargo test -p wire -- --ignored --nocapture idle_phones`

use std::io::BufRead;
use std::process::{Child, Command, Stdio};

use super::secure::Town;
use super::*;
use crate::GateSettings;

const PHONES: usize = 5_000;
/// The most that an idle phone may cost, in bytes.
const EACH: usize = 60 * 1024;
/// Connections that one core begins in a second at the least.
const RATE: f64 = 100.0;

/// Tells the process of the phones where they call.
const DOOR: &str = "PHONES_CALL";
const BELIEVED: &str = "PHONES_BELIEVE";

/// The memory of this process, in bytes.
fn memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").expect("a status");
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1));
    kilobytes
        .and_then(|it| it.parse::<usize>().ok())
        .expect("a number")
        * 1024
}

/// The time that this process has worked.
fn work() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    let seconds = u64::try_from(time.tv_sec).expect("a time");
    Duration::new(seconds, u32::try_from(time.tv_nsec).expect("nanoseconds"))
}

/// The phones, in a process of their own: each says one thing and then nothing.
fn phones(door: &str) {
    crate::files_limit::raise();
    let authority = std::env::var_os(BELIEVED).expect("an authority");
    let mut all = Vec::with_capacity(PHONES);
    for _ in 0..PHONES {
        let socket = TcpStream::connect(door).expect("taken");
        let mut phone = secure::phone(socket, authority.as_ref());
        phone.write_all(&message(300)).expect("sent");
        all.push(phone);
    }
    // Until they are hung up on.
    let _line = std::io::stdin().lock().lines().next();
}

fn start_phones(bench: &Bench, town: &Town) -> Child {
    let own = std::env::current_exe().expect("a test knows its path");
    let name = std::thread::current().name().expect("the test").to_owned();
    let mut command = Command::new(own);
    command
        .args(["--ignored", "--exact", &name])
        .stdin(Stdio::piped());
    command.env(DOOR, bench.streams.places()[0].1.to_string());
    command
        .env(BELIEVED, town.authority_file())
        .stdout(Stdio::null());
    command.spawn().expect("phones")
}

#[test]
#[ignore = "a measurement that takes a while"]
#[allow(clippy::print_stderr, reason = "tells what the run found")]
fn idle_phones_over_tls_cost_little() {
    if let Ok(door) = std::env::var(DOOR) {
        return phones(&door);
    }
    crate::files_limit::raise();
    let town = Town::new();
    town.issue(&["127.0.0.1"], 2040);
    let wide = GateSettings {
        per_second: 10_000,
        burst: 10_000,
        sources: 10,
    };
    let bench = town.bench_with(|settings| {
        settings.limits.of_one_source = PHONES;
        settings.limits.newcomers = PHONES;
        settings.limits.arrivals = wide;
        settings.gate = wide;
    });
    let (memory_before, work_before) = (memory(), work());
    let mut child = start_phones(&bench, &town);
    for _ in 0..PHONES {
        bench.message();
    }
    assert_eq!(bench.streams.counts().open_tls, PHONES as u64);
    let each = memory().saturating_sub(memory_before) / PHONES;
    let worked = work().saturating_sub(work_before);
    let rate = PHONES as f64 / worked.as_secs_f64();
    eprintln!("{each} bytes an idle phone; {rate:.0} connections for each second of one core");
    drop(child.stdin.take());
    child.wait().expect("the phones end");
    assert!(each <= EACH, "{each} bytes an idle phone");
    assert!(rate >= RATE, "{rate} connections a second");
}
