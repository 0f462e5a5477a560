//! Whose a call is and why it ended, as carriers say it and as it is said to them.

use e2e::{Daemon, Place, Sipp, agent, caller};

const CENTER: &str = r#"
center: { name: Identities }
trunks:
  carrier: { mode: peer, address: "HOST2:5060", allow: [HOST2/32, HOST5/32, HOST6/32] }
  far: { mode: peer, address: "HOST4:5060", allow: [HOST4/32], numbering: { identity: pai, form: "+e164", forwarded: diversion } }
  old: { mode: peer, address: "HOST7:5060", allow: [HOST7/32], numbering: { identity: rpid, form: "0086", forwarded: history_info } }
  absent: { mode: peer, address: "HOST8:5060", allow: [HOST8/32] }
numbers:
  "4001": { trunk: carrier, ivr: far }
  "4002": { trunk: carrier, ivr: old }
  "4003": { trunk: carrier, ivr: absent }
  "02160001000": { trunk: far, ivr: far }
  "02160002000": { trunk: old, ivr: far }
  "4007": { trunk: absent, ivr: far }
ivrs:
  far: { nodes: { out: { dial: "13900000000", caller: "02160001000" } } }
  old: { nodes: { out: { dial: "13900000000", caller: "02160002000" } } }
  absent: { nodes: { out: { dial: "13900000000", caller: "4007" } } }
"#;

/// The end status of a number whose phone is off.
const OFF: u64 = 204;

/// Three calls side by side: with P-Asserted-Identity to a trunk that wants that, with Remote-Party-ID to one
/// that wants that, and forwarded, to a number whose phone is off.
#[test]
fn headers_say_whose_a_call_is_and_why_it_ended_both_ways() {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    daemon.apply(&place.center(CENTER));
    let far = |host| agent(200).at(host).until_bye().start(&place);
    let (mut asserted, mut party) = (far(4), far(7));
    let off = include_str!("../../sipp/callee_off.xml");
    let mut off = Sipp::scenario(off, 8).start(&place);
    let pai = "P-Asserted-Identity: \"Li\" <sip:+8613911112222@carrier.example;user=phone>";
    let rpid = "Remote-Party-ID: <sip:008613933334444@carrier.example>;party=calling;privacy=off";
    let forwarded = [
        "Diversion: <sip:02160009000@carrier.example>;reason=unconditional",
        "History-Info: <sip:02160009000@carrier.example>;index=1,<sip:4003@carrier.example>;index=1.1",
        "Reason: Q.850;cause=16",
    ];
    let mut calls = [
        caller("4001").saying(&[pai]).wait(1_500).hang_up(),
        caller("4002").at(5).saying(&[rpid]).wait(1_500).hang_up(),
        caller("4003").at(6).saying(&forwarded).until_bye(),
    ]
    .map(|call| call.start(&place));
    for running in [&mut asserted, &mut party, &mut off]
        .into_iter()
        .chain(&mut calls)
    {
        running.done(15);
    }
    let said = asserted.messages();
    for part in [
        "INVITE sip:+8613900000000@",
        "P-Asserted-Identity: <sip:+862160001000@",
        "Diversion: <sip:4001@",
        ">;reason=unconditional;counter=1\r\n",
        "Reason: Q.850;cause=16",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let said = party.messages();
    for part in [
        "INVITE sip:008613900000000@",
        "Remote-Party-ID: <sip:008602160002000@",
        ";party=calling;screen=yes;privacy=off",
        "History-Info: <sip:4002@",
        ">;index=1,<sip:008613900000000@",
        ";cause=302>;index=1.1;mp=1\r\n",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let mut told: Vec<_> = daemon.records(3);
    for record in &told {
        crate::dissected::understood(&daemon, place.net.daemon(), record);
    }
    told.sort_by_key(|record| record["callee"].as_str().map(str::to_owned));
    let callers: Vec<_> = told.iter().map(|record| &record["caller"]).collect();
    assert_eq!(
        callers,
        ["+8613911112222", "+8613933334444", "+8613800138000"]
    );
    // 480 alone says that nobody answers; the cause says that the phone is off.
    let part = &told[2]["participants"][1]["end_status"];
    assert_eq!(part["code"], OFF, "{:#}", told[2]);
}
