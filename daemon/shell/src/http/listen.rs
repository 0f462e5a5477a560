//! The sockets of the interface: TCP for bearers of a token, Unix for the machine's administrator.

use std::io;
use std::net::SocketAddr;
use std::os::unix::fs::{FileTypeExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use axum::serve::Listener;
use axum::{Extension, Router};
use tokio::net::{TcpListener, UnixListener, UnixStream};
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::gate::LocalPeer;
use super::serve::{HEAD, Room, serve, stopped};

/// Why a socket cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum ListenError {
    /// The TCP address.
    #[error(
        "the HTTP interface cannot listen on {address}: {source}; choose an address of this machine and a \
         port that no other program uses with --http"
    )]
    Tcp {
        /// The address.
        address: SocketAddr,
        /// Why not.
        source: io::Error,
    },
    /// The path of the Unix socket.
    #[error(
        "the local socket {} cannot be opened: {source}; choose a path where the daemon's user may write \
         with --socket",
        path.display()
    )]
    Unix {
        /// The path.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// Another daemon listens there.
    #[error(
        "another daemon listens on {}; stop it or choose another path with --socket",
        path.display()
    )]
    Taken {
        /// The path.
        path: PathBuf,
    },
}

/// Open sockets, not yet served.
pub struct Listeners {
    tcp: TcpListener,
    unix: UnixListener,
    path: PathBuf,
}

impl Listeners {
    /// Opens both.
    ///
    /// # Errors
    /// Which of them cannot be opened.
    pub async fn open(address: SocketAddr, path: &Path) -> Result<Listeners, ListenError> {
        let tcp = TcpListener::bind(address)
            .await
            .map_err(|source| ListenError::Tcp { address, source })?;
        let unix = open_unix(path).await?;
        Ok(Listeners {
            tcp,
            unix,
            path: path.to_owned(),
        })
    }

    /// The address that the system chose.
    pub fn http(&self) -> io::Result<SocketAddr> {
        self.tcp.local_addr()
    }

    /// Serves both until `stop` turns true, and a little longer for what is under way.
    pub async fn serve(self, router: Router, room: Room, stop: watch::Receiver<bool>) {
        let Listeners { tcp, unix, path } = self;
        let local = router.clone().layer(Extension(LocalPeer));
        let mut tasks = JoinSet::new();
        let (one, other) = (stop.clone(), stop.clone());
        tasks.spawn(serve(tcp, router, (room.clone(), HEAD), one));
        tasks.spawn(serve(AdminsOnly(unix), local, (room, HEAD), other));
        stopped(stop).await;
        let grace = Duration::from_secs(2);
        let all = async { while tasks.join_next().await.is_some() {} };
        if tokio::time::timeout(grace, all).await.is_err() {
            tracing::warn!("requests that took too long were cut off");
        }
        tasks.abort_all();
        let _removed = std::fs::remove_file(path);
    }
}

async fn open_unix(path: &Path) -> Result<UnixListener, ListenError> {
    let failed = |source| ListenError::Unix {
        path: path.to_owned(),
        source,
    };
    if let Ok(there) = std::fs::symlink_metadata(path) {
        if !there.file_type().is_socket() {
            return Err(failed(io::Error::new(
                io::ErrorKind::AlreadyExists,
                "something that is no socket has that name",
            )));
        }
        if UnixStream::connect(path).await.is_ok() {
            return Err(ListenError::Taken {
                path: path.to_owned(),
            });
        }
        // Left behind by a daemon that was killed.
        std::fs::remove_file(path).map_err(failed)?;
    }
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    let listener = UnixListener::bind(path).map_err(failed)?;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)).map_err(failed)?;
    Ok(listener)
}

/// Lets in whom the kernel shows to be root or the daemon's own user.
struct AdminsOnly(UnixListener);

impl Listener for AdminsOnly {
    type Io = UnixStream;
    type Addr = tokio::net::unix::SocketAddr;

    async fn accept(&mut self) -> (UnixStream, Self::Addr) {
        let own = rustix::process::geteuid().as_raw();
        loop {
            match self.0.accept().await {
                Ok((stream, address)) => match stream.peer_cred() {
                    Ok(peer) if peer.uid() == own || peer.uid() == 0 => return (stream, address),
                    Ok(peer) => tracing::warn!(uid = peer.uid(), "a stranger on the local socket"),
                    Err(error) => tracing::warn!(%error, "a peer without a credential"),
                },
                Err(error) => {
                    tracing::warn!(%error, "the local socket does not accept");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
            }
        }
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        self.0.local_addr()
    }
}
