//! Phones in which is entered what `ccctl get phone … --provision` prints.

use e2e::{Baresip, Daemon, Entered, Place, eventually};
use serde_json::Value;

const CENTER: &str = r#"
center:
  sip: { domain: center.example.com, servers: ["tls:HOST1:5061", "udp:HOST1"] }
phones:
  "2001": { name: front desk }
  "2002": { name: plain, transports: [udp] }
"#;

/// The makes, and which of their fields a registration needs: user, password, domain, host and port
/// of the proxy, and transport.
const MAKES: [(&str, [&str; 6]); 4] = [
    (
        "yealink",
        [
            "User Name",
            "Password",
            "SIP Server 1: Server Host",
            "Outbound Proxy Server 1",
            "Outbound Proxy Server 1: Port",
            "SIP Server 1: Transport",
        ],
    ),
    (
        "calltel",
        [
            "User Name",
            "Password",
            "Domain Realm",
            "Proxy Server Address",
            "Proxy Server Port",
            "Transport Protocol",
        ],
    ),
    (
        "flyingvoice",
        [
            "Authentication Name",
            "Password",
            "Register Server",
            "Proxy Server",
            "Proxy Server Port",
            "Transport",
        ],
    ),
    (
        "alcatel",
        [
            "User Name",
            "Password",
            "Server Address",
            "Outbound Proxy Address",
            "Outbound Proxy Port",
            "Transport",
        ],
    ),
];

/// A daemon that speaks SIP by datagrams and TLS.
fn desk(place: &Place) -> Daemon {
    let host = place.net.daemon();
    let sip = format!("udp:{host}:5060,tls:{host}:5061");
    let identity = place.certify();
    let mut settings = vec!["--sip", sip.as_str()];
    settings.extend(identity.iter().map(String::as_str));
    let daemon = Daemon::with(place, &settings);
    daemon.apply(&place.center(CENTER));
    daemon
}

fn value<'s>(sheet: &'s Value, field: &str) -> &'s str {
    let settings = sheet.as_array().expect("fields");
    let found = settings.iter().find(|it| it["field"]["en"] == field);
    let found = found.and_then(|it| it["value"].as_str());
    found.unwrap_or_else(|| panic!("{field}: {sheet:#}"))
}

/// Enters what was printed for a make and waits until the phone is there.
fn registers(
    place: &Place,
    daemon: &Daemon,
    phone: &str,
    (make, fields): &(&str, [&str; 6]),
) -> String {
    let print = format!("get phone {phone} --provision {make} --with-password -o json");
    let sheet = daemon.ccctl(&print).json();
    let [user, password, domain, host, port, transport] = fields.map(|field| value(&sheet, field));
    let proxy = format!("{host}:{port}");
    let transport = transport.to_lowercase();
    let entered = Entered {
        user,
        password,
        domain,
        proxy: &proxy,
        transport: &transport,
    };
    assert_eq!(domain, "center.example.com", "{make}");
    let softphone = Baresip::entered(place, &entered, 880);
    eventually(15, make, || {
        let there = daemon.one(&format!("phones {phone}"))["state"] == "idle";
        there.then_some(())
    });
    softphone.process.terminate();
    eventually(15, "it left", || {
        let gone = daemon.one(&format!("phones {phone}"))["state"] == "unregistered";
        gone.then_some(())
    });
    transport
}

#[test]
fn what_is_printed_for_each_make_registers_its_phone() {
    let place = Place::new();
    let daemon = desk(&place);
    for make in &MAKES {
        assert_eq!(registers(&place, &daemon, "2001", make), "tls");
    }
    // One that takes no TLS is told the other way.
    assert_eq!(registers(&place, &daemon, "2002", &MAKES[0]), "udp");
}

#[test]
fn a_password_is_printed_when_it_is_made_and_never_again() {
    let place = Place::new();
    let daemon = desk(&place);
    let made = daemon.ccctl("get phone 2001 --provision yealink --with-password -o json");
    let made = made.json();
    let password = value(&made, "Password");
    for print in [
        "get phone 2001 --provision yealink",
        "get phone 2001 --provision yealink -o json",
        "get phone 2001 -o json",
    ] {
        let again = daemon.ccctl(print).ok();
        assert!(!again.out.contains(password), "{}", again.out);
    }
}
