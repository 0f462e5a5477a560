//! The client against servers on loopback.

mod answers;
mod crowd;
mod desk;
mod inside;
mod letters;
mod names;
mod redirects;
mod server;
mod tls;
mod trouble;

use desk::Desk;
use names::Names;
use server::{Act, Server};
