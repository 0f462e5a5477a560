//! A bare UDP echo: a socket a flow, one thread, epoll.

use std::io;
use std::net::{SocketAddr, UdpSocket};

use rustix::buffer::spare_capacity;
use rustix::event::epoll::{self, CreateFlags, EventData, EventFlags};

use super::Subject;

pub struct Echo {
    legs: Vec<SocketAddr>,
}

impl Echo {
    /// Echoes for as long as the process lives.
    pub fn start(legs: u16) -> io::Result<Echo> {
        let sockets: Vec<_> = (0..legs)
            .map(|_| UdpSocket::bind("127.0.0.1:0"))
            .collect::<io::Result<_>>()?;
        let epoll = epoll::create(CreateFlags::CLOEXEC)?;
        for (number, socket) in sockets.iter().enumerate() {
            socket.set_nonblocking(true)?;
            epoll::add(
                &epoll,
                socket,
                EventData::new_u64(number as u64),
                EventFlags::IN,
            )?;
        }
        let legs = sockets
            .iter()
            .map(UdpSocket::local_addr)
            .collect::<io::Result<_>>()?;
        std::thread::Builder::new()
            .name("echo".to_owned())
            .spawn(move || {
                let mut events = Vec::with_capacity(256);
                let mut buffer = [0; 2_048];
                loop {
                    events.clear();
                    let _ = epoll::wait(&epoll, spare_capacity(&mut events), None);
                    for event in &events {
                        let data = event.data;
                        let Some(socket) = sockets.get(data.u64() as usize) else {
                            continue;
                        };
                        if let Ok((length, from)) = socket.recv_from(&mut buffer) {
                            let _ = socket.send_to(buffer.get(..length).unwrap_or_default(), from);
                        }
                    }
                }
            })?;
        Ok(Echo { legs })
    }
}

impl Subject for Echo {
    fn legs(&self) -> &[SocketAddr] {
        &self.legs
    }

    fn threads(&self) -> &'static [&'static str] {
        &["echo"]
    }
}
