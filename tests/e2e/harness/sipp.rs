//! SIPp as a carrier and as an agent's phone.

use std::fmt::Write;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::process::Command;

use crate::binaries::peer;
use crate::ear::Ear;
use crate::pcap::Stream;
use crate::place::{Place, write};
use crate::process::Process;

/// The port on which SIPp's media are heard: SIPp itself sits on the one that it is given and sends
/// its captures from this one, which it also puts into its session description.
const MEDIA: u16 = 6_100;
const MEDIA_OF_SIPP: u16 = 6_000;
/// Longer than any call of a test.
const LIMIT: &str = "90s";

/// A scenario in the making: what is done once the call is up.
#[derive(Debug)]
pub struct Sipp {
    pub(crate) template: String,
    values: Vec<(&'static str, String)>,
    pub(crate) body: String,
    captures: Vec<(String, Vec<u8>)>,
    /// Whether a key is being sent.
    pressing: bool,
    stream: Stream,
    host: u8,
    calls: u32,
    /// Whom it calls; `None`: the daemon.
    remote: Option<u8>,
    tcp: bool,
}

/// SIPp that runs, and what comes to its media port.
#[derive(Debug)]
pub struct Running {
    /// Its process.
    pub process: Process,
    /// What it hears.
    pub ear: Ear,
    messages: PathBuf,
}

/// A carrier that dials a number.
pub fn caller(number: &str) -> Sipp {
    let template = include_str!("../sipp/caller.xml");
    Sipp::new(template, 2, 0xCA11_0001).value("number", number)
}

/// A carrier whose call is refused with this status.
pub fn caller_refused(number: &str, status: u16) -> Sipp {
    let template = include_str!("../sipp/caller_refused.xml");
    Sipp::new(template, 2, 0xCA11_0002)
        .value("number", number)
        .value("status", &status.to_string())
}

/// A phone that rings for so many milliseconds and answers.
pub fn agent(ring: u32) -> Sipp {
    let template = include_str!("../sipp/agent.xml");
    Sipp::new(template, 3, 0xA6E7_0001).value("ring", &ring.to_string())
}

/// A phone that rings until the call is cancelled.
pub fn agent_never_answers() -> Sipp {
    let template = include_str!("../sipp/agent_never_answers.xml");
    Sipp::new(template, 3, 0xA6E7_0002)
}

/// A peer from where nothing ever comes that a request of this method brings.
pub fn callee_silent(method: &str) -> Sipp {
    let template = include_str!("../sipp/callee_silent.xml");
    Sipp::new(template, 3, 0xA6E7_0007).value("method", method)
}

/// A peer that answers with this status, these headers and these lines of a session description when it is
/// asked what it takes.
pub fn callee_asked(status: u16, headers: &[&str], content: &[&str]) -> Sipp {
    const BREAK: &str = "\n      ";
    let template = include_str!("../sipp/callee_asked.xml");
    Sipp::new(template, 3, 0xA6E7_0008)
        .value("status", &status.to_string())
        .value("content", &content.join(BREAK))
        .saying(headers)
}

/// A number outside, or a phone, that refuses the call with this status.
pub fn callee_refuses(status: u16) -> Sipp {
    let template = include_str!("../sipp/callee_refuses.xml");
    Sipp::new(template, 3, 0xA6E7_0003).value("status", &status.to_string())
}

/// A carrier's registrar, which answers as [`Sipp::registration`] says.
pub fn registrar() -> Sipp {
    let template = include_str!("../sipp/registrar.xml");
    Sipp::new(template, 2, 0xA6E7_0004)
}

/// A gateway that registers at the daemon with its account and then does nothing.
pub fn gateway(username: &str, password: &str) -> Sipp {
    let template = include_str!("../sipp/gateway.xml");
    Sipp::new(template, 4, 0xA6E7_0005)
        .value("username", username)
        .value("password", password)
}

/// A gateway that calls a number and answers the challenge to that.
pub fn gateway_caller(number: &str, username: &str, password: &str) -> Sipp {
    let template = include_str!("../sipp/gateway_caller.xml");
    Sipp::new(template, 4, 0xA6E7_0006)
        .value("number", number)
        .value("username", username)
        .value("password", password)
}

impl Sipp {
    fn new(template: &str, host: u8, source: u32) -> Sipp {
        Sipp {
            template: template.to_owned(),
            values: [
                ("codecs", "8 101"),
                ("events", "101"),
                ("media", "[media_ip]"),
                ("port", "[media_port+100]"),
                ("besides", ""),
            ]
            .map(|(name, value)| (name, value.to_owned()))
            .into(),
            body: String::new(),
            captures: Vec::new(),
            pressing: false,
            stream: Stream::new(source),
            host,
            calls: 1,
            remote: None,
            tcp: false,
        }
    }

    /// A peer with a scenario of its own.
    pub fn scenario(template: &str, host: u8) -> Sipp {
        Sipp::new(template, host, 0x0E57_0001)
    }

    /// That dials this number.
    #[must_use]
    pub fn dials(self, number: &str) -> Sipp {
        self.value("number", number)
    }

    fn value(mut self, name: &'static str, value: &str) -> Sipp {
        self.values.retain(|(known, _)| *known != name);
        self.values.push((name, value.to_owned()));
        self
    }

    /// At another host of the place.
    #[must_use]
    pub fn at(self, host: u8) -> Sipp {
        Sipp { host, ..self }
    }

    /// To somebody at another host of the place, in place of the daemon.
    #[must_use]
    pub fn to(self, host: u8) -> Sipp {
        Sipp {
            remote: Some(host),
            ..self
        }
    }

    /// A registrar answers the next REGISTER with this status and these headers.
    #[must_use]
    pub fn registration(mut self, status: u16, headers: &str) -> Sipp {
        let step = include_str!("../sipp/steps/registration.xml");
        let step = step.replace("{{status}}", &status.to_string());
        let headers = match headers {
            "" => String::new(),
            headers => format!("{headers}\n      "),
        };
        self.body.push_str(&step.replace("{{headers}}", &headers));
        self
    }

    /// Over TCP.
    #[must_use]
    pub fn over_tcp(self) -> Sipp {
        Sipp { tcp: true, ..self }
    }

    /// For so many calls, one after the other.
    #[must_use]
    pub fn calls(self, calls: u32) -> Sipp {
        Sipp { calls, ..self }
    }

    /// With an account at the daemon.
    #[must_use]
    pub fn account(self, username: &str, password: &str) -> Sipp {
        self.value("username", username).value("password", password)
    }

    /// Whether it is called.
    pub(crate) fn is_called(&self) -> bool {
        self.template.contains("request=\"INVITE\"")
    }

    /// With these payload types in the offer.
    #[must_use]
    pub fn codecs(self, types: &str) -> Sipp {
        self.value("codecs", types)
    }

    /// With events of this payload type.
    #[must_use]
    pub fn events(mut self, kind: u8) -> Sipp {
        self.stream.events(kind);
        self.value("events", &kind.to_string())
            .codecs(&format!("8 {kind}"))
    }

    /// That says its media were at this address.
    #[must_use]
    pub fn media_at(self, address: &str) -> Sipp {
        self.value("media", address)
    }

    /// That says its media were at this port.
    #[must_use]
    pub fn media_port(self, port: u16) -> Sipp {
        self.value("port", &port.to_string())
    }

    /// With these headers in its INVITE, or in what it answers in place of a 200.
    #[must_use]
    pub fn saying(self, headers: &[&str]) -> Sipp {
        let lines = headers.iter().map(|line| format!("{line}\n      "));
        self.value("besides", &lines.collect::<String>())
    }

    /// Waits.
    #[must_use]
    pub fn wait(mut self, millis: u32) -> Sipp {
        let _written = writeln!(self.body, "<pause milliseconds=\"{millis}\"/>");
        self
    }

    /// Begins to say a tone and goes on at once.
    #[must_use]
    pub fn tone(mut self, pitch: f64, millis: usize) -> Sipp {
        let capture = self.stream.tone(pitch, millis);
        self.play(capture);
        self
    }

    /// The same with each tenth packet lost.
    #[must_use]
    pub fn gappy(mut self, pitch: f64, millis: usize) -> Sipp {
        let capture = self.stream.gappy(pitch, millis);
        self.play(capture);
        self
    }

    /// The same as a bad network brings it.
    #[must_use]
    pub fn rough(mut self, pitch: f64, millis: usize) -> Sipp {
        let capture = self.stream.rough(pitch, millis);
        self.play(capture);
        self
    }

    /// Presses a key; what comes next waits until it is sent.
    #[must_use]
    pub fn digit(mut self, key: char) -> Sipp {
        let capture = self.stream.digit(key);
        self.play(capture);
        self.pressing = true;
        self
    }

    /// Presses a key that is two tones in its voice; what comes next waits until it is sent.
    #[must_use]
    pub fn tones(mut self, key: char) -> Sipp {
        let capture = self.stream.tones(key);
        self.play(capture);
        self.pressing = true;
        self
    }

    /// Hangs up.
    #[must_use]
    pub fn hang_up(mut self) -> Sipp {
        let direction = if self.is_called() {
            include_str!("../sipp/steps/agent_hangs_up.xml")
        } else {
            include_str!("../sipp/steps/caller_hangs_up.xml")
        };
        self.body.push_str(direction);
        self
    }

    /// Waits for the other side to hang up.
    #[must_use]
    pub fn until_bye(mut self) -> Sipp {
        self.body
            .push_str(include_str!("../sipp/steps/until_bye.xml"));
        self
    }

    /// Is gone while it asks for something: the answer to a re-INVITE is never acknowledged.
    #[must_use]
    pub fn vanish(mut self) -> Sipp {
        self.body
            .push_str(include_str!("../sipp/steps/agent_vanishes.xml"));
        self
    }

    fn play(&mut self, capture: Vec<u8>) {
        // SIPp plays one capture at a time. A message that comes in a pause fails the call, so there is
        // none where it waits for one anyway.
        if std::mem::take(&mut self.pressing) {
            let _written = writeln!(self.body, "<pause milliseconds=\"300\"/>");
        }
        let name = format!("host{}-{}.pcap", self.host, self.captures.len());
        let _written = writeln!(
            self.body,
            "<nop><action><exec play_pcap_audio=\"{{{{directory}}}}/{name}\"/></action></nop>"
        );
        self.captures.push((name, capture));
    }

    /// Starts it.
    pub fn start(self, place: &Place) -> Running {
        let host = place.net.host(self.host);
        let remote = self.remote.map(|remote| place.net.host(remote));
        let remote = remote.unwrap_or_else(|| place.net.daemon());
        let name = format!("sipp-{}-{}", self.host, self.number(place));
        let directory = place.path(&name);
        std::fs::create_dir(&directory).expect("a directory");
        for (name, capture) in &self.captures {
            write(&directory.join(name), capture);
        }
        let mut scenario = self.template.replace("{{body}}", &self.body);
        for (name, value) in &self.values {
            scenario = scenario.replace(&format!("{{{{{name}}}}}"), value);
        }
        let scenario = scenario.replace("{{directory}}", &directory.display().to_string());
        let scenario = match self.tcp {
            true => over_tcp(&scenario),
            false => scenario,
        };
        assert!(!scenario.contains("{{"), "a value is missing: {scenario}");
        let file = directory.join("scenario.xml");
        write(&file, scenario.as_bytes());

        let messages = directory.join("messages.log");
        let mut command = Command::new(peer("sipp", "sip-tester"));
        command
            .current_dir(&directory)
            .arg(format!("{remote}:5060"));
        command.args(arguments(host, self.calls));
        if let Some((_, number)) = self.values.iter().find(|(name, _)| *name == "number") {
            // Left to itself SIPp proves itself for another URI than it calls.
            command.arg("-auth_uri");
            command.arg(format!("{number}@{remote}:5060"));
        }
        if self.tcp {
            command.args(["-t", "t1"]);
        }
        command.arg("-sf").arg(&file);
        command.arg("-message_file").arg(&messages);
        let log = directory.join("screen.log");
        Running {
            ear: Ear::open(host, MEDIA),
            process: Process::start("sipp", &mut command, &log, false),
            messages,
        }
    }

    fn number(&self, place: &Place) -> usize {
        std::fs::read_dir(place.path("")).expect("files").count()
    }
}

/// The same over a connection, where nothing is sent again.
fn over_tcp(scenario: &str) -> String {
    let scenario = scenario.replace("SIP/2.0/UDP", "SIP/2.0/TCP");
    let lines = scenario.replace(" retrans=\"500\"", "");
    let lines = lines
        .lines()
        .map(|line| match line.trim_start().starts_with("Contact:") {
            true => line.replace('>', ";transport=tcp>"),
            false => line.to_owned(),
        });
    lines.collect::<Vec<_>>().join("\n")
}

fn arguments(host: Ipv4Addr, calls: u32) -> Vec<String> {
    let (host, calls) = (host.to_string(), calls.to_string());
    let ports = [
        ("-p", "5060".to_owned()),
        ("-mp", MEDIA_OF_SIPP.to_string()),
    ];
    let hosts = ["-i", "-mi", "-ci"].map(|option| (option, host.clone()));
    let counts = [("-m", calls), ("-l", "1".to_owned())];
    let limits = [("-timeout", LIMIT.to_owned())];
    let mut arguments: Vec<String> = [&ports[..], &hosts, &counts, &limits]
        .concat()
        .into_iter()
        .flat_map(|(option, value)| [option.to_owned(), value])
        .collect();
    // It answers OPTIONS and the like by itself, as a peer of whom nothing is heard is asked.
    let flags = [
        "-aa",
        "-bind_local",
        "-nostdin",
        "-timeout_error",
        "-trace_msg",
    ];
    for flag in flags {
        arguments.push(flag.to_owned());
    }
    arguments
}

/// What else may be wrong.
fn hint() -> &'static str {
    if rustix::process::geteuid().is_root() {
        ""
    } else {
        "SIPp plays captures through a raw socket: run as root, or `setcap cap_net_raw+ep` its program\n"
    }
}

impl Running {
    /// Waits until every call has gone as the scenario says.
    ///
    /// # Panics
    /// With the messages of the calls when one has not, or when it takes longer.
    #[track_caller]
    pub fn done(&mut self, seconds: u64) {
        let status = self.process.end(seconds);
        assert!(
            status.success(),
            "SIPp ends with {status}:\n{}{}",
            self.messages(),
            hint()
        );
    }

    /// The messages so far.
    pub fn messages(&self) -> String {
        std::fs::read_to_string(&self.messages).unwrap_or_default()
    }
}
