//! A change is told at the line at which it is written.

#![allow(clippy::expect_used, reason = "helpers of tests may fail like tests")]

use lang::Compiled;

fn compiled(text: &str) -> Compiled {
    let source = lang::Source {
        path: "center.yaml".to_owned(),
        text: text.into(),
    };
    lang::compile(&[source], &lang::NoFiles).expect("valid")
}

/// Each field that differs, and the line of the text that is told for it.
fn told(before: &str, after: &str) -> Vec<(String, String)> {
    let desired = compiled(after);
    let changes = plan::diff(&compiled(before).config, &desired.config, &desired.places);
    let fields = changes.iter().flat_map(|change| &change.fields);
    let line = |place: &model::Place| after.lines().nth(place.line as usize - 1);
    fields
        .map(|field| {
            let place = field.place.as_ref().expect("a place");
            let line = line(place).expect("a line");
            (field.path.clone(), line.trim().to_owned())
        })
        .collect()
}

fn check(before: &str, after: &str, expected: &[(&str, &str)]) {
    let told = told(before, after);
    let told: Vec<_> = told
        .iter()
        .map(|(path, line)| (path.as_str(), line.as_str()))
        .collect();
    assert_eq!(told, expected);
}

const HOURS: &str = r#"
hours:
  office:
    weekly:
      mon-fri:
        - 09:00-12:00
        - 13:00-18:00
    holidays:
      - 2026-10-01
      - { from: 2026-12-24, to: 2026-12-26, name: Christmas }
      - 01-01
    extra_days:
      - 2026-10-10
      - { date: 2026-10-11, hours: 10:00-15:00 }
      - date: 2026-10-17
        hours: 09:00-12:00
"#;

#[test]
fn an_element_of_a_list_is_told_where_it_stands() {
    check(
        HOURS,
        &HOURS.replace("10:00-15:00", "10:00-16:00"),
        &[(
            "extra_days[1].hours",
            "- { date: 2026-10-11, hours: 10:00-16:00 }",
        )],
    );
    check(
        HOURS,
        &HOURS.replace("hours: 09:00-12:00", "hours: 09:00-13:00"),
        &[("extra_days[2].hours", "hours: 09:00-13:00")],
    );
    check(
        HOURS,
        &HOURS.replace("- 2026-10-10", "- 2026-10-09"),
        &[("extra_days[0]", "- 2026-10-09")],
    );
    check(
        HOURS,
        &HOURS.replace("name: Christmas", "name: Noel"),
        &[(
            "holidays[1].name",
            "- { from: 2026-12-24, to: 2026-12-26, name: Noel }",
        )],
    );
}

#[test]
fn an_element_that_is_taken_away_is_told_where_its_list_stands() {
    let gone = HOURS.replace("      - 2026-10-10\n", "");
    check(HOURS, &gone, &[("extra_days[0]", "extra_days:")]);
}

const LISTS: &str = r#"
center:
  dial_never:
    - "110"
    - "119"
trunks:
  carrier:
    mode: peer
    address: 192.0.2.10
    allow:
      - 192.0.2.10/32
      - 198.51.100.0/24
numbers:
  "4001":
    trunk: carrier
    ivr: main
    direction: both
    outbound_skill_groups:
      - sales
      - desk
skill_groups:
  desk: { members: [amy] }
  sales: { members: [amy] }
  night: { members: [amy] }
agents:
  amy: { name: Amy, staff_number: "1" }
roles:
  lead:
    skill_groups:
      - sales
      - desk
caller_lists:
  vip:
    numbers:
      - "13800138000"
      - "13800138001"
ivrs:
  main:
    nodes:
      which:
        condition:
          - { when: "${SystemCallerNumber} = 1", label: one, next: bye }
          - when: "${SystemCallerNumber} = 2"
            label: two
            next: bye
        otherwise: bye
      bye: { end: Goodbye. }
"#;

#[test]
fn a_value_of_a_list_is_told_where_it_stands_whatever_its_order_is() {
    let edit = |from: &str, to: &str, expected: &[(&str, &str)]| {
        check(LISTS, &LISTS.replace(from, to), expected);
    };
    edit(
        "198.51.100.0/24",
        "203.0.113.0/24",
        &[("allow[1]", "- 203.0.113.0/24")],
    );
    edit("\"119\"", "\"120\"", &[("dial_never[1]", "- \"120\"")]);
    edit(
        "      - sales\n      - desk\nskill_groups",
        "      - night\n      - desk\nskill_groups",
        &[("outbound_skill_groups[1]", "- night")],
    );
    edit(
        "      - sales\n      - desk\ncaller_lists",
        "      - night\n      - desk\ncaller_lists",
        &[("skill_groups[1]", "- night")],
    );
    edit(
        "13800138001",
        "13800137000",
        &[
            ("numbers[0]", "- \"13800137000\""),
            ("numbers[1]", "numbers:"),
        ],
    );
    edit(
        "label: two",
        "label: deux",
        &[("nodes.which.condition[1].label", "label: deux")],
    );
}
