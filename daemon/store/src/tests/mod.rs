//! The store on real directories.

mod common;
mod full;
mod kill;
mod lifecycle;
mod start;
mod views;
