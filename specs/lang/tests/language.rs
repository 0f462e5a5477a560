//! What the language says.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests may fail like tests"
)]

mod common;

use common::{Directory, compile, problems, sources};
use lang::Code;
use model::config::{Mode, Node, Speech};
use model::tests::Step;
use model::{IvrName, Key, Name, Span};

/// A center as the manual shows it.
const CENTER: &str = r##"
center: { name: 示例, time_zone: Asia/Shanghai }
trunks:
  carrier:
    mode: peer
    address: 203.0.113.10:5060
    transport: udp
    allow: [203.0.113.0/28]
    channels: 30
numbers:
  "02160001000": { trunk: carrier, ivr: main }
prompts:
  hold: { file: audio/hold.wav }
  sorry: { text: 抱歉, voice: zh }
skill_groups:
  presales: { ring: sequential, members: { amy: 1, ben: 3 }, phones: ["2101"] }
agents:
  amy: { name: 王小美, nickname: 小美, staff_number: "1001", email: amy@example.com, role: agent }
  ben: { name: 本, staff_number: "1002" }
phones:
  "2001": { name: 小美的话机, agent: amy, password: !secret env:PHONE_2001 }
  "2101": { name: 前台, contact: "sip:2101@127.0.0.1:5980" }
ivrs:
  main:
    start: welcome
    nodes:
      welcome: { play: 您好，欢迎致电, next: menu }
      menu:
        menu: 售前请按一，售后请按二
        timeout: 5s
        max_errors: 3
        keys:
          "1": { label: 售前, next: sales }
          "2": bye
          "#": bye
        on_timeout: { play: 您的输入已超时 }
        on_error: { play: { prompt: sorry } }
        exhausted: bye
      sales: { transfer: presales, music: hold, announce: "当前有 ${WaitNo} 人排队中", every: 30s, timeout: 5m, on_timeout: bye }
      bye: { end: 再见 }
routing:
  default: { ring_timeout: 15s, wrap_up: 10s, after_missed: break }
tests:
  sales:
    dial: "02160001000"
    caller: "13800138000"
    agents: { amy: { answers_after: 2s, talks_for: 5s }, ben: break }
    steps: [{ reach: menu }, { press: "1#" }, { wait: 3s }, talk, hang_up]
    expect: { end_status: ok, path: [welcome, menu, sales], agent: amy, recorded: true, hears: [您好] }
"##;

fn name(text: &str) -> Name {
    Name::new(text).expect("a name")
}

fn ivr_name(text: &str) -> IvrName {
    IvrName::new(text).expect("a name")
}

#[test]
fn the_center_of_the_manual_compiles() {
    let compiled = compile(CENTER).expect("no problems");
    let config = &compiled.config;
    assert_eq!(compiled.warnings, []);
    assert_eq!(config.trunks[&name("carrier")].mode, Mode::Peer);
    assert_eq!(config.trunks[&name("carrier")].address, "203.0.113.10:5060");
    assert_eq!(
        config.skill_groups[&name("presales")].members[&name("amy")].0,
        1
    );
    let Node::Menu(menu) = &config.ivrs[&ivr_name("main")].nodes[&name("menu")] else {
        panic!("a menu");
    };
    assert_eq!(
        menu.keys[&Key::new('1').expect("a key")].label.as_deref(),
        Some("售前")
    );
    assert_eq!(menu.keys[&Key::new('#').expect("a key")].next, name("bye"));
    assert_eq!(
        menu.asking.on_error.play,
        Some(Speech::Prompt(name("sorry")))
    );
    let Node::Transfer(transfer) = &config.ivrs[&ivr_name("main")].nodes[&name("sales")] else {
        panic!("a transfer");
    };
    assert_eq!(transfer.music, Some(Speech::Prompt(name("hold"))));
    assert_eq!(transfer.timeout, Some(Span::seconds(300)));
}

#[test]
fn a_center_brings_its_clips_secrets_tests_and_places() {
    let compiled = compile(CENTER).expect("no problems");
    assert_eq!(compiled.clips.len(), 1);
    assert_eq!(compiled.clips[0].path, "audio/hold.wav");
    assert_eq!(compiled.secrets.len(), 1);
    assert_eq!(compiled.secrets[0].resource, "phones/2001/password");
    assert_eq!(compiled.secrets[0].place.to_string(), "center.yaml:21");
    let test = &compiled.tests[&name("sales")];
    assert_eq!(test.place.to_string(), "center.yaml:44");
    assert_eq!(test.value.steps[2], Step::Wait(Span::seconds(3)));
    assert_eq!(test.value.steps.len(), 5);
    let places = &compiled.places;
    let at = |field| {
        places
            .nearest("ivrs", "main", field)
            .expect("a place")
            .to_string()
    };
    assert_eq!(at("nodes.menu.keys.2.next"), "center.yaml:34");
    assert_eq!(at("nodes.menu.keys.1.label"), "center.yaml:33");
    assert_eq!(at("nodes.sales.timeout"), "center.yaml:39");
    assert_eq!(at("on_exception"), "center.yaml:24");
}

#[test]
fn files_are_read_as_if_they_were_one() {
    let (first, second) = CENTER.split_once("skill_groups:").expect("skill groups");
    let second = format!("skill_groups:{second}");
    let files = sources(&[("a.yaml", first), ("b/c.yml", &second), ("empty.yaml", "")]);
    let split = lang::compile(&files, &Directory).expect("no problems");
    assert_eq!(split.config, compile(CENTER).expect("no problems").config);
}

#[test]
fn windows_files_mean_the_same() {
    let windows = format!("\u{FEFF}{}", CENTER.replace('\n', "\r\n"));
    let compiled = compile(&windows).expect("no problems");
    assert_eq!(
        compiled.config,
        compile(CENTER).expect("no problems").config
    );
    assert_eq!(compiled.secrets[0].place.to_string(), "center.yaml:21");
}

#[test]
fn spans_are_bytes_of_the_file_even_after_a_byte_order_mark() {
    let text = "\u{FEFF}# 说明\r\nagents:\r\n  小美: { name: 王小美, 工号: \"1\", staff_number: \"1\" }\r\n";
    let problems = problems(text);
    let label = &problems[0].labels[0];
    assert_eq!(&text[label.span.start..][..label.span.len], "工号");
    assert_eq!((label.line, label.column), (3, 20));
}

#[test]
fn nothing_at_all_is_the_empty_center() {
    for text in ["", "# only a comment\n", "---\n", "agents:\nphones: {}\n"] {
        let compiled = compile(text).expect("no problems");
        assert_eq!(compiled.config, model::Config::default(), "{text:?}");
    }
    assert!(lang::compile(&[], &Directory).is_ok());
    assert_eq!(lang::emit::to_yaml(&model::Config::default()), "");
}

#[test]
fn a_trunk_allows_its_own_address_and_nobody_else() {
    let compiled = compile("trunks:\n  a: { mode: peer, address: 203.0.113.10 }\n");
    let trunk = compiled.expect("no problems").config.trunks[&name("a")].clone();
    assert_eq!(trunk.allow, ["203.0.113.10/32".parse().expect("a network")]);
    assert_eq!(trunk.address, "203.0.113.10:5060");
}

#[test]
fn what_is_written_as_default_is_not_written_out() {
    let text = "routing:\n  default: { order: longest_idle, ring_timeout: 20s }\ncenter: { record: true }\n";
    let config = compile(text).expect("no problems").config;
    assert_eq!(lang::emit::to_yaml(&config), "routing:\n  default: {}\n");
}

#[test]
fn a_text_of_several_lines_stays_as_it_is() {
    let text = "prompts:\n  a:\n    text: |\n      on\n      yes: no\n";
    let config = compile(text).expect("no problems").config;
    assert_eq!(
        compile(lang::emit::to_yaml(&config))
            .expect("no problems")
            .config,
        config
    );
    assert!(lang::emit::to_yaml(&config).contains("yes: no"));
}

#[test]
fn a_question_whose_failures_lead_back_to_it_ends_by_their_count() {
    let text = |exhausted| {
        format!(
            "ivrs:\n  main:\n    nodes:\n      m: {{ menu: hi, keys: {{ \"1\": m }}, \
             on_timeout: {{ next: m }}, on_error: {{ next: m }}{exhausted} }}\n"
        )
    };
    assert!(compile(text("")).is_ok(), "the third failure ends the call");
    let codes: Vec<Code> = problems(text(", exhausted: m"))
        .iter()
        .map(|problem| problem.code)
        .collect();
    assert_eq!(codes, [Code::NoEnd]);
}

#[test]
fn the_reference_names_every_kind_and_every_code() {
    let text = lang::reference::markdown();
    for part in [
        "## trunks",
        "## ivrs: a branch",
        "| `ring_timeout` |",
        "`20s`",
        "## tests",
    ] {
        assert!(text.contains(part), "{part}");
    }
    assert!(Code::ALL.iter().all(|code| text.contains(code.as_str())));
    insta::assert_snapshot!("reference", text);
}

#[test]
fn a_path_may_begin_with_the_directory_itself() {
    let compiled = compile("prompts:\n  hold: { file: ./audio/hold.wav }\n").expect("valid");
    assert_eq!(compiled.clips[0].path, "audio/hold.wav");
}

#[test]
fn the_reference_names_every_variable() {
    let reference = lang::reference::markdown();
    for variable in model::config::SystemVariable::ALL {
        assert!(reference.contains(&format!("| `{}` |", variable.name())));
    }
}
