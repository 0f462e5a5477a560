//! `ccctl export`

use std::fs;
use std::path::Path;

use cli_tests::{Ccctl, Daemon, Reply};
use insta::assert_snapshot;

/// A daemon with this center, all of whose audio is the same.
fn daemon(hold: &str) -> Daemon {
    let config = format!(
        r#"{{"center":{{"name":"Sample"}},"trunks":{{}},"numbers":{{}},
        "prompts":{{"hold":{{"file":{{"file":"{hold}","sha256":"{}"}}}}}},
        "ivrs":{{"main":{{"start":"bye","nodes":{{"bye":{{"end":{{}}}}}}}},"main@1":{{"start":"bye","nodes":{{"bye":{{"end":{{}}}}}}}}}},
        "skill_groups":{{"desk":{{"members":{{"amy":1}}}}}},
        "agents":{{"amy":{{"name":"Amy","staff_number":"1001","role":"agent"}}}},"phones":{{}},"routing":{{}}}}"#,
        "0".repeat(64)
    );
    Daemon::new(move |request| match request.line.as_str() {
        "GET /api/v1/config" => Reply::ok(format!(r#"{{"revision":3,"config":{config}}}"#)),
        "GET /api/v1/prompts/hold/audio?format=original" => Reply::ok("RIFF"),
        line => panic!("{line}"),
    })
}

fn export(daemon: &Daemon, directory: &Path) -> String {
    Ccctl::new("export DIR")
        .directory(directory)
        .daemon(daemon)
        .run()
}

#[test]
fn what_is_live_becomes_files() {
    let place = tempfile::tempdir().expect("a directory");
    let center = place.path().join("center");
    let daemon = daemon("audio/hold.wav");
    let mut shown = export(&daemon, &center);
    for name in [
        "center.yaml",
        "ivrs/main.yaml",
        "people.yaml",
        "prompts.yaml",
        "audio/hold.wav",
    ] {
        let text = fs::read_to_string(center.join(name)).expect(name);
        shown.push_str(&format!("\n# {name}\n{text}"));
    }
    assert_snapshot!(shown);
    assert_snapshot!(export(&daemon, &center));
}

#[test]
fn nothing_is_written_outside() {
    let place = tempfile::tempdir().expect("a directory");
    let center = place.path().join("center");
    assert_snapshot!(export(&daemon("../hold.wav"), &center));
    assert!(!center.exists());
}
