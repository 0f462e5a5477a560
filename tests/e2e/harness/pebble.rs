//! Pebble as an authority that is asked by ACME, with a DNS in which every name leads to the daemon.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::binaries::peer;
use crate::place::{Place, write};
use crate::process::Process;
use crate::town::AUTHORITY;
use crate::wait::eventually;

/// An authority.
#[derive(Debug)]
pub struct Pebble {
    /// Its process.
    pub process: Process,
    _dns: Process,
    host: String,
    config: PathBuf,
    log: PathBuf,
    authority: PathBuf,
    root: PathBuf,
}

/// The port of the daemon at which it looks for answers.
pub const LOOKS_AT: u16 = 5002;

impl Pebble {
    /// Starts it at a host of the place. Its certificates hold for so many seconds.
    pub fn start(place: &Place, host: u8, seconds: u32) -> Pebble {
        let host = place.net.host(host);
        let daemon = place.net.daemon();
        let [certificate, key] = place.certified("pebble", host);
        let config = serde_json::json!({ "pebble": {
            "listenAddress": format!("{host}:14000"),
            "managementListenAddress": format!("{host}:15000"),
            "certificate": certificate,
            "privateKey": key,
            "httpPort": LOOKS_AT,
            "tlsPort": 5001,
            "certificateValidityPeriod": seconds,
        }});
        let file = place.path("pebble.json");
        write(&file, config.to_string().as_bytes());
        let mut dns = Command::new(peer("pebble-challtestsrv", "pebble"));
        dns.args(["-defaultIPv4", &daemon.to_string(), "-defaultIPv6", ""]);
        dns.args(["-dns01", &format!("{host}:8053")]);
        dns.args(["-management", &format!("{host}:8055")]);
        dns.args(["-http01", "", "-https01", "", "-tlsalpn01", ""]);
        let dns = Process::start("dns", &mut dns, &place.path("dns.log"), false);
        let log = place.path("pebble.log");
        let mut pebble = Pebble {
            process: run(&host.to_string(), &file, &log),
            _dns: dns,
            host: host.to_string(),
            config: file,
            log,
            authority: place.path(AUTHORITY),
            root: place.path("root.pem"),
        };
        pebble.learn();
        pebble
    }

    /// Starts it again. It remembers nothing, and proves itself as before.
    pub fn restart(&mut self) {
        self.process = run(&self.host, &self.config, &self.log);
        self.learn();
    }

    /// Learns its root, which is another at each start.
    fn learn(&mut self) {
        let root = eventually(10, "its root", || {
            let said = self.fetch("15000/roots/0");
            said.status.success().then_some(said.stdout)
        });
        write(&self.root, &root);
    }

    /// The settings of a daemon whose certificate for this host comes from here.
    pub fn settings(&self, domain: &str, daemon: &str) -> Vec<String> {
        let authority = self.authority.display().to_string();
        let all = [
            ("--acme-domain", domain.to_owned()),
            ("--acme-agree", String::new()),
            (
                "--acme-directory",
                format!("https://{}:14000/dir", self.host),
            ),
            ("--acme-http", format!("{daemon}:{LOOKS_AT}")),
            ("--acme-ca", authority),
        ];
        all.into_iter()
            .flat_map(|(name, value)| [name.to_owned(), value])
            .collect()
    }

    /// The certificate that whoever is at this address shows as that host, if it is from here.
    pub fn shown(&self, domain: &str, address: &str) -> Option<String> {
        let mut curl = Command::new(peer("curl", "curl"));
        curl.args([
            "--silent",
            "--max-time",
            "2",
            "--output",
            "/dev/null",
            "--cacert",
        ]);
        curl.arg(&self.root)
            .args(["--write-out", "%{ssl_verify_result} %{certs}"]);
        curl.args(["--connect-to", &format!("{domain}:5061:{address}")]);
        let said = curl
            .arg(format!("https://{domain}:5061/"))
            .output()
            .expect("curl runs");
        let said = String::from_utf8_lossy(&said.stdout).into_owned();
        let (verified, chain) = said.split_once(' ')?;
        let own = chain.split("-----END").next()?.split("-----BEGIN").nth(1)?;
        (verified == "0").then(|| own.to_owned())
    }

    fn fetch(&self, path: &str) -> Output {
        let mut curl = Command::new(peer("curl", "curl"));
        curl.args(["--silent", "--fail", "--max-time", "2", "--cacert"]);
        curl.arg(&self.authority)
            .arg(format!("https://{}:{path}", self.host));
        curl.output().expect("curl runs")
    }
}

fn run(host: &str, config: &Path, log: &Path) -> Process {
    let mut pebble = Command::new(peer("pebble", "pebble"));
    pebble
        .env("PEBBLE_VA_NOSLEEP", "1")
        .arg("-config")
        .arg(config);
    pebble.args(["-strict", "-dnsserver", &format!("{host}:8053")]);
    Process::start("pebble", &mut pebble, log, false)
}
