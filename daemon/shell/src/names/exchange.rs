//! One question to name servers and its answer (RFC 1035).

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream, UdpSocket};
use std::time::{Duration, Instant};

use simple_dns::{CLASS, Name, Packet, PacketFlag, Question, RCODE, TYPE};

/// How often each server is asked.
const ROUNDS: usize = 2;
/// The longest answer over UDP that is read.
const LONGEST: usize = 4_096;

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoAnswer {
    /// The name servers know that there is nothing.
    #[error("there is no such name")]
    Nothing,
    /// None of them answered.
    #[error("no answer from the name server {0}")]
    Silent(SocketAddr),
    /// One answered that it cannot.
    #[error("the name server {0} says {1}")]
    Refused(SocketAddr, String),
    /// What is asked for is no name.
    #[error("it is no host name")]
    NoName,
    /// The system gives no randomness, without which answers can be forged.
    #[error("the system gives no randomness")]
    NoChance,
}

/// The answer of the first server that has one, as it came.
pub fn ask(
    servers: &[SocketAddr],
    name: &str,
    kind: TYPE,
    patience: Duration,
) -> Result<Vec<u8>, NoAnswer> {
    let mut why = NoAnswer::Nothing;
    for _ in 0..ROUNDS {
        for server in servers {
            let id = wire::entropy::chance().map_err(|_| NoAnswer::NoChance)?;
            let id = { id }.number() as u16;
            let question = question(id, name, kind)?;
            why = match exchange(*server, &question, id, patience) {
                Err(_) => NoAnswer::Silent(*server),
                Ok(answer) => match verdict(*server, &answer) {
                    Ok(()) => return Ok(answer),
                    Err(NoAnswer::Nothing) => return Err(NoAnswer::Nothing),
                    Err(other) => other,
                },
            };
        }
    }
    Err(why)
}

fn question(id: u16, name: &str, kind: TYPE) -> Result<Vec<u8>, NoAnswer> {
    let mut packet = Packet::new_query(id);
    packet.set_flags(PacketFlag::RECURSION_DESIRED);
    let name = Name::new(name).map_err(|_| NoAnswer::NoName)?;
    packet
        .questions
        .push(Question::new(name, kind.into(), CLASS::IN.into(), false));
    packet.build_bytes_vec().map_err(|_| NoAnswer::NoName)
}

/// Whether the server has answered with something.
fn verdict(server: SocketAddr, answer: &[u8]) -> Result<(), NoAnswer> {
    let packet = Packet::parse(answer);
    match packet.map(|packet| packet.rcode()) {
        Ok(RCODE::NoError) => Ok(()),
        Ok(RCODE::NameError) => Err(NoAnswer::Nothing),
        Ok(code) => Err(NoAnswer::Refused(server, format!("{code:?}"))),
        Err(_) => Err(NoAnswer::Refused(server, "something unreadable".to_owned())),
    }
}

fn exchange(
    server: SocketAddr,
    question: &[u8],
    id: u16,
    patience: Duration,
) -> io::Result<Vec<u8>> {
    let end = Instant::now() + patience;
    let answer = over_udp(server, question, id, end)?;
    let cut = Packet::parse(&answer).is_ok_and(|it| it.has_flags(PacketFlag::TRUNCATION));
    match cut {
        true => over_tcp(server, question, patience),
        false => Ok(answer),
    }
}

/// From a port of chance, and heard by nobody but that server: an answer is hard to forge.
fn over_udp(server: SocketAddr, question: &[u8], id: u16, end: Instant) -> io::Result<Vec<u8>> {
    let here: SocketAddr = match server {
        SocketAddr::V4(_) => ([0, 0, 0, 0], 0).into(),
        SocketAddr::V6(_) => ([0; 16], 0).into(),
    };
    let socket = UdpSocket::bind(here)?;
    socket.connect(server)?;
    socket.send(question)?;
    let mut buffer = vec![0; LONGEST];
    loop {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        socket.set_read_timeout(Some(left))?;
        let length = socket.recv(&mut buffer)?;
        let answer = buffer.get(..length).unwrap_or_default();
        if is_for(answer, question, id) {
            return Ok(answer.to_vec());
        }
    }
}

/// Whether an answer has the id and the question that were asked.
fn is_for(answer: &[u8], question: &[u8], id: u16) -> bool {
    let (Ok(answer), Ok(asked)) = (Packet::parse(answer), Packet::parse(question)) else {
        return false;
    };
    answer.id() == id
        && answer.has_flags(PacketFlag::RESPONSE)
        && answer.questions.first().map(words) == asked.questions.first().map(words)
}

/// A question as it is compared: name servers may spell a name in other letters.
fn words(question: &Question<'_>) -> (String, String) {
    let kind = format!("{:?}", question.qtype);
    (question.qname.to_string().to_ascii_lowercase(), kind)
}

fn over_tcp(server: SocketAddr, question: &[u8], patience: Duration) -> io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect_timeout(&server, patience)?;
    stream.set_read_timeout(Some(patience))?;
    stream.set_write_timeout(Some(patience))?;
    let length = u16::try_from(question.len()).map_err(io::Error::other)?;
    stream.write_all(&length.to_be_bytes())?;
    stream.write_all(question)?;
    let mut length = [0; 2];
    stream.read_exact(&mut length)?;
    let mut answer = vec![0; usize::from(u16::from_be_bytes(length))];
    stream.read_exact(&mut answer)?;
    Ok(answer)
}
