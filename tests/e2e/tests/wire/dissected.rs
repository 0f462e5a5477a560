//! What Wireshark says of our packets: SIP, session descriptions, RTP, telephone events and RTCP.

use e2e::{Baresip, Daemon, PROMPT, Place, Tshark, agent, caller, dissected};
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

/// Ends a capture, in which nothing that we have sent is warned of: what counts our packets that fit a filter.
#[track_caller]
pub fn understands(
    tshark: &mut Tshark,
    host: std::net::Ipv4Addr,
) -> impl FnMut(&str) -> usize + '_ {
    let ours = format!("ip.src == {host} && (sip || rtp || rtcp || icmp)");
    let warned = tshark.rows(&format!("{ours} && ({WARNED})"), &FIELDS);
    assert!(warned.is_empty(), "{warned:#?}");
    move |filter| {
        let rows = tshark.rows(&format!("{ours} && ({filter})"), &["frame.number"]);
        rows.len()
    }
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

    let mut count = understands(&mut tshark, place.net.daemon());
    assert!(count("sip.Method == INVITE") >= 1);
    assert!(count("sip.Status-Code == 200 && sdp") >= 1);
    assert!(count("rtp.p_type == 8") >= 200);
    assert!(count("rtcp.pt == 200") >= 1);
}

/// A caller in G.729 hears a prompt, and somebody is called in Opus.
const TRANSLATED: &str = r#"
center: { name: Dissected }
trunks:
  carrier: { mode: peer, address: "HOST2:5060", allow: [HOST2/32] }
  narrow: { mode: peer, address: "HOST5:5060", allow: [HOST5/32], codecs: [g729] }
  far: { mode: peer, address: "PEER", codecs: [opus] }
numbers:
  "4001": { trunk: carrier, ivr: out }
  "4002": { trunk: far, ivr: out }
  "4003": { trunk: narrow, ivr: long }
prompts:
  long: { file: long.wav }
ivrs:
  out: { nodes: { out: { dial: "13900000000", caller: "4002" } } }
  long: { nodes: { long: { play: { prompt: long }, next: bye }, bye: { end: } } }
"#;

#[test]
fn our_packets_in_g729_and_in_opus_are_understood_without_a_warning() {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    let mut tshark = Tshark::capture(&place);
    let peer = Baresip::outside("udp", "opus", &place, "13900000000", 880);
    daemon.apply(&place.center(&TRANSLATED.replace("PEER", &peer.address())));
    let narrow = caller("4003").at(5).codecs("18 101");
    let mut narrow = narrow.wait(3_000).hang_up().start(&place);
    let call = caller("4001").tone(CALLER, 6_000).wait(4_000).hang_up();
    let mut call = call.start(&place);
    call.ear.hears(AGENT, 15);
    call.done(20);
    narrow.done(20);
    for record in daemon.records(2) {
        understood(&daemon, place.net.daemon(), &record);
    }
    let mut count = understands(&mut tshark, place.net.daemon());
    assert!(count("rtp.p_type == 18 && udp.length == 40") >= 100);
    assert!(count("ip.dst == 127.0.0.1 && rtp.p_type >= 96") >= 50);
    assert!(count("sdp.media_attr contains \"opus/48000/2\"") >= 1);
    assert!(count("sdp.media_attr contains \"annexb=no\"") >= 1);
}
