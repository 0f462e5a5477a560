//! Keys in descriptions (RFC 4568), as phones send them.

use super::*;
use crate::srtp::{MasterKey, Suite};

const THEIRS: &str = "WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz";
const HEAD: &str = "c=IN IP4 192.0.2.1\n";

fn our_keys() -> OurKeys {
    OurKeys([1, 2].map(|byte| MasterKey::new([byte; MasterKey::LENGTH])))
}

fn terms(srtp: Srtp) -> Terms<'static> {
    Terms {
        codecs: &OURS,
        srtp,
    }
}

fn off() -> Terms<'static> {
    terms(Srtp::Off)
}

fn optional() -> Terms<'static> {
    terms(Srtp::Optional(our_keys()))
}

fn required() -> Terms<'static> {
    terms(Srtp::Required(our_keys()))
}

fn session(body: &str) -> Session {
    parse(format!("v=0\n{HEAD}{body}").as_bytes()).unwrap()
}

fn agreed(body: &str, terms: Terms<'_>) -> Result<Answer, Unacceptable> {
    let offer = session(body);
    let answer = answer(&offer, local(), terms, 7, 2);
    assert_eq!(is_acceptable(&offer, local().ip(), terms), answer.is_ok());
    answer
}

fn line(transport: &str, keys: &str) -> String {
    format!("m=audio 4000 {transport} 8\n{keys}")
}

fn key(tag: u32, suite: Suite) -> String {
    format!("a=crypto:{tag} {} inline:{THEIRS}\n", suite.name())
}

#[test]
fn the_first_key_that_we_know_is_taken_and_its_tag_repeated() {
    let keys = [
        "a=crypto:1 AEAD_AES_256_GCM inline:QUJD\n".to_owned(),
        key(4, Suite::Tag32),
        key(5, Suite::Tag80),
    ];
    for transport in ["RTP/SAVP", "RTP/SAVPF", "rtp/savp"] {
        let answer = agreed(&line(transport, &keys.concat()), optional()).unwrap();
        let text = String::from_utf8(answer.text).unwrap();
        assert!(
            text.contains(&format!("m=audio 20000 {transport} 8")),
            "{text}"
        );
        assert_eq!(text.matches("a=crypto:").count(), 1, "{text}");
        assert!(text.contains("a=crypto:4 AES_CM_128_HMAC_SHA1_32 inline:AgIC"));
        let agreed = answer.remote.srtp.unwrap();
        assert_eq!(
            (agreed.ours.suite, agreed.theirs.suite),
            (Suite::Tag32, Suite::Tag32)
        );
        assert_eq!(
            agreed.theirs.to_string(),
            format!("4 AES_CM_128_HMAC_SHA1_32 inline:{THEIRS}")
        );
    }
}

#[test]
fn a_key_beside_plain_audio_is_used_where_that_is_allowed() {
    let body = line("RTP/AVP", &key(1, Suite::Tag80));
    for (terms, protected) in [(off(), false), (optional(), true), (required(), true)] {
        let answer = agreed(&body, terms).unwrap();
        let text = String::from_utf8(answer.text).unwrap();
        assert!(text.contains("m=audio 20000 RTP/AVP 8"), "{text}");
        assert_eq!(text.contains("a=crypto:1 "), protected, "{text}");
        assert_eq!(answer.remote.srtp.is_some(), protected);
    }
}

#[test]
fn what_is_protected_otherwise_than_the_line_is_not_acceptable() {
    let (plain, bare) = (line("RTP/AVP", ""), line("RTP/SAVP", ""));
    let unknown = line("RTP/SAVP", "a=crypto:1 F8_128_HMAC_SHA1_80 inline:QUJD\n");
    let protected = line("RTP/SAVP", &key(1, Suite::Tag80));
    for (body, terms) in [
        (&plain, required()),
        (&bare, optional()),
        (&unknown, optional()),
        (&unknown, required()),
        (&protected, off()),
    ] {
        assert_eq!(
            agreed(body, terms),
            Err(Unacceptable::NoKey),
            "{body} {terms:?}"
        );
    }
    assert!(agreed(&plain, optional()).unwrap().remote.srtp.is_none());
}

#[test]
fn of_two_lines_the_protected_one_is_taken() {
    let plain = line("RTP/AVP", "");
    let protected = line("RTP/SAVP", &key(1, Suite::Tag80));
    for (body, terms, ports) in [
        (
            format!("{plain}{protected}"),
            optional(),
            ["0 RTP/AVP", "20000 RTP/SAVP"],
        ),
        (
            format!("{protected}{plain}"),
            required(),
            ["20000 RTP/SAVP", "0 RTP/AVP"],
        ),
        (
            format!("{protected}{plain}"),
            off(),
            ["0 RTP/SAVP", "20000 RTP/AVP"],
        ),
    ] {
        let text = String::from_utf8(agreed(&body, terms).unwrap().text).unwrap();
        for port in ports {
            assert!(text.contains(&format!("m=audio {port} 8")), "{text}");
        }
    }
}

#[test]
fn an_offer_and_its_answer_agree_on_both_keys() {
    let theirs = OurKeys([3, 4].map(|byte| MasterKey::new([byte; MasterKey::LENGTH])));
    for (ours, transport) in [(optional(), "RTP/AVP"), (required(), "RTP/SAVP")] {
        let text = offer(local(), ours, 3, 1);
        let shown = String::from_utf8(text.clone()).unwrap();
        assert!(
            shown.contains(&format!("m=audio 20000 {transport} 8 0 101")),
            "{shown}"
        );
        assert_eq!(shown.matches("a=crypto:").count(), 2, "{shown}");
        let there = "192.0.2.1:4000".parse().unwrap();
        let them = terms(Srtp::Optional(theirs));
        let answer = answer(&parse(&text).unwrap(), there, them, 1, 1).unwrap();
        let remote = accept(&parse(&answer.text).unwrap(), ours).unwrap();
        let (ours, theirs) = (remote.srtp.unwrap(), answer.remote.srtp.unwrap());
        assert_eq!((ours.ours, ours.theirs), (theirs.theirs, theirs.ours));
    }
}

#[test]
fn an_answer_without_a_key_is_plain_or_not_acceptable() {
    let plain = session(&line("RTP/AVP", ""));
    assert!(accept(&plain, optional()).unwrap().srtp.is_none());
    assert_eq!(accept(&plain, required()), Err(Unacceptable::NoKey));
    let protected = session(&line("RTP/SAVP", &key(1, Suite::Tag80)));
    assert!(accept(&protected, required()).unwrap().srtp.is_some());
    assert_eq!(accept(&protected, off()), Err(Unacceptable::NoKey));
}

#[test]
fn keys_are_bounded_and_never_shown() {
    let many = line("RTP/SAVP", &key(1, Suite::Tag80).repeat(700));
    let session = session(&many);
    assert_eq!(session.media[0].crypto.len(), 16);
    let answer = answer(&session, local(), required(), 1, 1).unwrap();
    let shown = format!("{session:?} {:?} {:?}", required(), answer.remote);
    assert!(
        !shown.contains("[1, 1") && !shown.contains("[89, 83"),
        "{shown}"
    );
}

proptest! {
    #[test]
    fn a_damaged_key_never_breaks_an_answer_nor_is_answered_in_clear(
        edits in proptest::collection::vec((0..150_usize, any::<u8>()), 0..8),
    ) {
        let mut bytes = format!("v=0\n{HEAD}{}", line("RTP/SAVP", &key(1, Suite::Tag80))).into_bytes();
        for (position, byte) in edits {
            let length = bytes.len();
            bytes[position % length] = byte;
        }
        if let Ok(session) = parse(&bytes)
            && let Ok(answer) = answer(&session, local(), required(), 1, 1)
        {
            prop_assert!(answer.remote.srtp.is_some());
            prop_assert!(String::from_utf8_lossy(&answer.text).contains("a=crypto:"));
        }
    }
}
