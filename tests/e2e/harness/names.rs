//! A name server (RFC 1035) for tests that run apart.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, UdpSocket};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::apart::NAME_SERVER;
use crate::place::Place;

const A: u16 = 1;
const SRV: u16 = 33;
/// For how many seconds its answers hold: the daemon believes none for less.
const LIFETIME: u32 = 5;
/// The flags of an answer to whom recursion was promised, and the code for a name that there is not.
const ANSWER: u16 = 0x8580;
const NO_SUCH_NAME: u16 = 3;

type Records = BTreeMap<(String, u16), Vec<Vec<u8>>>;

/// Answers until it is dropped.
#[derive(Debug)]
pub struct Names {
    records: Arc<Mutex<Records>>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Names {
    /// Starts the one of a place that has a network of its own.
    pub fn start(place: &Place) -> Names {
        let socket = UdpSocket::bind((place.net.host(NAME_SERVER), 53)).expect("the port of DNS");
        let patience = Some(Duration::from_millis(100));
        socket.set_read_timeout(patience).expect("a time limit");
        let records = Arc::new(Mutex::new(Records::new()));
        let stop = Arc::new(AtomicBool::new(false));
        let (known, stopped) = (records.clone(), stop.clone());
        let thread = std::thread::spawn(move || {
            let mut question = [0; 512];
            while !stopped.load(Ordering::Relaxed) {
                let Ok((length, from)) = socket.recv_from(&mut question) else {
                    continue;
                };
                let answer = answer(&known.lock().expect("records"), &question[..length]);
                let _sent = answer.map(|answer| socket.send_to(&answer, from));
            }
        });
        Names {
            records,
            stop,
            thread: Some(thread),
        }
    }

    /// A name has these addresses.
    pub fn addresses(&self, name: &str, addresses: &[Ipv4Addr]) {
        let data = addresses.iter().map(|it| it.octets().to_vec());
        self.put(name, A, data.collect());
    }

    /// SIP by UDP for a name is spoken at these names: the priority of each, and its port.
    pub fn services(&self, name: &str, targets: &[(u16, u16, &str)]) {
        self.spoken("_sip._udp", name, targets);
    }

    /// The same of SIP by TLS.
    pub fn secure_services(&self, name: &str, targets: &[(u16, u16, &str)]) {
        self.spoken("_sips._tcp", name, targets);
    }

    fn spoken(&self, how: &str, name: &str, targets: &[(u16, u16, &str)]) {
        let data = targets.iter().map(|(priority, port, target)| {
            let numbers = [*priority, 1, *port].map(u16::to_be_bytes).concat();
            [numbers, labels(target)].concat()
        });
        self.put(&format!("{how}.{name}"), SRV, data.collect());
    }

    fn put(&self, name: &str, kind: u16, data: Vec<Vec<u8>>) {
        let mut records = self.records.lock().expect("records");
        records.insert((name.to_owned(), kind), data);
    }
}

impl Drop for Names {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            let _over = thread.join();
        }
    }
}

/// The answer to a question, if it is one.
fn answer(records: &Records, question: &[u8]) -> Option<Vec<u8>> {
    let (head, rest) = question.split_at_checked(12)?;
    let mut name = Vec::new();
    let mut at = 0;
    while *rest.get(at)? > 0 {
        let end = at + 1 + usize::from(rest[at]);
        name.push(String::from_utf8_lossy(rest.get(at + 1..end)?).to_ascii_lowercase());
        at = end;
    }
    let asked = rest.get(..at + 5)?;
    let kind = u16::from_be_bytes([asked[at + 1], asked[at + 2]]);
    let name = name.join(".");
    let found = records.get(&(name.clone(), kind));
    let known = records.keys().any(|(other, _)| *other == name);
    let flags = if known { ANSWER } else { ANSWER | NO_SUCH_NAME };
    let count = found.map_or(0, Vec::len);
    let counts = [flags, 1, u16::try_from(count).ok()?, 0, 0];
    let mut text = head[..2].to_vec();
    text.extend(counts.map(u16::to_be_bytes).concat());
    text.extend(asked);
    for data in found.into_iter().flatten() {
        text.extend(&asked[..at + 5]);
        text.extend(LIFETIME.to_be_bytes());
        text.extend(u16::try_from(data.len()).ok()?.to_be_bytes());
        text.extend(data);
    }
    Some(text)
}

fn labels(name: &str) -> Vec<u8> {
    let label = |label: &str| {
        let length = u8::try_from(label.len()).expect("a short label");
        [&[length], label.as_bytes()].concat()
    };
    let mut text: Vec<u8> = name.split('.').flat_map(label).collect();
    text.push(0);
    text
}
