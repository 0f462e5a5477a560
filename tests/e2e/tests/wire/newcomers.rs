//! Whoever does what `ccctl init` says has a phone that rings.

use std::process::{Child, Command, Stdio};

use e2e::{Daemon, Place, eventually};

/// The commands that a text tells to be typed: they are indented, as nothing else is.
fn typed(text: &str) -> Vec<&str> {
    let lines = text.lines().filter_map(|line| line.strip_prefix("  "));
    lines.filter(|line| !line.starts_with("ccd ")).collect()
}

/// A terminal of its own, in which these are typed; the phones find the daemon of the place.
fn terminal(place: &Place, daemon: &Daemon, lines: &[&str]) -> Child {
    let script = format!("set -e\n{}", lines.join("\n"));
    let mut shell = Command::new("sh");
    shell.args(["-c", &script]).stdin(Stdio::null());
    shell.current_dir(place.path("")).env("PATH", daemon.path());
    shell.env("CCCTL_SIP", format!("{}:5060", place.net.daemon()));
    shell.env_remove("CCCTL_TOKEN");
    shell.spawn().expect("a shell")
}

#[test]
fn what_init_says_leads_to_a_phone_that_is_rung_and_to_a_record() {
    let place = Place::new();
    let socket = place.path("data/ccd.sock").display().to_string();
    let daemon = Daemon::with(&place, &["--socket", &socket]);
    let center = place.path("center");
    let said = daemon.ccctl(&format!("init {} --voice en", center.display()));
    let said = said.ok().out;
    let lines = typed(&said);
    assert_eq!(lines.len(), 6, "{said}");
    let [before @ .., register, dial] = lines.as_slice() else {
        panic!("no calls: {said}");
    };
    // Nobody sits at the terminal: nobody is asked, and the phone answers by itself.
    let mut agent: Vec<_> = before.iter().map(|line| (*line).to_owned()).collect();
    for line in &mut agent {
        if line.starts_with("ccctl apply") {
            line.push_str(" --yes");
        }
    }
    agent.push(format!("{register} --calls 1"));
    let agent: Vec<_> = agent.iter().map(String::as_str).collect();
    let mut agent = terminal(&place, &daemon, &agent);
    eventually(30, "the agent is idle", || {
        let agents = daemon.ccctl("get agents -o json");
        agents.out.contains("\"idle\"").then_some(())
    });
    let mut caller = terminal(&place, &daemon, &[&format!("{dial} --hang-up-after 12s")]);
    assert!(caller.wait().expect("an end").success(), "the caller");
    assert!(agent.wait().expect("an end").success(), "the agent");
    let record = daemon.record();
    assert_eq!(record["end_status"]["code"], 1, "{record:#}");
    assert_eq!(daemon.one("trunks carrier")["state"], "normal");
}
