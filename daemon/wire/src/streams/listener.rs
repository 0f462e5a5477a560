//! Sockets that take connections, and those that we open.

use std::io;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

use rustix::net::{AddressFamily, SocketFlags, SocketType, sockopt};
use sip::{Flow, Transport};

/// One address at which connections are taken.
#[derive(Debug)]
pub(super) struct Listener {
    pub transport: Transport,
    pub local: SocketAddr,
    pub socket: TcpListener,
}

/// Connections that wait for us to take them.
const BACKLOG: i32 = 1024;

/// A dead peer is noticed after this and three times `PROBE`.
const QUIET: Duration = Duration::from_secs(60);
const PROBE: Duration = Duration::from_secs(20);

impl Listener {
    /// Binds it.
    pub fn bind(transport: Transport, address: SocketAddr) -> io::Result<Listener> {
        let socket = open(address)?;
        sockopt::set_socket_reuseaddr(&socket, true)?;
        if address.is_ipv6() {
            sockopt::set_ipv6_v6only(&socket, true)?;
        }
        rustix::net::bind(&socket, &address)?;
        rustix::net::listen(&socket, BACKLOG)?;
        let socket = TcpListener::from(socket);
        Ok(Listener {
            transport,
            local: socket.local_addr()?,
            socket,
        })
    }

    /// Takes one connection. Of one that waits it is `WouldBlock` when there is none.
    pub fn accept(&self) -> io::Result<(TcpStream, Flow)> {
        let (socket, remote) = self.socket.accept()?;
        socket.set_nonblocking(true)?;
        prepare(&socket)?;
        Ok((socket, Flow::new(self.transport, self.local, remote)))
    }
}

/// Begins a connection from our address to theirs.
pub(super) fn dial(flow: Flow) -> io::Result<TcpStream> {
    let socket = open(flow.remote)?;
    rustix::net::bind(&socket, &SocketAddr::new(flow.local.ip(), 0))?;
    match rustix::net::connect(&socket, &flow.remote) {
        Ok(()) | Err(rustix::io::Errno::INPROGRESS) => {}
        Err(error) => return Err(error.into()),
    }
    let socket = TcpStream::from(socket);
    prepare(&socket)?;
    Ok(socket)
}

fn open(address: SocketAddr) -> io::Result<std::os::fd::OwnedFd> {
    let family = match address {
        SocketAddr::V4(_) => AddressFamily::INET,
        SocketAddr::V6(_) => AddressFamily::INET6,
    };
    let flags = SocketFlags::NONBLOCK | SocketFlags::CLOEXEC;
    Ok(rustix::net::socket_with(
        family,
        SocketType::STREAM,
        flags,
        None,
    )?)
}

/// Messages leave at once, and a peer that is gone without a word is found out.
fn prepare(socket: &TcpStream) -> io::Result<()> {
    sockopt::set_tcp_nodelay(socket, true)?;
    sockopt::set_socket_keepalive(socket, true)?;
    sockopt::set_tcp_keepidle(socket, QUIET)?;
    sockopt::set_tcp_keepintvl(socket, PROBE)?;
    sockopt::set_tcp_keepcnt(socket, 3)?;
    Ok(())
}
