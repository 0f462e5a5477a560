//! Audio on its way from the media threads to the writer.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

use super::Begin;

/// What the writer is told.
#[derive(Debug)]
pub(super) enum Message {
    Audio(Chunk),
    Stop,
}

/// A piece of a recording.
#[derive(Debug)]
pub(crate) struct Chunk {
    pub(crate) begin: Begin,
    /// Which frame of the recording is the first of these.
    pub(crate) frame: u64,
    /// Left and right samples by turns.
    pub(crate) samples: Vec<i16>,
    /// Whether the recording ends here.
    pub(crate) last: bool,
}

/// Bytes that a message takes besides its samples.
const OVERHEAD: usize = 256;

/// The near end of the queue. It is bounded by the bytes that wait in it.
#[derive(Clone)]
pub(crate) struct Tray {
    sender: mpsc::Sender<Message>,
    waiting: Arc<AtomicUsize>,
    limit: usize,
}

/// The far end.
pub(super) struct Messages {
    receiver: mpsc::Receiver<Message>,
    waiting: Arc<AtomicUsize>,
}

pub(super) fn tray(limit: usize) -> (Tray, Messages) {
    let (sender, receiver) = mpsc::channel();
    let waiting = Arc::new(AtomicUsize::new(0));
    (
        Tray {
            sender,
            waiting: Arc::clone(&waiting),
            limit,
        },
        Messages { receiver, waiting },
    )
}

impl Tray {
    /// Hands over a chunk; says whether its audio was taken. The end of a recording is always
    /// taken, without its audio if need be: a recording has one end, so ends are bounded too.
    pub(crate) fn audio(&self, mut chunk: Chunk) -> bool {
        let fits = self.waiting.load(Ordering::Relaxed) + size(&chunk) <= self.limit;
        if !fits {
            if !chunk.last {
                return false;
            }
            chunk.samples = Vec::new();
        }
        self.put(Message::Audio(chunk));
        fits
    }

    pub(super) fn put(&self, message: Message) {
        if let Message::Audio(chunk) = &message {
            self.waiting.fetch_add(size(chunk), Ordering::Relaxed);
        }
        if self.sender.send(message).is_err() {
            tracing::error!("audio came after the recorder had stopped and is lost");
        }
    }
}

impl Messages {
    /// Waits for the next message; `None` after the last one.
    pub(super) fn next(&self) -> Option<Chunk> {
        match self.receiver.recv() {
            Ok(Message::Audio(chunk)) => {
                self.waiting.fetch_sub(size(&chunk), Ordering::Relaxed);
                Some(chunk)
            }
            Ok(Message::Stop) | Err(mpsc::RecvError) => None,
        }
    }
}

fn size(chunk: &Chunk) -> usize {
    chunk.samples.len() * 2 + OVERHEAD
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(samples: usize, last: bool) -> Chunk {
        let begin = Begin {
            tag: 1,
            recording: 2,
            at: jiff::Timestamp::UNIX_EPOCH,
        };
        Chunk {
            begin,
            frame: 0,
            samples: vec![0; samples],
            last,
        }
    }

    #[test]
    fn a_full_queue_takes_no_audio_but_every_end() {
        let (tray, messages) = tray(1_000);
        assert!(tray.audio(chunk(300, false)));
        assert!(!tray.audio(chunk(300, false)));
        assert!(!tray.audio(chunk(300, true)));
        assert_eq!(messages.next().map(|chunk| chunk.samples.len()), Some(300));
        let end = messages.next().expect("the end");
        assert!(end.last && end.samples.is_empty());
        assert!(tray.audio(chunk(300, false)), "there is room again");
    }
}
