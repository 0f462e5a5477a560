//! The bytes of a connection, in the clear or by TLS.

use std::io::{self, Read, Write};
use std::net::TcpStream;

use rustls::Connection;

/// Reads of TLS that bring nothing to read, before others have their turn.
const RECORDS: usize = 16;

/// How the bytes of a connection travel.
pub(super) enum Channel {
    Plain,
    Tls(Box<Connection>),
}

impl Channel {
    /// Whether messages can travel.
    pub fn is_ready(&self) -> bool {
        match self {
            Channel::Plain => true,
            Channel::Tls(tls) => !tls.is_handshaking(),
        }
    }

    /// Whether something waits to be written that is no message.
    pub fn wants_write(&self) -> bool {
        match self {
            Channel::Plain => false,
            Channel::Tls(tls) => tls.wants_write(),
        }
    }

    /// Reads what there is; 0 at the end.
    ///
    /// # Errors
    /// `WouldBlock` when there is nothing, and whatever ends the connection.
    pub fn read(&mut self, mut socket: &TcpStream, into: &mut [u8]) -> io::Result<usize> {
        let Channel::Tls(tls) = self else {
            return socket.read(into);
        };
        for _ in 0..RECORDS {
            match tls.reader().read(into) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                // Who closes without saying so ends messages nowhere but where they end.
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(0),
                done => return done,
            }
            // At the end of the bytes the reader says so by itself.
            tls.read_tls(&mut socket)?;
            if let Err(error) = tls.process_new_packets() {
                // The other side learns why, if it listens.
                let _told = tls.write_tls(&mut socket);
                return Err(io::Error::new(io::ErrorKind::InvalidData, error));
            }
        }
        // The socket holds more, and wakes us for it when others have had their turn.
        Err(io::ErrorKind::WouldBlock.into())
    }

    /// Writes some of `bytes` and says how many; 0 when first something else must go, which it tries.
    ///
    /// # Errors
    /// `WouldBlock` when nothing can go, and whatever ends the connection.
    pub fn write(&mut self, mut socket: &TcpStream, bytes: &[u8]) -> io::Result<usize> {
        let Channel::Tls(tls) = self else {
            return socket.write(bytes);
        };
        if tls.wants_write() {
            tls.write_tls(&mut socket)?;
            return Ok(0);
        }
        match tls.is_handshaking() {
            true => Err(io::ErrorKind::WouldBlock.into()),
            false => tls.writer().write(bytes),
        }
    }

    /// Writes what waits and is no message.
    ///
    /// # Errors
    /// As `write`.
    pub fn flush(&mut self, mut socket: &TcpStream) -> io::Result<()> {
        if let Channel::Tls(tls) = self {
            while tls.wants_write() {
                tls.write_tls(&mut socket)?;
            }
        }
        Ok(())
    }
}
