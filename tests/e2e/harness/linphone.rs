//! linphonec as an agent's softphone, which does what it is told at its console.

use std::io::Write;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::process::{ChildStdin, Command, Stdio};

use crate::binaries::peer;
use crate::net::free_port;
use crate::place::{Place, write};
use crate::process::Process;
use crate::tone::sine;
use crate::wait::eventually;
use crate::wav::{first_channel, mono};

/// What a softphone is set up with.
#[derive(Clone, Copy, Debug)]
pub struct Softphone<'a> {
    extension: &'a str,
    password: &'a str,
    transport: &'static str,
    /// By the name that it has at the console.
    codec: &'static str,
    pitch: f64,
    /// Which host of the place it registers at; `None`: the daemon.
    proxy: Option<u8>,
}

/// A softphone that runs, answers by itself and says a tone.
#[derive(Debug)]
pub struct Linphone {
    /// Its process.
    pub process: Process,
    console: ChildStdin,
    directory: PathBuf,
}

impl<'a> Softphone<'a> {
    /// One that speaks A-law by UDP.
    pub fn new(extension: &'a str, password: &'a str, pitch: f64) -> Softphone<'a> {
        Softphone {
            extension,
            password,
            transport: "udp",
            codec: "PCMA",
            pitch,
            proxy: None,
        }
    }

    /// Over another transport. By TLS it calls port 5061, believes nobody but the authority of the place
    /// and does not speak without keys.
    #[must_use]
    pub fn over(self, transport: &'static str) -> Softphone<'a> {
        Softphone { transport, ..self }
    }

    /// That speaks this codec alone.
    #[must_use]
    pub fn speaking(self, codec: &'static str) -> Softphone<'a> {
        Softphone { codec, ..self }
    }

    /// Behind a proxy at a host of the place.
    #[must_use]
    pub fn behind(self, host: u8) -> Softphone<'a> {
        Softphone {
            proxy: Some(host),
            ..self
        }
    }

    /// Starts it at 127.0.0.1.
    pub fn start(&self, place: &Place) -> Linphone {
        let directory = place.path(&format!("linphone-{}", self.extension));
        // It does not make the directory of its list of calls.
        std::fs::create_dir_all(directory.join(".local/share/linphone")).expect("a directory");
        write(&directory.join("settings"), self.settings(place).as_bytes());
        let mut command = Command::new(peer("linphonec", "linphone-cli"));
        command
            .env("HOME", &directory)
            .args(["-d", "6", "-c"])
            .arg(directory.join("settings"))
            .arg("-l")
            .arg(directory.join("messages.log"));
        let log = directory.join("said.log");
        let mut process = Process::start_at(Stdio::piped(), "linphonec", &mut command, &log, false);
        let console = process.child().stdin.take().expect("a pipe");
        let mut phone = Linphone {
            process,
            console,
            directory,
        };
        phone.prepare(self.codec, self.pitch);
        phone
    }

    fn settings(&self, place: &Place) -> String {
        let Softphone {
            extension,
            password,
            transport,
            ..
        } = self;
        let (host, daemon) = (Ipv4Addr::LOCALHOST, place.net.daemon());
        let ports = ["udp", "tcp", "tls"].map(|kind| {
            // Of what is bound to a connection it takes any port itself.
            let port = match (kind == *transport, kind) {
                (true, "udp") => i32::from(free_port()),
                (true, _) => -1,
                _ => 0,
            };
            match kind {
                "udp" => format!("sip_port={port}\n"),
                kind => format!("sip_{kind}_port={port}\n"),
            }
        });
        let (server, protected) = match *transport {
            "tls" => (
                5061,
                format!(
                    "root_ca={}\nverify_server_cn=0\nmedia_encryption=srtp\n\
                     media_encryption_mandatory=1\n",
                    place.path(crate::town::AUTHORITY).display()
                ),
            ),
            _ => (5060, String::new()),
        };
        let ports = ports.concat();
        let proxy = self.proxy.map_or(daemon, |host| place.net.host(host));
        format!(
            "[sip]\n{ports}bind_address={host}\nguess_hostname=0\ndefault_proxy=0\n\
             register_only_when_network_is_up=0\n{protected}\
             [rtp]\naudio_rtp_port=40000-48000\n\
             [auth_info_0]\nusername={extension}\npasswd={password}\n\
             [proxy_0]\nreg_proxy=<sip:{proxy}:{server};transport={transport}>\n\
             reg_identity=sip:{extension}@{daemon}\nreg_expires=60\nreg_sendregister=1\n"
        )
    }
}

impl Linphone {
    /// It listens to files and says a file, answers, and speaks one codec.
    fn prepare(&mut self, codec: &str, pitch: f64) {
        self.order("autoanswer enable");
        self.order("soundcard use files");
        self.says(pitch);
        let hears = self.directory.join("hears.wav");
        self.order(&format!("record {}", hears.display()));
        self.order("codec disable all");
        let named = format!(": {codec} (");
        let number = eventually(15, "a list of its codecs", || {
            let said = self.process.said();
            let line = said.lines().rfind(|line| line.contains(&named))?;
            Some(line.split(':').next()?.trim().to_owned())
        });
        self.order(&format!("codec enable {number}"));
    }

    /// Says another tone from its next hold on, or when it goes on after that.
    pub fn says(&mut self, pitch: f64) {
        let file = self.directory.join(format!("says-{pitch}.wav"));
        write(&file, &mono(&sine(pitch, 60_000)));
        self.order(&format!("play {}", file.display()));
    }

    /// Gives it a command of its console.
    fn order(&mut self, command: &str) {
        let line = format!("{command}\n");
        let sent = self.console.write_all(line.as_bytes());
        sent.expect("it takes a command");
    }

    /// Calls somebody; a call that it is in waits.
    pub fn call(&mut self, uri: &str) {
        self.order(&format!("call {uri}"));
    }

    /// Puts a call on hold, where it is told what the phone says. It counts its calls from 1.
    pub fn hold(&mut self, call: u32) {
        self.order(&format!("pause {call}"));
    }

    /// Goes on with a call.
    pub fn resume(&mut self, call: u32) {
        self.order(&format!("resume {call}"));
    }

    /// Hands a call over to a number, without a word to whoever is there.
    pub fn transfer(&mut self, call: u32, uri: &str) {
        self.order(&format!("transfer {call} {uri}"));
    }

    /// Hands a call over to whoever it talks with in another.
    pub fn join(&mut self, call: u32, other: u32) {
        self.order(&format!("transfer {call} --to-call {other}"));
    }

    /// Hangs up.
    pub fn hang_up(&mut self, call: u32) {
        self.order(&format!("terminate {call}"));
    }

    /// All messages that it has sent and got, between other lines.
    pub fn messages(&self) -> String {
        let bytes = std::fs::read(self.directory.join("messages.log")).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// The rate and the samples of what it has heard in its last call, which is over.
    pub fn heard(&self) -> (u32, Vec<i16>) {
        first_channel(&self.directory.join("hears.wav"))
    }
}
