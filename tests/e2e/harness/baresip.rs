//! baresip as an agent's phone that registers.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::PathBuf;
use std::process::Command;

use crate::binaries::peer;
use crate::net::{free_port, free_tcp_port};
use crate::place::{Place, write};
use crate::process::Process;

/// What an administrator enters in a phone.
#[derive(Clone, Debug)]
pub struct Entered<'a> {
    /// The user name.
    pub user: &'a str,
    /// The password.
    pub password: &'a str,
    /// The domain of the account.
    pub domain: &'a str,
    /// The proxy, as `host:port`.
    pub proxy: &'a str,
    /// The transport, in small letters.
    pub transport: &'a str,
}

/// A phone without hands: it registers, answers by itself and says a tone.
#[derive(Debug)]
pub struct Baresip {
    /// Its process. SIGTERM lets it unregister.
    pub process: Process,
    /// Where it takes commands.
    control: u16,
    /// Where it takes calls by datagrams and TCP; by TLS one further.
    port: u16,
    secure: bool,
    directory: PathBuf,
}

impl Baresip {
    /// Starts a phone that speaks A-law. It is at 127.0.0.1, where its media come from whatever it is told.
    pub fn start(place: &Place, extension: &str, password: &str, pitch: u32) -> Baresip {
        Baresip::over("udp", place, extension, password, pitch)
    }

    /// The same over another transport. By TLS it calls port 5061 and believes nobody but the
    /// authority of the place.
    pub fn over(
        transport: &str,
        place: &Place,
        extension: &str,
        password: &str,
        pitch: u32,
    ) -> Baresip {
        Baresip::run((transport, "pcma"), place, extension, password, pitch)
    }

    /// Starts a phone that speaks this codec alone.
    pub fn speaking(
        place: &Place,
        extension: &str,
        password: &str,
        pitch: u32,
        codec: &str,
    ) -> Baresip {
        Baresip::run(("udp", codec), place, extension, password, pitch)
    }

    /// Starts a phone that speaks A-law, and offers and takes keys: `srtp`, or `srtp-mand` for one that
    /// does not speak without.
    pub fn protected(
        keys: &str,
        place: &Place,
        extension: &str,
        password: &str,
        pitch: u32,
    ) -> Baresip {
        let media = format!("pcma;mediaenc={keys}");
        Baresip::run(("udp", &media), place, extension, password, pitch)
    }

    /// Starts a phone in which this was entered, and nothing else.
    pub fn entered(place: &Place, entered: &Entered<'_>, pitch: u32) -> Baresip {
        let Entered {
            user,
            password,
            domain,
            proxy,
            transport,
        } = entered;
        let account = format!(
            "<sip:{user}@{domain};transport={transport}>;\
             outbound=\"sip:{proxy};transport={transport}\";\
             auth_user={user};auth_pass={password};answermode=auto;regint=60;audio_codecs=pcma\n"
        );
        Baresip::launch(transport, place, (user, password), &account, pitch)
    }

    /// Starts a phone that speaks A-law by TLS, and with keys alone.
    pub fn secured(place: &Place, extension: &str, password: &str, pitch: u32) -> Baresip {
        let media = "pcma;mediaenc=srtp-mand";
        Baresip::run(("tls", media), place, extension, password, pitch)
    }

    /// Starts a number outside and its carrier in one, which registers nowhere.
    pub fn outside(
        transport: &str,
        media: &str,
        place: &Place,
        number: &str,
        pitch: u32,
    ) -> Baresip {
        let host = Ipv4Addr::LOCALHOST;
        let account = format!(
            "<sip:{number}@{host};transport={transport}>;auth_pass=none;answermode=auto;regint=0;audio_codecs={media}\n"
        );
        Baresip::launch(transport, place, (number, "outside"), &account, pitch)
    }

    fn run(
        (transport, codec): (&str, &str),
        place: &Place,
        extension: &str,
        password: &str,
        pitch: u32,
    ) -> Baresip {
        let daemon = place.net.daemon();
        let server = if transport == "tls" { 5061 } else { 5060 };
        let account = format!(
            "<sip:{extension}@{daemon}:{server};transport={transport}>;\
             auth_user={extension};auth_pass={password};answermode=auto;regint=60;audio_codecs={codec}\n"
        );
        Baresip::launch(transport, place, (extension, password), &account, pitch)
    }

    fn launch(
        transport: &str,
        place: &Place,
        (extension, password): (&str, &str),
        account: &str,
        pitch: u32,
    ) -> Baresip {
        let directory = place.path(&format!("baresip-{extension}-{password}"));
        std::fs::create_dir(&directory).expect("a directory");
        let host = Ipv4Addr::LOCALHOST;
        let (port, control) = (free_port(), free_tcp_port());
        let authority = place.path(crate::town::AUTHORITY);
        let belief = match transport {
            "tls" => {
                let authority = authority.display();
                let own = place.identity_here().display().to_string();
                format!("sip_cafile {authority}\nsip_verify_server yes\nsip_certificate {own}\n")
            }
            _ => String::new(),
        };
        let config = format!(
            "sip_listen {host}:{port}\nnet_interface {host}\nrtp_ports 40000-48000\n\
             module_path {modules}\nmodule g711.so\nmodule g722.so\nmodule opus.so\nmodule srtp.so\n\
             module ausine.so\nmodule aubridge.so\nmodule sndfile.so\nsnd_path {heard}\n\
             module_tmp account.so\nmodule_app menu.so\nmodule_app ctrl_tcp.so\n\
             ctrl_tcp_listen {host}:{control}\n\
             audio_source ausine,{pitch}\naudio_player aubridge,ear\naudio_alert aubridge,bell\n\
             ausrc_srate 48000\nausrc_channels 2\n{belief}",
            modules = modules().display(),
            heard = directory.display(),
        );
        write(&directory.join("config"), config.as_bytes());
        write(&directory.join("accounts"), account.as_bytes());
        write(&directory.join("contacts"), b"");
        let mut command = Command::new(peer("baresip", "baresip-core"));
        command.args(["-s", "-f"]).arg(&directory);
        let log = directory.join("said.log");
        Baresip {
            process: Process::start("baresip", &mut command, &log, false),
            control,
            port,
            secure: transport == "tls",
            directory,
        }
    }

    /// Where it takes calls.
    pub fn address(&self) -> String {
        let port = self.port + u16::from(self.secure);
        format!("{}:{port}", Ipv4Addr::LOCALHOST)
    }

    /// Calls somebody.
    pub fn dial(&self, uri: &str) {
        self.order("dial", uri);
    }

    /// Hands its call over to a number, without a word to whoever is there.
    pub fn transfer(&self, number: &str) {
        self.order("transfer", number);
    }

    /// Puts its call on hold.
    pub fn hold(&self) {
        self.order("hold", "");
    }

    /// Goes on with its call.
    pub fn resume(&self) {
        self.order("resume", "");
    }

    /// Hangs up.
    pub fn hang_up(&self) {
        self.order("hangup", "");
    }

    /// Gives it a command of its menu: JSON in a netstring.
    fn order(&self, command: &str, parameter: &str) {
        let text = format!(r#"{{"command":"{command}","params":"{parameter}","token":"1"}}"#);
        let mut control = TcpStream::connect((Ipv4Addr::LOCALHOST, self.control));
        let control = control.as_mut().expect("it takes commands");
        let sent = control.write_all(format!("{}:{text},", text.len()).as_bytes());
        sent.expect("it takes a command");
        // It answers once it has done so.
        control
            .read_exact(&mut [0])
            .expect("it answers to a command");
    }

    /// The rate and the samples of what it has heard in its call, which is over.
    ///
    /// # Panics
    /// When it has heard nothing.
    pub fn heard(&self) -> (u32, Vec<i16>) {
        let files = std::fs::read_dir(&self.directory).expect("a directory");
        let mut names = files.filter_map(|file| Some(file.ok()?.path()));
        let heard = names.find(|path| path.to_string_lossy().ends_with("-dec.wav"));
        crate::wav::first_channel(&heard.expect("what was heard"))
    }
}

/// Where Debian keeps its modules.
fn modules() -> std::path::PathBuf {
    ["/usr/lib/baresip/modules", "/usr/lib64/baresip/modules"]
        .map(std::path::PathBuf::from)
        .into_iter()
        .find(|path| path.join("ausine.so").is_file())
        .expect("baresip's modules are missing: apt-get install baresip-core")
}
