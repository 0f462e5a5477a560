//! All sockets of SIP as one: datagrams and connections.

use std::net::SocketAddr;
use std::sync::Arc;

use ipnet::IpNet;
use sip::{Expected, Flow, Kept, Places, Transport};

use crate::{
    Heard, SipCounts, SipSettings, SipSocket, SipSocketError, StreamCounts, StreamError,
    StreamSettings, Streams,
};

/// Where SIP is spoken, and how.
#[derive(Clone, Debug)]
pub struct SignallingSettings {
    /// The addresses to bind, the one that is told first at the head; port 0 takes any.
    pub places: Vec<(Transport, SocketAddr)>,
    /// How connections are set up; the addresses at which they are taken are those of `places`.
    pub streams: StreamSettings,
}

/// Why SIP cannot be spoken.
#[derive(Debug, thiserror::Error)]
pub enum SignallingError {
    /// Not by datagrams.
    #[error(transparent)]
    Datagrams(#[from] SipSocketError),
    /// Not over connections.
    #[error(transparent)]
    Streams(#[from] StreamError),
}

/// The sockets. Dropping them stops their threads.
pub struct Signalling {
    sockets: Vec<SipSocket>,
    streams: Streams,
    places: Places,
}

impl Signalling {
    /// Binds all addresses. `deliver` is called on the threads of the sockets and must not block; it
    /// answers whether there was room.
    ///
    /// # Errors
    /// If an address cannot be bound, a certificate not be used, or a thread not be started.
    pub fn start(
        settings: &SignallingSettings,
        deliver: impl Fn(Heard<'_>) -> bool + Send + Sync + 'static,
    ) -> Result<Signalling, SignallingError> {
        let deliver = Arc::new(deliver);
        let datagrams = settings.places.iter().filter(|it| it.0 == Transport::Udp);
        let sockets = datagrams.map(|(_, address)| {
            let deliver = Arc::clone(&deliver);
            let settings = SipSettings::new(*address);
            SipSocket::start(&settings, move |arrived| deliver(Heard::Message(arrived)))
        });
        let sockets: Vec<_> = sockets.collect::<Result<_, _>>()?;
        let connections = settings.places.iter().filter(|it| it.0.is_reliable());
        let streams = StreamSettings {
            listen: connections.copied().collect(),
            ..settings.streams.clone()
        };
        let streams = Streams::start(&streams, move |heard| deliver(heard))?;
        let places = bound(settings, &sockets, &streams);
        Ok(Signalling {
            sockets,
            streams,
            places,
        })
    }

    /// The addresses that are bound, in their order.
    pub fn places(&self) -> &Places {
        &self.places
    }

    /// Sends without ever blocking; says whether it was taken.
    pub fn send(&self, flow: Flow, bytes: &[u8]) -> bool {
        if flow.transport.is_reliable() {
            return self.streams.send(flow, bytes);
        }
        let family = |it: &&SipSocket| it.local().is_ipv4() == flow.remote.is_ipv4();
        let exact = self.sockets.iter().find(|it| it.local() == flow.local);
        let socket = exact.or_else(|| self.sockets.iter().find(family));
        socket.is_some_and(|socket| socket.send(flow.remote, bytes))
    }

    /// Whoever is at the other end of that connection has shown who he is.
    pub fn know(&self, flow: Flow) {
        if flow.transport.is_reliable() {
            self.streams.know(flow);
        }
    }

    /// What those are to prove who are called by TLS.
    pub fn expect(&self, names: Expected) {
        self.streams.expect(names);
    }

    /// Which connections that we open are kept alive, and how often.
    pub fn keep(&self, kept: Kept) {
        self.streams.keep(kept);
    }

    /// Reads our certificate again, also if its files are as old as before.
    pub fn look_again(&self) {
        self.streams.look_again();
    }

    /// Exempts these networks, and only these, from the limits for one source.
    pub fn trust(&self, networks: &[IpNet]) {
        for socket in &self.sockets {
            socket.trust(networks.to_vec());
        }
        self.streams.trust(networks.to_vec());
    }

    /// What was counted of datagrams, by address, and of connections.
    pub fn counts(&self) -> (Vec<SipCounts>, StreamCounts) {
        let datagrams = self.sockets.iter().map(SipSocket::counts).collect();
        (datagrams, self.streams.counts())
    }

    /// Stops receiving and ends all connections; datagrams can still be sent.
    pub fn stop(&self) {
        for socket in &self.sockets {
            socket.stop();
        }
        self.streams.stop();
    }
}

/// The addresses as they are, in the order in which they were asked for.
fn bound(settings: &SignallingSettings, sockets: &[SipSocket], streams: &Streams) -> Places {
    let mut datagrams = sockets.iter().map(SipSocket::local);
    let mut connections = streams.places().iter().map(|(_, address)| *address);
    let all = settings.places.iter().filter_map(|(transport, _)| {
        let address = match transport {
            Transport::Udp => datagrams.next(),
            Transport::Tcp | Transport::Tls => connections.next(),
        };
        Some((*transport, address?))
    });
    Places::new(all.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Write};
    use std::net::{TcpStream, UdpSocket};
    use std::sync::mpsc;
    use std::time::Duration;

    #[test]
    fn what_comes_by_either_way_is_answered_by_the_same() {
        let any: SocketAddr = "127.0.0.1:0".parse().expect("an address");
        let settings = SignallingSettings {
            places: vec![(Transport::Tcp, any), (Transport::Udp, any)],
            streams: StreamSettings::default(),
        };
        let (told, heard) = mpsc::sync_channel(10);
        let tell = move |heard: Heard<'_>| match heard {
            Heard::Message(arrived) => told.try_send(arrived.flow).is_ok(),
            Heard::Gone(_) | Heard::Distrusted(..) => true,
        };
        let signalling = Signalling::start(&settings, tell).expect("it starts");
        let places: Vec<_> = signalling.places().iter().collect();
        let patience = Some(Duration::from_secs(10));
        let mut connection = TcpStream::connect(places[0].1).expect("taken");
        connection.set_read_timeout(patience).expect("a timeout");
        connection
            .write_all(b"OPTIONS x\r\nl: 0\r\n\r\n")
            .expect("sent");
        let flow = heard.recv_timeout(Duration::from_secs(10)).expect("heard");
        assert_eq!((flow.transport, flow.local), places[0]);
        assert!(signalling.send(flow, b"yes"));
        let mut answer = [0; 3];
        connection.read_exact(&mut answer).expect("an answer");
        let socket = UdpSocket::bind(any).expect("a socket");
        socket.set_read_timeout(patience).expect("a timeout");
        socket.send_to(b"OPTIONS", places[1].1).expect("sent");
        let flow = heard.recv_timeout(Duration::from_secs(10)).expect("heard");
        assert_eq!((flow.transport, flow.local), places[1]);
        assert!(signalling.send(flow, b"yes"));
        socket.recv_from(&mut answer).expect("an answer");
        assert_eq!(&answer, b"yes");
    }
}
