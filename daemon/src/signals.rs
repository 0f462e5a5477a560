//! SIGTERM, SIGINT and SIGHUP, the end of its terminal: the first asks the daemon to drain, the
//! second to end at once.

use std::io;
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use tokio::signal::unix::{SignalKind, signal};

/// Signals that have come so far.
#[derive(Clone)]
pub struct Signals(Arc<Shared>);

#[derive(Default)]
struct Shared {
    count: Mutex<u32>,
    changed: Condvar,
}

impl Signals {
    /// Begins to listen.
    pub fn arm() -> io::Result<Signals> {
        let signals = Signals(Arc::default());
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let (mut terminate, mut interrupt, mut hang_up) = {
            let _inside = runtime.enter();
            (
                signal(SignalKind::terminate())?,
                signal(SignalKind::interrupt())?,
                signal(SignalKind::hangup())?,
            )
        };
        let shared = signals.0.clone();
        std::thread::Builder::new()
            .name("signals".to_owned())
            .spawn(move || {
                runtime.block_on(async {
                    loop {
                        tokio::select! {
                            _ = terminate.recv() => {}
                            _ = interrupt.recv() => {}
                            _ = hang_up.recv() => {}
                        }
                        shared.count();
                    }
                });
            })?;
        Ok(signals)
    }

    /// Waits for the first.
    pub fn first(&self) {
        let count = self.0.count.lock().unwrap_or_else(PoisonError::into_inner);
        drop(
            self.0
                .changed
                .wait_while(count, |count| *count == 0)
                .unwrap_or_else(PoisonError::into_inner),
        );
    }

    /// Whether a second has come.
    pub fn has_second(&self) -> bool {
        *self.0.count.lock().unwrap_or_else(PoisonError::into_inner) > 1
    }
}

impl Shared {
    fn count(&self) {
        *self.count.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.changed.notify_all();
    }
}
