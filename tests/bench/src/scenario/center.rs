//! The contact center that is loaded: one trunk, four numbers, as many agents as are wanted.

use std::fmt::Write;
use std::net::SocketAddr;
use std::path::Path;
use std::{fs, io};

use super::sound::wav;

/// Hears a prompt.
pub const SHORT: &str = "1000";
/// Hears a prompt, presses a key, hears another.
pub const IVR: &str = "1001";
/// Waits for an agent.
pub const QUEUE: &str = "1002";
/// Presses a key and waits for an agent.
pub const KEY: &str = "1003";

/// Writes it into a directory. Callers come from `callers`; the phones are at `phones`.
pub fn write(
    directory: &Path,
    callers: SocketAddr,
    phones: SocketAddr,
    agents: usize,
    recorded: bool,
) -> io::Result<()> {
    fs::create_dir_all(directory)?;
    fs::write(directory.join("welcome.wav"), wav(400, 10))?;
    fs::write(directory.join("thanks.wav"), wav(500, 4))?;
    fs::write(directory.join("music.wav"), wav(320, 30))?;
    fs::write(directory.join("center.yaml"), flows(callers, recorded))?;
    greet(directory, "welcome")?;
    fs::write(directory.join("people.yaml"), people(phones, agents))
}

/// Writes which prompt [`SHORT`] plays.
pub fn greet(directory: &Path, prompt: &str) -> io::Result<()> {
    let flow = format!(
        "ivrs:\n  short:\n    nodes:\n      welcome: {{ play: {{ prompt: {prompt} }}, next: bye }}\n      \
         bye: {{ end: }}\n"
    );
    fs::write(directory.join("short.yaml"), flow)
}

/// The user of an agent's phone.
pub fn phone(agent: usize) -> String {
    format!("a{agent:05}")
}

/// Whose phone it is.
pub fn agent_of(user: &str) -> Option<usize> {
    user.strip_prefix('a')?.parse().ok()
}

/// The number of a caller.
pub fn caller(caller: usize) -> String {
    format!("9{caller:05}")
}

/// Whose number it is.
pub fn caller_of(number: &str) -> Option<usize> {
    number.strip_prefix('9')?.parse().ok()
}

fn flows(callers: SocketAddr, recorded: bool) -> String {
    let ip = callers.ip();
    format!(
        r#"center: {{ name: bench, voice: en, max_calls: 100000, api_rate: 10000, record: {recorded}, phone_codecs: [pcma, g729, opus] }}
trunks:
  load: {{ mode: peer, probe: 0s, address: "{callers}", allow: ["{ip}"] }}
numbers:
  "{SHORT}": {{ trunk: load, ivr: short }}
  "{IVR}": {{ trunk: load, ivr: menu }}
  "{QUEUE}": {{ trunk: load, ivr: queue }}
  "{KEY}": {{ trunk: load, ivr: key }}
prompts:
  welcome: {{ file: welcome.wav }}
  thanks: {{ file: thanks.wav }}
  music: {{ file: music.wav }}
routing:
  default: {{ order: longest_idle, ring_timeout: 20s, wrap_up: 0s }}
ivrs:
  menu:
    nodes:
      welcome:
        menu: {{ prompt: welcome }}
        timeout: 3s
        max_errors: 1
        keys: {{ "1": thanks }}
        exhausted: bye
      thanks: {{ play: {{ prompt: thanks }}, next: bye }}
      bye: {{ end: }}
  queue:
    nodes:
      wait: {{ transfer: desk, music: music, timeout: 120s }}
  key:
    nodes:
      welcome:
        menu: {{ prompt: welcome }}
        timeout: 3s
        max_errors: 1
        keys: {{ "1": wait }}
        exhausted: bye
      wait: {{ transfer: desk, music: music, timeout: 120s }}
      bye: {{ end: }}
"#
    )
}

fn people(phones: SocketAddr, agents: usize) -> String {
    let mut text = String::from("skill_groups:\n  desk:\n    max_waiting: 100000\n    members: [");
    for agent in 0..agents {
        let _ = write!(
            text,
            "{}{}",
            if agent == 0 { "" } else { ", " },
            phone(agent)
        );
    }
    text.push_str("]\nagents:\n");
    for agent in 0..agents {
        let name = phone(agent);
        let _ = writeln!(
            text,
            "  {name}: {{ name: {name}, staff_number: \"{:05}\" }}",
            agent + 1
        );
    }
    text.push_str("phones:\n");
    for agent in 0..agents {
        let name = phone(agent);
        let extension = 10_000 + agent;
        let _ = writeln!(
            text,
            "  \"{extension}\": {{ agent: {name}, contact: \"sip:{name}@{phones}\" }}"
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_agent_is_a_member_and_has_a_phone() {
        let text = people("127.0.0.1:5980".parse().expect("an address"), 3);
        assert!(text.contains("members: [a00000, a00001, a00002]"), "{text}");
        assert!(
            text.contains("\"10002\": { agent: a00002, contact: \"sip:a00002@127.0.0.1:5980\" }"),
            "{text}"
        );
    }

    #[test]
    fn who_called_and_who_is_called_is_known_by_the_names() {
        assert_eq!(agent_of(&phone(41)), Some(41));
        assert_eq!(caller_of(&caller(41)), Some(41));
        assert_eq!((agent_of("1000"), caller_of("a00001")), (None, None));
    }
}
