//! Connections from one address of a place to another, and as many files as they take.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpStream};

use rustix::net::{AddressFamily, SocketType};
use rustix::process::{Resource, Rlimit};

/// A connection from this address.
///
/// # Errors
/// If nobody takes it.
pub fn connect(from: Ipv4Addr, to: SocketAddr) -> io::Result<TcpStream> {
    let socket = rustix::net::socket(AddressFamily::INET, SocketType::STREAM, None)?;
    rustix::net::bind(&socket, &SocketAddr::from((from, 0)))?;
    rustix::net::connect(&socket, &to)?;
    Ok(TcpStream::from(socket))
}

/// Lets this process have so many files, if the system allows it.
pub fn allow_files(most: u64) {
    let now = rustix::process::getrlimit(Resource::Nofile);
    let wanted = now.maximum.map_or(most, |maximum| maximum.min(most));
    if now.current.is_some_and(|current| current < wanted) {
        let limit = Rlimit {
            current: Some(wanted),
            maximum: now.maximum,
        };
        let _raised = rustix::process::setrlimit(Resource::Nofile, limit);
    }
}
