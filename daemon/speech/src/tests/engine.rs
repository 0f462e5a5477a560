//! The real `espeak-ng`, and programs that behave badly in its place.

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::{EspeakNg, Pcm8k, SpeechError, Synthesizer, Voice};

fn engine() -> EspeakNg {
    EspeakNg::find().expect("espeak-ng is installed where the tests run")
}

fn loudness(samples: &[i16]) -> f64 {
    let power: f64 = samples
        .iter()
        .map(|sample| f64::from(*sample).powi(2))
        .sum();
    10.0 * (power / samples.len() as f64 / f64::from(1u32 << 30)).log10()
}

#[test]
fn chinese_and_english_are_spoken() {
    let texts = [
        (
            "您好，欢迎致电，售前请按一，售后请按二",
            Voice::Mandarin,
            2..9,
        ),
        (
            "Welcome. For sales press 1, for support press 2.",
            Voice::English,
            2..8,
        ),
        (
            "您好，欢迎致电 Acme Support，请按 12",
            Voice::Mandarin,
            1..8,
        ),
        ("Welcome to 王小美, please hold.", Voice::English, 1..6),
    ];
    for (text, voice, seconds) in texts {
        let audio = Pcm8k(engine().speak(text, voice).unwrap());
        let length = audio.duration().as_secs();
        assert!(seconds.contains(&length), "{text}: {:?}", audio.duration());
        let level = loudness(audio.samples());
        assert!((-28.0..-17.0).contains(&level), "{text}: {level} dB");
        let start = loudness(&audio.samples()[..1_600]);
        assert!(start > -45.0, "{text} begins with silence: {start} dB");
    }
}

#[test]
fn digits_are_read_in_the_voice_of_the_text() {
    let chinese = engine().speak("12345", Voice::Mandarin).unwrap();
    let english = engine().speak("12345", Voice::English).unwrap();
    assert_ne!(chinese.len(), english.len());
}

#[test]
fn hostile_texts_are_only_spoken() {
    let target = std::env::temp_dir().join(format!("speech-{}.wav", std::process::id()));
    let long = "好".repeat(600);
    let option = format!("-w {}", target.display());
    let texts = [
        option.as_str(),
        "--version",
        "-f /etc/passwd",
        "<speak><audio src='/etc/passwd'/>hello</speak> <break time='9999s'/> end",
        "[[h@'loU]] and so on",
        "a\0b\0c",
        "$(touch /tmp/owned) `id` ; | & > x",
        "hello 😀😀😀",
        "\u{202e}right to left\u{1b}[31m",
        &long,
    ];
    for text in texts {
        for voice in [Voice::English, Voice::Mandarin] {
            let samples = engine()
                .speak(text, voice)
                .unwrap_or_else(|error| panic!("{text}: {error}"));
            let audio = Pcm8k(samples);
            assert!(audio.duration() > Duration::from_millis(100), "{text}");
            assert!(audio.duration() < Duration::from_secs(300), "{text}");
        }
    }
    assert!(!target.exists());
}

#[test]
fn texts_without_words_or_without_end_are_refused() {
    assert!(matches!(
        engine().speak("", Voice::English),
        Err(SpeechError::Silent(_))
    ));
    assert!(matches!(
        engine().speak(" \n ", Voice::Mandarin),
        Err(SpeechError::Silent(_))
    ));
    let endless = "a ".repeat(3_000);
    assert!(matches!(
        engine().speak(&endless, Voice::English),
        Err(SpeechError::TooLong { .. })
    ));
}

#[test]
fn a_missing_engine_is_reported_with_its_mend() {
    let error = EspeakNg::of("no-such-espeak").unwrap_err();
    assert!(
        error.to_string().contains("apt-get install espeak-ng"),
        "{error}"
    );
    assert!(!EspeakNg::probe().unwrap().to_string().is_empty());
}

/// A program that answers `--version` and then does `script`.
fn impostor(dir: &tempfile::TempDir, script: &str) -> EspeakNg {
    let path: PathBuf = dir.path().join("impostor");
    let text = format!(
        "#!/bin/sh\nif [ \"$1\" = --version ]; then echo 'text-to-speech: 9.9'; exit; fi\n{script}\n"
    );
    std::fs::write(&path, text).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    EspeakNg::of(path.to_str().unwrap()).unwrap()
}

#[test]
fn an_engine_that_fails_or_babbles_is_reported() {
    let dir = tempfile::tempdir().unwrap();
    let failing = impostor(&dir, "exit 3").speak("hello", Voice::English);
    assert!(
        matches!(failing, Err(SpeechError::Failed { .. })),
        "{failing:?}"
    );
    let dir = tempfile::tempdir().unwrap();
    let junk = impostor(&dir, "echo this is no audio").speak("hello", Voice::English);
    assert!(matches!(junk, Err(SpeechError::Audio { .. })), "{junk:?}");
    let dir = tempfile::tempdir().unwrap();
    let endless = impostor(&dir, "exec cat /dev/zero").speak("hello", Voice::English);
    assert!(
        matches!(endless, Err(SpeechError::TooMuchAudio { .. })),
        "{endless:?}"
    );
}

#[test]
fn an_engine_that_hangs_is_ended_when_its_time_is_up() {
    let start = Instant::now();
    let limit = Duration::from_millis(200);
    let hung = crate::espeak::run_for_test("sleep", &["60"], limit);
    assert!(
        matches!(hung, Err(SpeechError::TimedOut { .. })),
        "{hung:?}"
    );
    assert!(start.elapsed() < Duration::from_secs(10));
}
