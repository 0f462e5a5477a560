//! What Wireshark says of our packets: SIP, session descriptions, RTP, telephone events and RTCP.

use e2e::{Daemon, PROMPT, Place, Tshark, agent, caller, dissected};
use serde_json::Value;

use crate::{AGENT, CALLER, DESK};

/// How much is wrong with a packet, from a warning on.
const WARNED: &str = "_ws.expert.severity >= 0x600000 || _ws.malformed";

/// What Wireshark is asked of each packet that it warns of.
const FIELDS: [&str; 4] = [
    "frame.number",
    "_ws.col.Protocol",
    "_ws.expert.message",
    "_ws.col.Info",
];

/// Has the capture of a call that is over, as the flight recorder writes it, taken apart: all is SIP, and
/// of what we have sent nothing is warned of. Gives the first lines of our messages.
#[track_caller]
pub fn understood(daemon: &Daemon, host: std::net::Ipv4Addr, record: &Value) -> Vec<String> {
    let id = record["id"].as_str().expect("an id");
    let file = daemon.data().join(format!("{id}.pcap"));
    let save = format!("call show {id} --pcap {}", file.display());
    daemon.ccctl(&save).ok();
    let foreign = dissected(&file, "!sip", &FIELDS);
    assert!(foreign.is_empty(), "{foreign:#?}");
    let ours = format!("ip.src == {host}");
    let warned = dissected(&file, &format!("{ours} && ({WARNED})"), &FIELDS);
    assert!(warned.is_empty(), "{warned:#?}");
    let lines = ["sip.Request-Line", "sip.Status-Line"];
    let rows = dissected(&file, &ours, &lines);
    rows.into_iter().map(|row| row.concat()).collect()
}

#[test]
fn our_packets_are_understood_without_a_warning() {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    daemon.apply(&place.center(DESK));
    daemon.agent_is("amy", "idle");
    let mut tshark = Tshark::capture(&place);

    let phone = agent(1_000).tone(AGENT, 10_000).wait(6_000).hang_up();
    let mut phone = phone.start(&place);
    let call = caller("4001").wait(2_500).digit('1').tone(CALLER, 20_000);
    let mut call = call.until_bye().start(&place);
    call.ear.hears(PROMPT, 10);
    call.ear.hears(AGENT, 10);
    phone.done(20);
    call.done(20);

    let ours = format!("ip.src == {}", place.net.daemon());
    let warned = tshark.rows(&format!("{ours} && ({WARNED})"), &FIELDS);
    assert!(warned.is_empty(), "{warned:#?}");

    let mut count = |filter: &str| {
        tshark
            .rows(&format!("{ours} && {filter}"), &["frame.number"])
            .len()
    };
    assert!(count("sip.Method == INVITE") >= 1);
    assert!(count("sip.Status-Code == 200 && sdp") >= 1);
    assert!(count("rtp.p_type == 8") >= 200);
    assert!(count("rtcp.pt == 200") >= 1);
}
