//! Two stacks, or one and messages written by hand, in virtual time.

mod accepted;
mod bench;
mod calls;
mod cancels;
mod challenges;
mod forks;
mod infos;
mod loss;
mod outside;
mod paper;
mod pracks;
mod proposals;
mod refers;
mod refreshes;
mod reliable;
mod reoffers;
mod routing;
mod storms;
mod strangers;
mod transports;
mod within;
