//! What the system says of a process: processor time and memory.

use std::time::Duration;
use std::{fs, io};

use rustix::process::{Pid, Resource, Rlimit, getrlimit, setrlimit};
use rustix::thread::{CpuSet, sched_setaffinity};

/// What a process has used so far.
#[derive(Copy, Clone, Debug, Default)]
pub struct Usage {
    /// Processor time, its own and the system's for it.
    pub cpu: Duration,
    /// Resident memory in bytes.
    pub resident: u64,
}

/// Asks for a process.
///
/// # Errors
/// It is not there.
pub fn usage(pid: Pid) -> io::Result<Usage> {
    let stat = fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_pid()))?;
    read(
        &stat,
        rustix::param::clock_ticks_per_second(),
        rustix::param::page_size() as u64,
    )
    .ok_or_else(|| io::Error::other("/proc/PID/stat is not what it was"))
}

/// The fields are counted after the name, which may hold spaces: utime and stime are the 14th and 15th
/// of all, rss in pages the 24th (proc_pid_stat(5)).
fn read(stat: &str, ticks: u64, page: u64) -> Option<Usage> {
    let (_, fields) = stat.rsplit_once(") ")?;
    let fields: Vec<&str> = fields.split_whitespace().collect();
    let field = |number: usize| fields.get(number - 3)?.parse::<u64>().ok();
    let used = field(14)? + field(15)?;
    Some(Usage {
        cpu: Duration::from_millis(used * 1_000 / ticks.max(1)),
        resident: field(24)? * page,
    })
}

/// Datagrams that this process's sockets could not hold, by their ports.
pub fn drops(is_ours: impl Fn(u16) -> bool) -> u64 {
    let table = fs::read_to_string("/proc/self/net/udp").unwrap_or_default();
    table
        .lines()
        .filter_map(read_drops)
        .filter(|(port, _)| is_ours(*port))
        .map(|(_, drops)| drops)
        .sum()
}

/// A line of /proc/net/udp: the local address is its second field, the drops are its last.
fn read_drops(line: &str) -> Option<(u16, u64)> {
    let mut fields = line.split_whitespace();
    let (_, port) = fields.nth(1)?.split_once(':')?;
    Some((
        u16::from_str_radix(port, 16).ok()?,
        fields.last()?.parse().ok()?,
    ))
}

/// Keeps this thread, and processes that it starts, on a core.
///
/// # Errors
/// There is no such core for us.
pub fn pin(core: usize) -> io::Result<()> {
    let mut set = CpuSet::new();
    set.set(core);
    sched_setaffinity(None, &set)
        .map_err(|error| io::Error::other(format!("core {core} cannot be had: {error}")))
}

/// Allows this process and its children as many sockets as the system lets them have.
pub fn raise_files() {
    let limit = getrlimit(Resource::Nofile);
    let wanted = Rlimit {
        current: limit.maximum,
        maximum: limit.maximum,
    };
    // With fewer a large step says that there are no more sockets.
    let _ = setrlimit(Resource::Nofile, wanted);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_spaces_and_parentheses_moves_no_field() {
        let stat = "7 (a ) b) S 1 1 1 0 -1 0 0 0 0 0 150 50 0 0 20 0 9 0 0 1000000 25 0 0\n";
        let usage = read(stat, 100, 4_096).expect("a line");
        assert_eq!(
            (usage.cpu, usage.resident),
            (Duration::from_secs(2), 25 * 4_096)
        );
        assert!(read("nonsense", 100, 4_096).is_none());
    }

    #[test]
    fn this_process_uses_memory() {
        assert!(
            usage(rustix::process::getpid())
                .expect("this process")
                .resident
                > 100_000
        );
    }

    #[test]
    fn drops_are_read_by_port() {
        let line = " 17: 0100007F:1F90 00000000:0000 07 00000000:00000000 00:00000000 00000000 0 0 4242 2 0000000000000000 31";
        assert_eq!(read_drops(line), Some((8_080, 31)));
        assert_eq!(read_drops("  sl  local_address rem_address   st"), None);
    }
}
