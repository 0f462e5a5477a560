//! What somebody hears: the RTP that arrives at an address.

use std::net::{Ipv4Addr, UdpSocket};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::tone::{from_alaw, strength};
use crate::wait::eventually;

/// Samples of the piece that is listened to: 400 ms.
const PIECE: usize = 3_200;

/// Listens at an address until it is dropped.
#[derive(Debug)]
pub struct Ear {
    heard: Arc<Mutex<Vec<i16>>>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Ear {
    /// At this address.
    pub(crate) fn open(address: Ipv4Addr, port: u16) -> Ear {
        let socket = UdpSocket::bind((address, port)).expect("a port for media");
        let patience = Duration::from_millis(100);
        socket
            .set_read_timeout(Some(patience))
            .expect("a time limit");
        let heard = Arc::new(Mutex::new(Vec::new()));
        let stop = Arc::new(AtomicBool::new(false));
        let (samples, stopped) = (heard.clone(), stop.clone());
        let thread = std::thread::spawn(move || {
            let mut packet = [0; 2_000];
            while !stopped.load(Ordering::Relaxed) {
                let Ok(length) = socket.recv(&mut packet) else {
                    continue;
                };
                // Version 2 without extensions, A-law.
                if length > 12 && packet[0] == 0x80 && packet[1] & 0x7F == 8 {
                    let payload = packet[12..length].iter().map(|octet| from_alaw(*octet));
                    samples.lock().expect("samples").extend(payload);
                }
            }
        });
        Ear {
            heard,
            stop,
            thread: Some(thread),
        }
    }

    /// Everything heard so far.
    pub fn heard(&self) -> Vec<i16> {
        self.heard.lock().expect("samples").clone()
    }

    /// Waits until a tone of this pitch is heard.
    ///
    /// # Panics
    /// When it is not within so many seconds.
    #[track_caller]
    pub fn hears(&self, pitch: f64, seconds: u64) {
        let what = format!("a tone of {pitch} Hz");
        eventually(seconds, &what, || {
            let heard = self.heard.lock().expect("samples");
            let piece = heard.len().checked_sub(PIECE).map(|from| &heard[from..]);
            piece
                .is_some_and(|piece| strength(piece, pitch) > 0.8)
                .then_some(())
        });
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
