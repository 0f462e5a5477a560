//! Every command of the documents does what it says there.

use std::process::Command;

use e2e::{Daemon, Place, agent, caller};

use crate::{AGENT, CALLER, DESK};

const API: &str = include_str!("../../../../docs/api.md");
const CHANGES: &str = include_str!("../../../../docs/changes.md");

/// The commands of all blocks of a language, as one text.
fn blocks(document: &str, language: &str) -> String {
    let fence = format!("```{language}\n");
    let blocks = document.split(&fence).skip(1);
    blocks
        .filter_map(|block| block.split("```").next())
        .collect()
}

#[test]
fn every_command_of_the_page_on_the_interface_works() {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    daemon.apply(&place.center(DESK));
    daemon.agent_is("amy", "idle");
    let phone = agent(200).tone(AGENT, 10_000).wait(2_000).hang_up();
    let mut phone = phone.start(&place);
    let call = caller("4001").wait(2_500).digit('1').tone(CALLER, 20_000);
    call.until_bye().start(&place).done(25);
    phone.done(20);
    let record = daemon.record();
    let made = daemon
        .ccctl("token create docs --role viewer -o json")
        .json();
    let text = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();

    let commands = blocks(API, "sh");
    assert!(commands.matches("curl ").count() > 8, "{commands}");
    let scratch = place.path("scratch");
    std::fs::create_dir(&scratch).expect("a directory");
    let mut shell = Command::new("bash");
    shell
        .args(["-euxo", "pipefail", "-c", &commands])
        .current_dir(&scratch);
    shell.env("CCD", format!("http://{}", daemon.http()));
    shell.env(
        "CCCTL_DAEMON",
        format!("unix:{}", daemon.socket().display()),
    );
    shell.env("SOCKET", daemon.socket());
    shell.env("TOKEN", text(&made["token"]));
    shell.env("CALL", text(&record["id"]));
    shell.env("RECORDING", text(&record["recordings"][0]["id"]));
    shell.env("PATH", daemon.path());
    let output = shell.output().expect("bash runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    for (file, least) in [
        ("openapi.json", 10_000),
        ("records.csv", 300),
        ("talk.wav", 10_000),
        ("talk.mp3", 2_000),
        ("talks.tar", 4_000),
    ] {
        let length = std::fs::metadata(scratch.join(file)).expect(file).len();
        assert!(length > least, "{file} has {length} bytes");
    }
    assert_eq!(
        std::fs::metadata(scratch.join("part.mp3"))
            .expect("a file")
            .len(),
        1_000
    );
    assert_eq!(daemon.record()["remark"], "wants a call on Monday");
}

#[test]
fn every_command_of_the_page_on_changes_works() {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    let desk = DESK.replace("name: Desk", "name: 示例中心");
    daemon.apply(&place.center(&desk));
    let ben = "agents:\n  ben: { name: Ben, staff_number: \"1002\" }\n";
    let more = desk.replace("agents:\n", ben);
    place.center(&more.replace("members: [amy]", "members: [amy, ben]"));
    let commands = blocks(CHANGES, "sh");
    assert!(commands.matches("ccctl ").count() > 12, "{commands}");
    let mut shell = Command::new("bash");
    shell.args(["-euxo", "pipefail", "-c", &commands]);
    shell.current_dir(place.path("."));
    shell.env(
        "CCCTL_DAEMON",
        format!("unix:{}", daemon.socket().display()),
    );
    shell.env("PATH", daemon.path());
    let output = shell.output().expect("bash runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let read = |name: &str| std::fs::read_to_string(place.path(name)).expect(name);
    assert!(read("comment.md").contains("ben joins sales"));
    assert!(read("plan-shown.json").contains("\"schema_version\": 1"));
    assert!(read("then.yaml").contains("ben"));
    assert_eq!(daemon.get("revisions").len(), 4, "{said}");
    assert!(daemon.get("agents").is_empty());
}
