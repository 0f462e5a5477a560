//! An engine that hangs is left alone for a while, so that what it cannot say costs nobody time.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::{SpeechError, Synthesizer, Voice};

/// How long an engine is left alone after it hung or could not be reached.
const REST: Duration = Duration::from_secs(10);

/// An engine with a rest after each failure that took its time.
#[derive(Debug)]
pub struct Rested<S> {
    engine: S,
    rest: Duration,
    until: Mutex<Option<Instant>>,
}

impl<S> Rested<S> {
    /// The engine with the usual rest.
    pub fn new(engine: S) -> Rested<S> {
        Rested::of(engine, REST)
    }

    /// The engine with another rest.
    pub fn of(engine: S, rest: Duration) -> Rested<S> {
        Rested {
            engine,
            rest,
            until: Mutex::default(),
        }
    }

    fn until(&self) -> Option<Instant> {
        *self.until.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<S: Synthesizer> Synthesizer for Rested<S> {
    fn identity(&self) -> String {
        self.engine.identity()
    }

    fn speak(&self, text: &str, voice: Voice) -> Result<Vec<i16>, SpeechError> {
        if self.until().is_some_and(|until| Instant::now() < until) {
            return Err(SpeechError::Resting {
                engine: self.engine.identity(),
                rest: self.rest,
            });
        }
        let spoken = self.engine.speak(text, voice);
        let hung = matches!(
            spoken,
            Err(SpeechError::TimedOut { .. } | SpeechError::Unreachable { .. })
        );
        let until = hung.then(|| Instant::now() + self.rest);
        *self.until.lock().unwrap_or_else(PoisonError::into_inner) = until;
        spoken
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// An engine that hangs as often as it is told and counts how often it was asked.
    struct Hanging {
        asked: AtomicUsize,
        hangs: usize,
    }

    impl Synthesizer for Hanging {
        fn identity(&self) -> String {
            "hanging 1".to_owned()
        }

        fn speak(&self, _text: &str, _voice: Voice) -> Result<Vec<i16>, SpeechError> {
            match self.asked.fetch_add(1, Ordering::SeqCst) < self.hangs {
                true => Err(SpeechError::TimedOut {
                    engine: self.identity(),
                    limit: Duration::ZERO,
                }),
                false => Ok(vec![1]),
            }
        }
    }

    fn hanging(hangs: usize, rest: Duration) -> Rested<Hanging> {
        let asked = AtomicUsize::new(0);
        Rested::of(Hanging { asked, hangs }, rest)
    }

    #[test]
    fn an_engine_that_hangs_is_not_asked_by_everybody() {
        let engine = hanging(1, Duration::from_secs(3_600));
        for _ in 0..100 {
            assert!(engine.speak("hello", Voice::English).is_err());
        }
        assert_eq!(engine.engine.asked.load(Ordering::SeqCst), 1);
        let error = engine.speak("hello", Voice::English).unwrap_err();
        assert!(matches!(error, SpeechError::Resting { .. }), "{error}");
    }

    #[test]
    fn it_is_asked_again_after_its_rest() {
        let engine = hanging(1, Duration::ZERO);
        assert!(engine.speak("hello", Voice::English).is_err());
        assert_eq!(engine.speak("hello", Voice::English), Ok(vec![1]));
    }
}
