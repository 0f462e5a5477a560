//! A connection to a daemon.

use std::io;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::Full;
use hyper::client::conn::http1::{self, SendRequest};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpStream, UnixStream};

use super::{Address, Error};
use crate::failure::reason;

/// The longest wait for a connection.
const CONNECT: Duration = Duration::from_secs(5);

/// Connects; the connection ends with its last request.
pub async fn open(address: &Address) -> Result<SendRequest<Full<Bytes>>, Error> {
    let connecting = async {
        match address {
            Address::Unix(path) => {
                let stream = UnixStream::connect(path)
                    .await
                    .map_err(|error| refused(address, error))?;
                greet(address, stream).await
            }
            Address::Http { host, port } => {
                let stream = TcpStream::connect((host.as_str(), *port))
                    .await
                    .map_err(|error| refused(address, error))?;
                greet(address, stream).await
            }
        }
    };
    tokio::time::timeout(CONNECT, connecting)
        .await
        .unwrap_or_else(|_| Err(Error::Timeout(address.clone(), CONNECT)))
}

async fn greet<S>(address: &Address, stream: S) -> Result<SendRequest<Full<Bytes>>, Error>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (sender, connection) = http1::handshake(TokioIo::new(stream))
        .await
        .map_err(|error| Error::Broken(address.clone(), error.to_string()))?;
    // What breaks the connection is told by the request that it breaks.
    tokio::spawn(async move { drop(connection.await) });
    Ok(sender)
}

fn refused(address: &Address, error: io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused => {
            Error::Nobody(address.clone())
        }
        io::ErrorKind::PermissionDenied => Error::Forbidden(address.clone()),
        _ => Error::Unreachable(address.clone(), reason(&error)),
    }
}
