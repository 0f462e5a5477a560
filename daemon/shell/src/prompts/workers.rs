//! Sounds that are not in memory are made beside the calls, by two workers with a bounded queue.

use std::io;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use media::Audio;
use wire::{SoundKey, SoundReply};

const WORKERS: usize = 2;
/// Sounds that wait; beyond that an announcement is skipped.
const QUEUE: usize = 256;

/// The workers. They end when this is dropped.
pub struct Workers {
    queue: SyncSender<(SoundKey, SoundReply)>,
}

impl Workers {
    /// Starts workers that make sounds by `make`.
    ///
    /// # Errors
    /// If the system gives no threads.
    pub fn start(
        make: impl Fn(&SoundKey) -> Option<Arc<Audio>> + Send + Sync + 'static,
    ) -> io::Result<Workers> {
        let (queue, asked) = sync_channel(QUEUE);
        let asked = Arc::new(Mutex::new(asked));
        let make = Arc::new(make);
        for n in 0..WORKERS {
            let (asked, make) = (asked.clone(), make.clone());
            std::thread::Builder::new()
                .name(format!("prompts-{n}"))
                .spawn(move || {
                    wire::priority::behind();
                    work(&asked, make.as_ref());
                })?;
        }
        Ok(Workers { queue })
    }

    /// Has a sound made; a reply that is dropped says that it cannot be had.
    pub fn ask(&self, key: SoundKey, reply: SoundReply) {
        if let Err(TrySendError::Full(_)) = self.queue.try_send((key, reply)) {
            metrics::counter!("ccd_prompts_skipped_total").increment(1);
        }
    }
}

fn work(
    asked: &Mutex<Receiver<(SoundKey, SoundReply)>>,
    make: &dyn Fn(&SoundKey) -> Option<Arc<Audio>>,
) {
    loop {
        let next = asked.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((key, reply)) = next else { return };
        reply.supply(make(&key));
    }
}
