//! A call that is listened to packet by packet.

use std::net::{SocketAddr, UdpSocket};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use e2e::{Place, Wire};

/// A packet that comes later after the one before is a hole.
const HOLE: Duration = Duration::from_millis(60);

/// A call from the carrier that is up.
pub struct Talk {
    came: Arc<Mutex<Vec<(Instant, u16)>>>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

/// How its packets came.
#[derive(Clone, Copy, Debug)]
pub struct Heard {
    /// How many.
    pub packets: usize,
    /// Those that did not come.
    pub lost: usize,
    /// Pauses that can be heard.
    pub holes: usize,
    /// The longest pause.
    pub longest: Duration,
}

impl Talk {
    /// Dials 4001.
    pub fn begin(place: &Place) -> Talk {
        let rtp = UdpSocket::bind((place.net.carrier(), 0)).expect("a port");
        let local = rtp.local_addr().expect("an address");
        let wire = Wire::new(place.net.carrier(), place.net.daemon());
        let lines = ["Content-Type: application/sdp"];
        let invite = wire.request("INVITE", "talk", &lines, &offer(local));
        let invite = invite.replacen("sip:", "sip:4001@", 1);
        let answer = wire.ask(&invite).expect("an answer");
        assert!(answer.starts_with("SIP/2.0 200"), "{answer}");
        let to = answer.lines().find(|line| line.starts_with("To:"));
        let ack = wire.request("ACK", "talk", &[to.expect("To")], "");
        // That of a 200 is a transaction of its own (RFC 3261 section 13.2.2.4).
        wire.send(
            ack.replace("branch=z9hG4bKtalk", "branch=z9hG4bKack")
                .as_bytes(),
        );
        Talk::listen(rtp)
    }

    fn listen(rtp: UdpSocket) -> Talk {
        let patience = Some(Duration::from_millis(100));
        rtp.set_read_timeout(patience).expect("a time limit");
        let came = Arc::new(Mutex::new(Vec::new()));
        let stop = Arc::new(AtomicBool::new(false));
        let (list, stopped) = (came.clone(), stop.clone());
        let thread = std::thread::spawn(move || {
            let mut packet = [0; 2_000];
            while !stopped.load(Ordering::Relaxed) {
                if rtp.recv(&mut packet).is_ok_and(|length| length > 12) {
                    let sequence = u16::from_be_bytes([packet[2], packet[3]]);
                    list.lock()
                        .expect("a list")
                        .push((Instant::now(), sequence));
                }
            }
        });
        Talk {
            came,
            stop,
            thread: Some(thread),
        }
    }

    /// What came while that was done, and what came of it.
    pub fn during<T>(&self, act: impl FnOnce() -> T) -> (Heard, T) {
        let from = self.came.lock().expect("a list").len();
        let result = act();
        let came = self.came.lock().expect("a list");
        let came = &came[from.saturating_sub(1)..];
        let pauses = || came.windows(2).map(|pair| pair[1].0 - pair[0].0);
        let gaps = came
            .windows(2)
            .map(|pair| pair[1].1.wrapping_sub(pair[0].1));
        let heard = Heard {
            packets: came.len(),
            lost: gaps.map(|gap| usize::from(gap.saturating_sub(1))).sum(),
            holes: pauses().filter(|pause| *pause > HOLE).count(),
            longest: pauses().max().unwrap_or_default(),
        };
        (heard, result)
    }
}

impl Drop for Talk {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            let _over = thread.join();
        }
    }
}

/// An offer of A-law at that address.
pub fn offer(at: SocketAddr) -> String {
    let (ip, port) = (at.ip(), at.port());
    format!(
        "v=0\r\no=- 1 1 IN IP4 {ip}\r\ns=-\r\nc=IN IP4 {ip}\r\nt=0 0\r\nm=audio {port} RTP/AVP 8\r\n"
    )
}
