//! What a shell is told when somebody presses Tab.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use cli_tests::{Daemon, Reply, ccctl};

/// A person who waits for longer presses the key again. Starting the program is part of it, and machines
/// that run tests are busy.
const LONGEST: Duration = Duration::from_secs(2);

const CONFIG: &str = r#"{ "revision": 7, "config": {
  "center": { "break_reasons": { "lunch": { "label": "午休" } } },
  "agents": { "amy": { "name": "王小美", "staff_number": "1001" }, "ben": { "name": "本", "staff_number": "1002" } },
  "phones": { "2001": { "name": "前台" }, "2002": {}, "3001": {} },
  "trunks": { "carrier": {}, "backup": {} },
  "webhooks": { "crm": {} },
  "skill_groups": { "sales": {}, "service": {} },
  "roles": { "lead": { "name": "组长" } }
} }"#;

const REVISIONS: &str =
    r#"{ "items": [ { "revision": 12, "message": "a new menu" }, { "revision": 11 } ] }"#;
const CALLS: &str = r#"{ "items": [ { "id": "0192a1d8-7c00-7000-8000-000000000001", "caller": "13800138000",
  "callee": "400", "started_at": "2026-11-27T10:00:00Z" } ] }"#;
const CHANGES: &str = r#"{ "items": [ { "path": "skill_groups.sales.members.zoe" },
  { "path": "hours.office.today" }, { "path": "blacklist.+8613800138000" } ] }"#;

fn center() -> Daemon {
    Daemon::new(|request| {
        let target = request.line.split(' ').nth(1).unwrap_or_default();
        let path = target.split('?').next().unwrap_or_default();
        match path.strip_prefix("/api/v1/").unwrap_or_default() {
            "config" => Reply::ok(CONFIG),
            "revisions" => Reply::ok(REVISIONS),
            "calls" => Reply::ok(CALLS),
            "live_changes" => Reply::ok(CHANGES),
            _ => Reply::ok(r#"{ "items": [] }"#),
        }
    })
}

/// What fish is told of a line whose last word is being written: it shows names and what they mean.
fn fish(daemon: Option<&Daemon>, line: &[&str], directory: &Path) -> Vec<String> {
    let mut command = Command::new(ccctl());
    command.env("CCCTL_COMPLETE", "fish").current_dir(directory);
    match daemon {
        Some(daemon) => {
            let address = format!("unix:{}", daemon.socket().display());
            command.env("CCCTL_DAEMON", address);
        }
        None => {
            command.env("CCCTL_DAEMON", "unix:/nonexistent/ccd.sock");
        }
    }
    let output = command.arg("--").args(line).output().expect("it runs");
    assert!(output.status.success() && output.stderr.is_empty());
    let text = String::from_utf8(output.stdout).expect("text");
    text.lines().map(str::to_owned).collect()
}

fn told(daemon: &Daemon, line: &[&str]) -> Vec<String> {
    fish(Some(daemon), line, Path::new("/"))
}

#[test]
fn what_an_argument_names_is_told_with_its_meaning_by_the_daemon() {
    let daemon = center();
    for (line, expected) in [
        (
            &["ccctl", "get", "phone", "20"][..],
            &["2001\t前台", "2002\t-"][..],
        ),
        (&["ccctl", "get", "agents", "b"], &["ben\t本"]),
        (&["ccctl", "describe", "agents", "a"], &["amy\t王小美"]),
        (&["ccctl", "trunk", "test", ""], &["backup", "carrier"]),
        (
            &["ccctl", "call", "show", "0"],
            &["0192a1d8-7c00-7000-8000-000000000001\t2026-11-27T10:00:00Z 13800138000 400"],
        ),
        (&["ccctl", "webhook", "retry", ""], &["crm"]),
        (&["ccctl", "show", ""], &["12\ta new menu", "11\t-"]),
        (
            &["ccctl", "diff", "11", ""],
            &[
                "live\twhat is live",
                "12\ta new menu",
                "11\t-",
                "0\tthe empty center",
            ],
        ),
        (&["ccctl", "rollback", "11"], &["11\t-"]),
        (&["ccctl", "set", "member", "sa"], &["sales"]),
        (&["ccctl", "set", "member", "sales", "a"], &["amy\t王小美"]),
        (&["ccctl", "unset", "member", ""], &["sales"]),
        (&["ccctl", "unset", "member", "sales", ""], &["zoe"]),
        (&["ccctl", "unset", "hours", ""], &["office"]),
        (&["ccctl", "agent", "state", "amy", "b"], &["break"]),
        (
            &["ccctl", "agent", "state", "amy", "break", "--reason", ""],
            &["lunch\t午休"],
        ),
        (
            &["ccctl", "token", "create", "x", "--role", "l"],
            &["lead\t组长"],
        ),
        (&["ccctl", "logs", "--agent", "am"], &["amy\t王小美"]),
        (
            &["ccctl", "explain", "CC0731"],
            &["CC0731\tWhat is moved is still there under its old name."],
        ),
        (
            &["ccctl", "explain", "ivrs.nod"],
            &["ivrs.nodes\tThe nodes by name."],
        ),
        (
            &["ccctl", "explain", "ivrs.nodes.voi"],
            &["ivrs.nodes.voicemail\tTakes a message"],
        ),
        (
            &["ccctl", "explain", "statuses.107"],
            &["statuses.107\tivrEnd"],
        ),
        (
            &["ccctl", "explain", "notW"],
            &["notWorkTime\tOutside business hours"],
        ),
    ] {
        let told = told(&daemon, line);
        let told: Vec<&str> = told
            .iter()
            .map(String::as_str)
            .filter(|it| !it.starts_with('-'))
            .collect();
        assert_eq!(told, expected, "{line:?}");
    }
}

#[test]
fn what_means_something_to_a_shell_is_no_name() {
    let daemon = Daemon::new(|_| {
        Reply::ok(
            r#"{ "items": [ { "name": "$(touch x)" }, { "name": "a b" }, { "name": "*" }, { "name": "a;b" },
               { "name": "a\u001bb" }, { "name": "--yes" }, { "name": "" }, { "name": "night-shift" } ] }"#,
        )
    });
    let told = told(&daemon, &["ccctl", "token", "revoke", ""]);
    let names: Vec<&String> = told.iter().filter(|it| !it.starts_with("--")).collect();
    assert_eq!(names, ["night-shift"]);
    assert!(!told.iter().any(|it| it == "--yes"), "{told:?}");
}

#[test]
fn commands_kinds_and_options_are_told_without_a_question() {
    let daemon = center();
    let kinds = told(&daemon, &["ccctl", "get", "rec"]);
    assert_eq!(kinds, ["records"]);
    let options = told(&daemon, &["ccctl", "history", "--lim"]);
    assert!(options[0].starts_with("--limit\t"), "{options:?}");
    let commands = told(&daemon, &["ccctl", "comp"]);
    assert!(commands[0].starts_with("completions"), "{commands:?}");
    assert!(daemon.lines().is_empty(), "nobody was asked");
}

#[test]
fn the_daemon_that_the_line_names_is_asked() {
    let (one, other) = (Daemon::new(|_| Reply::ok(r#"{"config":{}}"#)), center());
    let address = format!("unix:{}", other.socket().display());
    for line in [
        vec!["ccctl", "--daemon", &address, "trunk", "test", "c"],
        vec![
            "ccctl",
            &format!("--daemon={address}"),
            "trunk",
            "test",
            "c",
        ],
        vec!["ccctl", "trunk", "test", "--daemon", &address, "c"],
    ] {
        assert_eq!(told(&one, &line), ["carrier"], "{line:?}");
    }
    assert!(one.lines().is_empty());
}

#[test]
fn where_no_daemon_answers_the_yaml_of_the_directory_does() {
    let folder = tempfile::tempdir().expect("a directory");
    let center = folder.path().join("center");
    std::fs::create_dir(&center).expect("a directory");
    let text = "agents:\n  zoe: { name: Z, staff_number: \"1\" }\n";
    std::fs::write(center.join("center.yaml"), text).expect("written");
    for directory in [folder.path(), &center] {
        let told = fish(None, &["ccctl", "get", "agents", ""], directory);
        assert!(told.contains(&"zoe\tZ".to_owned()), "{told:?}");
    }
}

#[test]
fn silence_is_the_answer_to_whatever_goes_wrong_and_it_comes_in_time() {
    let nowhere = tempfile::tempdir().expect("a directory");
    // One that takes the connection and says nothing.
    let mute = nowhere.path().join("mute.sock");
    let _listener = std::os::unix::net::UnixListener::bind(&mute).expect("a socket");
    let mute = format!("--daemon=unix:{}", mute.display());
    let broken = Daemon::new(|_| Reply::ok("no JSON"));
    let refusing = Daemon::new(|_| Reply::status(401, r#"{"code":"unauthorized"}"#));
    for (daemon, option) in [
        (None, "--daemon=unix:/nonexistent/ccd.sock"),
        (None, "--daemon=nonsense"),
        (None, mute.as_str()),
        (Some(&broken), "--token=x"),
        (Some(&refusing), "--token=x"),
    ] {
        let began = Instant::now();
        let told = fish(
            daemon,
            &["ccctl", option, "get", "agents", "a"],
            nowhere.path(),
        );
        assert_eq!(told, [""; 0], "{option}");
        assert!(began.elapsed() < LONGEST, "{option}: {:?}", began.elapsed());
    }
}

/// What bash fills in: the script of `completions/` is read, and its function called as for a Tab behind
/// the words.
fn bash(daemon: &Daemon, words: &[&str]) -> Vec<String> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../completions/ccctl.bash");
    let quoted: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
    let last = words.last().copied().unwrap_or_default();
    let text = format!(
        "source '{}'\nCOMP_WORDS=({})\nCOMP_CWORD={}\nCOMP_TYPE=9\n\
         _clap_complete_ccctl ccctl '{last}' ''\nprintf '%s\\n' \"${{COMPREPLY[@]}}\"\n",
        script.display(),
        quoted.join(" "),
        words.len() - 1,
    );
    run_shell("bash", &["--norc", "--noprofile"], daemon, &text)
}

fn run_shell(shell: &str, arguments: &[&str], daemon: &Daemon, text: &str) -> Vec<String> {
    let folder = ccctl().parent().expect("a directory");
    let path = std::env::var("PATH").expect("a PATH");
    let mut child = Command::new(shell)
        .args(arguments)
        .env("PATH", format!("{}:{path}", folder.display()))
        .env(
            "CCCTL_DAEMON",
            format!("unix:{}", daemon.socket().display()),
        )
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("a shell");
    let mut stdin = child.stdin.take().expect("an input");
    stdin.write_all(text.as_bytes()).expect("it listens");
    drop(stdin);
    let output = child.wait_with_output().expect("it ends");
    let text = String::from_utf8(output.stdout).expect("text");
    text.lines().map(str::to_owned).collect()
}

#[test]
fn bash_fills_in_names_and_takes_its_own_cuts_of_words_for_one() {
    let daemon = center();
    assert_eq!(
        bash(&daemon, &["ccctl", "get", "phone", "20"]),
        ["2001", "2002"]
    );
    let socket = daemon.socket().display().to_string();
    let cut = [
        "ccctl", "--daemon", "unix", ":", &socket, "trunk", "test", "c",
    ];
    assert_eq!(bash(&daemon, &cut), ["carrier"]);
    let option = ["ccctl", "history", "--output", "=", "js"];
    assert_eq!(bash(&daemon, &option), ["json"]);
}

#[test]
fn fish_fills_in_names() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../completions/ccctl.fish");
    let text = format!(
        "source '{}'\ncomplete -C 'ccctl get phone 20'\n",
        script.display()
    );
    let told = run_shell("fish", &["--no-config"], &center(), &text);
    assert_eq!(told, ["2001\t前台", "2002\t-"]);
}

#[test]
fn zsh_takes_the_script_and_its_function_asks() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../completions/_ccctl");
    let text = format!(
        "compdef() {{ }}\n_describe() {{ print -l -- ${{(P)argv[-1]}} }}\nsource '{}'\n\
         words=(ccctl get phone 20) CURRENT=4\n_clap_dynamic_completer_ccctl\n",
        script.display()
    );
    let told = run_shell("zsh", &["-f"], &center(), &text);
    assert_eq!(told, ["2001:前台", "2002:-"]);
}
