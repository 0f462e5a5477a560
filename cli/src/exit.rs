//! The exit codes, which scripts rely on.

use std::process::ExitCode;

/// How the process ends.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Exit {
    /// It worked; with `--detailed-exitcode`: nothing would change, or nothing differs.
    Ok,
    /// It did not work.
    Error,
    /// Something would change, or differs; only with `--detailed-exitcode` of `plan` and `drift`.
    Changes,
    /// The configuration is invalid, or cannot be applied on that daemon.
    Invalid,
    /// The daemon does not let this user or token do it.
    NotAuthorised,
    /// The plan is stale, or a deletion was not allowed.
    Conflict,
    /// A test of the center failed, or something was found that loses callers.
    TestsFailed,
    /// The command line is wrong.
    Usage,
    /// Interrupted from the keyboard.
    Interrupted,
}

impl Exit {
    /// The number that a shell sees.
    pub const fn code(self) -> u8 {
        match self {
            Exit::Ok => 0,
            Exit::Error => 1,
            Exit::Changes => 2,
            Exit::Invalid => 3,
            Exit::NotAuthorised => 4,
            Exit::Conflict => 5,
            Exit::TestsFailed => 6,
            Exit::Usage => 64,
            Exit::Interrupted => 130,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit.code())
    }
}
