//! The tests of this crate drive the whole center in virtual time; see `tests/`.
