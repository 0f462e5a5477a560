//! An engine behind HTTP, and servers that behave badly in its place.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use super::tone::{Coding, level, tone};
use crate::http::{EngineUrl, HttpEngine};
use crate::{SpeechError, Synthesizer, Voice};

/// A server that does `serve` with one connection; the thread gives back what it read.
fn server(
    serve: impl FnOnce(&mut TcpStream) + Send + 'static,
) -> (EngineUrl, thread::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/speak", listener.local_addr().unwrap());
    let thread = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut asked = String::new();
        let mut chunk = [0; 4_096];
        while !asked.ends_with('}') {
            let read = stream.read(&mut chunk).unwrap();
            asked.push_str(std::str::from_utf8(&chunk[..read]).unwrap());
        }
        serve(&mut stream);
        asked
    });
    (url.parse().unwrap(), thread)
}

fn answer(status: &str, body: &[u8]) -> impl FnOnce(&mut TcpStream) + Send + 'static {
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    let bytes = [head.as_bytes(), body].concat();
    move |stream| stream.write_all(&bytes).unwrap()
}

fn speak(url: EngineUrl) -> Result<Vec<i16>, SpeechError> {
    HttpEngine::with_limit(url, Duration::from_secs(5)).speak("您好", Voice::Mandarin)
}

#[test]
fn an_engine_is_sent_the_text_and_its_answer_is_brought_to_the_calls_form() {
    for file in [
        tone(Coding::Pcm(16), 22_050, 1, 1_000.0),
        super::mp3::STEREO_44100.to_vec(),
    ] {
        let (url, server) = server(answer("200 OK", &file));
        let samples = speak(url).unwrap();
        assert!(level(&samples[800..4_000], 1_000.0) > -25.0);
        let asked = server.join().unwrap();
        assert!(asked.starts_with("POST /speak HTTP/1.1\r\n"), "{asked}");
        assert!(
            asked.contains(r#"{"rate":8000,"text":"您好","voice":"zh"}"#),
            "{asked}"
        );
    }
}

#[test]
fn what_is_no_good_answer_is_told_as_such() {
    let (url, _server) = server(answer("503 Service Unavailable", b"busy"));
    let failed = speak(url).unwrap_err();
    assert!(failed.to_string().contains("status 503"), "{failed}");
    let (url, _server) = server(answer("302 Found", b""));
    assert!(matches!(speak(url), Err(SpeechError::Failed { .. })));
    let (url, _server) = server(answer("200 OK", b"these are words"));
    assert!(matches!(speak(url), Err(SpeechError::Audio { .. })));
    let (url, _server) = server(answer("200 OK", &crate::encode_wav(&[0; 800])));
    assert!(matches!(speak(url), Err(SpeechError::Silent(_))));
    let (url, _server) = server(|stream| stream.write_all(b"SSH-2.0-other\r\n").unwrap());
    assert!(matches!(speak(url), Err(SpeechError::Unreachable { .. })));
    let (url, _server) = server(|_| ());
    assert!(matches!(speak(url), Err(SpeechError::Unreachable { .. })));
}

#[test]
fn an_engine_that_is_not_there_is_told_at_once() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    drop(listener);
    let start = Instant::now();
    let error = speak(url.parse().unwrap()).unwrap_err();
    assert!(matches!(error, SpeechError::Unreachable { .. }), "{error}");
    assert!(start.elapsed() < Duration::from_secs(4));
}

#[test]
fn an_answer_without_end_is_cut_off() {
    let (url, _server) = server(|stream| {
        let head = b"HTTP/1.1 200 OK\r\nContent-Type: audio/wav\r\n\r\n";
        let block = [7; 65_536];
        stream.write_all(head).unwrap();
        // It ends when nobody reads any more.
        while stream.write_all(&block).is_ok() {}
    });
    let error = speak(url).unwrap_err();
    assert!(
        matches!(
            error,
            SpeechError::TooMuchAudio { .. } | SpeechError::TimedOut { .. }
        ),
        "{error}"
    );
}

#[test]
fn an_engine_that_hangs_costs_its_time_and_no_more() {
    let (url, _server) = server(|stream| {
        // Until the other side gives up.
        let _closed = stream.read(&mut [0; 16]);
    });
    let start = Instant::now();
    let limit = Duration::from_millis(200);
    let hung = HttpEngine::with_limit(url, limit).speak("hello", Voice::English);
    assert!(
        matches!(hung, Err(SpeechError::TimedOut { .. })),
        "{hung:?}"
    );
    assert!(start.elapsed() < Duration::from_secs(5));
}
