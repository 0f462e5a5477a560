//! Chance from the operating system.

use kernel::Chance;
use rustix::io::Errno;
use rustix::rand::{GetRandomFlags, getrandom};

/// A generator that is seeded by the operating system.
///
/// # Errors
/// Whatever the operating system answers when it has no randomness to give.
pub fn chance() -> std::io::Result<Chance> {
    let mut seed = [0; 32];
    loop {
        match getrandom(&mut seed, GetRandomFlags::empty()) {
            Ok(32) => return Ok(Chance::from_seed(seed)),
            // Up to 256 bytes come whole or, interrupted by a signal, not at all.
            Ok(_) | Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn two_generators_differ() {
        let mut one = super::chance().expect("randomness");
        let mut two = super::chance().expect("randomness");
        assert_ne!(one.hex(16), two.hex(16));
    }
}
