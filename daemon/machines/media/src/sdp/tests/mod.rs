//! Descriptions as carriers and phones send them, and as attackers do.

mod codecs;
mod protected;

use std::net::SocketAddr;

use proptest::prelude::*;

use super::*;
use crate::Remote;

const OURS: [Codec; 2] = [Codec::Pcma, Codec::Pcmu];

fn local() -> SocketAddr {
    "192.0.2.10:20000".parse().unwrap()
}

fn offered(body: &str) -> Result<Answer, Unacceptable> {
    let text = format!("v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\n{body}");
    answer(&parse(text.as_bytes()).unwrap(), local(), &OURS, 7, 2)
}

fn remote(body: &str) -> Remote {
    offered(body).unwrap().remote
}

fn answered(body: &str) -> String {
    String::from_utf8(offered(body).unwrap().text).unwrap()
}

#[test]
fn a_phone_gets_our_preferred_codec_and_its_own_event_type() {
    let body = "c=IN IP4 192.0.2.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0 8 96\r\n\
                a=rtpmap:0 PCMU/8000\r\na=rtpmap:8 PCMA/8000\r\n\
                a=rtpmap:96 telephone-event/8000\r\na=fmtp:96 0-16\r\na=ptime:20\r\n";
    let remote = remote(body);
    assert_eq!(
        (remote.codec, remote.payload_type, remote.dtmf),
        (Codec::Pcma, 8, Some(96))
    );
    assert_eq!(remote.rtp, "192.0.2.1:4000".parse().unwrap());
    assert_eq!(remote.rtcp, "192.0.2.1:4001".parse().unwrap());
    assert!(remote.send && remote.receive);
    assert_eq!(remote.ptime_ms, 20);
    assert_eq!(
        answered(body),
        "v=0\r\no=- 7 2 IN IP4 192.0.2.10\r\ns=-\r\nc=IN IP4 192.0.2.10\r\nt=0 0\r\n\
         m=audio 20000 RTP/AVP 8 96\r\na=rtpmap:8 PCMA/8000\r\n\
         a=rtpmap:96 telephone-event/8000\r\na=fmtp:96 0-15\r\na=ptime:20\r\na=sendrecv\r\n"
    );
}

#[test]
fn static_types_need_no_map_and_lines_may_end_in_a_bare_line_feed() {
    let remote = remote("c=IN IP4 192.0.2.1\nt=0 0\nm=audio 4000 RTP/AVP 18 0\n");
    assert_eq!(
        (remote.codec, remote.payload_type, remote.dtmf),
        (Codec::Pcmu, 0, None)
    );
}

#[test]
fn a_codec_may_have_a_dynamic_type_and_a_static_type_another_meaning() {
    let dynamic = "c=IN IP4 192.0.2.1\nm=audio 4000 RTP/AVP 97\na=rtpmap:97 pcma/8000/1\n";
    assert_eq!(
        (remote(dynamic).codec, remote(dynamic).payload_type),
        (Codec::Pcma, 97)
    );
    let wideband = "c=IN IP4 192.0.2.1\nm=audio 4000 RTP/AVP 8\na=rtpmap:8 PCMA/16000\n";
    assert_eq!(offered(wideband), Err(Unacceptable::NoCodec));
}

#[test]
fn events_at_another_clock_rate_are_not_ours() {
    let body = "c=IN IP4 192.0.2.1\nm=audio 4000 RTP/AVP 8 110 126\n\
                a=rtpmap:110 telephone-event/48000\na=rtpmap:126 telephone-event/8000\n";
    assert_eq!(remote(body).dtmf, Some(126));
}

#[test]
fn without_a_common_codec_there_is_no_answer() {
    let body = "c=IN IP4 192.0.2.1\nm=audio 4000 RTP/AVP 18\na=rtpmap:18 G729/8000\n";
    assert_eq!(offered(body), Err(Unacceptable::NoCodec));
}

#[test]
fn without_usable_audio_there_is_no_answer() {
    for body in [
        "c=IN IP4 192.0.2.1\n",
        "c=IN IP4 192.0.2.1\nm=audio 0 RTP/AVP 8\n",
        "c=IN IP4 192.0.2.1\nm=audio 70000 RTP/AVP 8\n",
        "c=IN IP4 192.0.2.1\nm=audio -5 RTP/AVP 8\n",
        "c=IN IP4 192.0.2.1\nm=audio 4000 UDP/TLS/RTP/SAVPF 8\n",
        "c=IN IP4 192.0.2.1\nm=video 4000 RTP/AVP 8\n",
    ] {
        assert_eq!(offered(body), Err(Unacceptable::NoAudio), "{body}");
    }
    for body in [
        "m=audio 4000 RTP/AVP 8\n",
        "c=IN IP4 phone.example.com\nm=audio 4000 RTP/AVP 8\n",
        "c=IN IP4 192.0.2.1\nm=audio 4000 RTP/AVP 8\nc=IN IP4 nowhere\n",
        "c=IN IP6 2001:db8::1\nm=audio 4000 RTP/AVP 8\n",
    ] {
        assert_eq!(offered(body), Err(Unacceptable::NoAddress), "{body}");
    }
}

#[test]
fn the_media_level_outranks_the_session_level() {
    let body = "c=IN IP4 192.0.2.1/127\na=sendonly\na=ptime:30\n\
                m=audio 4000 RTP/AVP 8\nc=IN IP4 192.0.2.2\na=sendrecv\n\
                a=rtcp:5001 IN IP4 192.0.2.3\n";
    let remote = remote(body);
    assert_eq!(remote.rtp, "192.0.2.2:4000".parse().unwrap());
    assert_eq!(remote.rtcp, "192.0.2.3:5001".parse().unwrap());
    assert_eq!((remote.send, remote.ptime_ms), (true, 30));
}

#[test]
fn ipv6_is_agreed_on_between_ipv6_sockets() {
    let text = "v=0\nc=IN IP6 2001:db8::1\nm=audio 4000 RTP/AVP 8\n";
    let local = "[2001:db8::2]:20000".parse().unwrap();
    let answer = answer(&parse(text.as_bytes()).unwrap(), local, &OURS, 1, 1).unwrap();
    assert_eq!(answer.remote.rtp, "[2001:db8::1]:4000".parse().unwrap());
    assert!(
        String::from_utf8(answer.text)
            .unwrap()
            .contains("c=IN IP6 2001:db8::2\r\n")
    );
}

#[test]
fn every_hold_is_understood_and_answered_in_kind() {
    for (body, send, receive, ours) in [
        (
            "c=IN IP4 192.0.2.1\nm=audio 4000 RTP/AVP 8\na=sendonly\n",
            false,
            true,
            "recvonly",
        ),
        (
            "c=IN IP4 192.0.2.1\nm=audio 4000 RTP/AVP 8\na=recvonly\n",
            true,
            false,
            "sendonly",
        ),
        (
            "c=IN IP4 192.0.2.1\nm=audio 4000 RTP/AVP 8\na=inactive\n",
            false,
            false,
            "inactive",
        ),
        (
            "c=IN IP4 192.0.2.1\na=inactive\nm=audio 4000 RTP/AVP 8\n",
            false,
            false,
            "inactive",
        ),
        (
            "c=IN IP4 0.0.0.0\nm=audio 4000 RTP/AVP 8\n",
            false,
            true,
            "recvonly",
        ),
        (
            "c=IN IP4 0.0.0.0\nm=audio 4000 RTP/AVP 8\na=inactive\n",
            false,
            false,
            "inactive",
        ),
    ] {
        let remote = remote(body);
        assert_eq!((remote.send, remote.receive), (send, receive), "{body}");
        assert!(answered(body).ends_with(&format!("a={ours}\r\n")), "{body}");
    }
}

#[test]
fn other_lines_are_refused_in_their_places() {
    let body = "c=IN IP4 192.0.2.1\nt=5 9\nm=video 6000 RTP/AVP 31 32\nm=audio 4000 RTP/SAVP 8\n\
                m=audio 4002 RTP/AVP 8\nm=image 4010 udptl t38\nm=\n";
    let answer = answered(body);
    let lines: Vec<&str> = answer
        .lines()
        .filter(|line| line.starts_with("m="))
        .collect();
    assert_eq!(
        lines,
        [
            "m=video 0 RTP/AVP 31",
            "m=audio 0 RTP/SAVP 8",
            "m=audio 20000 RTP/AVP 8",
            "m=image 0 udptl t38",
            "m=- 0 - -",
        ]
    );
    assert!(answer.contains("t=5 9\r\n"));
    assert_eq!(remote(body).rtp.port(), 4002);
}

#[test]
fn packet_times_are_whole_frames_within_the_maximum() {
    for (lines, expected) in [
        ("", 20),
        ("a=ptime:30\n", 30),
        ("a=ptime:20.0\n", 20),
        ("a=ptime:0\n", 20),
        ("a=ptime:999999\n", 20),
        ("a=ptime:500\n", 60),
        ("a=ptime:-3\n", 20),
        ("a=maxptime:10\n", 10),
        ("a=ptime:40\na=maxptime:30\n", 30),
        ("a=maxptime:3\n", 10),
    ] {
        let body = format!("c=IN IP4 192.0.2.1\nm=audio 4000 RTP/AVP 8\n{lines}");
        assert_eq!(remote(&body).ptime_ms, expected, "{lines}");
    }
}

#[test]
fn our_offer_is_one_that_we_would_take() {
    let text = offer(local(), &OURS, 3, 1);
    let session = parse(&text).unwrap();
    assert!(
        String::from_utf8(text)
            .unwrap()
            .contains("m=audio 20000 RTP/AVP 8 0 101\r\n")
    );
    let answer = answer(&session, "192.0.2.1:4000".parse().unwrap(), &OURS, 1, 1).unwrap();
    assert_eq!(answer.remote.dtmf, Some(101));
    let theirs = parse(&answer.text).unwrap();
    let remote = accept(&theirs, &OURS).unwrap();
    assert_eq!(
        (remote.rtp, remote.codec),
        ("192.0.2.1:4000".parse().unwrap(), Codec::Pcma)
    );
}

#[test]
fn an_offer_says_which_way_audio_goes() {
    for (way, sends, listens) in [
        (Direction::SendRecv, true, true),
        (Direction::SendOnly, true, false),
        (Direction::RecvOnly, false, true),
        (Direction::Inactive, false, false),
    ] {
        let text = offer_one_way(local(), &OURS, 3, 2, way);
        let at = "192.0.2.1:4000".parse().unwrap();
        let remote = answer(&parse(&text).unwrap(), at, &OURS, 1, 1)
            .unwrap()
            .remote;
        assert_eq!((remote.receive, remote.send), (sends, listens), "{way:?}");
    }
}

#[test]
fn an_answer_chooses_among_what_was_offered() {
    let text = |formats: &str| format!("v=0\nc=IN IP4 192.0.2.1\nm=audio 4000 RTP/AVP {formats}\n");
    let accepted = |formats: &str| accept(&parse(text(formats).as_bytes()).unwrap(), &OURS);
    assert_eq!(accepted("0 8").unwrap().codec, Codec::Pcmu);
    assert_eq!(accepted("18"), Err(Unacceptable::NoCodec));
    let all: Vec<_> = (0..128).rev().map(|it: u8| it.to_string()).collect();
    assert!(accepted(&all.join(" ")).is_ok());
    let refused = parse(b"v=0\nc=IN IP4 192.0.2.1\nm=audio 0 RTP/AVP 8\n").unwrap();
    assert_eq!(accept(&refused, &OURS), Err(Unacceptable::NoAudio));
}

#[test]
fn limits_hold() {
    assert_eq!(parse(&vec![b'v'; 65_537]), Err(SdpError::TooLong(65_537)));
    assert_eq!(parse(b""), Err(SdpError::NotSdp));
    assert_eq!(parse(b"INVITE sip:a@b SIP/2.0\r\n"), Err(SdpError::NotSdp));
    let lines = |count: usize| format!("v=0\nc=IN IP4 192.0.2.1\n{}", "m=x 1 y z\n".repeat(count));
    assert_eq!(parse(lines(1_000).as_bytes()).unwrap().media.len(), 1_000);
    assert_eq!(parse(lines(1_001).as_bytes()), Err(SdpError::TooManyMedia));
}

#[test]
fn a_thousand_lines_are_all_refused_but_the_one_that_is_taken() {
    let others = "m=x 1 y z\na=inactive\n".repeat(999);
    let text = format!("v=0\nc=IN IP4 192.0.2.1\nm=audio 4000 RTP/AVP 8\n{others}");
    let answer = answer(&parse(text.as_bytes()).unwrap(), local(), &OURS, 1, 1).unwrap();
    let answer = String::from_utf8(answer.text).unwrap();
    assert_eq!(answer.matches("\r\nm=x 0 y z").count(), 999);
    assert!(answer.contains("a=sendrecv\r\n"));
}

const SAMPLE: &str = "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n\
    m=audio 4000 RTP/AVP 8 0 101\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\n\
    a=fmtp:101 0-16\r\na=ptime:20\r\na=rtcp:4001 IN IP4 192.0.2.1\r\na=sendrecv\r\n";

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let _ = parse(&bytes);
    }

    #[test]
    fn a_damaged_description_never_breaks_an_answer(
        edits in proptest::collection::vec((0..SAMPLE.len(), any::<u8>()), 0..12),
        cut in 0..SAMPLE.len(),
    ) {
        let mut bytes = SAMPLE.as_bytes().to_vec();
        for (position, byte) in edits {
            bytes[position] = byte;
        }
        bytes.truncate(SAMPLE.len() - cut / 4);
        if let Ok(session) = parse(&bytes)
            && let Ok(answer) = answer(&session, local(), &OURS, 1, 1)
        {
            let ours = parse(&answer.text).unwrap();
            prop_assert_eq!(ours.media.len(), session.media.len());
            prop_assert_eq!(ours.media.iter().filter(|media| media.port != 0).count(), 1);
        }
    }
}
