//! Connections, each to an address that was judged and to no other.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use model::ask::AskFailure;
use model::host::Host;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;

use crate::fetch::Failure;
use crate::limits::Limits;
use crate::reach::Reach;
use crate::resolve::Resolve;
use crate::target::Target;
use crate::tls;

/// What a request can be sent on.
pub trait Line: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Line for T {}

/// Makes connections.
pub struct Connector {
    reach: Reach,
    resolver: Arc<dyn Resolve>,
    tls: TlsConnector,
    limits: Limits,
}

impl Connector {
    /// A maker of connections to what is within `reach`.
    pub fn new(
        reach: Reach,
        resolver: Arc<dyn Resolve>,
        tls: TlsConnector,
        limits: Limits,
    ) -> Connector {
        Connector {
            reach,
            resolver,
            tls,
            limits,
        }
    }

    /// Why none of these may be called; `None`: one may be.
    pub fn forbids(&self, addresses: &[IpAddr], secure: bool) -> Option<String> {
        let allowed = |it: &IpAddr| self.reach.allows(*it, secure);
        let first = addresses.first()?;
        (!addresses.iter().any(allowed)).then(|| refusal(*first, secure))
    }

    /// A connection to `target`. Its name is resolved for this connection alone.
    pub async fn connect(&self, target: &Target) -> Result<Box<dyn Line>, Failure> {
        let late = || unreachable("there was no connection in time");
        timeout(self.limits.connect, self.open(target))
            .await
            .unwrap_or_else(|_| Err(late()))
    }

    async fn open(&self, target: &Target) -> Result<Box<dyn Line>, Failure> {
        let addresses = self.addresses(target).await?;
        let stream = self.first(&addresses, target.port).await?;
        if !target.secure {
            return Ok(Box::new(stream));
        }
        let name = match &target.host {
            Host::Name(name) => ServerName::try_from(name.clone())
                .map_err(|error| Failure::new(AskFailure::Refused, error.to_string()))?,
            Host::Address(address) => ServerName::from(*address),
        };
        match self.tls.connect(name, stream).await {
            Ok(stream) => Ok(Box::new(stream)),
            Err(error) if tls::is_distrust(&error) => {
                Err(Failure::new(AskFailure::Tls, error.to_string()))
            }
            Err(error) => Err(unreachable(error)),
        }
    }

    /// The addresses of the target that may be called.
    async fn addresses(&self, target: &Target) -> Result<Vec<IpAddr>, Failure> {
        let mut addresses = match &target.host {
            Host::Address(address) => vec![*address],
            Host::Name(name) => self.resolver.resolve(name).await.map_err(unreachable)?,
        };
        let Some(first) = addresses.first().copied() else {
            return Err(unreachable("its name has no address"));
        };
        addresses.retain(|address| self.reach.allows(*address, target.secure));
        if addresses.is_empty() {
            return Err(Failure::new(
                AskFailure::Refused,
                refusal(first, target.secure),
            ));
        }
        addresses.truncate(self.limits.addresses);
        Ok(addresses)
    }

    /// A connection to the first address that takes one.
    async fn first(&self, addresses: &[IpAddr], port: u16) -> Result<TcpStream, Failure> {
        let share = self.limits.connect / u32::try_from(addresses.len()).unwrap_or(1).max(1);
        let mut failure = unreachable("its name has no address");
        for address in addresses {
            let address = SocketAddr::new(*address, port);
            match timeout(share, TcpStream::connect(address)).await {
                Ok(Ok(stream)) => {
                    // A request is one write: there is nothing to gather.
                    let _set = stream.set_nodelay(true);
                    return Ok(stream);
                }
                Ok(Err(error)) => failure = unreachable(error),
                Err(_) => failure = unreachable("there was no connection in time"),
            }
        }
        Err(failure)
    }
}

fn unreachable(why: impl ToString) -> Failure {
    Failure::new(AskFailure::Unreachable, why.to_string())
}

fn refusal(address: IpAddr, secure: bool) -> String {
    let what = if secure {
        "is not on the public internet"
    } else {
        "would be called without TLS"
    };
    format!("{address} {what}: start ccd with --allow-url-network {address} if that is meant")
}
