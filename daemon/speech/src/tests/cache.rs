//! Each text is spoken once.

use std::fs;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use crate::{Cache, EspeakNg, Pcm8k, SpeechError, Synthesizer, Voice};

/// Says as many samples as the text has bytes, and counts how often it was asked.
#[derive(Default)]
struct Counting(AtomicU64);

impl Synthesizer for Counting {
    fn identity(&self) -> String {
        "counting 1".to_owned()
    }

    fn speak(&self, text: &str, _voice: Voice) -> Result<Vec<i16>, SpeechError> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Ok(vec![7; text.len()])
    }
}

impl Counting {
    fn asked(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

#[test]
fn a_second_time_needs_no_engine() {
    let dir = tempfile::tempdir().unwrap();
    let cache = Cache::open(dir.path(), 1 << 20).unwrap();
    let engine = EspeakNg::find().unwrap();
    let first = cache
        .get_or_speak(&engine, "您好", Voice::Mandarin)
        .unwrap();
    let reopened = Cache::open(dir.path(), 1 << 20).unwrap();
    let second = reopened
        .get_or_speak(&engine, "您好", Voice::Mandarin)
        .unwrap();
    assert_eq!((first.cached, second.cached), (false, true));
    assert_eq!(first.audio, second.audio);
    let file = fs::read(dir.path().join(format!("{}.wav", first.key))).unwrap();
    assert_eq!(
        crate::decode(&file).unwrap(),
        first.audio,
        "the entry is a WAV file to others"
    );
}

#[test]
fn text_and_voice_make_the_entry() {
    let dir = tempfile::tempdir().unwrap();
    let cache = Cache::open(dir.path(), 1 << 20).unwrap();
    let engine = Counting::default();
    for (text, voice) in [
        ("a", Voice::English),
        ("a", Voice::Mandarin),
        ("b", Voice::English),
    ] {
        assert!(!cache.get_or_speak(&engine, text, voice).unwrap().cached);
        assert!(cache.get_or_speak(&engine, text, voice).unwrap().cached);
    }
    assert_eq!(engine.asked(), 3);
    assert_eq!((cache.counters().hits, cache.counters().misses), (3, 3));
}

#[test]
fn any_damage_to_an_entry_has_it_spoken_again() {
    let dir = tempfile::tempdir().unwrap();
    let cache = Cache::open(dir.path(), 1 << 20).unwrap();
    let engine = Counting::default();
    let key = cache
        .get_or_speak(&engine, "hello", Voice::English)
        .unwrap()
        .key;
    let path = dir.path().join(format!("{key}.wav"));
    let good = fs::read(&path).unwrap();
    for place in 0..good.len() {
        let mut bytes = good.clone();
        bytes[place] ^= 1;
        fs::write(&path, bytes).unwrap();
        let again = cache
            .get_or_speak(&engine, "hello", Voice::English)
            .unwrap();
        assert_eq!(
            (again.cached, again.audio),
            (false, Pcm8k(vec![7; 5])),
            "byte {place}"
        );
        fs::write(&path, &good[..place]).unwrap();
        assert!(
            !cache
                .get_or_speak(&engine, "hello", Voice::English)
                .unwrap()
                .cached,
            "cut {place}"
        );
    }
    assert_eq!(cache.counters().damaged, 2 * good.len() as u64);
}

#[test]
fn what_was_heard_longest_ago_makes_room() {
    let dir = tempfile::tempdir().unwrap();
    let cache = Cache::open(dir.path(), 10_000).unwrap();
    let engine = Counting::default();
    let text = |number: usize| format!("{number}{}", "x".repeat(999));
    for number in 0..4 {
        let key = cache
            .get_or_speak(&engine, &text(number), Voice::English)
            .unwrap()
            .key;
        let file = fs::File::options()
            .write(true)
            .open(dir.path().join(format!("{key}.wav")));
        let age = Duration::from_secs(1_000 - number as u64);
        file.unwrap().set_modified(SystemTime::now() - age).unwrap();
    }
    assert!(
        cache
            .get_or_speak(&engine, &text(0), Voice::English)
            .unwrap()
            .cached
    );
    cache
        .get_or_speak(&engine, &text(4), Voice::English)
        .unwrap();
    let asked = engine.asked();
    for number in [0, 2, 3, 4] {
        assert!(
            cache
                .get_or_speak(&engine, &text(number), Voice::English)
                .unwrap()
                .cached
        );
    }
    assert_eq!(engine.asked(), asked);
    assert!(
        !cache
            .get_or_speak(&engine, &text(1), Voice::English)
            .unwrap()
            .cached
    );
    assert_eq!(cache.counters().evicted, 2);
}

#[test]
fn a_cache_that_cannot_keep_still_speaks() {
    let dir = tempfile::tempdir().unwrap();
    let place = dir.path().join("cache");
    let cache = Cache::open(&place, 1 << 20).unwrap();
    fs::remove_dir(&place).unwrap();
    let spoken = cache
        .get_or_speak(&Counting::default(), "hello", Voice::English)
        .unwrap();
    assert_eq!(spoken.audio.samples().len(), 5);
    assert_eq!(cache.counters().unkept, 1);
}
