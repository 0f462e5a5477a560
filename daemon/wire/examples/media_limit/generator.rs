//! The other sides of all legs: 172-byte RTP packets, 50 a second for each leg, from one socket.

use std::io;
use std::net::{SocketAddr, UdpSocket};
use std::thread;
use std::time::{Duration, Instant};

use rustix::net::sockopt;

use super::threads;

/// Milliseconds between two packets of a leg; its legs are spread over them.
const SPACING: usize = 20;

pub struct Generator {
    socket: UdpSocket,
    /// The number of the next packet of every leg.
    sequence: u16,
    timestamp: u32,
}

/// What a run showed.
pub struct Heard {
    pub sent: u64,
    pub received: u64,
    pub own_cpu: Duration,
}

impl Generator {
    pub fn new() -> io::Result<Generator> {
        let socket = UdpSocket::bind("127.0.0.1:0")?;
        socket.set_nonblocking(true)?;
        // Beyond the usual limit only with the right to; less can lose packets on a busy machine.
        if sockopt::set_socket_recv_buffer_size_force(&socket, 16 << 20).is_err() {
            sockopt::set_socket_recv_buffer_size(&socket, 16 << 20)?;
        }
        Ok(Generator {
            socket,
            sequence: 0,
            timestamp: 0,
        })
    }

    pub fn address(&self) -> io::Result<SocketAddr> {
        self.socket.local_addr()
    }

    /// Sends to all legs for a while, on the second core.
    pub fn run(&mut self, legs: &[SocketAddr], length: Duration) -> io::Result<Heard> {
        thread::scope(|scope| {
            let name = thread::Builder::new().name("generator".to_owned());
            let running = name.spawn_scoped(scope, || self.load(legs, length))?;
            running
                .join()
                .unwrap_or_else(|_| Err(io::Error::other("the generator died")))
        })
    }

    fn load(&mut self, legs: &[SocketAddr], length: Duration) -> io::Result<Heard> {
        threads::pin(1)?;
        let mut heard = Heard {
            sent: 0,
            received: 0,
            own_cpu: Duration::ZERO,
        };
        let start = Instant::now();
        let steps = length.as_millis() as usize / SPACING * SPACING;
        for step in 0..steps {
            let phase = step % SPACING;
            for (number, to) in legs.iter().enumerate().skip(phase).step_by(SPACING) {
                heard.sent += u64::from(self.send(number, *to));
            }
            if phase == SPACING - 1 {
                self.sequence = self.sequence.wrapping_add(1);
                self.timestamp = self.timestamp.wrapping_add(160);
            }
            heard.received += self.drain();
            let next = start + Duration::from_millis(step as u64 + 1);
            thread::sleep(next.saturating_duration_since(Instant::now()));
        }
        heard.received += self.drain();
        heard.own_cpu = threads::cpu(&["generator"])?;
        Ok(heard)
    }

    fn send(&self, leg: usize, to: SocketAddr) -> bool {
        let mut packet = [0xd5; 172];
        let [s0, s1] = self.sequence.to_be_bytes();
        let [t0, t1, t2, t3] = self.timestamp.to_be_bytes();
        let [l0, l1] = (leg as u16).to_be_bytes();
        let header = [0x80, 8, s0, s1, t0, t1, t2, t3, 0, 0, l0, l1];
        packet
            .iter_mut()
            .zip(header)
            .for_each(|(place, byte)| *place = byte);
        self.socket.send_to(&packet, to).is_ok()
    }

    fn drain(&self) -> u64 {
        let mut buffer = [0; 2_048];
        std::iter::from_fn(|| self.socket.recv_from(&mut buffer).ok()).count() as u64
    }
}
