//! `ccctl import`

use std::fs;
use std::path::Path;

use cli_tests::{Ccctl, Daemon, Reply, center};
use insta::assert_snapshot;

const CENTER: &str = r#"# The sample.
center: { name: Sample }
skill_groups:
  sales:
    members: { amy: 1 }
    max_waiting: 20
  # Nobody yet.
  support:
    phones: ["2101"]
roles:
  lead: { records: view, skill_groups: [sales] }
"#;

const PEOPLE: &str = r#"# Who answers.
agents:
  amy:
    name: 王小美
    staff_number: "1001"

  # She is on leave.
  ben: { name: 本, staff_number: "1002", role: lead }

phones:
  "2001": { agent: amy }
  "2101": { name: 前台 }
"#;

const WORDS: &str = "hotwords:\n  # Products.\n  redis: 3\n  核保: 5\n  old: 1\n";

fn sample() -> tempfile::TempDir {
    center(&[
        ("center.yaml", CENTER),
        ("people.yaml", PEOPLE),
        ("hotwords.yaml", WORDS),
    ])
}

/// Runs an import of a file with that content, and shows the files that have become others.
fn import(center: &Path, what: &str, content: impl AsRef<[u8]>) -> String {
    let place = tempfile::tempdir().expect("a directory");
    let file = place.path().join("table");
    fs::write(&file, content).expect("written");
    let before = files(center);
    let words = what.split_once(' ').unwrap_or((what, ""));
    let line = format!("import {} {} DIR {}", words.0, file.display(), words.1);
    let mut shown = Ccctl::new(line.trim()).directory(center).run();
    shown = shown.replace(&file.display().to_string(), "FILE");
    for (name, text) in files(center) {
        if !before.contains(&(name.clone(), text.clone())) {
            shown.push_str(&format!("\n# {name}\n{text}"));
        }
    }
    shown
}

fn files(center: &Path) -> Vec<(String, String)> {
    let entries = fs::read_dir(center).expect("a directory");
    let mut files: Vec<(String, String)> = entries
        .map(|entry| {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name");
            let text = fs::read_to_string(&path).expect("a text");
            (name.to_string_lossy().into_owned(), text)
        })
        .collect();
    files.sort();
    files
}

#[test]
fn a_list_of_hotwords_replaces_the_one_that_is_there() {
    let center = sample();
    let list = "\u{feff}redis|3\r\n核保|9\r\n智聆|10\r\n";
    assert_snapshot!(import(center.path(), "hotwords", list));
    assert_snapshot!(import(center.path(), "hotwords", list));
}

#[test]
fn a_first_list_has_a_file_of_its_own() {
    let center = center(&[("center.yaml", "center: { name: Sample }\n")]);
    assert_snapshot!(import(center.path(), "hotwords", "核保|9\nno|1\n110|10\n"));
}

#[test]
fn every_bad_line_is_told_and_nothing_is_written() {
    let center = sample();
    let before = files(center.path());
    let gbk = b"\xBA\xCB\xB1\xA3|5\n";
    let shown = [
        import(
            center.path(),
            "hotwords",
            "核保|11\na b|5\nredis\nok|1\nok|2\n",
        ),
        import(center.path(), "hotwords", gbk),
        import(center.path(), "hotwords", "x".repeat(100_001)),
        import(
            center.path(),
            "agents",
            "姓名,工号,邮箱,角色,分机,技能组\n王,1001,amy,boss,201,sale\n,1003\n李,1.0E+3\n张,1004,a@example.com,,2001\n赵,1004,A@example.com\n",
        ),
        import(
            center.path(),
            "agents",
            "name,staf_number,password\nAmy,1,x\n",
        ),
        import(
            center.path(),
            "agents",
            "name,staff_number,key\nAmy,1001,ammy\nBen,7,amy\nZoe,a b\n",
        ),
        import(
            center.path(),
            "phones",
            "extension,agent,contact\n201,,\n2201,1009,\n2202,ammy,x\n2202\n",
        ),
        import(
            center.path(),
            "members",
            "技能组,工号,优先级\nsale,1001,1\nsales,1009,6\nsales,1001\nsales,amy\n",
        ),
    ];
    assert_snapshot!(shown.join("\n"));
    assert_eq!(files(center.path()), before);
}

#[test]
fn a_table_of_agents_changes_those_whose_numbers_are_known_and_adds_the_others() {
    let center = sample();
    let table = "\u{feff}工号,姓名,昵称,分机,技能组\r\n1001,王小美,小美,,\r\n1003,李雷,,2003,sales；support\r\n";
    assert_snapshot!(import(center.path(), "agents", table));
    assert_snapshot!(import(center.path(), "agents --dry-run", table));
}

#[test]
fn agents_come_into_the_file_that_is_named() {
    let center = sample();
    let table = "staff_number,name,key\n1003,Zoe,zoe\n";
    assert_snapshot!(import(center.path(), "agents --into agents.yaml", table));
    let refused = ["../a.yaml", "agents.txt", "env/prod.yaml", ".a.yaml"];
    let refused = refused.map(|path| {
        let table = "staff_number,name\n1004,Zoe\n";
        import(center.path(), &format!("agents --into {path}"), table)
    });
    assert_snapshot!(refused.join("\n"));
}

#[test]
fn what_stands_in_braces_or_has_comments_is_told_and_nothing_is_written() {
    let center = center(&[
        ("center.yaml", CENTER),
        (
            "people.yaml",
            "agents: { amy: { name: Amy, staff_number: \"1001\" } }\nphones:\n  \"2101\":\n    # in the hall\n    name: 前台\n",
        ),
    ]);
    let shown = [
        import(center.path(), "agents", "staff_number,name\n1001,Amy B\n"),
        import(center.path(), "agents", "staff_number,name\n1003,Zoe\n"),
        import(center.path(), "phones", "extension,name\n2101,Hall\n"),
    ];
    assert_snapshot!(shown.join("\n"));
}

#[test]
fn phones_and_members_come_from_tables_as_well() {
    let center = sample();
    let phones = "extension,name,agent,contact\n2001,小美的话机,,\n2002,,1002,sip:2002@192.0.2.7\n";
    assert_snapshot!(import(center.path(), "phones", phones));
    let members = "skill_group,agent,priority\nsales,ben,2\nsupport,1001,\n";
    assert_snapshot!(import(center.path(), "members", members));
}

#[test]
fn what_would_make_the_center_invalid_is_not_written() {
    let center = sample();
    let table = "staff_number,name,extension\n1003,Zoe,2101\n";
    let text = CENTER
        .replace("Sample", "Sampel")
        .replace("[\"2101\"]", "[\"2109\"]");
    let broken = cli_tests::center(&[("center.yaml", &text)]);
    let shown = [
        import(center.path(), "agents", table),
        import(broken.path(), "agents", table),
    ];
    assert_snapshot!(shown.join("\n"));
}

#[test]
fn a_template_is_a_table_of_each_kind() {
    let mut shown = String::new();
    for kind in ["agents", "phones", "members"] {
        let line = format!("import {kind} --template");
        shown.push_str(&Ccctl::new(&line).run().replace('\u{feff}', "(mark)"));
    }
    shown.push_str(&Ccctl::new("import agents").run());
    assert_snapshot!(shown);
}

#[test]
fn hotwords_are_listed_and_exported() {
    let list = r#"{"items":[{"name":"redis","weight":3},{"name":"核保","weight":9}]}"#;
    let daemon = Daemon::new(move |request| match request.line.as_str() {
        "GET /api/v1/hotwords" => Reply::ok(list),
        line => panic!("{line}"),
    });
    let lines = [
        "get hotwords",
        "get hotwords 核保 -o yaml",
        "get hotwords -o txt",
        "get agents -o txt",
        "get hotwords -o csv",
    ];
    let shown: Vec<String> = lines
        .into_iter()
        .map(|line| Ccctl::new(line).daemon(&daemon).run())
        .collect();
    assert_snapshot!(shown.join("\n"));
}
