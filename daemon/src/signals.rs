//! SIGTERM, SIGINT, and SIGHUP at the end of its terminal: the first asks the daemon to drain, the second
//! to end at once. Without a terminal SIGHUP asks it to look at its certificate again.

use std::fs::File;
use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use tokio::signal::unix::{SignalKind, signal};

/// The terminal of a process that has one.
const TERMINAL: &str = "/dev/tty";

/// Signals that have come so far.
#[derive(Clone)]
pub struct Signals(Arc<Shared>);

/// What a signal wants.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// That no more calls are taken.
    Stop,
    /// That the certificate is read again.
    LookAgain,
}

#[derive(Default)]
struct Shared {
    told: Mutex<Told>,
    changed: Condvar,
}

#[derive(Default)]
struct Told {
    stops: u32,
    looks: bool,
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
        let hung_up = match File::open(TERMINAL) {
            Ok(_) => Wish::Stop,
            Err(_) => Wish::LookAgain,
        };
        let shared = signals.0.clone();
        std::thread::Builder::new()
            .name("signals".to_owned())
            .spawn(move || {
                runtime.block_on(async {
                    loop {
                        let wish = tokio::select! {
                            _ = terminate.recv() => Wish::Stop,
                            _ = interrupt.recv() => Wish::Stop,
                            _ = hang_up.recv() => hung_up,
                        };
                        shared.tell(wish);
                    }
                });
            })?;
        Ok(signals)
    }

    /// Waits for the next. Once it is told to stop, that is all it says.
    pub fn next(&self) -> Wish {
        let is_quiet = |told: &mut Told| told.stops == 0 && !told.looks;
        let waited = self.0.changed.wait_while(self.0.lock(), is_quiet);
        let mut told = waited.unwrap_or_else(PoisonError::into_inner);
        match told.stops {
            0 => {
                told.looks = false;
                Wish::LookAgain
            }
            _ => Wish::Stop,
        }
    }

    /// Whether it was told to stop twice.
    pub fn has_second(&self) -> bool {
        self.0.lock().stops > 1
    }
}

impl Shared {
    fn tell(&self, wish: Wish) {
        match wish {
            Wish::Stop => self.lock().stops += 1,
            Wish::LookAgain => self.lock().looks = true,
        }
        self.changed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, Told> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn to_stop_is_the_last_word_and_to_look_again_is_said_once() {
        let signals = Signals(Arc::default());
        signals.0.tell(Wish::LookAgain);
        signals.0.tell(Wish::LookAgain);
        assert_eq!(signals.next(), Wish::LookAgain);
        signals.0.tell(Wish::Stop);
        signals.0.tell(Wish::LookAgain);
        assert_eq!(signals.next(), Wish::Stop);
        assert!(!signals.has_second());
        signals.0.tell(Wish::Stop);
        assert_eq!(signals.next(), Wish::Stop);
        assert!(signals.has_second());
    }
}
