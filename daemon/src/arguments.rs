//! The command line of the daemon.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use clap::{Args, Parser, Subcommand};
use ipnet::IpNet;

use crate::acme::AcmeArguments;

/// The daemon of the contact center: SIP, media, IVR, queues, recordings, records.
#[derive(Debug, Parser)]
#[command(name = "ccd", version, about)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the daemon can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run in the foreground until SIGTERM or Ctrl-C; a second one ends it at once.
    ///
    /// When it is ready it prints one line of JSON with its real addresses on standard output. Logs go
    /// to standard error as JSON lines; CCD_LOG sets their level (`info`, `debug`, `shell=debug` …).
    Serve(Serve),
}

/// Where the daemon lives on its machine.
#[derive(Debug, Args)]
pub struct Serve {
    /// The directory of everything that must survive: configuration, records, recordings.
    #[arg(
        long,
        env = "CCD_DATA",
        default_value = "/var/lib/ccd",
        value_name = "DIR"
    )]
    data: PathBuf,
    /// An address of SIP, over udp, tcp or tls, udp if it does not say; repeat it for more (in the
    /// variable: separated by commas). Phones and trunks are told these addresses, so each must be one
    /// of this machine, not 0.0.0.0. Port 0 lets the system choose.
    #[arg(
        long,
        env = "CCD_SIP",
        value_delimiter = ',',
        default_value = "127.0.0.1:5060",
        value_name = "[TRANSPORT:]ADDR:PORT"
    )]
    sip: Vec<SipPlace>,
    /// The file of the PEM certificate for SIP over TLS, with those that lead to its authority behind
    /// it. It is read again when it changes; no connection is dropped for that.
    #[arg(long, env = "CCD_TLS_CERT", value_name = "FILE", requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    /// The file of the private key of that certificate, as PEM.
    #[arg(long, env = "CCD_TLS_KEY", value_name = "FILE", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    #[command(flatten)]
    acme: AcmeArguments,
    /// A file of PEM certificates of authorities that trunks over TLS may be proven by, besides the
    /// public ones; repeat it for more.
    #[arg(long, env = "CCD_TLS_CA", value_delimiter = ',', value_name = "FILE")]
    tls_ca: Vec<PathBuf>,
    /// Connections of SIP at once, over TCP and TLS.
    #[arg(
        long,
        env = "CCD_SIP_CONNECTIONS",
        default_value_t = 20_000,
        value_parser = at_least_one,
        value_name = "N"
    )]
    sip_connections: usize,
    /// Of these, from one address that is no trunk's and on which nobody has registered yet.
    #[arg(
        long,
        env = "CCD_SIP_NEWCOMERS",
        default_value_t = 50,
        value_parser = at_least_one,
        value_name = "N"
    )]
    sip_newcomers: usize,
    /// The address and the ports of media: RTP on even ports, RTCP beside it. For calls by IPv4 and by
    /// IPv6 repeat it once with an address of the other family and the same ports (in the variable:
    /// separated by a comma).
    #[arg(
        long,
        env = "CCD_RTP",
        value_delimiter = ',',
        default_value = "127.0.0.1:16384-32767",
        value_name = "ADDR:LOW-HIGH"
    )]
    rtp: Vec<PortRange>,
    /// The address of the HTTP interface. Port 0 lets the system choose.
    #[arg(
        long,
        env = "CCD_HTTP",
        default_value = "127.0.0.1:8080",
        value_name = "ADDR:PORT"
    )]
    http: SocketAddr,
    /// Connections of the HTTP interface at once; further ones wait.
    #[arg(
        long,
        env = "CCD_HTTP_CONNECTIONS",
        default_value_t = 20_000,
        value_parser = at_least_one,
        value_name = "N"
    )]
    http_connections: usize,
    /// Of these, from one address (of IPv6: one /64) on which nobody has shown a token yet; further ones
    /// are closed.
    #[arg(
        long,
        env = "CCD_HTTP_NEWCOMERS",
        default_value_t = 50,
        value_parser = at_least_one,
        value_name = "N"
    )]
    http_newcomers: usize,
    /// The path of the Unix socket for `ccctl` on this machine.
    #[arg(
        long,
        env = "CCD_SOCKET",
        default_value = "/run/ccd/ccd.sock",
        value_name = "PATH"
    )]
    socket: PathBuf,
    /// What speaks texts: espeak-ng of this machine, or the URL of a program that answers a POST of
    /// {"text", "voice", "rate"} with a WAV or MP3 file.
    #[arg(long, env = "CCD_SPEECH", default_value_t, value_name = "ENGINE|URL")]
    speech: shell::EngineChoice,
    /// Media threads; 0: one for each core.
    #[arg(long, env = "CCD_MEDIA_THREADS", default_value_t = 0, value_name = "N")]
    media_threads: usize,
    /// A network that customers' URLs may lead to though it is not the public internet, with https or
    /// http; repeat it for more (in the variable: separated by commas).
    ///
    /// Without it only https URLs of public addresses are called, whatever a flow or an answer names.
    #[arg(
        long,
        env = "CCD_ALLOW_URL_NETWORK",
        value_delimiter = ',',
        value_parser = network,
        value_name = "CIDR"
    )]
    allow_url_network: Vec<IpNet>,
    /// A file of PEM certificates of authorities that https URLs may be proven by, besides the public
    /// ones; repeat it for more.
    #[arg(long, env = "CCD_URL_CA", value_delimiter = ',', value_name = "FILE")]
    url_ca: Vec<PathBuf>,
    /// A file that says where telephone numbers are at home, besides what the numbering plan says:
    /// comma-separated values in UTF-8, first the line `prefix,country,province,city,carrier`, then up to
    /// 2,000,000 lines such as `1380013,中国,北京,北京,中国移动` in at most 64 MB. It is read at the start.
    #[arg(long, env = "CCD_PLACES", value_name = "FILE")]
    places: Option<PathBuf>,
    /// The memory in which the SIP messages of the last calls are kept for `ccctl call show`, in MB; 0
    /// keeps none.
    #[arg(
        long,
        env = "CCD_TRACE_MEMORY",
        default_value_t = 64,
        value_parser = clap::value_parser!(u16).range(..=16_384),
        value_name = "MB"
    )]
    trace_memory: u16,
    /// Seconds that calls may go on after SIGTERM.
    #[arg(long, env = "CCD_DRAIN", default_value_t = 60, value_name = "SECONDS")]
    drain: u64,
}

impl Serve {
    /// The settings of the shell.
    ///
    /// # Errors
    /// If they contradict each other.
    pub fn settings(&self) -> Result<shell::Settings, String> {
        let media = Media::of(&self.rtp)?;
        Ok(shell::Settings {
            data: self.data.clone(),
            sip: self
                .sip
                .iter()
                .map(|it| (it.transport, it.address))
                .collect(),
            sip_identity: self.identity(),
            acme: self.certificates()?,
            sip_ca_files: self.tls_ca.clone(),
            sip_connections: self.sip_connections,
            sip_newcomers: self.sip_newcomers,
            rtp_address: media.address,
            rtp_besides: media.besides,
            rtp_ports: media.ports,
            http: self.http,
            http_connections: self.http_connections,
            http_newcomers: self.http_newcomers,
            socket: self.socket.clone(),
            speech: self.speech.clone(),
            media_threads: self.media_threads,
            url_networks: self.allow_url_network.clone(),
            url_ca_files: self.url_ca.clone(),
            places: self.places.clone(),
            trace_bytes: usize::from(self.trace_memory) << 20,
            drain: Duration::from_secs(self.drain),
        })
    }

    fn identity(&self) -> Option<shell::Identity> {
        Some(shell::Identity {
            certificate: self.tls_cert.clone()?,
            key: self.tls_key.clone()?,
            awaited: false,
        })
    }

    /// The certificates that are to be ordered, if any are.
    fn certificates(&self) -> Result<Option<shell::acme::Settings>, String> {
        let ordered = self.acme.settings(&self.data)?;
        let takes_tls = self
            .sip
            .iter()
            .any(|it| it.transport == shell::Transport::Tls);
        match ordered.is_some() && !takes_tls {
            true => Err("--acme-domain is for SIP over TLS: give --sip an address of that as well, such as \
                         tls:192.0.2.7:5061"
                .to_owned()),
            false => Ok(ordered),
        }
    }
}

/// An address of SIP, such as `192.0.2.7:5060`, `tcp:192.0.2.7:5060` or `tls:[2001:db8::7]:5061`.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
struct SipPlace {
    transport: shell::Transport,
    address: SocketAddr,
}

impl FromStr for SipPlace {
    type Err = String;
    fn from_str(text: &str) -> Result<SipPlace, String> {
        let form = "it is written [TRANSPORT:]ADDR:PORT, such as 192.0.2.7:5060, tcp:192.0.2.7:5060 or \
                    tls:[2001:db8::7]:5061";
        let said = text
            .split_once(':')
            .and_then(|(word, address)| Some((shell::Transport::named(word)?, address)));
        let (transport, address) = said.unwrap_or((shell::Transport::Udp, text));
        let address = address.parse().map_err(|_| form.to_owned())?;
        Ok(SipPlace { transport, address })
    }
}

/// A limit, which shuts nobody out.
fn at_least_one(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|number| *number > 0);
    number.ok_or_else(|| "it is a whole number, 1 or more".to_owned())
}

/// A network, or an address that stands for itself.
fn network(text: &str) -> Result<IpNet, String> {
    let address = text.parse::<IpAddr>().map(IpNet::from);
    address.or_else(|_| text.parse()).map_err(|_| {
        "it is written as a network, such as 10.1.0.0/16 or fd00:1::/32, or as one address"
            .to_owned()
    })
}

/// An address with a range of ports, such as `192.0.2.7:16384-32767` or `[::1]:16384-32767`.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
struct PortRange {
    address: IpAddr,
    low: u16,
    high: u16,
}

impl FromStr for PortRange {
    type Err = String;
    fn from_str(text: &str) -> Result<PortRange, String> {
        let form = || "it is written ADDR:LOW-HIGH, such as 192.0.2.7:16384-32767".to_owned();
        let (address, ports) = text.rsplit_once(':').ok_or_else(form)?;
        let (low, high) = ports.split_once('-').ok_or_else(form)?;
        let address = address
            .trim_matches(['[', ']'])
            .parse()
            .map_err(|_| form())?;
        let low: u16 = low.parse().map_err(|_| form())?;
        let high: u16 = high.parse().map_err(|_| form())?;
        if low == 0 || high <= low {
            return Err("the range needs room for one pair of ports at least".to_owned());
        }
        Ok(PortRange { address, low, high })
    }
}

/// One address of media, or one of each family.
struct Media {
    address: IpAddr,
    besides: Option<IpAddr>,
    ports: (u16, u16),
}

impl Media {
    fn of(ranges: &[PortRange]) -> Result<Media, String> {
        let (first, besides) = match ranges {
            [first] => (first, None),
            [first, other] => (first, Some(other)),
            _ => return Err("--rtp takes one address, or one of IPv4 and one of IPv6".to_owned()),
        };
        let fits = |other: &PortRange| {
            let ports = (other.low, other.high) == (first.low, first.high);
            ports && other.address.is_ipv4() != first.address.is_ipv4()
        };
        if !besides.is_none_or(fits) {
            return Err(
                "the second --rtp is an address of the other family with the same ports".to_owned(),
            );
        }
        Ok(Media {
            address: first.address,
            besides: besides.map(|other| other.address),
            ports: (first.low, first.high),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_range_is_an_address_and_two_ports() {
        let range: PortRange = "127.0.0.1:20000-21000".parse().expect("a range");
        assert_eq!((range.low, range.high), (20000, 21000));
        assert!("[::1]:20000-21000".parse::<PortRange>().is_ok());
        for bad in [
            "127.0.0.1",
            "127.0.0.1:20000",
            "127.0.0.1:9-8",
            "x:1-2",
            "127.0.0.1:0-9",
        ] {
            assert!(bad.parse::<PortRange>().is_err(), "{bad}");
        }
    }

    #[test]
    fn media_have_one_address_or_one_of_each_family() {
        let of = |all: &[&str]| {
            let all: Vec<PortRange> = all.iter().map(|it| it.parse().expect("a range")).collect();
            Media::of(&all).map(|media| media.besides)
        };
        let (four, six) = ("127.0.0.1:20000-21000", "[::1]:20000-21000");
        assert_eq!(of(&[four]), Ok(None));
        assert_eq!(of(&[four, six]).map(|it| it.is_some()), Ok(true));
        assert!(of(&[four, four]).is_err());
        assert!(of(&[four, "[::1]:20000-21002"]).is_err());
        assert!(of(&[four, six, six]).is_err());
    }

    #[test]
    fn an_address_of_sip_says_its_transport_or_is_udp() {
        use shell::Transport::{Tcp, Tls, Udp};
        for (text, transport) in [
            ("192.0.2.7:5060", Udp),
            ("[2001:db8::7]:5060", Udp),
            ("udp:192.0.2.7:5060", Udp),
            ("tcp:192.0.2.7:5060", Tcp),
            ("tls:[2001:db8::7]:5061", Tls),
        ] {
            let place = text.parse().map(|it: SipPlace| it.transport);
            assert_eq!(place, Ok(transport), "{text}");
        }
        for bad in [
            "",
            "192.0.2.7",
            "sctp:192.0.2.7:5060",
            "tls:sip.example.com:5061",
        ] {
            assert!(bad.parse::<SipPlace>().is_err(), "{bad}");
        }
        let parsed = |line: &str| Arguments::try_parse_from(line.split(' '));
        let all = "ccd serve --sip udp:127.0.0.1:0 --sip tcp:127.0.0.1:0,tls:[::1]:0";
        let Command::Serve(serve) = parsed(all).expect("parsed").command;
        assert_eq!(serve.sip.len(), 3);
        assert!(
            parsed("ccd serve --tls-cert own.pem").is_err(),
            "the key is missing"
        );
    }

    #[test]
    fn a_network_is_written_with_its_prefix_or_is_one_address() {
        for good in ["10.1.0.0/16", "10.1.2.3", "fd00:1::/32", "::1"] {
            assert!(network(good).is_ok(), "{good}");
        }
        assert_eq!(network("10.1.2.3").map(|net| net.prefix_len()), Ok(32));
        for bad in ["", "10.1.0.0/33", "a.example", "10.1.0.0:80", "10.1"] {
            assert!(network(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_documents_start_the_daemon_as_it_can_be_started() {
        let house = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
        for document in [
            "README.md",
            "docs/admin-guide.md",
            "docs/zh/admin-guide.md",
            "examples/customer-system/README.md",
        ] {
            let text = std::fs::read_to_string(format!("{house}/{document}")).expect(document);
            let text = text.replace("\\\n", " ");
            let lines = text.lines().filter(|line| line.starts_with("ccd serve"));
            let parsed = lines.map(|line| Arguments::try_parse_from(line.split_whitespace()));
            let parsed: Vec<_> = parsed.collect();
            assert!(!parsed.is_empty(), "{document}");
            for line in parsed {
                assert!(line.is_ok(), "{document}: {:?}", line.err());
            }
        }
    }

    #[test]
    fn the_guide_names_every_argument_with_its_variable() {
        use clap::CommandFactory;
        let guide = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/admin-guide.md");
        let guide = std::fs::read_to_string(guide).expect("the guide");
        let rows: Vec<&str> = guide
            .lines()
            .filter(|line| line.starts_with("| `--"))
            .collect();
        let command = Arguments::command();
        let serve = command.find_subcommand("serve").expect("serve");
        for argument in serve.get_arguments() {
            let (Some(flag), Some(variable)) = (argument.get_long(), argument.get_env()) else {
                continue;
            };
            let variable = variable.to_str().expect("text");
            let told = rows.iter().any(|row| {
                let named = ["`", " "].map(|end| row.contains(&format!("`--{flag}{end}")));
                named.contains(&true) && row.contains(&format!("`{variable}`"))
            });
            assert!(told, "--{flag}, {variable}");
        }
    }

    #[test]
    fn the_command_line_is_sound() {
        use clap::CommandFactory;
        Arguments::command().debug_assert();
    }
}
