//! `ccctl prompt`

use std::fs;

use cli_tests::{Ccctl, Daemon, Reply};
use insta::assert_snapshot;

use crate::fixture::problem;

fn directory() -> tempfile::TempDir {
    tempfile::tempdir().expect("a directory")
}

#[test]
fn a_prompt_is_saved_as_it_is_heard_and_as_it_was_uploaded() {
    let daemon = Daemon::new(|request| Reply::ok(request.line.clone()));
    let place = directory();
    let heard = Ccctl::new("prompt download hold --out DIR/hold.wav")
        .directory(place.path())
        .daemon(&daemon)
        .run();
    let original = Ccctl::new("prompt download 等待 --original --out -")
        .daemon(&daemon)
        .run();
    assert_snapshot!([heard, original].join("\n"));
    let saved = fs::read_to_string(place.path().join("hold.wav")).expect("a file");
    assert_eq!(saved, "GET /api/v1/prompts/hold/audio?format=wav");
}

#[test]
fn a_text_is_previewed_by_the_daemon() {
    let daemon = Daemon::new(|_| Reply::ok("RIFF"));
    let place = directory();
    let said = Ccctl::new("prompt preview 您好 --voice en --out DIR/a.wav")
        .directory(place.path())
        .daemon(&daemon)
        .run();
    assert_snapshot!(said);
    assert_eq!(daemon.lines(), ["POST /api/v1/speech"]);
    let asked = String::from_utf8(daemon.seen()[0].body.clone()).expect("text");
    assert_eq!(asked, r#"{"text":"您好","voice":"en"}"#);
    assert_eq!(
        fs::read(place.path().join("a.wav")).expect("a file"),
        b"RIFF"
    );
}

#[test]
fn a_text_is_spoken_here_without_a_daemon() {
    let place = directory();
    let said = Ccctl::new("prompt preview --offline --out DIR/a.wav 您好")
        .directory(place.path())
        .run();
    assert!(said.ends_with("--- exit 0\n"), "{said}");
    let file = fs::read(place.path().join("a.wav")).expect("a file");
    assert!(
        file.starts_with(b"RIFF") && file.len() > 4_000,
        "{}",
        file.len()
    );
}

#[test]
fn what_cannot_be_saved_or_spoken_is_told() {
    let daemon = Daemon::new(|request| {
        let told = match request.line.starts_with("POST") {
            true => api::Problem::new(
                api::Code::NotPossibleHere,
                "`hello` cannot be spoken: espeak-ng was not found",
            ),
            false => api::Problem::new(api::Code::NotFound, "there is no prompt `gone`"),
        };
        problem(&told)
    });
    let gone = Ccctl::new("prompt download gone --out a.wav").daemon(&daemon);
    let silent = Ccctl::new("prompt preview hello --out a.wav").daemon(&daemon);
    let long = Ccctl::new("prompt preview --out a.wav").argument(&"好".repeat(601));
    let voice = Ccctl::new("prompt preview hello --voice fr --out a.wav");
    let nowhere = Ccctl::new("prompt preview hello --offline --out DIR");
    let place = directory();
    let told = [gone, silent, long, voice, nowhere.directory(place.path())].map(Ccctl::run);
    assert_snapshot!(told.join("\n").replace(&"好".repeat(601), "好…"));
}
