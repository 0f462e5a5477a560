use std::time::Duration;

use std::path::PathBuf;

use super::*;

const PATIENCE: Duration = Duration::from_secs(10);

fn start(settings: Settings) -> (Softphone, mpsc::Receiver<Event>) {
    let (sender, events) = mpsc::channel();
    let phone = Softphone::start(settings, move |event| drop(sender.send(event)));
    (phone.expect("a phone"), events)
}

/// Two phones need no server: each can call the other.
fn settings(server: SocketAddr, user: &str) -> Settings {
    Settings::new(server, user)
}

fn wait(events: &mpsc::Receiver<Event>, wanted: impl Fn(&Event) -> bool) -> Event {
    loop {
        let event = events.recv_timeout(PATIENCE).expect("the event comes");
        if wanted(&event) {
            return event;
        }
    }
}

fn is(event: CallEvent) -> impl Fn(&Event) -> bool {
    move |other| *other == Event::Call(event.clone())
}

/// The energy at a frequency as a share of all energy (Goertzel).
fn share(heard: &[i16], hertz: f64) -> f64 {
    let turn = 2.0 * (std::f64::consts::TAU * hertz / 8_000.0).cos();
    let (mut one, mut two, mut energy) = (0.0, 0.0, 0.0);
    for sample in heard.iter().map(|sample| f64::from(*sample)) {
        (one, two) = (sample + turn * one - two, one);
        energy += sample * sample;
    }
    2.0 * (one * one + two * two - turn * one * two) / (energy * heard.len() as f64)
}

/// Whether some 100 ms are a tone; while a key is sent, nothing else is.
fn has_tone(heard: &[i16], hertz: f64) -> bool {
    heard
        .chunks_exact(800)
        .any(|part| part.iter().any(|sample| *sample != 0) && share(part, hertz) > 0.9)
}

fn recorded(file: &std::path::Path) -> Vec<i16> {
    let bytes = std::fs::read(file).expect("the file");
    assert_eq!(bytes[22], 1, "one channel");
    assert_eq!(
        u32::from_le_bytes(bytes[40..44].try_into().expect("four")) as usize,
        bytes.len() - 44
    );
    bytes[44..]
        .as_chunks::<2>()
        .0
        .iter()
        .map(|pair| i16::from_le_bytes(*pair))
        .collect()
}

#[test]
fn one_calls_the_other_presses_a_key_and_each_hears_the_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let nobody: SocketAddr = "127.0.0.1:9".parse().expect("an address");
    let (amy, amys) = start(Settings {
        sound: std::sync::Arc::new(sound::tone(400)),
        record: Some(folder.path().join("amy.wav")),
        ..settings(nobody, "2001")
    });
    let (caller, callers) = start(Settings {
        sound: std::sync::Arc::new(sound::tone(900)),
        record: Some(folder.path().join("caller.wav")),
        ..settings(amy.local(), "1000")
    });

    assert!(caller.send(Command::Dial("2001".to_owned())));
    let rings = wait(&amys, |event| {
        matches!(event, Event::Call(CallEvent::Incoming { .. }))
    });
    let from = |event| match event {
        Event::Call(CallEvent::Incoming { from, .. }) => from,
        _ => String::new(),
    };
    assert_eq!(from(rings), "1000");
    wait(&callers, is(CallEvent::Ringing));
    assert!(amy.send(Command::Answer));
    wait(&callers, is(CallEvent::Up));
    wait(&callers, |event| *event == Event::Hears);
    assert!(caller.send(Command::Press("1#".to_owned())));
    wait(&amys, |event| *event == Event::Key('1'));
    wait(&amys, |event| *event == Event::Key('#'));
    assert!(amy.send(Command::Press("0123".to_owned())));
    wait(&callers, |event| *event == Event::Key('3'));
    assert!(caller.send(Command::HangUp));
    wait(&callers, is(CallEvent::Ended(End::Here)));
    wait(&amys, is(CallEvent::Ended(End::There)));

    let file = |event| match event {
        Event::Recorded { file, .. } => file,
        _ => PathBuf::new(),
    };
    let ended = |event: &Event| matches!(event, Event::Recorded { .. });
    let heard = recorded(&file(wait(&callers, ended)));
    assert!(has_tone(&heard, 400.0), "the caller hears amy");
    drop(caller);
    amy.close();
    let heard = recorded(&file(wait(&amys, ended)));
    assert!(has_tone(&heard, 900.0), "amy hears the caller");
}

#[test]
fn a_phone_without_an_answer_closes_within_moments() {
    let silent = UdpSocket::bind("127.0.0.1:0").expect("a socket");
    let (phone, events) = start(settings(silent.local_addr().expect("an address"), "2001"));
    phone.send(Command::Register(60));
    let begun = crate::clock::mono();
    phone.close();
    assert!(crate::clock::mono().since(begun) < PATIENCE);
    assert!(!phone.send(Command::Answer), "it is closed");
    assert_eq!(events.try_iter().count(), 0);
}
