//! Codecs beside G.711, as they are offered and answered.

use super::*;

fn agreed(body: &str, ours: &[Codec]) -> Result<Answer, Unacceptable> {
    let text = format!("v=0\r\nc=IN IP4 192.0.2.1\r\n{body}");
    answer(&parse(text.as_bytes()).unwrap(), local(), ours, 7, 2)
}

fn text(answer: &Answer) -> &str {
    std::str::from_utf8(&answer.text).unwrap()
}

#[test]
fn static_types_need_no_map_and_the_dynamic_one_does() {
    for (types, codec) in [("9", Codec::G722), ("18", Codec::G729)] {
        let answer = agreed(&format!("m=audio 4000 RTP/AVP {types}\r\n"), Codec::ALL).unwrap();
        assert_eq!(answer.remote.codec, codec);
    }
    let nameless = agreed("m=audio 4000 RTP/AVP 111\r\n", Codec::ALL);
    assert_eq!(nameless, Err(Unacceptable::NoCodec));
}

#[test]
fn g729_is_answered_without_annex_b_whatever_was_offered() {
    for fmtp in ["", "a=fmtp:18 annexb=yes\r\n", "a=fmtp:18 annexb=no\r\n"] {
        let body = format!("m=audio 4000 RTP/AVP 18\r\na=rtpmap:18 G729/8000/1\r\n{fmtp}");
        let answer = agreed(&body, Codec::ALL).unwrap();
        assert!(text(&answer).contains(
            "m=audio 20000 RTP/AVP 18\r\na=rtpmap:18 G729/8000\r\na=fmtp:18 annexb=no\r\n"
        ));
    }
}

#[test]
fn opus_has_the_type_of_the_offer_two_channels_and_copies_of_lost_packets() {
    for channels in ["/2", ""] {
        let body = format!("m=audio 4000 RTP/AVP 96\r\na=rtpmap:96 opus/48000{channels}\r\n");
        let answer = agreed(&body, Codec::ALL).unwrap();
        assert_eq!(
            (answer.remote.codec, answer.remote.payload_type),
            (Codec::Opus, 96)
        );
        let text = text(&answer);
        assert!(
            text.contains("a=rtpmap:96 opus/48000/2\r\na=fmtp:96 "),
            "{text}"
        );
        assert!(text.contains("useinbandfec=1"), "{text}");
    }
    let other = "m=audio 4000 RTP/AVP 96\r\na=rtpmap:96 opus/8000/2\r\n";
    assert_eq!(agreed(other, Codec::ALL), Err(Unacceptable::NoCodec));
}

#[test]
fn events_have_the_clock_of_the_codec_where_that_is_offered() {
    let events = "a=rtpmap:110 telephone-event/48000\r\na=rtpmap:126 telephone-event/8000\r\n";
    let body =
        format!("m=audio 4000 RTP/AVP 111 8 110 126\r\na=rtpmap:111 opus/48000/2\r\n{events}");
    for (ours, dtmf, clock) in [(Codec::Opus, 110, 48_000), (Codec::Pcma, 126, 8_000)] {
        let answer = agreed(&body, &[ours]).unwrap();
        assert_eq!(
            (answer.remote.dtmf, answer.remote.dtmf_clock),
            (Some(dtmf), clock)
        );
        let line = format!("a=rtpmap:{dtmf} telephone-event/{clock}\r\n");
        assert!(text(&answer).contains(&line), "{}", text(&answer));
    }
    // Some phones name one rate for all of their codecs.
    let slow = body.replace("a=rtpmap:110 telephone-event/48000\r\n", "");
    let answer = agreed(&slow, &[Codec::Opus]).unwrap();
    assert_eq!(
        (answer.remote.dtmf, answer.remote.dtmf_clock),
        (Some(126), 8_000)
    );
}

#[test]
fn our_offer_has_events_at_every_clock_and_is_one_that_we_would_take() {
    let text = offer(local(), Codec::ALL, 3, 1);
    let lines = String::from_utf8(text.clone()).unwrap();
    assert!(
        lines.contains("m=audio 20000 RTP/AVP 8 0 9 18 111 101 110\r\n"),
        "{lines}"
    );
    for codec in Codec::ALL {
        let there = "192.0.2.1:4000".parse().unwrap();
        let theirs = answer(&parse(&text).unwrap(), there, &[*codec], 1, 1).unwrap();
        let remote = accept(&parse(&theirs.text).unwrap(), Codec::ALL).unwrap();
        assert_eq!((remote.codec, remote.dtmf_clock), (*codec, codec.clock()));
        assert_eq!(remote.payload_type, codec.payload_type());
    }
    let narrow = String::from_utf8(offer(local(), &[Codec::G729], 3, 1)).unwrap();
    assert!(
        narrow.contains("m=audio 20000 RTP/AVP 18 101\r\n"),
        "{narrow}"
    );
}

#[test]
fn the_first_of_ours_that_is_offered_is_spoken_and_nothing_else() {
    let body = "m=audio 4000 RTP/AVP 13 18 9 8\r\n";
    let answer = agreed(body, &[Codec::Opus, Codec::G722, Codec::Pcma]).unwrap();
    assert_eq!(answer.remote.codec, Codec::G722);
    assert!(text(&answer).contains("m=audio 20000 RTP/AVP 9\r\n"));
}
