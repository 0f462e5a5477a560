//! How long a registration waits for what.

use std::time::Duration;

/// For an answer, before the next server is asked. Shorter than a transaction lives: whoever has several
/// servers has them for this.
pub const PATIENCE: Duration = Duration::from_secs(8);
/// After all servers failed, and twice as long each time …
pub const RETRY: Duration = Duration::from_secs(10);
/// … up to this.
pub const LONGEST_RETRY: Duration = Duration::from_secs(600);
/// After the connection to the server is gone, and twice as long each time that it is gone again before the
/// registration is due.
pub const SEVERED: Duration = Duration::from_secs(2);
/// After a server did not like the password: whoever changes it tries at once …
pub const UNWELCOME: Duration = Duration::from_secs(600);
/// … and nobody else hammers.
pub const LONGEST_UNWELCOME: Duration = Duration::from_secs(3_600);
/// The longest Retry-After that is obeyed.
pub const RETRY_AFTER: Duration = Duration::from_secs(3_600);
/// Challenges that one attempt answers: one each of a proxy and of the registrar, and once more each
/// where the answer was only stale.
pub const CHALLENGES: u8 = 4;
/// The longest registration that a server may insist on, in seconds.
pub const LONGEST: u32 = 86_400;
/// Servers at most: what more a name has is not tried.
pub const TARGETS: usize = 32;
