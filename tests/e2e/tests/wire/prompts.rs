//! Prompts as callers hear them: MP3 files, and texts by an engine of the customer's own.

use e2e::{Asked, Daemon, Place, Reply, System, caller, mono, sine, strength};

use crate::DESK;

/// Two seconds of [`PITCH`] at 44.1 kHz in stereo.
const TONE: &[u8] = include_bytes!("../../centers/tone.mp3");
/// The pitch of `tone.mp3`, Hz.
const PITCH: f64 = 1_330.0;
/// The pitch of everything that the engine says, Hz.
const VOICE: f64 = 740.0;

/// The desk with another file as its prompt.
fn with_mp3(place: &Place) -> std::path::PathBuf {
    let file = "prompt: { file: prompt.wav }";
    assert!(DESK.contains(file));
    let center = place.center(&DESK.replace(file, "prompt: { file: tone.mp3 }"));
    std::fs::write(center.join("tone.mp3"), TONE).expect("written");
    center
}

/// The text that an engine was asked to speak.
fn text(asked: &Asked) -> &str {
    asked.body["text"].as_str().expect("a text")
}

/// A speech engine behind HTTP. It knows everything but numbers.
fn engine(place: &Place) -> System {
    System::start(place.net.host(20), |asked| {
        Reply::ok(match text(asked).starts_with('+') {
            true => b"no idea".to_vec(),
            false => mono(&sine(VOICE, 1_500)),
        })
    })
}

#[test]
fn an_mp3_of_44_1_khz_in_stereo_arrives_at_its_pitch() {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    daemon.apply(&with_mp3(&place));
    let mut call = caller("4002").until_bye().start(&place);
    call.ear.hears(PITCH, 10);
    call.done(20);

    let prompt = daemon.one("prompts prompt");
    assert_eq!(prompt["audio"]["format"], "mp3", "{prompt:#}");
    assert_eq!(prompt["audio"]["rate"], 44_100);
    assert_eq!(prompt["audio"]["channels"], 2);
    assert_eq!(prompt["audio"]["bytes"], TONE.len());
    let users = ["ivrs.main.nodes.welcome", "ivrs.notice.nodes.said"];
    assert_eq!(prompt["used_by"], serde_json::json!(users));

    let (heard, original) = (place.path("heard.wav"), place.path("original.mp3"));
    let download = format!("prompt download prompt --out {}", heard.display());
    daemon.ccctl(&download).ok();
    let heard = std::fs::read(heard).expect("a file");
    let samples = heard[44..].chunks_exact(2);
    let samples: Vec<i16> = samples
        .map(|it| i16::from_le_bytes([it[0], it[1]]))
        .collect();
    assert!(strength(&samples[4_000..12_000], PITCH) > 0.8);
    let download = format!(
        "prompt download prompt --original --out {}",
        original.display()
    );
    daemon.ccctl(&download).ok();
    assert_eq!(std::fs::read(original).expect("a file"), TONE);
}

#[test]
fn a_prompt_in_use_is_not_deleted() {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    daemon.apply(&with_mp3(&place));
    let without = DESK.replace("  prompt: { file: prompt.wav }\n", "");
    let refused = daemon.ccctl(&format!(
        "apply {} --yes --allow-delete",
        place.center(&without).display()
    ));
    assert_eq!(refused.code, 3, "{}{}", refused.out, refused.err);
    assert_eq!(
        refused.err.matches("error[CC0302]").count(),
        2,
        "{}",
        refused.err
    );
    assert_eq!(daemon.get("prompts").len(), 3);
}

#[test]
fn texts_are_spoken_once_by_the_engine_of_choice_and_a_call_goes_on_without_it() {
    let place = Place::new();
    let engine = engine(&place);
    let daemon = Daemon::with(&place, &["--speech", &engine.url("/speak")]);
    let said = "said: { play: { prompt: prompt }, next: bye }";
    assert!(DESK.contains(said));
    let texts = "said: { play: \"${SystemCallerNumber}\", next: hello }\n      \
                 hello: { play: 您好，欢迎致电, next: bye }";
    daemon.apply(&place.center(&DESK.replace(said, texts)));
    for host in [2, 5] {
        let mut call = caller("4002").at(host).until_bye().start(&place);
        call.ear.hears(VOICE, 10);
        call.done(20);
    }
    let preview = place.path("preview.wav");
    let line = format!("prompt preview 您好，欢迎致电 --out {}", preview.display());
    daemon.ccctl(&line).ok();
    assert!(std::fs::read(preview).expect("a file").starts_with(b"RIFF"));

    let asked = engine.asked();
    let mut asked = asked.iter().map(text);
    let greetings = asked.clone().filter(|text| text.starts_with("您好"));
    assert_eq!(greetings.count(), 1, "{asked:?}");
    assert!(asked.any(|text| text.starts_with('+')));
    let records = daemon.records(2);
    assert!(
        records.iter().all(|it| it["end_status"]["code"] == 107),
        "{records:#?}"
    );
}
