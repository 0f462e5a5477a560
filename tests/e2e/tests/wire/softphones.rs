//! What baresip does in a call: protected signalling and voices, hold, and its reports.

use e2e::{Baresip, Daemon, Place, caller, eventually, strength};

use crate::dissected::understood;
use crate::{AGENT, CALLER};

const CENTER: &str = r#"
center: { name: Softphones }
trunks:
  carrier: { mode: peer, address: "HOST2:5060", allow: [HOST2/32] }
numbers:
  "4001": { trunk: carrier, ivr: main }
prompts:
  music: { file: music.wav }
skill_groups:
  desk: { phones: ["2001"] }
phones:
  "2001": { srtp: required, transports: [tls] }
ivrs:
  main: { nodes: { main: { transfer: desk, music: { prompt: music } } } }
"#;

#[test]
fn a_phone_by_tls_with_keys_holds_comes_back_and_reports_what_it_heard() {
    let place = Place::new();
    let host = place.net.daemon();
    let sip = format!("udp:{host}:5060,tls:{host}:5061");
    let identity = place.certify();
    let mut settings = vec!["--sip", sip.as_str()];
    settings.extend(identity.iter().map(String::as_str));
    let daemon = Daemon::with(&place, &settings);
    daemon.apply(&place.center(CENTER));
    let password = &daemon.phone_password("2001");
    let phone = Baresip::secured(&place, "2001", password, 880);
    eventually(15, "the phone is idle", || {
        (daemon.one("phones 2001")["state"] == "idle").then_some(())
    });

    let call = caller("4001").tone(CALLER, 30_000).until_bye();
    let mut call = call.start(&place);
    call.ear.hears(AGENT, 10);
    phone.hold();
    eventually(10, "it is told to say nothing", || {
        phone.process.said().contains("a=recvonly").then_some(())
    });
    let before = call.ear.heard().len();
    eventually(10, "the caller hears the phone no more", || {
        let heard = call.ear.heard();
        let last = heard.get(heard.len().saturating_sub(3_200)..)?;
        (heard.len() == before || strength(last, AGENT) < 0.1).then_some(())
    });
    phone.resume();
    let held = call.ear.heard().len();
    eventually(10, "the caller hears the phone again", || {
        let heard = call.ear.heard();
        let last = heard.get(heard.len().saturating_sub(3_200)..)?;
        (heard.len() > held + 3_200 && strength(last, AGENT) > 0.8).then_some(())
    });
    // Reports come every five seconds.
    std::thread::sleep(std::time::Duration::from_secs(5));
    phone.hang_up();
    call.done(15);
    let record = daemon.record();
    assert_eq!(record["end_status"]["code"], 1, "{record:#}");
    assert_eq!(record["hung_up_by"], "agent", "{record:#}");
    let record = eventually(10, "what was measured", || {
        let record = daemon.one(&format!("records {}", record["id"].as_str()?));
        record["participants"][1]["media"]
            .is_object()
            .then_some(record)
    });
    let media = &record["participants"][1]["media"];
    assert!(media["remote_lost"].is_u64(), "{record:#}");
    assert!(media["remote_jitter_us"].is_u64(), "{record:#}");
    understood(&daemon, host, &record);
}
