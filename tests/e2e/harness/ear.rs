//! What somebody hears: the RTP that arrives at an address.

use std::net::{IpAddr, UdpSocket};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::tone::{from_alaw, loudest, strength};
use crate::wait::eventually;

/// Samples of the piece that is listened to: 400 ms.
const PIECE: usize = 3_200;

/// Listens at an address until it is dropped.
#[derive(Debug)]
pub struct Ear {
    heard: Arc<Mutex<Vec<i16>>>,
    pressed: Arc<Mutex<String>>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Ear {
    /// At this address. Some program of the machine may have the port at all addresses for a moment.
    pub fn open(address: impl Into<IpAddr>, port: u16) -> Ear {
        let here = (address.into(), port);
        let socket = eventually(20, "a port for media", || UdpSocket::bind(here).ok());
        let patience = Duration::from_millis(100);
        socket
            .set_read_timeout(Some(patience))
            .expect("a time limit");
        let heard = Arc::new(Mutex::new(Vec::new()));
        let stop = Arc::new(AtomicBool::new(false));
        let pressed = Arc::new(Mutex::new(String::new()));
        let (samples, keys, stopped) = (heard.clone(), pressed.clone(), stop.clone());
        let thread = std::thread::spawn(move || {
            let mut packet = [0; 2_000];
            while !stopped.load(Ordering::Relaxed) {
                let Ok(length) = socket.recv(&mut packet) else {
                    continue;
                };
                if let Some(key) = key(&packet[..length]) {
                    keys.lock().expect("keys").push(key);
                }
                // Version 2 without extensions, A-law.
                if length > 12 && packet[0] == 0x80 && packet[1] & 0x7F == 8 {
                    let payload = packet[12..length].iter().map(|octet| from_alaw(*octet));
                    samples.lock().expect("samples").extend(payload);
                }
            }
        });
        Ear {
            heard,
            pressed,
            stop,
            thread: Some(thread),
        }
    }

    /// Everything heard so far.
    pub fn heard(&self) -> Vec<i16> {
        self.heard.lock().expect("samples").clone()
    }

    /// The keys that were pressed so far, as telephone events.
    pub fn pressed(&self) -> String {
        self.pressed.lock().expect("keys").clone()
    }

    /// The last 400 ms; nothing before there is so much.
    fn last(&self) -> Vec<i16> {
        let heard = self.heard.lock().expect("samples");
        let from = heard.len().checked_sub(PIECE);
        from.map_or_else(Vec::new, |from| heard[from..].to_vec())
    }

    /// Waits until a tone of this pitch is heard.
    ///
    /// # Panics
    /// When it is not within so many seconds.
    #[track_caller]
    pub fn hears(&self, pitch: f64, seconds: u64) {
        let end = Instant::now() + Duration::from_secs(seconds);
        while strength(&self.last(), pitch) < 0.8 {
            let heard = self.heard().len();
            let instead = loudest(&self.last());
            assert!(
                Instant::now() < end,
                "no tone of {pitch} Hz within {seconds} s; {heard} samples, then {instead:?}"
            );
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Ear {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            let _over = thread.join();
        }
    }
}

/// The key that begins in a packet: a telephone event with the marker (RFC 4733 section 2.5.1).
fn key(packet: &[u8]) -> Option<char> {
    const MARKED: u8 = 0x80 | 101;
    match packet {
        [0x80, MARKED, rest @ ..] if rest.len() == 14 => {
            "0123456789*#ABCD".chars().nth(rest[10].into())
        }
        _ => None,
    }
}
