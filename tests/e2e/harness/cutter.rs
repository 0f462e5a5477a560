//! Something between `ccctl` and the daemon that cuts a connection once.

use std::io::{Read, Write};
use std::net::Shutdown;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

/// Where it cuts the first connection that carries an apply.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Cut {
    /// Before the daemon has the whole request.
    Request,
    /// When the daemon answers.
    Answer,
}

/// It listens at a socket of its own until the test is over.
#[derive(Debug)]
pub struct Cutter {
    socket: PathBuf,
    whole: Arc<AtomicBool>,
}

impl Cutter {
    /// Listens at `socket` for the daemon that listens at `daemon`.
    pub fn start(socket: PathBuf, daemon: &Path, cut: Cut) -> Cutter {
        let listener = UnixListener::bind(&socket).expect("a socket");
        let (whole, daemon) = (Arc::new(AtomicBool::new(true)), daemon.to_owned());
        let known = Arc::clone(&whole);
        // It ends with the process of the test.
        thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let daemon = UnixStream::connect(&daemon).expect("the daemon listens");
                carry(client, daemon, cut, &known);
            }
        });
        Cutter { socket, whole }
    }

    /// The address for `ccctl`.
    pub fn address(&self) -> String {
        format!("unix:{}", self.socket.display())
    }

    /// Whether it has cut.
    pub fn has_cut(&self) -> bool {
        !self.whole.load(Ordering::SeqCst)
    }
}

/// Carries one connection both ways, each on a thread, until one side ends it or it is cut.
fn carry(client: UnixStream, daemon: UnixStream, cut: Cut, whole: &Arc<AtomicBool>) {
    let ends = [&client, &daemon].map(|end| end.try_clone().expect("a copy"));
    let [mut back_to, mut back_from] = ends;
    let (mut from, mut to) = (client, daemon);
    let cuts_answer = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&cuts_answer);
    let whole = Arc::clone(whole);
    thread::spawn(move || {
        let mut buffer = [0; 4_096];
        while let Ok(length @ 1..) = from.read(&mut buffer) {
            let bytes = &buffer[..length];
            if bytes.starts_with(b"POST /api/v1/apply") && whole.swap(false, Ordering::SeqCst) {
                if cut == Cut::Request {
                    let _ = to.write_all(&bytes[..length / 2]);
                    break;
                }
                asked.store(true, Ordering::SeqCst);
            }
            if to.write_all(bytes).is_err() {
                break;
            }
        }
        end([&from, &to]);
    });
    thread::spawn(move || {
        let mut buffer = [0; 4_096];
        while let Ok(length @ 1..) = back_from.read(&mut buffer) {
            if cuts_answer.load(Ordering::SeqCst) || back_to.write_all(&buffer[..length]).is_err() {
                break;
            }
        }
        end([&back_from, &back_to]);
    });
}

/// Ends both; one that is gone already is no matter.
fn end(both: [&UnixStream; 2]) {
    for one in both {
        let _ = one.shutdown(Shutdown::Both);
    }
}
