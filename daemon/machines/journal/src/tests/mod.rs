//! The journal's promises.

mod bench;
mod commit;
mod crash;
mod damage;
mod reading;
