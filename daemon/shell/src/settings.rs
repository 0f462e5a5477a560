//! What the daemon is started with.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use ipnet::IpNet;
use sip::Transport;

/// Everything that is not configuration of the center: where the daemon lives on its machine.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The directory of all that must survive.
    pub data: PathBuf,
    /// The addresses of SIP, the one that is told first at the head; port 0 lets the system choose.
    pub sip: Vec<(Transport, SocketAddr)>,
    /// Who we are to those who come by TLS.
    pub sip_identity: Option<wire::Identity>,
    /// How certificates are ordered that say who we are, in the place of that.
    pub acme: Option<acme::Settings>,
    /// Files of certificates of authorities that trunks may be proven by, besides the public ones.
    pub sip_ca_files: Vec<PathBuf>,
    /// Connections of SIP at once.
    pub sip_connections: usize,
    /// Of these, from one address on which nobody has registered yet.
    pub sip_newcomers: usize,
    /// The address of media.
    pub rtp_address: IpAddr,
    /// One of the other family, for calls that come by that.
    pub rtp_besides: Option<IpAddr>,
    /// The first and last port of media, RTP on even ports and RTCP beside it.
    pub rtp_ports: (u16, u16),
    /// The socket of the HTTP interface.
    pub http: SocketAddr,
    /// Connections of the HTTP interface at once.
    pub http_connections: usize,
    /// Of these, from one address on which nobody has shown a token yet.
    pub http_newcomers: usize,
    /// The path of the Unix socket for the command line on the same machine.
    pub socket: PathBuf,
    /// What speaks texts.
    pub speech: speech::EngineChoice,
    /// Media threads; 0: one for each core.
    pub media_threads: usize,
    /// Networks whose addresses customers' URLs may lead to though they are not public, with TLS or
    /// without.
    pub url_networks: Vec<IpNet>,
    /// Files of certificates of authorities that customers' URLs may be proven by, besides the public
    /// ones.
    pub url_ca_files: Vec<PathBuf>,
    /// A file that says where telephone numbers are at home, besides what the numbering plan says.
    pub places: Option<PathBuf>,
    /// The memory in which the SIP messages of the last calls are kept, in bytes; 0: none is.
    pub trace_bytes: usize,
    /// How long calls may go on after the daemon was told to stop.
    pub drain: Duration,
}

impl Settings {
    /// Those of the sockets of SIP.
    pub(crate) fn signalling(&self) -> wire::SignallingSettings {
        wire::SignallingSettings {
            places: self.sip.clone(),
            streams: wire::StreamSettings {
                identity: self.identity(),
                authorities: self.sip_ca_files.clone(),
                limits: wire::StreamLimits {
                    connections: self.sip_connections,
                    newcomers: self.sip_newcomers,
                    ..wire::StreamLimits::default()
                },
                ..wire::StreamSettings::default()
            },
        }
    }

    fn identity(&self) -> Option<wire::Identity> {
        let ordered = self.acme.as_ref().map(acme::Settings::certificate_file);
        let ordered = ordered.map(|file| wire::Identity {
            certificate: file.clone(),
            key: file,
            awaited: true,
        });
        ordered.or_else(|| self.sip_identity.clone())
    }

    /// Those of the client of customers' URLs.
    pub(crate) fn egress(&self) -> egress::Settings {
        egress::Settings {
            networks: self.url_networks.clone(),
            ca_files: self.url_ca_files.clone(),
            limits: egress::Limits::default(),
        }
    }
}
