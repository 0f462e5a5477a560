//! A message is read or refused; what is read is written so that it reads the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sip::message::{Fields, read};

fuzz_target!(|bytes: &[u8]| {
    let Ok(message) = read(bytes) else { return };
    let headers = message.headers();
    let asked = format!(
        "{:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        headers.vias(),
        headers.to(),
        headers.contacts(),
        headers.routes(),
        headers.cseq(),
        headers.reasons(),
        headers.p_asserted_identity(),
    );
    assert!(!asked.is_empty());
    let again = read(&message.write()).expect("what was read and written can be read");
    assert_eq!(again.write(), message.write());
});
