//! A description is read or refused, and our answer to it can be read by ourselves.
use std::net::{Ipv4Addr, SocketAddr};

use media::sdp::{Codec, accept, answer, parse};

const OURS: &[Codec] = Codec::ALL;

/// Reads descriptions.
pub fn run(bytes: &[u8]) {
    let Ok(session) = parse(bytes) else { return };
    let _theirs = accept(&session, OURS);
    let local = SocketAddr::from((Ipv4Addr::LOCALHOST, 20_000));
    if let Ok(answer) = answer(&session, local, OURS, 1, 1) {
        let ours = parse(&answer.text).expect("our own answer can be read");
        assert_eq!(ours.media.len(), session.media.len());
        assert_eq!(ours.media.iter().filter(|media| media.port != 0).count(), 1);
    }
}
