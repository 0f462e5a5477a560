//! What it costs the daemon that phones register again and again, each from an address of its own.

use std::fmt::Write;
use std::net::{Ipv4Addr, SocketAddr, UdpSocket};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};
use std::{fs, io};

use sip::Credentials;
use sip::message::Method;

use crate::daemon::{Bench, Daemon};
use crate::proc;
use crate::text::{Message, Start};

/// How long a phone waits for an answer.
const PATIENCE: Duration = Duration::from_secs(2);
/// Phones that register for the first time each second: they come in after a power cut, not at once.
const FIRST_PER_SECOND: u32 = 500;
/// Where the secret of all phones comes from, and what it is.
const SECRET: (&str, &str) = ("BENCH_PHONE", "bench-Phone-1");

/// Lets `phones` register once and renew their registrations within `every`; what that takes of one core,
/// in percent.
///
/// # Errors
/// The daemon does not start, or a phone is not registered.
pub fn run(bench: &Bench, phones: usize, every: Duration) -> io::Result<f64> {
    let daemon = Daemon::start(bench)?;
    let directory = daemon.beside("center");
    write(&directory, phones)?;
    daemon.apply_with(&directory, &[SECRET])?;
    let mut crowd: Vec<Phone> = (0..phones)
        .map(|number| Phone::new(number, daemon.sip))
        .collect::<io::Result<_>>()?;
    round(&mut crowd, Duration::from_secs(1) / FIRST_PER_SECOND)?;
    let (began, before) = (Instant::now(), proc::usage(daemon.pid())?);
    round(
        &mut crowd,
        every / u32::try_from(phones.max(1)).unwrap_or(u32::MAX),
    )?;
    let worked = proc::usage(daemon.pid())?.cpu.saturating_sub(before.cpu);
    Ok(worked.as_secs_f64() / began.elapsed().as_secs_f64() * 100.0)
}

/// Each phone registers, one after the other.
fn round(crowd: &mut [Phone], apart: Duration) -> io::Result<()> {
    let mut due = Instant::now();
    for phone in crowd {
        thread::sleep(due.saturating_duration_since(Instant::now()));
        due += apart;
        phone.register()?;
    }
    Ok(())
}

/// A center of phones alone.
fn write(directory: &Path, phones: usize) -> io::Result<()> {
    let mut text = String::from("center: { name: bench }\nphones:\n");
    for number in 0..phones {
        let (extension, secret) = (extension(number), SECRET.0);
        let _ = writeln!(
            text,
            "  \"{extension}\": {{ password: !secret env:{secret} }}"
        );
    }
    fs::create_dir_all(directory)?;
    fs::write(directory.join("center.yaml"), text)
}

fn extension(number: usize) -> String {
    (10_000 + number).to_string()
}

/// An address on loopback for each: 250 of them in each row.
fn home(number: usize) -> Ipv4Addr {
    let [row, place] =
        [number / 250, number % 250 + 1].map(|it| u8::try_from(it).unwrap_or(u8::MAX));
    Ipv4Addr::new(127, 1, row, place)
}

/// A phone that knows nothing of its last challenge: each time it is asked for its password.
struct Phone {
    socket: UdpSocket,
    extension: String,
    here: SocketAddr,
    daemon: SocketAddr,
    sequence: u32,
}

impl Phone {
    fn new(number: usize, daemon: SocketAddr) -> io::Result<Phone> {
        let socket = UdpSocket::bind((home(number), 0))?;
        socket.connect(daemon)?;
        socket.set_read_timeout(Some(PATIENCE))?;
        let here = socket.local_addr()?;
        Ok(Phone {
            socket,
            extension: extension(number),
            here,
            daemon,
            sequence: 0,
        })
    }

    fn register(&mut self) -> io::Result<()> {
        let mut buffer = [0; 2_048];
        let challenges = self.ask(None, &mut buffer, 401)?;
        let credentials = Credentials {
            username: self.extension.clone(),
            password: SECRET.1.to_owned(),
            realm: None,
        };
        let uri = format!("sip:{}", self.daemon);
        let what = (&Method::Register, uri.as_str(), &b""[..]);
        let challenges = challenges.iter().map(String::as_str);
        let answer = sip::digest::answer(challenges, &credentials, what, 1, "c0ffee")
            .ok_or_else(|| io::Error::other("a challenge cannot be answered"))?;
        self.ask(Some(&answer), &mut buffer, 200)?;
        Ok(())
    }

    /// Sends a REGISTER and returns the challenges of the answer, whose status must be `expected`.
    fn ask(
        &mut self,
        answer: Option<&str>,
        buffer: &mut [u8],
        expected: u16,
    ) -> io::Result<Vec<String>> {
        self.sequence += 1;
        let request = self.request(answer);
        self.socket.send(request.as_bytes())?;
        let length = self.socket.recv(buffer)?;
        let message = Message::read(buffer.get(..length).unwrap_or_default())
            .ok_or_else(|| io::Error::other("an answer is no SIP"))?;
        if message.start != Start::Response(expected) {
            let extension = &self.extension;
            return Err(io::Error::other(format!(
                "phone {extension} got {:?}, not {expected}",
                message.start
            )));
        }
        Ok(message
            .headers("WWW-Authenticate")
            .map(str::to_owned)
            .collect())
    }

    fn request(&self, answer: Option<&str>) -> String {
        let Phone {
            extension,
            here,
            daemon,
            sequence,
            ..
        } = self;
        let authorization = answer
            .map(|value| format!("Authorization: {value}\r\n"))
            .unwrap_or_default();
        format!(
            "REGISTER sip:{daemon} SIP/2.0\r\n\
             Via: SIP/2.0/UDP {here};rport;branch=z9hG4bK{extension}.{sequence}\r\n\
             Max-Forwards: 70\r\n\
             From: <sip:{extension}@{daemon}>;tag={extension}\r\n\
             To: <sip:{extension}@{daemon}>\r\n\
             Call-ID: {extension}@bench\r\n\
             CSeq: {sequence} REGISTER\r\n\
             Contact: <sip:{extension}@{here}>\r\n\
             Expires: 120\r\n\
             {authorization}Content-Length: 0\r\n\r\n"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phone_has_an_address_and_an_extension_of_its_own() {
        assert_eq!(
            (home(0), home(4_999)),
            ([127, 1, 0, 1].into(), [127, 1, 19, 250].into())
        );
        assert_eq!(
            (extension(0), extension(4_999)),
            ("10000".to_owned(), "14999".to_owned())
        );
    }

    #[test]
    fn a_request_carries_its_answer_and_ends() {
        let daemon = UdpSocket::bind("127.0.0.1:0")
            .and_then(|it| it.local_addr())
            .expect("a socket");
        let phone = Phone::new(7, daemon).expect("a socket");
        assert!(
            phone
                .request(None)
                .contains("Expires: 120\r\nContent-Length: 0\r\n\r\n")
        );
        assert!(
            phone
                .request(Some("Digest x"))
                .contains("\r\nAuthorization: Digest x\r\nContent-Length")
        );
    }
}
