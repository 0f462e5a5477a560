//! Phones behind a proxy at the edge that wants to be in the way of their calls (Path, RFC 3327).

use e2e::{Daemon, Kamailio, Linphone, Place, Softphone, caller, eventually};

use crate::{AGENT, CALLER};

/// Callers get the phone 2001, which is behind the proxy at HOST6.
const CENTER: &str = r#"
center: { name: Edges }
trunks:
  carrier: { mode: peer, address: "HOST2:5060", allow: [HOST2/32] }
numbers:
  "4001": { trunk: carrier, ivr: in }
prompts:
  music: { file: music.wav }
skill_groups:
  desk: { phones: ["2001"] }
phones:
  "2001": {}
ivrs:
  in: { nodes: { wait: { transfer: desk, music: music } } }
"#;

/// The proxy has no other way to the phone than the one that the daemon tells it.
#[test]
fn a_phone_behind_kamailio_is_called_through_it_also_after_a_restart() {
    let place = Place::new();
    let _edge = Kamailio::at_the_edge(&place, 6);
    let mut daemon = Daemon::start(&place);
    let mut phone = behind(&place, &daemon);
    is_called(&place, &mut phone, 1, true);
    daemon.process.terminate();
    daemon.process.end(15);
    let daemon = Daemon::start(&place);
    is_called(&place, &mut phone, 2, true);
    went_well(&daemon, 2);
}

/// What comes after its INVITE goes to the phone itself, and so does what is said.
#[test]
fn a_phone_behind_a_proxy_that_does_not_stay_in_the_way_is_called_and_hangs_up() {
    let place = Place::new();
    let _edge = Kamailio::that_does_not_stay(&place, 6);
    let daemon = Daemon::start(&place);
    let mut phone = behind(&place, &daemon);
    is_called(&place, &mut phone, 1, false);
    went_well(&daemon, 1);
}

/// The phone, registered through the proxy.
fn behind(place: &Place, daemon: &Daemon) -> Linphone {
    daemon.apply(&place.center(CENTER));
    let password = &daemon.phone_password("2001");
    let phone = Softphone::new("2001", password, AGENT)
        .behind(6)
        .start(place);
    eventually(20, "the phone is idle", || {
        (daemon.one("phones 2001")["state"] == "idle").then_some(())
    });
    phone
}

fn went_well(daemon: &Daemon, calls: usize) {
    for record in daemon.records(calls) {
        assert_eq!(record["end_status"]["code"], 1, "{record:#}");
        assert_eq!(record["hung_up_by"], "agent", "{record:#}");
    }
}

/// A caller talks with the phone, which hangs up. The proxy stays in the way, or not.
fn is_called(place: &Place, phone: &mut Linphone, call: u32, stays: bool) {
    let caller = caller("4001").tone(CALLER, 20_000).until_bye();
    let mut caller = caller.start(place);
    caller.ear.hears(AGENT, 15);
    let (messages, edge) = (phone.messages(), place.net.host(6));
    let invites: Vec<_> = messages.split("\nINVITE sip:2001@").skip(1).collect();
    let through = format!("Record-Route: <sip:{edge}");
    assert_eq!(invites.len(), call as usize, "each call rings once");
    let all = invites.iter().all(|it| it.contains(&through) == stays);
    assert!(all, "{messages}");
    phone.hang_up(call);
    caller.done(15);
}
