//! The center's behaviour, in virtual time.

mod agents;
mod configs;
mod consults;
mod flows;
mod happy;
mod homes;
mod menus;
mod nodes;
mod orders;
mod own_calls;
mod own_transfers;
mod past;
mod preferred;
mod queues;
mod random;
mod readings;
mod refusals;
mod renames;
mod ringing;
mod screening;
mod setup;
mod states;
mod talks;
mod transfers;
mod world;
