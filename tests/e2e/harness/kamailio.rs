//! Kamailio as a carrier's registrar and proxy, and as the edge that phones are behind.

use std::process::Command;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use crate::binaries::peer;
use crate::place::{Place, write};
use crate::process::Process;

/// Takes registrations of whoever knows the password, and brings calls to who is registered, staying in
/// their way.
const SCRIPT: &str = r#"
debug=1
log_stderror=yes
children=1
tcp_children=1
listen=udp:HOST:5060
listen=tcp:HOST:5060
auto_aliases=no
alias="HOST:5060"
alias="carrier.example"
mpath="MODULES"
SECURE
loadmodule "tm.so"
loadmodule "sl.so"
loadmodule "rr.so"
loadmodule "pv.so"
loadmodule "maxfwd.so"
loadmodule "textops.so"
loadmodule "siputils.so"
loadmodule "usrloc.so"
loadmodule "registrar.so"
loadmodule "auth.so"
modparam("usrloc", "db_mode", 0)
modparam("registrar", "max_expires", 120)
modparam("registrar", "min_expires", 90)
modparam("auth", "qop", "auth")
modparam("auth", "nonce_count", 1)
request_route {
    if (!mf_process_maxfwd_header("10")) { sl_send_reply("483", "Too Many Hops"); exit; }
    if (has_totag()) {
        if (loose_route()) { t_relay(); exit; }
        if (is_method("ACK")) { if (t_check_trans()) { t_relay(); } exit; }
        sl_send_reply("404", "Not Here");
        exit;
    }
    if (is_method("CANCEL")) { if (t_check_trans()) { t_relay(); } exit; }
    if (is_method("OPTIONS")) { sl_send_reply("200", "OK"); exit; }
    if (is_method("REGISTER")) {
        if (!pv_www_authenticate("carrier.example", "PASSWORD", "0")) {
            www_challenge("carrier.example", "1");
            exit;
        }
        consume_credentials();
        save("location");
        exit;
    }
    if (is_method("INVITE")) {
        ASKING
        record_route();
        if (!lookup("location")) { sl_send_reply("404", "Not Registered"); exit; }
        t_relay();
        exit;
    }
    sl_send_reply("405", "Method Not Allowed");
}
"#;

/// TLS besides, at its own port.
const SECURE: &str = r#"
enable_tls=yes
listen=tls:HOST:5061
alias="HOST:5061"
loadmodule "tls.so"
modparam("tls", "tls_method", "TLSv1.2+")
modparam("tls", "certificate", "CERTIFICATE")
modparam("tls", "private_key", "PRIVATE")
"#;

/// A password of its own for calls of the daemon.
const ASKING: &str = r#"
        if (src_ip == DAEMON) {
            if (!pv_proxy_authenticate("carrier.example", "CALLS", "0")) {
                proxy_challenge("carrier.example", "1");
                exit;
            }
            consume_credentials();
        }
"#;

/// Is between the daemon and its phones: it puts itself into the way of registrations and of calls, and knows
/// nobody.
const EDGE: &str = r#"
debug=1
log_stderror=yes
children=1
tcp_children=1
listen=udp:HOST:5060
auto_aliases=no
alias="HOST:5060"
mpath="MODULES"
loadmodule "tm.so"
loadmodule "sl.so"
loadmodule "rr.so"
loadmodule "pv.so"
loadmodule "maxfwd.so"
loadmodule "textops.so"
loadmodule "siputils.so"
loadmodule "path.so"
request_route {
    if (!mf_process_maxfwd_header("10")) { sl_send_reply("483", "Too Many Hops"); exit; }
    if (is_method("CANCEL")) { if (t_check_trans()) { t_relay(); } exit; }
    if (is_method("REGISTER")) { add_path(); $du = "sip:DAEMON:5060"; t_relay(); exit; }
    if (is_method("INVITE")) { record_route(); }
    if (!loose_route() && src_ip != DAEMON) { $du = "sip:DAEMON:5060"; }
    if (is_method("ACK") && !has_totag()) { t_check_trans(); exit; }
    t_relay();
}
"#;

/// Kamailio that runs.
#[derive(Debug)]
pub struct Kamailio {
    /// Its process.
    pub process: Process,
}

impl Kamailio {
    /// Starts it at a host of the place; all accounts have this password.
    pub fn start(place: &Place, host: u8, password: &str) -> Kamailio {
        Kamailio::run(place, host, password, "", "")
    }

    /// The same with TLS besides, by the certificate that the place has for its carrier.
    pub fn over_tls(place: &Place, password: &str) -> Kamailio {
        Kamailio::run(place, 2, password, "", SECURE)
    }

    /// The same, asking the daemon for another password when it calls.
    pub fn asking(place: &Place, host: u8, password: &str, for_calls: &str) -> Kamailio {
        Kamailio::run(place, host, password, for_calls, "")
    }

    fn run(place: &Place, host: u8, password: &str, for_calls: &str, secure: &str) -> Kamailio {
        let [certificate, key] = crate::town::PEER.map(|it| place.path(it).display().to_string());
        let script = SCRIPT
            .replace("SECURE", secure)
            .replace("ASKING", if for_calls.is_empty() { "" } else { ASKING })
            .replace("CERTIFICATE", &certificate)
            .replace("PRIVATE", &key)
            .replace("CALLS", for_calls)
            .replace("PASSWORD", password);
        Kamailio::of(place, host, &script)
    }

    /// Starts one at a host of the place that is between the daemon and its phones.
    pub fn at_the_edge(place: &Place, host: u8) -> Kamailio {
        Kamailio::of(place, host, EDGE)
    }

    /// The same, leaving the way of calls once they have begun.
    pub fn that_does_not_stay(place: &Place, host: u8) -> Kamailio {
        let script = EDGE.replace("    if (is_method(\"INVITE\")) { record_route(); }\n", "");
        assert_ne!(script, EDGE, "it stays");
        Kamailio::of(place, host, &script)
    }

    fn of(place: &Place, host: u8, script: &str) -> Kamailio {
        let directory = place.path("kamailio");
        std::fs::create_dir(&directory).expect("a directory");
        let script = script
            .replace("DAEMON", &place.net.daemon().to_string())
            .replace("HOST", &place.net.host(host).to_string())
            .replace("MODULES", &modules());
        let file = directory.join("kamailio.cfg");
        write(&file, script.as_bytes());
        let mut command = Command::new(peer("kamailio", "kamailio"));
        // In the foreground, with no more memory than it needs.
        command
            .args(["-DD", "-E", "-m", "16", "-M", "4", "-w"])
            .arg(&directory)
            .arg("-Y")
            .arg(&directory)
            .arg("-f")
            .arg(&file);
        let log = directory.join("said.log");
        Kamailio {
            process: Process::start("kamailio", &mut command, &log, false),
        }
    }
}

impl Kamailio {
    /// Stops all of its processes where they are: the machine takes what comes for it, and it answers nothing.
    pub fn freeze(&self) {
        self.process.signal_all(Signal::STOP);
    }

    /// Lets them go on.
    pub fn thaw(&self) {
        self.process.signal_all(Signal::CONT);
    }
}

impl Drop for Kamailio {
    /// It is several processes, and the first ends the others if it is asked to.
    fn drop(&mut self) {
        self.thaw();
        self.process.terminate();
        let end = Instant::now() + Duration::from_secs(5);
        while self.process.runs() && Instant::now() < end {
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

/// Where Debian keeps its modules.
fn modules() -> String {
    let places = std::fs::read_dir("/usr/lib").expect("libraries").flatten();
    let found = places
        .map(|place| place.path().join("kamailio/modules"))
        .find(|path| path.join("registrar.so").is_file());
    let found = found.expect("Kamailio's modules are missing: apt-get install kamailio");
    format!("{}/", found.display())
}
