//! A customer's system on loopback that does what a test says.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// What it does with a request.
#[derive(Clone)]
pub enum Act {
    /// It answers with these bytes and closes.
    Say(String),
    /// It never answers.
    Hang,
    /// It does so after a while.
    After(Duration, Box<Act>),
}

impl Act {
    pub fn ok(body: &str) -> Act {
        let length = body.len();
        Act::Say(format!(
            "HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n{body}"
        ))
    }

    pub fn status(status: &str) -> Act {
        Act::Say(format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\n\r\n"))
    }

    pub fn redirect(location: &str) -> Act {
        Act::Say(format!(
            "HTTP/1.1 307 There\r\nlocation: {location}\r\ncontent-length: 0\r\n\r\n"
        ))
    }
}

type Script = dyn Fn(usize, &str) -> Act + Send + Sync;

/// A receiver, until the test's process ends.
pub struct Receiver {
    at: SocketAddr,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Receiver {
    /// One that does with request number n, from 0, what a test says.
    pub fn start(script: impl Fn(usize) -> Act + Send + Sync + 'static) -> Receiver {
        Receiver::deciding(move |n, _| script(n))
    }

    /// One that looks at the request as well.
    pub fn deciding(script: impl Fn(usize, &str) -> Act + Send + Sync + 'static) -> Receiver {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let at = listener.local_addr().expect("an address");
        let (seen, script): (_, Arc<Script>) = (Arc::new(Mutex::default()), Arc::new(script));
        let told = seen.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (seen, script) = (told.clone(), script.clone());
                std::thread::spawn(move || serve(stream, &seen, script.as_ref()));
            }
        });
        Receiver { at, seen }
    }

    pub fn url(&self) -> String {
        format!("http://{}/", self.at)
    }

    /// Every request, in order.
    pub fn seen(&self) -> Vec<String> {
        self.seen
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// How many requests came.
    pub fn all(&self) -> usize {
        self.seen().len()
    }

    /// The keys of the requests, in order.
    pub fn keys(&self) -> Vec<String> {
        let seen = self.seen();
        let key = |request: &String| {
            let (_, rest) = request.split_once("x-tccc-push-uuid: ")?;
            rest.split("\r\n").next().map(str::to_owned)
        };
        seen.iter().filter_map(key).collect()
    }

    /// Each key once, sorted.
    pub fn distinct(&self) -> Vec<String> {
        let distinct: BTreeSet<_> = self.keys().into_iter().collect();
        distinct.into_iter().collect()
    }
}

fn serve(mut stream: TcpStream, seen: &Mutex<Vec<String>>, script: &Script) {
    let Some(request) = read(&mut stream) else {
        return;
    };
    let act = {
        let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
        let act = script(seen.len(), &request);
        seen.push(request);
        act
    };
    act_on(stream, act);
}

fn act_on(mut stream: TcpStream, act: Act) {
    match act {
        // Whoever sent may have gone.
        Act::Say(answer) => drop(stream.write_all(answer.as_bytes())),
        Act::Hang => drop(stream.read(&mut [0])),
        Act::After(time, act) => {
            std::thread::sleep(time);
            act_on(stream, *act);
        }
    }
}

/// The request; `None` if it breaks off.
fn read(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    let mut chunk = [0; 4_096];
    loop {
        let length = stream.read(&mut chunk).ok().filter(|length| *length > 0)?;
        bytes.extend(&chunk[..length]);
        let text = String::from_utf8_lossy(&bytes);
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let mut lines = head.lines();
        let told = lines.find_map(|line| line.strip_prefix("content-length: "))?;
        if body.len() >= told.parse().ok()? {
            return Some(text.into_owned());
        }
    }
}
