//! Certificates of those whom we call, and our own.

use e2e::{Daemon, Place, Wire, eventually, request};

/// A center whose carrier is called over TLS.
const CENTER: &str = r#"
center: { name: Proofs }
trunks:
  carrier: { mode: peer, address: "HOST2:5061", transport: tls, allow: [HOST2/32], probe: 5s }
"#;

/// Another daemon at the carrier's host, with that identity.
fn carrier(place: &Place, identity: &[String; 4]) -> Daemon {
    let host = place.net.carrier();
    let sip = format!("tls:{host}:5061");
    let rtp = format!("{host}:20000-20999");
    let (data, socket) = (place.path("far"), place.path("far.sock"));
    let (data, socket) = (data.display().to_string(), socket.display().to_string());
    let mut settings = vec![
        "--sip", &sip, "--rtp", &rtp, "--data", &data, "--socket", &socket,
    ];
    settings.extend(identity.iter().map(String::as_str));
    Daemon::with(place, &settings)
}

/// What is told of the trunk, once it is what is waited for.
fn trunk_is(daemon: &Daemon, what: &str, is: impl Fn(&str, &str) -> bool) {
    eventually(45, what, || {
        let trunk = daemon.one("trunks carrier");
        let word = |name: &str| trunk[name].as_str().unwrap_or_default().to_owned();
        is(&word("state"), &word("reason")).then_some(())
    });
}

#[test]
fn a_carrier_that_does_not_prove_who_it_is_gets_nothing_and_the_trunk_says_why() {
    let place = Place::new();
    let known = place.path("known.pem");
    let address = place.net.carrier().to_string();
    let right = place.certify_as("known.pem", &address, 2040);
    let host = place.net.daemon();
    let known = known.display().to_string();
    let sip = format!("udp:{host}:5060");
    let daemon = Daemon::with(&place, &["--sip", &sip, "--tls-ca", &known]);
    daemon.apply(&place.center(CENTER));
    let foreign = place.certify_as("foreign.pem", &address, 2040);
    {
        let _far = carrier(&place, &foreign);
        trunk_is(
            &daemon,
            "an authority that nobody knows",
            |state, reason| {
                state == "abnormal" && reason.contains("no authority that is known here")
            },
        );
    }
    let _far = carrier(&place, &right);
    trunk_is(
        &daemon,
        "a carrier that proves who it is",
        |state, reason| state == "normal" && reason.is_empty(),
    );
}

#[test]
fn a_certificate_of_another_name_or_time_proves_nothing() {
    let place = Place::new();
    let address = place.net.carrier().to_string();
    let expired = place.certify_as("expired.pem", &address, 2020);
    let other = place.certify_as("other.pem", "sip.example.com", 2040);
    let host = place.net.daemon();
    let files = ["expired.pem", "other.pem"].map(|it| place.path(it).display().to_string());
    let (sip, ca) = (format!("udp:{host}:5060"), files.join(","));
    let daemon = Daemon::with(&place, &["--sip", &sip, "--tls-ca", &ca]);
    daemon.apply(&place.center(CENTER));
    {
        let _far = carrier(&place, &expired);
        trunk_is(&daemon, "an expired certificate", |_, reason| {
            reason.contains("its certificate has expired")
        });
    }
    let _far = carrier(&place, &other);
    trunk_is(&daemon, "a certificate of somebody else", |_, reason| {
        reason.contains("its certificate is for sip.example.com and not for")
    });
}

#[test]
fn a_certificate_of_ours_that_has_expired_is_an_alarm_and_stops_nobody() {
    let place = Place::new();
    let host = place.net.daemon();
    let expired = place.certify_as("expired.pem", &host.to_string(), 2020);
    let sip = format!("udp:{host}:5060,tls:{host}:5061");
    let mut settings = vec!["--sip", sip.as_str()];
    settings.extend(expired.iter().map(String::as_str));
    let daemon = Daemon::with(&place, &settings);
    let said = daemon.process.said();
    assert!(
        said.contains("has expired: phones that check it refuse us"),
        "{said}"
    );
    daemon.apply(&place.center("center: { name: Expired }"));
    let token = daemon
        .ccctl("token create wall --role viewer -o json")
        .json();
    let token = token["token"].as_str();
    let until = eventually(5, "the end of the certificate", || {
        let figures = request(&daemon.http(), "GET", "/metrics", token, "").body;
        let name = "ccd_sip_certificate_until_seconds ";
        let line = figures.lines().find_map(|it| it.strip_prefix(name));
        line.and_then(|it| it.parse::<f64>().ok())
            .filter(|it| *it > 0.0)
    });
    // What an alarm is made of: it is before this moment.
    assert!(until < jiff::Timestamp::now().as_second() as f64);
    assert!(Wire::new(place.net.host(9), host).is_answered("still"));
}
