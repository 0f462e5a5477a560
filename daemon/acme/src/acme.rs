//! The thread on which certificates are ordered and challenges are answered.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::Notify;

use crate::client::Client;
use crate::figures::{Counters, Figures};
use crate::keeper::Keeper;
use crate::order::Desk;
use crate::responder::{self, Answers};
use crate::settings::Settings;
use crate::vault::Vault;
use crate::world::World;

/// Why no certificates can be ordered.
#[derive(Debug, thiserror::Error)]
pub enum AcmeError {
    /// The address at which challenges are answered.
    #[error(
        "challenges of ACME cannot be answered at {address}: {source}; give --acme-http an address of this \
         machine and a port that no other program uses; a port below 1024 needs CAP_NET_BIND_SERVICE"
    )]
    Bind {
        /// The address.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// The system gives no thread.
    #[error("the thread of ACME cannot be started: {0}")]
    Start(#[from] io::Error),
}

/// What sees to it that there is a certificate. Dropping it ends that; the certificate stays.
pub struct Acme {
    place: SocketAddr,
    counters: Arc<Counters>,
    again: Arc<Notify>,
    stop: Arc<Notify>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Acme {
    /// Starts. `tell` is called whenever another certificate is in its file, and must not wait.
    ///
    /// # Errors
    /// If challenges cannot be answered, or a thread not be started.
    pub fn start(
        settings: Settings,
        world: World,
        tell: impl Fn() + Send + 'static,
    ) -> Result<Acme, AcmeError> {
        let World {
            chance,
            now,
            validity,
            tls,
            on_thread,
        } = world;
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let listener = bind(&runtime, settings.http)?;
        let place = listener.local_addr()?;
        let counters = Arc::new(Counters::default());
        let (limits, answers) = (settings.limits, Answers::default());
        let desk = Desk {
            client: Client::new(settings.directory.clone(), tls, limits),
            vault: Vault::new(&settings, validity),
            answers: answers.clone(),
            settings,
        };
        let keeper = Keeper::new(desk, chance, now, counters.clone(), Box::new(tell));
        let (again, stop) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let acme = Acme {
            place,
            counters: counters.clone(),
            again: again.clone(),
            stop: stop.clone(),
            thread: Mutex::default(),
        };
        let work = async move {
            tokio::select! {
                () = stop.notified() => {}
                () = keeper.run(again) => {}
                () = responder::serve(listener, answers, limits, counters) => {}
            }
        };
        let thread = std::thread::Builder::new()
            .name("acme".to_owned())
            .spawn(move || {
                on_thread();
                runtime.block_on(work);
                // A name that the system looks up is not waited for.
                runtime.shutdown_background();
            })?;
        *acme.thread.lock().unwrap_or_else(PoisonError::into_inner) = Some(thread);
        Ok(acme)
    }

    /// Where challenges are answered.
    pub fn place(&self) -> SocketAddr {
        self.place
    }

    /// What was counted so far.
    pub fn figures(&self) -> Figures {
        self.counters.read()
    }

    /// Whatever was wrong is mended: if an order is due, it is not waited with.
    pub fn try_again(&self) {
        self.again.notify_one();
    }

    /// Ends it.
    pub fn stop(&self) {
        self.stop.notify_one();
        let thread = self.thread.lock();
        let thread = thread.unwrap_or_else(PoisonError::into_inner).take();
        if thread.is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the thread of ACME had died");
        }
    }
}

impl Drop for Acme {
    fn drop(&mut self) {
        self.stop();
    }
}

fn bind(runtime: &Runtime, address: SocketAddr) -> Result<TcpListener, AcmeError> {
    let bound = runtime.block_on(TcpListener::bind(address));
    bound.map_err(|source| AcmeError::Bind { address, source })
}
