//! A description is read or refused, and our answer to it can be read by ourselves; where keys are a must,
//! none is without.
use std::net::{Ipv4Addr, SocketAddr};

use media::sdp::{Codec, OurKeys, Srtp, Terms, accept, answer, parse};
use media::srtp::MasterKey;

const KEYS: OurKeys = OurKeys([MasterKey::new([7; MasterKey::LENGTH]); 2]);

/// Reads descriptions.
pub fn run(bytes: &[u8]) {
    let Ok(session) = parse(bytes) else { return };
    let local = SocketAddr::from((Ipv4Addr::LOCALHOST, 20_000));
    for srtp in [Srtp::Off, Srtp::Optional(KEYS), Srtp::Required(KEYS)] {
        let terms = Terms {
            codecs: Codec::ALL,
            srtp,
        };
        let _theirs = accept(&session, terms);
        let Ok(answer) = answer(&session, local, terms, 1, 1) else {
            continue;
        };
        let ours = parse(&answer.text).expect("our own answer can be read");
        assert_eq!(ours.media.len(), session.media.len());
        let mut taken = ours.media.iter().filter(|media| media.port != 0);
        let keys = taken.next().map(|media| media.crypto.len());
        assert_eq!(keys, Some(usize::from(answer.remote.srtp.is_some())));
        assert_eq!(taken.next(), None);
        match srtp {
            Srtp::Off => assert_eq!(answer.remote.srtp, None),
            Srtp::Optional(_) => {}
            Srtp::Required(_) => assert!(answer.remote.srtp.is_some()),
        }
    }
}
