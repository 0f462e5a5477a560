//! `ccctl apply`

use cli_tests::{Ccctl, Daemon, Reply, center};
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
    let again = ccctl("apply DIR/plan.json --yes", &center, &daemon).run();
    assert_snapshot!("a_saved_plan_is_applied_once", again);
    assert_eq!(live.lock().expect("the state").revision.0, 1);

    let edited = text.replace("王小美", "王大美");
    std::fs::write(center.path().join("plan.json"), edited).expect("written");
    let edited = ccctl("apply DIR/plan.json --yes", &center, &daemon).run();
    assert_snapshot!("a_saved_plan_that_was_edited", edited);
    let later = text.replace(&format!("\"format\": {}", plan::FORMAT), "\"format\": 9");
    std::fs::write(center.path().join("plan.json"), later).expect("written");
    let later = ccctl("apply DIR/plan.json --yes", &center, &daemon).run();
    assert_snapshot!("a_saved_plan_of_another_version", later);
}

/// A daemon that `breaks` the connection at so many applies, after it has carried them out or without.
fn breaking(breaks: usize, carried_out: bool) -> Daemon {
    let (mut answer, mut left) = (fixture::answers(), breaks);
    Daemon::new(move |request| {
        let breaks = request.line == "POST /api/v1/apply" && left > 0;
        left -= usize::from(breaks);
        match breaks {
            true if carried_out => answer(request).broken(),
            true => Reply::ok("").broken(),
            false => answer(request),
        }
    })
}

#[test]
fn an_apply_whose_connection_is_cut_is_found_done_or_is_done_then() {
    let center = fixture::directory();
    let done = ccctl("apply DIR --yes", &center, &breaking(1, true)).run();
    let done_then = ccctl("apply DIR --yes", &center, &breaking(2, false)).run();
    let unknown = ccctl("apply DIR --yes", &center, &breaking(6, false)).run();
    assert_snapshot!([done, done_then, unknown].join("\n"));
}

fn write(center: &tempfile::TempDir, text: &str) {
    std::fs::write(center.path().join("center.yaml"), text).expect("written");
}

#[test]
fn of_two_admins_one_wins_and_the_other_is_told_unless_they_did_not_meet() {
    let (daemon, live) = fixture::daemon();
    let center = fixture::directory();
    ccctl("apply DIR --yes", &center, &daemon).run();
    for (plan, edit) in [("one", "王大美"), ("other", "王中美")] {
        write(&center, &CENTER.replace("王小美", edit));
        ccctl(&format!("plan DIR --out DIR/{plan}.json"), &center, &daemon).run();
    }
    write(&center, &CENTER.replace("售前请按一", "销售请按一"));
    ccctl("plan DIR --out DIR/third.json", &center, &daemon).run();

    let one = ccctl("apply DIR/one.json --yes", &center, &daemon).run();
    assert!(one.ends_with("--- exit 0\n"), "{one}");
    let other = ccctl("apply DIR/other.json --yes", &center, &daemon).run();
    assert_snapshot!("a_plan_that_meets_another_goes_stale", other);
    let third = ccctl("apply DIR/third.json --yes", &center, &daemon).run();
    assert_snapshot!("a_plan_that_meets_no_other_does_not", third);
    let live = live.lock().expect("the state");
    assert_eq!(
        live.config.agents["amy"].name, "王大美",
        "what one did stays"
    );
}

#[test]
fn what_is_protected_needs_two_applies() {
    let (daemon, live) = fixture::daemon();
    let center = fixture::directory();
    let number = r#"{ trunk: carrier, ivr: main }"#;
    let guarded = r#"{ trunk: carrier, ivr: main, protected: true }"#;
    write(&center, &CENTER.replace(number, guarded));
    ccctl("apply DIR --yes", &center, &daemon).run();
    let without = CENTER.replace(&format!("  \"02160001000\": {number}\n"), "");
    write(&center, &without.replace("numbers:\n", ""));
    let refused = ccctl("apply DIR --yes --allow-delete", &center, &daemon).run();
    assert_snapshot!("what_is_protected_is_not_deleted", refused);
    assert_eq!(live.lock().expect("the state").config.numbers.len(), 1);

    write(&center, CENTER);
    let first = ccctl("apply DIR --yes", &center, &daemon).run();
    assert_snapshot!("protection_is_taken_away_first", first);
    write(&center, &without.replace("numbers:\n", ""));
    let second = ccctl("apply DIR --yes --allow-delete", &center, &daemon).run();
    assert!(second.ends_with("--- exit 0\n"), "{second}");
    assert_eq!(live.lock().expect("the state").config.numbers.len(), 0);
}

#[test]
fn more_than_may_be_removed_at_once_needs_a_word_of_its_own() {
    let (daemon, live) = fixture::daemon();
    let center = fixture::directory();
    let few = CENTER.replace("\ntrunks:", "center: { max_removals: 0 }\ntrunks:");
    write(&center, &few);
    ccctl("apply DIR --yes", &center, &daemon).run();
    write(&center, &few.replace("members: { amy: 1 }", "members: {}"));
    let refused = ccctl("apply DIR --yes", &center, &daemon).run();
    assert_snapshot!("too_much_is_not_removed", refused);
    let allowed = ccctl("apply DIR --yes --allow-removing 1", &center, &daemon).run();
    assert!(allowed.ends_with("--- exit 0\n"), "{allowed}");
    assert!(
        live.lock().expect("the state").config.skill_groups["sales"]
            .members
            .is_empty()
    );
}

#[test]
fn the_commit_of_the_directory_stands_in_the_history() {
    let (daemon, live) = fixture::daemon();
    let center = fixture::directory();
    let git = |arguments: &[&str]| {
        let mut git = std::process::Command::new("git");
        git.args(["-c", "user.name=a", "-c", "user.email=a@example.com", "-C"]);
        let ran = git
            .arg(center.path())
            .args(arguments)
            .output()
            .expect("git runs");
        assert!(ran.status.success(), "{ran:?}");
        String::from_utf8(ran.stdout)
            .expect("text")
            .trim()
            .to_owned()
    };
    git(&["init", "--quiet"]);
    git(&["add", "."]);
    git(&["commit", "--quiet", "--message", "first"]);
    let head = git(&["rev-parse", "HEAD"]);
    ccctl("apply DIR --yes", &center, &daemon).run();
    write(&center, &CENTER.replace("王小美", "王大美"));
    ccctl("apply DIR --yes", &center, &daemon).run();
    let live = live.lock().expect("the state");
    let commits = live
        .sources
        .values()
        .map(|it| it.revision.commit.clone().unwrap_or_default());
    assert_eq!(
        commits.collect::<Vec<_>>(),
        [head.clone(), format!("{head}-dirty")]
    );
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
