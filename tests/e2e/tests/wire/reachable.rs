//! Whom callers and colleagues reach: somebody who has just logged in, is on a break, or works after a
//! call, by what the center says of that.

use e2e::{Daemon, Place, Run, agent, caller, request, stays};

use crate::DESK;

/// The desk with what is said of the center, and with a phone that stands for itself.
fn desk(place: &Place, daemon: &Daemon, said: &str, more: &str) {
    let center = format!("name: Desk{said}");
    let text = DESK.replace("name: Desk", &center);
    let text = text.replace("phones:\n", &format!("{more}phones:\n  \"2002\": {{}}\n"));
    daemon.apply(&place.center(&text));
}

/// The phone that stands for itself calls Amy's and talks for a second.
fn calls_amy(place: &Place, daemon: &Daemon) -> Run {
    let file = place.path("password");
    let password = &daemon.phone_password("2002");
    std::fs::write(&file, password).expect("a file");
    let (server, file) = (place.net.daemon(), file.display());
    daemon.ccctl(&format!(
        "softphone --server {server}:5060 --user 2002 --password-file {file} --tone 440 \
         dial 2001 --hang-up-after 1s"
    ))
}

#[test]
fn whoever_logs_in_is_what_the_center_says_and_gets_no_caller_before_he_is_ready() {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    desk(&place, &daemon, ", after_log_in: not_ready", "");
    let made = daemon.ccctl("token create lead --role operator -o json");
    let made = made.json();
    let act = |act: &str| {
        let body = format!("{{\"act\":\"{act}\"}}");
        let path = "/api/v1/agents/amy/act";
        let token = made["token"].as_str();
        let answer = request(&daemon.http(), "POST", path, token, &body);
        assert_eq!(answer.status, 200, "{}", answer.body);
    };
    act("log_out");
    daemon.agent_is("amy", "offline");
    act("log_in");
    daemon.agent_is("amy", "not_ready");
    let mut phone = agent(100).until_bye().start(&place);
    let call = caller("4001").wait(1_500).digit('1').wait(6_000).hang_up();
    let mut call = call.start(&place);
    daemon.phase("queue");
    stays(1_000, "nobody rings for him", || {
        daemon.get("calls")[0]["phase"] == "queue"
    });
    daemon.ccctl("agent state amy idle").ok();
    daemon.phase("talk");
    call.done(20);
    phone.done(10);
}

#[test]
fn an_agent_on_a_break_is_called_by_colleagues_if_the_center_says_so() {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    desk(&place, &daemon, "", "");
    daemon.ccctl("agent state amy break").ok();
    let refused = calls_amy(&place, &daemon);
    assert_ne!(refused.code, 0);
    assert!(refused.err.contains("480"), "{}", refused.err);
    desk(&place, &daemon, ", internal_calls_on_break: true", "");
    daemon.agent_is("amy", "break");
    let mut phone = agent(100).until_bye().start(&place);
    calls_amy(&place, &daemon).ok();
    phone.done(10);
    daemon.agent_is("amy", "break");
}

#[test]
fn a_wrap_up_that_ends_by_hand_goes_on_until_the_agent_acts() {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    let routing = "routing:\n  default: { wrap_up: 1s, wrap_up_end: manual }\n";
    desk(&place, &daemon, "", routing);
    let mut phone = agent(100).wait(1_000).hang_up().start(&place);
    let call = caller("4001").wait(1_500).digit('1').until_bye();
    call.start(&place).done(15);
    phone.done(10);
    drop(phone);
    daemon.agent_is("amy", "wrap_up");
    let mut phone = agent(100).until_bye().start(&place);
    let call = caller("4001").wait(1_500).digit('1').wait(8_000).hang_up();
    let mut call = call.at(5).start(&place);
    daemon.phase("queue");
    stays(2_000, "he is in wrap-up for longer than it says", || {
        let amy = daemon.one("agents amy");
        amy["state"] == "wrap_up" && amy.get("wrap_up_until").is_none()
    });
    daemon.ccctl("agent return amy").ok();
    daemon.phase("talk");
    call.done(20);
    phone.done(10);
}
