//! What the reader makes of messages, as a whole.

mod properties;
mod reading;
mod torture_invalid;
mod torture_meaning;
mod torture_valid;
mod values;
mod writing;

use super::*;

/// The body of a call that offers one audio stream.
const SDP: &str = "v=0\r\no=- 7 7 IN IP4 198.51.100.4\r\ns=-\r\nc=IN IP4 198.51.100.4\r\nt=0 0\r\n\
                   m=audio 40000 RTP/AVP 0 8\r\n";

/// A message of these lines and this body, without Content-Length unless a line has it.
fn bytes(lines: &[&str], body: &str) -> Vec<u8> {
    let head: String = lines.iter().map(|line| format!("{line}\r\n")).collect();
    format!("{head}\r\n{body}").into_bytes()
}

/// The lines that a plain request to `uri` has.
fn plain<'a>(start: &'a str, cseq: &'a str) -> Vec<&'a str> {
    vec![
        start,
        "Via: SIP/2.0/UDP 198.51.100.4:5062;branch=z9hG4bKa1",
        "Max-Forwards: 70",
        "From: <sip:ann@a.example>;tag=f1",
        "To: <sip:bob@b.example>",
        "Call-ID: c1@a.example",
        cseq,
    ]
}

/// `lines` with those that begin with the name of one of `others` replaced, and the rest behind.
fn changed<'a>(lines: Vec<&'a str>, others: &[&'a str]) -> Vec<&'a str> {
    let name = |line: &str| line.split(':').next().map(str::to_string);
    let kept = lines
        .into_iter()
        .filter(|line| !others.iter().any(|o| name(o) == name(line)));
    kept.chain(others.iter().copied()).collect()
}

/// A plain OPTIONS with these headers in place of or beside its own.
fn options<'a>(others: &[&'a str]) -> Vec<&'a str> {
    changed(
        plain("OPTIONS sip:bob@b.example SIP/2.0", "CSeq: 8 OPTIONS"),
        others,
    )
}

/// A plain INVITE with these headers in place of or beside its own.
fn invite<'a>(others: &[&'a str]) -> Vec<&'a str> {
    changed(
        plain("INVITE sip:bob@b.example SIP/2.0", "CSeq: 8 INVITE"),
        others,
    )
}

/// A plain REGISTER with these headers in place of or beside its own.
fn register<'a>(others: &[&'a str]) -> Vec<&'a str> {
    changed(
        plain("REGISTER sip:b.example SIP/2.0", "CSeq: 8 REGISTER"),
        others,
    )
}

/// A plain response with these headers in place of or beside its own.
fn response_lines<'a>(start: &'a str, others: &[&'a str]) -> Vec<&'a str> {
    changed(plain(start, "CSeq: 8 INVITE"), others)
}

/// The same with another request line.
fn asking<'a>(start: &'a str, mut lines: Vec<&'a str>) -> Vec<&'a str> {
    lines[0] = start;
    lines
}

fn request(lines: &[&str], body: &str) -> Request {
    match read(&bytes(lines, body)) {
        Ok(Message::Request(request)) => request,
        other => panic!("no request: {other:?}"),
    }
}

fn response(lines: &[&str], body: &str) -> Response {
    match read(&bytes(lines, body)) {
        Ok(Message::Response(response)) => response,
        other => panic!("no response: {other:?}"),
    }
}

/// Why it cannot be read, with the status of the answer to it if there is one.
fn problem(lines: &[&str], body: &str) -> (Problem, Option<u16>) {
    let unreadable = read(&bytes(lines, body)).expect_err("unreadable");
    let status = unreadable.kind.status();
    (
        unreadable.kind,
        unreadable
            .salvage
            .map(|salvage| salvage.refuse(status, "t").status),
    )
}
