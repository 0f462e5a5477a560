//! The prompt library and those who use it.

#![allow(clippy::expect_used, reason = "helpers of tests may fail like tests")]

mod common;

use common::{Directory, sources};
use lang::{Code, compile};

/// A center that plays `bye` at every place that can.
const USERS: &str = "\
trunks:
  a: { mode: peer, address: 1.2.3.4 }
numbers:
  \"02160001000\": { trunk: a, ivr: main }
skill_groups:
  sales: { members: [amy] }
agents:
  amy: { name: Amy, staff_number: \"1\" }
phones:
  \"2001\": { agent: amy }
ivrs:
  main:
    nodes:
      welcome: { play: { prompt: bye }, next: menu }
      menu:
        menu: { prompt: bye }
        keys: { \"1\": sales }
        on_timeout: { play: { prompt: bye } }
        on_error: { play: { prompt: bye } }
        exhausted: end
      sales: { transfer: sales, music: bye, announce: { prompt: bye } }
      end: { end: { prompt: bye } }
";

#[test]
fn a_prompt_in_use_cannot_be_deleted_and_every_use_is_told() {
    let with = format!("{USERS}prompts:\n  bye: {{ text: Bye }}\n");
    assert!(compile(&sources(&[("center.yaml", &with)]), &Directory).is_ok());
    let problems =
        compile(&sources(&[("center.yaml", USERS)]), &Directory).expect_err("it is gone");
    let told: Vec<_> = problems
        .iter()
        .filter(|problem| problem.message.contains("bye"))
        .collect();
    let uses = USERS.matches("prompt: bye").count() + USERS.matches("music: bye").count();
    assert_eq!(told.len(), uses, "{problems:#?}");
    assert!(
        told.iter()
            .all(|problem| problem.code == Code::UnknownReference)
    );
}
