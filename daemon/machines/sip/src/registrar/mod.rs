//! The location table of registered phones.
