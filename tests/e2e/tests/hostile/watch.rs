//! What a daemon holds while it is harmed.

use e2e::Daemon;

/// Its memory, in KiB.
pub fn memory(daemon: &Daemon) -> usize {
    let status = std::fs::read_to_string(format!("/proc/{}/status", daemon.process.id()));
    let status = status.expect("it runs");
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    let words = line.and_then(|line| line.split_whitespace().nth(1));
    words.and_then(|it| it.parse().ok()).expect("a number")
}

/// Its open files.
pub fn files(daemon: &Daemon) -> usize {
    let list = std::fs::read_dir(format!("/proc/{}/fd", daemon.process.id()));
    list.expect("it runs").count()
}

/// That nothing in it has panicked.
#[track_caller]
pub fn is_unharmed(daemon: &mut Daemon) {
    assert!(daemon.process.runs(), "{}", daemon.process.said());
    let said = daemon.process.said();
    assert!(!said.contains("panicked"), "{said}");
}
