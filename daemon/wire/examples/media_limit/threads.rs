//! On which core a thread runs and how much of it it uses.

use std::fs;
use std::io;
use std::time::Duration;

use rustix::thread::{CpuSet, sched_setaffinity};

/// Keeps the calling thread, and those that it starts, on a core.
pub fn pin(core: usize) -> io::Result<()> {
    let mut set = CpuSet::new();
    set.set(core);
    Ok(sched_setaffinity(None, &set)?)
}

/// The processor time of the threads of this process whose names begin with one of `names`.
pub fn cpu(names: &[&str]) -> io::Result<Duration> {
    let mut sum = 0;
    for thread in fs::read_dir("/proc/self/task")? {
        let thread = thread?.path();
        let name = fs::read_to_string(thread.join("comm"))?;
        if names.iter().any(|wanted| name.starts_with(wanted)) {
            let times = fs::read_to_string(thread.join("schedstat"))?;
            sum += times
                .split(' ')
                .next()
                .and_then(|nanos| nanos.parse().ok())
                .unwrap_or(0);
        }
    }
    Ok(Duration::from_nanos(sum))
}
