//! Peers with one fault each: for what a diagnosis has to tell.

use std::net::{Ipv4Addr, SocketAddr, SocketAddrV4, UdpSocket};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::place::Place;

/// How long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(10);
/// Between two packets of audio.
const FRAME: Duration = Duration::from_millis(20);
/// Packets of audio of a call: three seconds.
const PACKETS: u16 = 150;
/// Those of a long one.
const MANY: u16 = 260;

/// What a caller does wrong.
#[derive(Copy, Clone, Debug, Default)]
pub struct Faults {
    /// He never acknowledges the answer.
    pub no_ack: bool,
    /// He says nothing.
    pub mute: bool,
    /// Each tenth packet of his is lost.
    pub gaps: bool,
    /// Somebody else says something into his call.
    pub stranger: bool,
    /// He does not take telephone events.
    pub no_keys: bool,
    /// His INVITE comes so often besides.
    pub copies: u32,
    /// He stays for longer, which is no fault.
    pub long: bool,
}

/// Somebody who calls from the carrier's host.
#[derive(Debug)]
pub struct Caller {
    sip: UdpSocket,
    rtp: UdpSocket,
    stranger: UdpSocket,
    daemon: SocketAddrV4,
    number: String,
    from: String,
}

impl Caller {
    /// One who dials `number` and shows `from`.
    pub fn new(place: &Place, number: &str, from: &str) -> Caller {
        let carrier = place.net.carrier();
        Caller {
            sip: bound(carrier, 0),
            rtp: bound(carrier, 0),
            stranger: bound(place.net.host(15), 0),
            daemon: SocketAddrV4::new(place.net.daemon(), 5060),
            number: number.to_owned(),
            from: from.to_owned(),
        }
    }

    /// Calls, talks for three seconds and hangs up; gives the status of the call.
    pub fn call(&self, faults: Faults) -> u16 {
        let invite = self.request("INVITE", 1, "", &self.offer(faults));
        for _ in 0..=faults.copies {
            self.send(&invite);
        }
        let answer = self.answer("INVITE");
        let status = answer.split(' ').nth(1).and_then(|it| it.parse().ok());
        let status: u16 = status.expect("a status");
        let tag = header(&answer, "To").split_once(";tag=").expect("a tag").1;
        if !faults.no_ack {
            let mut ack = self.request("ACK", 1, tag, "");
            if status != 200 {
                // That of a refusal belongs to the INVITE (RFC 3261 section 17.1.1.3).
                ack = ack.replace("ACK\r\nMax-Forwards", "INVITE\r\nMax-Forwards");
            }
            self.send(&ack);
        }
        if status == 200 {
            self.talk(&answer, faults);
            if !faults.no_ack {
                self.send(&self.request("BYE", 2, tag, ""));
                self.answer("BYE");
            }
        }
        status
    }

    fn talk(&self, answer: &str, faults: Faults) {
        let to = SocketAddr::from((*self.daemon.ip(), audio_port(answer)));
        for sequence in 0..if faults.long { MANY } else { PACKETS } {
            std::thread::sleep(FRAME);
            let lost = faults.gaps && sequence % 10 == 9;
            if !faults.mute && !lost {
                let _sent = self.rtp.send_to(&packet(sequence, 7), to);
            }
            if faults.stranger {
                let _sent = self.stranger.send_to(&packet(sequence, 9), to);
            }
        }
    }

    fn send(&self, text: &str) {
        let sent = self.sip.send_to(text.as_bytes(), self.daemon);
        sent.expect("a datagram is sent");
    }

    /// The final answer to a request of that method.
    fn answer(&self, method: &str) -> String {
        loop {
            let (text, _) = heard(&self.sip).expect("an answer");
            let of_it = header(&text, "CSeq").ends_with(method);
            if of_it && text.starts_with("SIP/2.0 ") && !text.starts_with("SIP/2.0 1") {
                return text;
            }
        }
    }

    fn offer(&self, faults: Faults) -> String {
        let address = self.rtp.local_addr().expect("an address");
        description(address, !faults.no_keys)
    }

    fn request(&self, method: &str, number: u32, tag: &str, body: &str) -> String {
        let (own, daemon) = (self.sip.local_addr().expect("an address"), self.daemon);
        let (from, to) = (&self.from, &self.number);
        let tag = match tag {
            "" => String::new(),
            tag => format!(";tag={tag}"),
        };
        format!(
            "{method} sip:{to}@{daemon} SIP/2.0\r\nVia: SIP/2.0/UDP {own};branch=z9hG4bK{from}{method}\r\n\
             Max-Forwards: 70\r\nFrom: <sip:{from}@{own}>;tag=f\r\nTo: <sip:{to}@{daemon}>{tag}\r\n\
             Call-ID: of-{from}\r\nCSeq: {number} {method}\r\nContact: <sip:{from}@{own}>\r\n\
             Content-Type: application/sdp\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )
    }
}

/// Somebody outside who is called, until he is dropped.
#[derive(Debug)]
pub struct Callee {
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Callee {
    /// At a host; he answers with this status, or not at all: 0. Who answers 200 talks.
    pub fn at(place: &Place, host: u8, status: u16) -> Callee {
        let (sip, rtp) = (
            bound(place.net.host(host), 5060),
            bound(place.net.host(host), 0),
        );
        sip.set_read_timeout(Some(FRAME)).expect("a time limit");
        let stop = Arc::new(AtomicBool::new(false));
        let told = stop.clone();
        let thread = std::thread::spawn(move || {
            let mut sequence = 0;
            let mut audio = None;
            while !told.load(Ordering::Relaxed) {
                if let Some((text, from)) = heard(&sip).filter(|_| status > 0) {
                    audio = audio.or(answered(&sip, &rtp, &text, from, status));
                }
                if let Some(to) = audio {
                    let _sent = rtp.send_to(&packet(sequence, 8), to);
                    sequence = sequence.wrapping_add(1);
                }
            }
        });
        Callee {
            stop,
            thread: Some(thread),
        }
    }
}

impl Drop for Callee {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            let _over = thread.join();
        }
    }
}

/// Answers a request; says where audio goes once a call is answered.
fn answered(
    sip: &UdpSocket,
    rtp: &UdpSocket,
    text: &str,
    from: SocketAddr,
    status: u16,
) -> Option<SocketAddr> {
    if text.starts_with("ACK ") || text.starts_with("SIP/2.0 ") {
        return None;
    }
    let invited = text.starts_with("INVITE ");
    let status = if invited { status } else { 200 };
    let own = sip.local_addr().expect("an address");
    let body = match (invited, status) {
        (true, 200) => description(rtp.local_addr().expect("an address"), true),
        _ => String::new(),
    };
    let copied =
        ["Via", "From", "Call-ID", "CSeq"].map(|it| format!("{it}: {}\r\n", header(text, it)));
    let allow = match text.starts_with("OPTIONS ") {
        true => "Allow: INVITE, ACK, CANCEL, BYE\r\n",
        false => "",
    };
    let asks = match status {
        401 => "WWW-Authenticate: Digest realm=\"x\", nonce=\"1\"\r\n",
        _ => "",
    };
    let reply = format!(
        "SIP/2.0 {status} So\r\n{}To: {};tag=t\r\nContact: <sip:{own}>\r\n{asks}{allow}Content-Type: application/sdp\r\n\
         Content-Length: {}\r\n\r\n{body}",
        copied.concat(),
        header(text, "To").split(";tag=").next().unwrap_or_default(),
        body.len()
    );
    let _sent = sip.send_to(reply.as_bytes(), from);
    (!body.is_empty()).then(|| SocketAddr::from((from.ip(), audio_port(text))))
}

fn bound(address: Ipv4Addr, port: u16) -> UdpSocket {
    let socket = UdpSocket::bind((address, port)).expect("a port");
    socket
        .set_read_timeout(Some(PATIENCE))
        .expect("a time limit");
    socket
}

fn heard(socket: &UdpSocket) -> Option<(String, SocketAddr)> {
    let mut datagram = [0; 65_535];
    let (length, from) = socket.recv_from(&mut datagram).ok()?;
    Some((
        String::from_utf8_lossy(&datagram[..length]).into_owned(),
        from,
    ))
}

fn header<'a>(text: &'a str, name: &str) -> &'a str {
    let mut lines = text.lines().filter_map(|line| line.split_once(": "));
    lines.find(|line| line.0 == name).map_or("", |line| line.1)
}

fn description(address: SocketAddr, keys: bool) -> String {
    let (ip, port) = (address.ip(), address.port());
    let (types, map) = match keys {
        true => ("8 101", "a=rtpmap:101 telephone-event/8000\r\n"),
        false => ("8", ""),
    };
    format!(
        "v=0\r\no=- 1 1 IN IP4 {ip}\r\ns=-\r\nc=IN IP4 {ip}\r\nt=0 0\r\nm=audio {port} RTP/AVP {types}\r\n{map}"
    )
}

fn audio_port(text: &str) -> u16 {
    let line = text.lines().find_map(|line| line.strip_prefix("m=audio "));
    let port = line.and_then(|line| line.split(' ').next()?.parse().ok());
    port.expect("a port of audio")
}

/// A packet of A-law.
fn packet(sequence: u16, source: u8) -> Vec<u8> {
    let mut packet = vec![0x80, 8];
    packet.extend(sequence.to_be_bytes());
    packet.extend((u32::from(sequence) * 160).to_be_bytes());
    packet.extend([0, 0, 0, source]);
    packet.extend([0xD5; 160]);
    packet
}
