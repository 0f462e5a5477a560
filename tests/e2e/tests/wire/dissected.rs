//! What Wireshark says of our packets: SIP, session descriptions, RTP, telephone events and RTCP.

use e2e::{Daemon, PROMPT, Place, Tshark, agent, caller};

use crate::{AGENT, CALLER, DESK};

/// How much is wrong with a packet, from a warning on.
const WARNED: &str = "_ws.expert.severity >= 0x600000 || _ws.malformed";

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
    let fields = [
        "frame.number",
        "_ws.col.Protocol",
        "_ws.expert.message",
        "_ws.col.Info",
    ];
    let warned = tshark.rows(&format!("{ours} && ({WARNED})"), &fields);
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
