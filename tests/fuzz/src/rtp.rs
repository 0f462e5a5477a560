//! Packets, each with its length before it, are read or refused and put in order.
#![no_main]

use std::time::Duration;

use kernel::Mono;
use libfuzzer_sys::fuzz_target;
use media::rtcp::Reception;
use media::rtp::{HEADER, Packet};

fuzz_target!(|bytes: &[u8]| {
    let mut rest = bytes;
    let mut now = Mono::ZERO;
    let mut reception = Reception::default();
    while let Some((&length, after)) = rest.split_first() {
        let (datagram, after) = after.split_at(usize::from(length).min(after.len()));
        rest = after;
        now = now + Duration::from_millis(20);
        if let Ok(packet) = Packet::read(datagram) {
            assert!(packet.payload.len() <= datagram.len() - HEADER);
            let _order = reception.take(now, &packet);
        }
    }
    let _report = reception.report(now);
});
