//! The words on what can be done.

use cli_tests::Ccctl;
use insta::assert_snapshot;

#[test]
fn every_command_explains_itself() {
    for command in [
        "",
        "validate",
        "fmt",
        "plan",
        "apply",
        "test",
        "fuzz",
        "simulate",
        "render",
        "graph",
        "get",
        "describe",
        "history",
        "show",
        "diff",
        "rollback",
        "destroy",
        "logs",
        "call",
        "call show",
        "agent",
        "agent state",
        "agent stay",
        "agent return",
        "agent force-offline",
        "agent restore",
        "phone",
        "phone password",
        "trunk",
        "trunk password",
        "trunk test",
        "webhook",
        "webhook retry",
        "prompt",
        "prompt download",
        "prompt preview",
        "softphone",
        "softphone register",
        "softphone dial",
        "token",
        "token create",
        "token list",
        "token revoke",
        "client",
        "client create",
        "client rotate",
        "client list",
        "client delete",
        "blacklist",
        "blacklist add",
        "blacklist remove",
        "blacklist list",
        "blacklist export",
        "import",
        "import hotwords",
        "import agents",
        "import phones",
        "import members",
        "set",
        "set member",
        "set phone",
        "set hours",
        "set emergency",
        "unset",
        "drift",
        "pull",
        "explain",
        "completions",
    ] {
        let line = format!("{command} --help");
        assert_snapshot!(
            format!("help_{}", command.replace(' ', "_")),
            Ccctl::new(line.trim()).run()
        );
    }
}

#[test]
fn a_wrong_command_line_ends_with_64() {
    let lines = [
        "valdate",
        "plan",
        "apply DIR --maybe",
        "logs --call x",
        "token create a.b",
        "get",
    ];
    let shown: Vec<_> = lines
        .into_iter()
        .map(|line| Ccctl::new(line).run())
        .collect();
    assert_snapshot!(shown.join("\n"));
}

#[test]
fn what_the_environment_says_does_not_look_as_if_it_had_to_be_typed() {
    for line in [
        "get",
        "agent state amy",
        "softphone dial",
        "plan DIR --maybe",
    ] {
        let typed = Ccctl::new(line).run();
        let beside = Ccctl::new(line)
            .environment("CCCTL_DAEMON", "unix:data/ccd.sock")
            .environment("CCCTL_TOKEN", "a-token")
            .environment("CCCTL_SIP", "192.0.2.10:5060");
        assert_eq!(beside.run(), typed);
    }
    let unread = Ccctl::new("get agents").environment("CCCTL_DAEMON", "ftp://192.0.2.10");
    assert_snapshot!(unread.run());
}

#[test]
fn the_version_is_told() {
    assert_eq!(
        Ccctl::new("--version").run(),
        "$ ccctl --version\nccctl 0.1.0\n--- exit 0\n"
    );
}

#[test]
fn help_may_stand_before_the_command() {
    let told = |line: &str| {
        let run = Ccctl::new(line).run();
        run.split_once('\n').map(|(_, told)| told.to_owned())
    };
    for command in ["validate", "token create"] {
        let (before, behind) = (format!("help {command}"), format!("{command} --help"));
        assert_eq!(told(&before), told(&behind));
    }
    assert_eq!(told("help"), told("--help"));
    assert_snapshot!(Ccctl::new("help validat").run());
}
