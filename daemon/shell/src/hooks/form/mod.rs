//! The forms of records that others have.

pub mod tccc;
