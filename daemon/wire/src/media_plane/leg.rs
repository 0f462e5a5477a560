//! The sockets of one leg.

use std::io;
use std::net::{IpAddr, SocketAddr, UdpSocket};
use std::sync::{Mutex, PoisonError};

use media::LegNumber;
use media::ports::PortPool;
use media::srtp::Shield;
use rustix::io::Errno;
use rustix::net::sockopt;

use crate::clock;

/// Room for about a second of 20 ms packets, as the kernel counts them.
const RTP_BUFFER: usize = 64 * 1024;

/// Reports come every few seconds.
const RTCP_BUFFER: usize = 8 * 1024;

/// Expedited forwarding (RFC 3246), where a network heeds it.
const EXPEDITED: u8 = 46 << 2;

/// Ports that are tried for one leg: another program may hold many in a row. Those that cannot be bound
/// rest, so the next leg does not try them again.
const TRIES: usize = 512;

/// A leg's sockets: RTP on an even port and RTCP on the next. They are not connected to the other
/// side, because only the room knows where its packets really come from.
#[derive(Debug)]
pub(super) struct Leg {
    pub(super) number: LegNumber,
    pub(super) port: u16,
    pub(super) rtp: UdpSocket,
    pub(super) rtcp: UdpSocket,
    /// Between the sockets and the room.
    pub(super) shield: Shield,
}

impl Leg {
    /// One of its sockets, and what stands behind it.
    pub(super) fn socket(&mut self, rtcp: bool) -> (&UdpSocket, &mut Shield) {
        let socket = if rtcp { &self.rtcp } else { &self.rtp };
        (socket, &mut self.shield)
    }
}

/// Why there are no sockets for a leg.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum NoSockets {
    Exhausted,
    Unbindable,
}

/// Takes a port that can be bound. One that cannot rests in the pool for a while.
pub(super) fn open(
    number: LegNumber,
    ip: IpAddr,
    pool: &Mutex<PortPool>,
) -> Result<Leg, NoSockets> {
    let pool = || pool.lock().unwrap_or_else(PoisonError::into_inner);
    let mut unbindable = 0;
    for _ in 0..TRIES {
        let now = clock::mono();
        let Some(port) = pool().take(now) else {
            warn_of(unbindable);
            return Err(NoSockets::Exhausted);
        };
        match bind(ip, port) {
            Ok((rtp, rtcp)) => {
                warn_of(unbindable);
                return Ok(Leg {
                    number,
                    port,
                    rtp,
                    rtcp,
                    shield: Shield::default(),
                });
            }
            Err(error) if is_of_the_process(&error) => {
                tracing::error!(%error, "no socket for a leg; raise the limit of open files");
                pool().give_back(port);
                return Err(NoSockets::Unbindable);
            }
            Err(error) => {
                tracing::debug!(port, %error, "an RTP port cannot be bound and rests for 30 s");
                unbindable += 1;
                pool().quarantine(now, port);
            }
        }
    }
    warn_of(unbindable);
    Err(NoSockets::Unbindable)
}

fn warn_of(unbindable: usize) {
    if unbindable > 0 {
        tracing::warn!(
            unbindable,
            "RTP ports are held by another program and rest for 30 s"
        );
    }
}

fn bind(ip: IpAddr, port: u16) -> io::Result<(UdpSocket, UdpSocket)> {
    let rtp = bind_one(ip, port, RTP_BUFFER)?;
    let rtcp = bind_one(ip, port + 1, RTCP_BUFFER)?;
    // Without the mark packets are sent all the same.
    let _ = match ip {
        IpAddr::V4(_) => sockopt::set_ip_tos(&rtp, EXPEDITED),
        IpAddr::V6(_) => sockopt::set_ipv6_tclass(&rtp, u32::from(EXPEDITED)),
    };
    Ok((rtp, rtcp))
}

fn bind_one(ip: IpAddr, port: u16, buffer: usize) -> io::Result<UdpSocket> {
    let socket = UdpSocket::bind(SocketAddr::new(ip, port))?;
    socket.set_nonblocking(true)?;
    sockopt::set_socket_recv_buffer_size(&socket, buffer)?;
    Ok(socket)
}

/// Whether another port would fare no better.
fn is_of_the_process(error: &io::Error) -> bool {
    [Errno::MFILE, Errno::NFILE, Errno::NOBUFS, Errno::NOMEM]
        .iter()
        .any(|errno| error.raw_os_error() == Some(errno.raw_os_error()))
}
