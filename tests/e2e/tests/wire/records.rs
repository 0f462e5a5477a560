//! Records and recordings, as programs and people ask for them.

use e2e::{Daemon, Place, agent, caller, request, requested};

use crate::{AGENT, CALLER, DESK};

fn token(daemon: &Daemon, name: &str, role: &str) -> String {
    let made = daemon.ccctl(&format!("token create {name} --role {role} -o json"));
    made.json()["token"].as_str().expect("a token").to_owned()
}

#[test]
fn what_was_noted_survives_a_crash_and_is_found() {
    let place = Place::new();
    let mut daemon = Daemon::start(&place);
    daemon.apply(&place.center(DESK));
    let (admin, viewer) = (
        token(&daemon, "ci", "admin"),
        token(&daemon, "wall", "viewer"),
    );
    caller("4002").until_bye().start(&place).done(15);
    let record = daemon.record();
    let path = format!("/api/v1/records/{}", record["id"].as_str().expect("an id"));
    let note = r#"{"remark":"=HYPERLINK(\"x\") 回电"}"#;
    let patch = |daemon: &Daemon, token: &str| {
        request(&daemon.http(), "PATCH", &path, Some(token), note).status
    };
    assert_eq!(patch(&daemon, &viewer), 403);
    assert_eq!(patch(&daemon, &admin), 200);
    daemon.process.kill();
    let daemon = Daemon::start(&place);
    assert_eq!(daemon.record()["remark"], "=HYPERLINK(\"x\") 回电");
    let file = daemon.ccctl("get records --remark 回电 -o csv").ok().out;
    assert!(file.contains(r#","'=HYPERLINK(""x"") 回电","#), "{file}");
    assert_eq!(file.lines().count(), 2, "{file}");
    let none = daemon.ccctl("get records --remark 没有 -o csv").ok().out;
    assert_eq!(none.lines().count(), 1, "{none}");
}

#[test]
fn a_recording_is_given_whole_in_parts_and_as_mp3() {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    daemon.apply(&place.center(DESK));
    daemon.agent_is("amy", "idle");
    let viewer = token(&daemon, "wall", "viewer");
    let phone = agent(200).tone(AGENT, 10_000).wait(3_000).hang_up();
    let mut phone = phone.start(&place);
    let call = caller("4001").wait(2_500).digit('1').tone(CALLER, 20_000);
    call.until_bye().start(&place).done(25);
    phone.done(20);
    let record = daemon.record();
    let talk = &record["recordings"][0];
    let path = format!("/api/v1/recordings/{}", talk["id"].as_str().expect("an id"));
    let file = daemon.data().join(talk["file"].as_str().expect("a path"));
    let wav = std::fs::read(file).expect("a file");
    let ask = |path: &str, head: &str| requested(&daemon.http(), path, &viewer, head);

    let whole = ask(&path, "");
    assert_eq!((whole.status, &whole.body), (200, &wav));
    assert!(
        whole.head.contains("content-type: audio/wav"),
        "{}",
        whole.head
    );
    let part = ask(&path, "Range: bytes=100-299\r\n");
    assert_eq!((part.status, part.body.as_slice()), (206, &wav[100..300]));
    let told = format!("content-range: bytes 100-299/{}", wav.len());
    assert!(part.head.contains(&told), "{}", part.head);
    assert_eq!(ask(&path, "Range: bytes=99999999-\r\n").status, 416);

    let mp3 = ask(&format!("{path}?format=mp3"), "");
    assert_eq!(mp3.status, 200);
    assert!(
        mp3.head.contains("content-type: audio/mpeg"),
        "{}",
        mp3.head
    );
    // 64 kbit/s are 8 bytes a millisecond; a frame of MPEG 2.5 layer III begins with these bits.
    let millis = talk["duration_ms"].as_u64().expect("milliseconds") as usize;
    let spoken = mp3.body.len() / 8;
    assert!(spoken.abs_diff(millis) < 500, "{spoken} ms of {millis}");
    assert_eq!((mp3.body[0], mp3.body[1] & 0xFE), (0xFF, 0xE2));
    let again = ask(&path, "Accept: audio/mpeg\r\nRange: bytes=0-9\r\n");
    assert_eq!(
        (again.status, again.body.as_slice()),
        (206, &mp3.body[..10])
    );

    for nowhere in [
        "..%2F..%2Fccd.sock",
        "0192a1d8-7c00-7000-8000-000000000001",
        "%00",
    ] {
        let answer = ask(&format!("/api/v1/recordings/{nowhere}"), "");
        assert_eq!(answer.status, 404, "{nowhere}");
    }
}
