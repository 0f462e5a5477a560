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
    template: &'static str,
    values: Vec<(&'static str, String)>,
    body: String,
    captures: Vec<(String, Vec<u8>)>,
    /// Whether a key is being sent.
    pressing: bool,
    stream: Stream,
    host: u8,
    calls: u32,
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

/// A number outside, or a phone, that refuses the call with this status.
pub fn callee_refuses(status: u16) -> Sipp {
    let template = include_str!("../sipp/callee_refuses.xml");
    Sipp::new(template, 3, 0xA6E7_0003).value("status", &status.to_string())
}

impl Sipp {
    fn new(template: &'static str, host: u8, source: u32) -> Sipp {
        Sipp {
            template,
            values: vec![("codecs", "8 101".to_owned())],
            body: String::new(),
            captures: Vec::new(),
            pressing: false,
            stream: Stream::new(source),
            host,
            calls: 1,
        }
    }

    /// A peer with a scenario of its own.
    pub fn scenario(template: &'static str, host: u8) -> Sipp {
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

    /// For so many calls, one after the other.
    #[must_use]
    pub fn calls(self, calls: u32) -> Sipp {
        Sipp { calls, ..self }
    }

    /// With these payload types in the offer.
    #[must_use]
    pub fn codecs(self, types: &str) -> Sipp {
        self.value("codecs", types)
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

    /// Presses a key; what comes next waits until it is sent.
    #[must_use]
    pub fn digit(mut self, key: char) -> Sipp {
        let capture = self.stream.digit(key);
        self.play(capture);
        self.pressing = true;
        self
    }

    /// Hangs up.
    #[must_use]
    pub fn hang_up(mut self) -> Sipp {
        let direction = if self.template.contains("request=\"INVITE\"") {
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
        assert!(!scenario.contains("{{"), "a value is missing: {scenario}");
        let file = directory.join("scenario.xml");
        write(&file, scenario.as_bytes());

        let messages = directory.join("messages.log");
        let mut command = Command::new(peer("sipp", "sip-tester"));
        command
            .current_dir(&directory)
            .arg(format!("{}:5060", place.net.daemon()));
        command.args(arguments(host, self.calls));
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
