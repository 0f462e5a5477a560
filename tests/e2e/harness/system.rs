//! A customer's system: HTTP on loopback that answers as the test wants.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::Value;

/// Whoever asks is done with his request within this time.
const PATIENCE: Duration = Duration::from_secs(20);

/// What a system was asked.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The first line: method, path and version.
    pub line: String,
    /// The lines of its head, in lower case.
    pub head: String,
    /// The body; null if it is no JSON.
    pub body: Value,
}

impl Asked {
    /// Whether the request was for this path.
    pub fn is_for(&self, path: &str) -> bool {
        let asked = self.line.split([' ', '?']).nth(1);
        asked == Some(path)
    }
}

/// What a system answers.
#[derive(Clone, Debug)]
pub enum Reply {
    /// A status, lines of the head each with its end, and a body.
    Is(u16, String, Vec<u8>),
    /// Nothing until whoever asks gives up.
    Never,
}

impl Reply {
    /// 200 with this body.
    pub fn ok(body: impl Into<Vec<u8>>) -> Reply {
        Reply::Is(200, String::new(), body.into())
    }

    /// To be asked elsewhere, in the same way.
    pub fn elsewhere(url: &str) -> Reply {
        Reply::Is(307, format!("Location: {url}\r\n"), Vec::new())
    }
}

/// A system that runs until the test process ends.
#[derive(Debug)]
pub struct System {
    at: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl System {
    /// Starts one at an address; each question is answered in a thread of its own.
    pub fn start(
        host: Ipv4Addr,
        answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static,
    ) -> System {
        let listener = TcpListener::bind((host, 0)).expect("a port");
        let at = listener.local_addr().expect("an address");
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (heard, answer) = (asked.clone(), Arc::new(answer));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (heard, answer) = (heard.clone(), answer.clone());
                std::thread::spawn(move || serve(stream, &heard, answer.as_ref()));
            }
        });
        System { at, asked }
    }

    /// The URL of a path.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.at)
    }

    /// What it was asked so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().expect("questions").clone()
    }
}

fn serve(mut stream: TcpStream, heard: &Mutex<Vec<Asked>>, answer: &dyn Fn(&Asked) -> Reply) {
    stream
        .set_read_timeout(Some(PATIENCE))
        .expect("a time limit");
    let Some(asked) = read(&mut stream) else {
        return;
    };
    let reply = answer(&asked);
    heard.lock().expect("questions").push(asked);
    // Whoever asked may have gone: that is for the test to judge.
    match reply {
        Reply::Is(status, lines, body) => {
            let length = body.len();
            let head = format!(
                "HTTP/1.1 {status} As wanted\r\nConnection: close\r\n{lines}Content-Length: {length}\r\n\r\n"
            );
            let _sent = stream.write_all(&[head.as_bytes(), &body].concat());
        }
        Reply::Never => {
            let _gone = stream.read(&mut [0]);
        }
    }
}

/// The request; `None` if it breaks off.
fn read(stream: &mut TcpStream) -> Option<Asked> {
    let mut bytes = Vec::new();
    let mut chunk = [0; 4_096];
    loop {
        let length = stream.read(&mut chunk).ok().filter(|length| *length > 0)?;
        bytes.extend(&chunk[..length]);
        let Some(end) = bytes.windows(4).position(|it| it == b"\r\n\r\n") else {
            continue;
        };
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let (line, head) = head.split_once("\r\n").unwrap_or((&head, ""));
        let head = head.to_lowercase();
        let told = head
            .lines()
            .find_map(|it| it.strip_prefix("content-length:"));
        let told: usize = told.map_or(Some(0), |told| told.trim().parse().ok())?;
        if let Some(body) = bytes.get(end + 4..end + 4 + told) {
            return Some(Asked {
                line: line.to_owned(),
                head,
                body: serde_json::from_slice(body).unwrap_or_default(),
            });
        }
    }
}
