//! Requests that are too large for a datagram.

use e2e::{Daemon, Place, agent, caller};

/// Keys beside plain audio make an offer long.
const CENTER: &str = r#"
center: { name: Roomier }
trunks:
  carrier: { mode: peer, address: "HOST2:5060", allow: [HOST2/32, HOST5/32] }
  wide: { mode: peer, address: "HOST4:5060", allow: [HOST4/32], codecs: [pcma, pcmu, g722, g729, opus], srtp: optional, numbering: { identity: rpid, send_prefix: "99999999999999999999" } }
  narrow: { mode: peer, address: "HOST6:5060", allow: [HOST6/32], codecs: [pcma, pcmu, g722, g729, opus], srtp: optional, numbering: { identity: rpid, send_prefix: "99999999999999999999" } }
numbers:
  "4001": { trunk: carrier, ivr: wide }
  "4002": { trunk: carrier, ivr: narrow }
  "02160006000004003": { trunk: wide, ivr: wide }
  "02160006000004004": { trunk: narrow, ivr: wide }
ivrs:
  wide: { nodes: { out: { dial: "13900000000", caller: "02160006000004003" } } }
  narrow: { nodes: { out: { dial: "13900000000", caller: "02160006000004004" } } }
"#;

#[test]
fn a_large_invite_goes_by_tcp_to_who_takes_it_and_by_udp_to_who_does_not() {
    let place = Place::new();
    let host = place.net.daemon();
    let daemon = Daemon::with(&place, &["--sip", &format!("{host}:5060,tcp:{host}:5060")]);
    daemon.apply(&place.center(CENTER));
    let wide = agent(200).at(4).over_tcp().until_bye();
    let narrow = agent(200).at(6).until_bye();
    let mut far = [wide, narrow].map(|far| far.start(&place));
    let call = |number, host| caller(number).at(host).wait(1_500).hang_up().start(&place);
    let mut calls = [call("4001", 2), call("4002", 5)];
    for peer in calls.iter_mut().chain(&mut far) {
        peer.done(15);
    }
    let [wide, narrow] = far.map(|far| far.messages());
    let size = |messages: &str| {
        let start = messages.find("INVITE sip:").expect("an INVITE");
        let end = messages[start..].find("\n-----");
        end.unwrap_or(messages.len() - start)
    };
    for (messages, transport) in [(&wide, "TCP"), (&narrow, "UDP")] {
        let via = format!("Via: SIP/2.0/{transport} {host}:5060");
        assert!(messages.contains(&via), "{via}: {messages}");
        assert!(size(messages) > 1_200, "{} bytes", size(messages));
    }
    for record in daemon.records(2) {
        assert_eq!(record["end_status"]["code"], 1, "{record:#}");
        crate::dissected::understood(&daemon, host, &record);
    }
}
