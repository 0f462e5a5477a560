//! A terminal that can be closed.

use std::fs::File;
use std::os::fd::OwnedFd;
use std::path::Path;

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

/// It is ours, and whoever runs at it does not hold it open.
const FLAGS: OpenptFlags = OpenptFlags::RDWR
    .union(OpenptFlags::NOCTTY)
    .union(OpenptFlags::CLOEXEC);

/// A terminal. Whoever runs at it is hung up when this value is dropped.
#[derive(Debug)]
pub struct Terminal {
    /// It is open as long as this is.
    _open: OwnedFd,
}

impl Terminal {
    /// A terminal, and the end at which somebody runs.
    pub(crate) fn open() -> (Terminal, File) {
        let terminal = openpt(FLAGS).expect("a terminal");
        grantpt(&terminal).expect("it is ours");
        unlockpt(&terminal).expect("it is open");
        let name = ptsname(&terminal, Vec::new()).expect("a name");
        let name = name.to_str().expect("a path");
        let end = File::options().read(true).write(true).open(Path::new(name));
        (Terminal { _open: terminal }, end.expect("an end"))
    }
}
