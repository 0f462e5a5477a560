//! Types of nodes, one file each.

mod collect;
mod condition;
mod counting;
mod hours;
mod survey;
