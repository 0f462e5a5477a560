//! `ccctl apply`

use cli_tests::{Ccctl, Daemon, center};
use insta::assert_snapshot;

use crate::fixture::{self, CENTER};

fn ccctl(arguments: &str, center: &tempfile::TempDir, daemon: &Daemon) -> Ccctl {
    let command = Ccctl::new(arguments)
        .directory(center.path())
        .daemon(daemon);
    command.environment("PHONE_2001", "Secret-2001")
}

#[test]
fn a_center_goes_live() {
    let (daemon, live) = fixture::daemon();
    let center = fixture::directory();
    assert_snapshot!(ccctl("apply DIR --yes", &center, &daemon).run());
    assert_eq!(live.lock().expect("the state").config.agents.len(), 1);
    let again = ccctl("apply DIR --yes", &center, &daemon).run();
    assert_snapshot!("a_center_goes_live_once", again);
}

#[test]
fn without_a_terminal_it_needs_yes() {
    let (daemon, _) = fixture::daemon();
    let center = fixture::directory();
    assert_snapshot!(ccctl("apply DIR", &center, &daemon).run());
    assert_eq!(daemon.lines(), ["POST /api/v1/plan"]);
}

#[test]
fn on_a_terminal_it_asks() {
    let (daemon, live) = fixture::daemon();
    let center = fixture::directory();
    let refused = ccctl("apply DIR", &center, &daemon)
        .on_terminal("n\n")
        .run();
    assert_snapshot!("on_a_terminal_no_is_no", refused);
    assert_eq!(live.lock().expect("the state").revision.0, 0);
    let interrupted = ccctl("apply DIR", &center, &daemon)
        .on_terminal("\x03")
        .run();
    assert!(interrupted.ends_with("--- exit 130\n"), "{interrupted}");
    assert_eq!(live.lock().expect("the state").revision.0, 0);
    let agreed = ccctl("apply DIR", &center, &daemon).environment("NO_COLOR", "1");
    assert_snapshot!(
        "on_a_terminal_yes_is_yes",
        agreed.on_terminal("yes\n").run()
    );
    assert_eq!(live.lock().expect("the state").revision.0, 1);
}

#[test]
fn a_deletion_needs_a_word_of_its_own() {
    let (daemon, live) = fixture::daemon();
    let center = fixture::directory();
    ccctl("apply DIR --yes", &center, &daemon).run();
    let (before, after) = CENTER.split_once("phones:").expect("phones");
    let (_, after) = after.split_once("ivrs:").expect("ivrs");
    let changed = format!("{before}ivrs:{after}");
    std::fs::write(center.path().join("center.yaml"), changed).expect("written");

    assert_snapshot!(
        "a_deletion_is_held_back",
        ccctl("apply DIR --yes", &center, &daemon).run()
    );
    assert_eq!(live.lock().expect("the state").revision.0, 1);
    ccctl("plan DIR --out DIR/plan.json", &center, &daemon).run();
    let saved = live.lock().expect("the state").config.clone();
    let reviewed = ccctl("apply DIR/plan.json --yes", &center, &daemon).run();
    assert!(reviewed.ends_with("1 deleted\n--- exit 0\n"), "{reviewed}");
    live.lock().expect("the state").config = saved;

    let allowed = ccctl("apply DIR --yes --allow-delete", &center, &daemon).run();
    assert_snapshot!("a_deletion_is_allowed", allowed);
}

#[test]
fn a_saved_plan_is_applied_as_it_was_shown_or_not_at_all() {
    let (daemon, live) = fixture::daemon();
    let center = fixture::directory();
    let saved = ccctl("plan DIR --out DIR/plan.json", &center, &daemon).run();
    assert_snapshot!("a_plan_is_saved", saved);
    let text = std::fs::read_to_string(center.path().join("plan.json")).expect("a plan");
    assert!(!text.contains("Secret-2001"));
    assert!(
        !text.contains("\"secrets\""),
        "only what is sealed says where they come from"
    );

    let applied = ccctl("apply DIR/plan.json --yes", &center, &daemon).run();
    assert_snapshot!("a_saved_plan_is_applied", applied);
    let stale = ccctl("apply DIR/plan.json --yes", &center, &daemon).run();
    assert_snapshot!("a_saved_plan_goes_stale", stale);
    assert_eq!(live.lock().expect("the state").revision.0, 1);

    let edited = text.replace("王小美", "王大美");
    std::fs::write(center.path().join("plan.json"), edited).expect("written");
    let edited = ccctl("apply DIR/plan.json --yes", &center, &daemon).run();
    assert_snapshot!("a_saved_plan_that_was_edited", edited);
}

#[test]
fn a_secret_without_a_value_stops_it() {
    let (daemon, live) = fixture::daemon();
    let center = fixture::directory();
    let apply = Ccctl::new("apply DIR --yes")
        .directory(center.path())
        .daemon(&daemon);
    assert_snapshot!(apply.run());
    assert_eq!(live.lock().expect("the state").revision.0, 0);
}

#[test]
fn audio_that_the_daemon_does_not_have_is_sent_first() {
    let (daemon, _) = fixture::daemon();
    let center = center(&[("center.yaml", "prompts:\n  hold: { file: hold.wav }\n")]);
    std::fs::write(center.path().join("hold.wav"), wav()).expect("written");
    assert_snapshot!(ccctl("apply DIR --yes", &center, &daemon).run());
    let lines = daemon.lines();
    assert_eq!(lines.len(), 3);
    assert!(lines[1].starts_with("PUT /api/v1/clips/"), "{lines:?}");
    assert_eq!(daemon.seen()[1].body, wav());
}

/// A tenth of a second of silence, 16 bits at 8 kHz.
fn wav() -> Vec<u8> {
    let mut wav = Vec::new();
    wav.extend(b"RIFF");
    wav.extend(1_636_u32.to_le_bytes());
    wav.extend(b"WAVEfmt ");
    wav.extend(16_u32.to_le_bytes());
    wav.extend([1, 0, 1, 0]);
    wav.extend(8_000_u32.to_le_bytes());
    wav.extend(16_000_u32.to_le_bytes());
    wav.extend([2, 0, 16, 0]);
    wav.extend(b"data");
    wav.extend(1_600_u32.to_le_bytes());
    wav.extend([0; 1_600]);
    wav
}
