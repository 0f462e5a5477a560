//! Sockets, all on loopback, and one wait for all of them.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};
use std::os::fd::OwnedFd;

use rustix::buffer::spare_capacity;
use rustix::event::{Timespec, epoll};
use rustix::net::sockopt;

use super::Micros;

/// Sockets that are served after one wait.
const BATCH: usize = 512;

/// The ports for audio: even ones, since the daemon sends RTCP to the port above. They lie beyond those
/// that the daemon is given.
const PORTS: std::ops::Range<u16> = 33_000..61_000;

/// The receive buffer of a SIP socket: it must hold what comes while the generator sends audio.
const SIP_BUFFER: usize = 4 << 20;

/// What a wait can end with.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Ready {
    /// Something for the callers' SIP.
    Callers,
    /// Something for the phones' SIP.
    Phones,
    /// Audio for a caller.
    Caller(usize),
    /// Audio for an agent.
    Agent(usize),
}

/// Waits for sockets.
pub struct Poll {
    epoll: OwnedFd,
    events: Vec<epoll::Event>,
}

impl Poll {
    /// Nothing to wait for yet.
    pub fn new() -> io::Result<Poll> {
        Ok(Poll {
            epoll: epoll::create(epoll::CreateFlags::CLOEXEC)?,
            events: Vec::with_capacity(BATCH),
        })
    }

    /// Waits for this socket as well.
    pub fn watch(&self, socket: &UdpSocket, ready: Ready) -> io::Result<()> {
        let data = epoll::EventData::new_u64(ready.pack());
        Ok(epoll::add(
            &self.epoll,
            socket,
            data,
            epoll::EventFlags::IN,
        )?)
    }

    /// Waits at most that long, and puts into `ready` what has come.
    pub fn wait(&mut self, longest: Micros, ready: &mut Vec<Ready>) {
        self.events.clear();
        ready.clear();
        let timeout = Timespec {
            tv_sec: (longest / 1_000_000).cast_signed(),
            tv_nsec: (longest % 1_000_000 * 1_000).cast_signed(),
        };
        // A signal may end the wait early; then nothing is ready.
        let _ = epoll::wait(
            &self.epoll,
            spare_capacity(&mut self.events),
            Some(&timeout),
        );
        ready.extend(
            self.events
                .iter()
                .map(|event| Ready::unpack(event.data.u64())),
        );
    }
}

impl Ready {
    fn pack(self) -> u64 {
        match self {
            Ready::Callers => 0,
            Ready::Phones => 1,
            Ready::Caller(n) => 2 + 2 * n as u64,
            Ready::Agent(n) => 3 + 2 * n as u64,
        }
    }

    fn unpack(token: u64) -> Ready {
        let n = (token / 2).saturating_sub(1) as usize;
        match token {
            0 => Ready::Callers,
            1 => Ready::Phones,
            even if even % 2 == 0 => Ready::Caller(n),
            _ => Ready::Agent(n),
        }
    }
}

/// A SIP socket. Its port is one of those for audio: above a port of its own liking might lie somebody's
/// audio, whose RTCP would then come here.
pub fn sip_socket(ports: &mut Ports) -> io::Result<UdpSocket> {
    let socket = ports.bind()?;
    // Beyond the usual limit only with the right to; less can lose packets on a busy machine.
    if sockopt::set_socket_recv_buffer_size_force(&socket, SIP_BUFFER).is_err() {
        sockopt::set_socket_recv_buffer_size(&socket, SIP_BUFFER)?;
    }
    Ok(socket)
}

/// Ports for audio and for SIP, one after the other.
#[derive(Default)]
pub struct Ports {
    used: usize,
}

impl Ports {
    /// The next socket; ports that others have are left out.
    pub fn bind(&mut self) -> io::Result<UdpSocket> {
        for port in PORTS.step_by(2).skip(self.used) {
            self.used += 1;
            match bind(port) {
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
                other => return other,
            }
        }
        Err(io::Error::other("there are no ports left for audio"))
    }
}

fn bind(port: u16) -> io::Result<UdpSocket> {
    let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, port))?;
    socket.set_nonblocking(true)?;
    Ok(socket)
}

/// Whether load may be sent there: to this machine only.
pub fn may_be_loaded(address: SocketAddr) -> bool {
    matches!(address.ip(), IpAddr::V4(ip) if ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_told_apart() {
        for ready in [
            Ready::Callers,
            Ready::Phones,
            Ready::Caller(0),
            Ready::Agent(0),
            Ready::Caller(5_999),
            Ready::Agent(17),
        ] {
            assert_eq!(Ready::unpack(ready.pack()), ready);
        }
    }

    #[test]
    fn no_socket_gets_the_rtcp_of_another() {
        let mut ports = Ports::default();
        let doors: Vec<_> = (0..16).map(|_| sip_socket(&mut ports)).collect();
        let audio: Vec<_> = (0..16).map(|_| ports.bind()).collect();
        for socket in doors.into_iter().chain(audio) {
            let at = socket.and_then(|it| it.local_addr()).expect("an address");
            assert_eq!(at.port() % 2, 0, "{at}");
        }
    }

    #[test]
    fn only_this_machine_is_loaded() {
        let may = |text: &str| may_be_loaded(text.parse().expect("an address"));
        assert!(may("127.0.0.1:5060") && may("127.8.0.1:1"));
        assert!(!may("192.0.2.1:5060") && !may("10.0.0.1:5060") && !may("[::1]:5060"));
    }
}
