//! A part of loopback for each test.

use std::net::{Ipv4Addr, TcpListener, UdpSocket};
use std::sync::atomic::{AtomicU8, Ordering};

/// A /24 of 127.0.0.0/8 that nobody else uses for as long as this value lives; of a test that runs
/// apart the /24 that it has for itself.
#[derive(Debug)]
pub struct Net {
    prefix: [u8; 3],
    _claim: UdpSocket,
}

impl Net {
    /// The next free one.
    pub fn claim() -> Net {
        if let Some(prefix) = crate::apart::network() {
            let claim = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
            return Net {
                prefix,
                _claim: claim,
            };
        }
        static NEXT: AtomicU8 = AtomicU8::new(0);
        let second = 16 + u8::try_from(std::process::id() % 224).expect("below 256");
        for _ in 0..=u8::MAX {
            let third = NEXT.fetch_add(1, Ordering::Relaxed);
            // Other test processes claim in the same way.
            if let Ok(claim) = UdpSocket::bind((Ipv4Addr::new(127, second, third, 254), 9)) {
                return Net {
                    prefix: [127, second, third],
                    _claim: claim,
                };
            }
        }
        panic!("every /24 of 127.{second}.0.0/16 is taken");
    }

    /// Where the daemon is.
    pub fn daemon(&self) -> Ipv4Addr {
        self.host(1)
    }

    /// Where calls come from.
    pub fn carrier(&self) -> Ipv4Addr {
        self.host(2)
    }

    /// Where the first agent's phone is.
    pub fn agent(&self) -> Ipv4Addr {
        self.host(3)
    }

    /// Any other host, 1 to 253.
    pub fn host(&self, number: u8) -> Ipv4Addr {
        let [first, second, third] = self.prefix;
        Ipv4Addr::new(first, second, third, number)
    }
}

/// A port that is free a moment before it is used.
pub(crate) fn free_port() -> u16 {
    let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    socket.local_addr().expect("an address").port()
}

/// The same of TCP.
pub(crate) fn free_tcp_port() -> u16 {
    let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    socket.local_addr().expect("an address").port()
}
