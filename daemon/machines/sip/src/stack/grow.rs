//! INVITEs that are too large for a datagram (RFC 3261 section 18.1.1).

use std::collections::BTreeSet;
use std::net::SocketAddr;

use super::Stack;
use crate::message::{Fields, Request, Uri};
use crate::{Flow, Transport};

/// The bytes of the largest request that goes as a datagram where nobody knows what the path carries.
const DATAGRAM: usize = 1300;
/// More than our Via takes.
const VIA: usize = 120;

/// Whoever once took no connection, so that he is not asked again for each call.
#[derive(Debug, Default)]
pub(super) struct Stubborn(BTreeSet<SocketAddr>);

impl Stubborn {
    /// How many are remembered.
    const MOST: usize = 1024;

    /// He took none.
    pub fn note(&mut self, remote: SocketAddr) {
        if self.0.len() >= Stubborn::MOST {
            self.0.clear();
        }
        self.0.insert(remote);
    }
}

impl Stack {
    /// The connection that an INVITE takes because it is too large for `flow`. One within a session
    /// stays on the way of its session.
    pub(super) fn roomier(&mut self, request: &Request, flow: Flow) -> Option<Flow> {
        let remote = flow.remote;
        let tcp = self.settings.places.local(Transport::Tcp, remote.ip())?;
        let datagram = flow.transport == Transport::Udp && !self.by_datagram.0.contains(&remote);
        let may = datagram && request.headers.tags().1.is_none() && is_free(&request.uri, remote);
        let grows = may && request.write().len() + VIA > DATAGRAM;
        self.counters.grown += u64::from(grows);
        grows.then(|| Flow::new(Transport::Tcp, tcp, remote))
    }
}

/// Whether the way there is ours to choose: nobody has named it, and no NAT that lets in datagrams
/// alone stands between.
fn is_free(uri: &Uri, remote: SocketAddr) -> bool {
    !uri.params.has("transport") && uri.address() == Some(remote.ip())
}
