//! The speech engine, which may be installed while the daemon runs.

use std::sync::{Arc, Mutex, PoisonError};

use speech::{EngineChoice, SpeechError, Synthesizer};

/// Finds the engine when it is first needed, and again as long as it was not there.
pub struct Engine {
    choice: EngineChoice,
    found: Mutex<Option<Arc<dyn Synthesizer>>>,
}

impl Engine {
    /// The engine of that choice.
    pub fn new(choice: EngineChoice) -> Engine {
        Engine {
            choice,
            found: Mutex::default(),
        }
    }

    /// The engine.
    ///
    /// # Errors
    /// If the machine has none.
    pub fn get(&self) -> Result<Arc<dyn Synthesizer>, SpeechError> {
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        let engine = match found.as_ref() {
            Some(engine) => engine.clone(),
            None => found.insert(self.choice.open()?.into()).clone(),
        };
        Ok(engine)
    }
}
