//! What bounds a call and its center. Whatever is reached has a counter in [`crate::Counters`].

use std::time::Duration;

/// How long the customer's side may take to establish our answer. Above SIP's own 32 s.
pub(crate) const ANSWER: Duration = Duration::from_secs(40);

/// How long one playing may take before the flow goes on without its end.
pub(crate) const PROMPT: Duration = Duration::from_secs(3_600);

/// Nodes that a call may enter within [`STEPS_WITHIN`]: a flow that enters more is a loop.
pub(crate) const STEPS: u32 = 100;

/// The time for which [`STEPS`] holds. A prompt that fails at once and a caller who presses keys as
/// fast as he can are slower than this.
pub(crate) const STEPS_WITHIN: Duration = Duration::from_secs(1);

/// Nodes that a call may enter in its life.
pub(crate) const STEPS_IN_ALL: u32 = 10_000;

/// Calls that are turned away with a record: one each of these, and so many at once. Callers' signalling
/// can be forged, and nothing else bounds what it would write.
pub(crate) const TURNED_AWAY: (Duration, u64) = (Duration::from_millis(50), 100);

/// Keys that are kept until a menu wants them.
pub(crate) const KEYS_AHEAD: usize = 32;

/// Bytes of a variable's value; a name, a number or the branches of a dynamic menu are shorter.
pub(crate) const VALUE: usize = 8_192;

/// Legs that a call may have in its life.
pub(crate) const LEGS: u16 = 20_000;

/// How long a device is left alone after it did not take a call.
pub(crate) const REST: Duration = Duration::from_secs(5);

/// How long after its time an announcement may still begin; the caller hears nothing meanwhile.
pub(crate) const LATE: Duration = Duration::from_secs(3);
/// Callers whose last agent is remembered.
pub(crate) const CALLERS: usize = 50_000;

/// The shortest time between two announcements.
pub(crate) const ANNOUNCE: Duration = Duration::from_secs(1);

/// Calls to numbers outside: one each of these, and so many at once. Whoever gets hold of a phone or
/// of a flow that dials what its caller enters cannot run up more than this.
pub(crate) const DIALLED_OUT: (Duration, u64) = (Duration::from_secs(1), 60);

/// Digits of a number outside.
pub(crate) const NUMBER: usize = 32;

/// How long a phone or a number rings for one of our own phones.
pub(crate) const DIALLING: Duration = Duration::from_secs(60);

/// Phones that hang up because nobody was reached for a transfer do so sooner than this after they were
/// told; who hangs up himself needs longer.
pub(crate) const GIVEN_BACK: Duration = Duration::from_secs(1);

/// Messages shorter than this are none: whoever called hung up at the beep.
pub(crate) const MESSAGE_MS: u64 = 1_000;
