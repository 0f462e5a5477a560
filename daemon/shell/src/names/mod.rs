//! DNS for the trunks: where SIP is spoken for a name (RFC 3263). Its threads wait for name servers so that
//! nobody else does; what they find goes into the inbox.

mod exchange;
mod hosts;
mod resolver;
#[cfg(test)]
mod tests;

use std::io;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use switch::{Found, Lookup};

pub use resolver::Resolver;

/// Questions that wait at most. One that finds no room is asked again by the switch.
const WAITING: usize = 256;
/// Questions that are asked at once.
const THREADS: usize = 2;

/// The way to DNS. Its threads end when it is dropped.
#[derive(Debug)]
pub struct Names(SyncSender<Lookup>);

impl Names {
    /// Starts the threads.
    ///
    /// # Errors
    /// If the system gives none.
    pub fn start(
        resolver: Resolver,
        tell: impl Fn(Lookup, Result<Found, String>) + Clone + Send + 'static,
    ) -> io::Result<Names> {
        let (sender, receiver) = sync_channel(WAITING);
        let receiver = Arc::new(Mutex::new(receiver));
        for _ in 0..THREADS {
            let (resolver, receiver, tell) = (resolver.clone(), receiver.clone(), tell.clone());
            std::thread::Builder::new()
                .name("names".to_owned())
                .spawn(move || {
                    wire::priority::behind();
                    while let Some(lookup) = next(&receiver) {
                        let answer = resolver.resolve(&lookup);
                        tell(lookup, answer);
                    }
                })?;
        }
        Ok(Names(sender))
    }

    /// Asks; never waits.
    pub fn ask(&self, lookup: Lookup) {
        if self.0.try_send(lookup).is_err() {
            metrics::counter!("ccd_dns_questions_dropped_total").increment(1);
        }
    }
}

fn next(receiver: &Mutex<Receiver<Lookup>>) -> Option<Lookup> {
    let receiver = receiver.lock().unwrap_or_else(PoisonError::into_inner);
    receiver.recv().ok()
}
