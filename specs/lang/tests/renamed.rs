//! What is said of a name that something had before it was moved.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests may fail like tests"
)]

mod common;

use common::{problems, show, sources};

const CENTER: &str = r#"
moved:
  - { kind: skill_groups, from: sales, to: presales }
  - { kind: agents, from: ann, to: amy }
  - { kind: ivrs, from: main@1, to: front@1 }
  - { kind: prompts, from: hold, to: gone }
agents:
  amy: { name: Amy, staff_number: "1" }
phones:
  "2001": { agent: ann }
skill_groups:
  presales: { members: { ann: 2 } }
trunks:
  carrier: { mode: peer, address: 203.0.113.10 }
numbers:
  "400": { trunk: carrier, ivr: main@1 }
ivrs:
  front@1: { nodes: { t: { transfer: sales, music: hold } } }
"#;

#[test]
fn a_name_of_before_is_told_with_the_name_of_today_if_that_is_there() {
    let problems = problems(CENTER);
    insta::assert_snapshot!(show(&problems, &sources(&[("center.yaml", CENTER)])));
    let mended = problems.iter().filter_map(|problem| problem.mend.as_ref());
    let mended: Vec<_> = mended.map(|mend| mend.replacement.as_str()).collect();
    assert_eq!(mended, ["amy", "amy", "front@1", "presales"]);
}
