use proptest::prelude::*;

use super::*;

const OPTIONS: &str = "OPTIONS sip:ccd SIP/2.0\r\nVia: SIP/2.0/TCP 192.0.2.1;branch=z9hG4bK1\r\n";

/// A message with these headers and this body.
fn message(headers: &str, body: &str) -> Vec<u8> {
    format!("{OPTIONS}{headers}\r\n{body}").into_bytes()
}

fn sized(body: &str) -> Vec<u8> {
    message(&format!("Content-Length: {}\r\n", body.len()), body)
}

/// What is cut out of these pieces, and why it ends.
fn cut<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> (Vec<Frame>, Option<Unframed>) {
    let mut framer = Framer::default();
    let mut frames = Vec::new();
    for piece in pieces {
        framer.push(piece);
        loop {
            match framer.take() {
                Ok(Some(frame)) => frames.push(frame),
                Ok(None) => break,
                Err(why) => return (frames, Some(why)),
            }
        }
    }
    (frames, None)
}

fn refused(headers: &str) -> Option<Unframed> {
    cut([&message(headers, "body")[..]]).1
}

#[test]
fn messages_behind_each_other_are_told_apart_by_their_length() {
    let stream = [sized("v=0\r\n\r\nINVITE"), sized(""), sized("x")].concat();
    let (frames, why) = cut([&stream[..]]);
    let whole = [sized("v=0\r\n\r\nINVITE"), sized(""), sized("x")].map(Frame::Message);
    assert_eq!((frames, why), (whole.to_vec(), None));
}

#[test]
fn the_length_has_a_short_name_and_any_case() {
    for header in ["l: 4\r\n", "CONTENT-LENGTH : 4\r\n", "content-length:4\r\n"] {
        let stream = message(header, "body");
        let (frames, _) = cut([&stream[..]]);
        assert_eq!(frames, [Frame::Message(stream)], "{header}");
    }
}

#[test]
fn a_message_whose_end_nobody_can_tell_ends_the_stream() {
    assert_eq!(refused("Subject: x\r\n"), Some(Unframed::NoLength));
    for bad in ["-1", "+4", "4a", "", "4, 4", "0x4"] {
        let header = format!("Content-Length: {bad}\r\n");
        assert_eq!(refused(&header), Some(Unframed::Length), "{bad}");
    }
    let twice = "Content-Length: 4\r\nl: 5\r\n";
    assert_eq!(refused(twice), Some(Unframed::Lengths));
    for huge in ["65537", "99999999999999999999999"] {
        let header = format!("Content-Length: {huge}\r\n");
        assert_eq!(refused(&header), Some(Unframed::Body), "{huge}");
    }
    assert_eq!(refused("Content-Length: 4\r\nl: 4\r\n"), None);
}

#[test]
fn headers_without_an_end_are_given_up_at_the_limit() {
    let mut framer = Framer::default();
    let mut pushed = 0;
    let why = loop {
        framer.push(&[b'x'; 1000]);
        pushed += 1000;
        if let Err(why) = framer.take() {
            break why;
        }
    };
    assert_eq!(why, Unframed::Head);
    assert!(pushed <= MAX_HEAD + 1000, "{pushed}");
}

#[test]
fn two_breaks_are_a_ping_and_one_before_a_message_is_nothing() {
    let message = sized("");
    let (frames, _) = cut([&b"\r\n"[..], b"\r\n", b"\r\n", &message, b"\r\n\r\n"]);
    let expected = [Frame::Ping, Frame::Message(message), Frame::Ping];
    assert_eq!(frames, expected);
}

#[test]
fn one_break_is_a_pong_where_a_ping_is_to_be_answered_and_nowhere_else() {
    let mut framer = Framer::default();
    let next = |framer: &mut Framer, bytes: &[u8]| {
        framer.push(bytes);
        framer.take().expect("frames")
    };
    framer.asks();
    assert_eq!(next(&mut framer, b"\r"), None);
    assert_eq!(next(&mut framer, b"\n"), Some(Frame::Pong));
    framer.asks();
    assert_eq!(next(&mut framer, b"\r\n"), Some(Frame::Pong));
    assert_eq!(next(&mut framer, b""), None, "two answers are no ping");
    assert_eq!(next(&mut framer, b"\r\n"), None);
    assert_eq!(next(&mut framer, b"\r\n"), Some(Frame::Ping));
    framer.asks();
    assert_eq!(
        next(&mut framer, b"\r\n\r\n"),
        Some(Frame::Ping),
        "theirs goes before"
    );
    let message = sized("");
    assert_eq!(
        next(&mut framer, &[b"\r\n", &message[..]].concat()),
        Some(Frame::Pong)
    );
    assert_eq!(framer.take(), Ok(Some(Frame::Message(message))));
}

#[test]
fn an_idle_stream_holds_no_memory() {
    let mut framer = Framer::default();
    framer.push(&sized("body"));
    assert!(matches!(framer.take(), Ok(Some(Frame::Message(_)))));
    framer.push(b"\r\n\r\n");
    assert_eq!(framer.take(), Ok(Some(Frame::Ping)));
    assert_eq!(framer.take(), Ok(None));
    assert_eq!(framer.bytes.capacity(), 0);
}

/// Pieces of streams, whole and broken.
fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let telling = vec![
        sized("v=0\r\n\r\n"),
        sized(""),
        sized(&"x".repeat(3000)),
        message("Content-Length: 5\n", "12345"),
        message("Content-Length: 7\r\n", "12345"),
        message("", ""),
        b"\r\n\r\n".to_vec(),
        b"\r\n".to_vec(),
        b"\n\n".to_vec(),
        vec![b'y'; 40_000],
        b"l: 3\r\n\r\n".to_vec(),
    ];
    let chosen = proptest::collection::vec(proptest::sample::select(telling), 0..8);
    chosen.prop_map(|all| all.concat())
}

/// The same bytes cut at those places.
fn split<'a>(bytes: &'a [u8], cuts: &[proptest::sample::Index]) -> Vec<&'a [u8]> {
    let mut at: Vec<_> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
    at.push(0);
    at.push(bytes.len());
    at.sort_unstable();
    at.windows(2).map(|two| &bytes[two[0]..two[1]]).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn however_a_stream_is_cut_up_it_holds_the_same_messages(
        stream in pieces(),
        cuts in proptest::collection::vec(any::<proptest::sample::Index>(), 0..30),
    ) {
        let whole = cut([&stream[..]]);
        prop_assert_eq!(cut(split(&stream, &cuts)), whole);
    }

    #[test]
    fn nothing_grows_beyond_a_message_and_what_came_with_its_end(
        stream in pieces(),
        noise in proptest::collection::vec(any::<u8>(), 0..300),
        step in 1_usize..5000,
    ) {
        let mut framer = Framer::default();
        for piece in [stream, noise].concat().chunks(step) {
            framer.push(piece);
            while let Ok(Some(_)) = framer.take() {}
            prop_assert!(framer.waiting() <= MAX_HEAD + MAX_BODY + step);
            if framer.take().is_err() {
                break;
            }
        }
    }

    #[test]
    fn what_is_cut_out_is_what_was_put_in(bodies in proptest::collection::vec("[a\r\n]{0,20}", 0..6)) {
        let put: Vec<_> = bodies.iter().map(|body| sized(body)).collect();
        let (frames, why) = cut([&put.concat()[..]]);
        let taken: Vec<_> = frames.into_iter().map(|it| match it {
            Frame::Message(message) => message,
            Frame::Ping | Frame::Pong => Vec::new(),
        }).collect();
        prop_assert_eq!((taken, why), (put, None));
    }
}
