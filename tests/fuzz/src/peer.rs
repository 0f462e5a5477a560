//! The other end of a SIP machine that is fed with bytes.

use std::net::{Ipv4Addr, SocketAddr};

use ::sip::digest;
use ::sip::message::{Fields, Message, Method, Request, Response, read};
use ::sip::{Credentials, Flow};

/// Our socket.
pub const OURS: SocketAddr = address(1, 5060);
/// The socket of the other end, as long as nothing was sent to another.
pub const THEIRS: SocketAddr = address(9, 5060);
/// The password of whoever has one.
pub const PASSWORD: &str = "secret";

/// Stands between the datagrams of one input: ASCII has a character for that.
const SEPARATOR: u8 = 0x1e;
/// The datagrams that are taken of one input.
const MOST: usize = 32;

/// A socket of the network of examples.
pub const fn address(host: u8, port: u16) -> SocketAddr {
    SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::new(192, 0, 2, host)), port)
}

/// The datagrams of one input.
pub fn datagrams(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|&byte| byte == SEPARATOR).take(MOST)
}

/// Knows what the machine sent, so that messages which were made without that knowledge can be
/// written as by somebody who has it: mutants alone would hardly guess a branch or a tag.
#[derive(Default)]
pub struct Peer {
    /// The last request of each method.
    asked: Vec<(Flow, Request)>,
    /// The last answer to an INVITE and to anything else.
    said: [Option<(Flow, Response)>; 2],
}

impl Peer {
    /// Takes what the machine sent.
    pub fn hear(&mut self, flow: Flow, datagram: &[u8]) {
        match read(datagram) {
            Ok(Message::Request(request)) => {
                self.asked
                    .retain(|(_, known)| known.method != request.method);
                self.asked.push((flow, request));
            }
            // Whoever is told that there is no such dialog asks as before.
            Ok(Message::Response(response)) if response.status != 481 => {
                let method = response.headers.cseq().map(|(_, method)| method);
                let [invited, other] = &mut self.said;
                let said = if method == Some(Method::Invite) {
                    invited
                } else {
                    other
                };
                *said = Some((flow, response));
            }
            Ok(Message::Response(_)) => {}
            // What could not be read is answered with what there is.
            Err(_) => {}
        }
    }

    /// A message in all the ways in which it belongs to what was sent, and between which sockets.
    pub fn aim(&self, datagram: &[u8]) -> Vec<(Flow, Vec<u8>)> {
        match read(datagram) {
            Ok(Message::Request(request)) => {
                let said = self.said.iter().flatten();
                let answered = said.map(|said| after(said, request.clone()));
                let acknowledged = self.asked.iter().filter(|it| it.1.method == Method::Ack);
                let dialled = acknowledged.map(|ack| beside(ack, request.clone()));
                answered.chain(dialled).collect()
            }
            Ok(Message::Response(response)) => {
                let asked = self.asked.iter();
                asked.map(|it| to(it, response.clone())).collect()
            }
            Err(_) => Vec::new(),
        }
    }
}

/// A request of one who was answered like that: with the password, in the dialog, or to cancel.
fn after((flow, said): &(Flow, Response), mut request: Request) -> (Flow, Vec<u8>) {
    if said.status == 401 {
        prove(said, &mut request);
        return (*flow, request.write());
    }
    copy(&said.headers, &mut request, &["From", "To", "Call-ID"]);
    if request.method == Method::Cancel || said.status >= 300 {
        copy(&said.headers, &mut request, &["Via"]);
    }
    (*flow, request.write())
}

fn prove(said: &Response, request: &mut Request) {
    let account = request.headers.from().and_then(|from| from.uri.user);
    let credentials = Credentials {
        username: account.unwrap_or_default(),
        password: PASSWORD.to_owned(),
        realm: None,
    };
    let uri = request.uri.to_string();
    let challenges = said.headers.all("WWW-Authenticate");
    let about = (&request.method, uri.as_str(), request.body.as_slice());
    if let Some(proof) = digest::answer(challenges, &credentials, about, 1, "c") {
        request.headers.set("Authorization", &proof);
        request.headers.remove("Via");
        let via = format!("SIP/2.0/UDP {THEIRS};branch=z9hG4bK-proof");
        request.headers.add("Via", &via);
    }
}

/// A request within the dialog that our ACK confirmed, by its other side.
fn beside((flow, ack): &(Flow, Request), mut request: Request) -> (Flow, Vec<u8>) {
    let both = ack.headers.first("From").zip(ack.headers.first("To"));
    if let Some((from, to)) = both {
        request.headers.set("From", to);
        request.headers.set("To", from);
    }
    copy(&ack.headers, &mut request, &["Call-ID"]);
    (*flow, request.write())
}

/// An answer to that request.
fn to((flow, asked): &(Flow, Request), mut response: Response) -> (Flow, Vec<u8>) {
    for name in ["Via", "From", "Call-ID", "CSeq"] {
        replace(&asked.headers, &mut response.headers, name);
    }
    (*flow, response.write())
}

fn copy(from: &impl Fields, request: &mut Request, names: &[&str]) {
    for name in names {
        replace(from, &mut request.headers, name);
    }
}

fn replace(from: &impl Fields, to: &mut impl Fields, name: &str) {
    to.remove(name);
    for value in from.all(name) {
        to.add(name, value);
    }
}
