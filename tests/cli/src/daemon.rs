//! A daemon that says what a test wants it to say.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::Shutdown;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use tempfile::TempDir;

/// What `ccctl` asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// Method and target, such as `GET /api/v1/agents`.
    pub line: String,
    /// The headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Request {
    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(one, _)| one == name)
            .map(|(_, value)| value.as_str())
    }
}

/// What the daemon answers.
#[derive(Clone, Debug)]
pub struct Reply {
    status: u16,
    version: Option<&'static str>,
    body: Vec<u8>,
    missing: usize,
}

impl Reply {
    /// 200 with a body.
    pub fn ok(body: impl Into<Vec<u8>>) -> Reply {
        Reply {
            status: 200,
            version: Some("1"),
            body: body.into(),
            missing: 0,
        }
    }

    /// Another status with a body.
    pub fn status(status: u16, body: impl Into<Vec<u8>>) -> Reply {
        Reply {
            status,
            ..Reply::ok(body)
        }
    }

    /// The same from something that speaks another version of the interface, or none.
    #[must_use]
    pub fn version(self, version: Option<&'static str>) -> Reply {
        Reply { version, ..self }
    }

    /// The same, but the connection breaks before the end.
    #[must_use]
    pub fn broken(self) -> Reply {
        Reply {
            missing: 1_000,
            ..self
        }
    }

    fn send(&self, stream: &mut UnixStream) -> std::io::Result<()> {
        let length = self.body.len() + self.missing;
        write!(
            stream,
            "HTTP/1.1 {} Said\r\ncontent-length: {length}\r\n",
            self.status
        )?;
        if let Some(version) = self.version {
            write!(stream, "ccd-api: {version}\r\n")?;
        }
        write!(stream, "connection: close\r\n\r\n")?;
        stream.write_all(&self.body)?;
        stream.shutdown(Shutdown::Both)
    }
}

/// A daemon on a Unix socket.
#[derive(Debug)]
pub struct Daemon {
    directory: TempDir,
    seen: Arc<Mutex<Vec<Request>>>,
}

impl Daemon {
    /// A daemon that answers each request so, one after the other.
    pub fn new(mut answer: impl FnMut(&Request) -> Reply + Send + 'static) -> Daemon {
        let directory = tempfile::tempdir().expect("a directory");
        let listener = UnixListener::bind(directory.path().join("ccd.sock")).expect("a socket");
        let seen = Arc::new(Mutex::new(Vec::new()));
        let notes = Arc::clone(&seen);
        // It ends with the process of the test.
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.expect("a connection");
                let request = read(&stream);
                let reply = answer(&request);
                notes.lock().expect("the notes").push(request);
                // A client that has gone away is its own affair.
                let _ = reply.send(&mut stream);
            }
        });
        Daemon { directory, seen }
    }

    /// The path of its socket.
    pub fn socket(&self) -> PathBuf {
        self.directory.path().join("ccd.sock")
    }

    /// The requests so far.
    pub fn seen(&self) -> Vec<Request> {
        self.seen.lock().expect("the notes").clone()
    }

    /// Methods and targets of the requests so far.
    pub fn lines(&self) -> Vec<String> {
        self.seen()
            .into_iter()
            .map(|request| request.line)
            .collect()
    }

    pub(crate) fn directory(&self) -> &Path {
        self.directory.path()
    }
}

fn read(stream: &UnixStream) -> Request {
    let mut reader = BufReader::new(stream);
    let line = text(&mut reader);
    let line = line.strip_suffix(" HTTP/1.1").expect("HTTP/1.1").to_owned();
    let mut headers = Vec::new();
    loop {
        let header = text(&mut reader);
        let Some((name, value)) = header.split_once(": ") else {
            break;
        };
        headers.push((name.to_lowercase(), value.to_owned()));
    }
    let mut request = Request {
        line,
        headers,
        body: Vec::new(),
    };
    let length = request
        .header("content-length")
        .map_or(0, |n| n.parse().expect("a length"));
    reader
        .take(length)
        .read_to_end(&mut request.body)
        .expect("a body");
    request
}

fn text(reader: &mut impl BufRead) -> String {
    let mut line = String::new();
    reader.read_line(&mut line).expect("a line");
    line.trim_end().to_owned()
}
