//! The speech engine of the machine, which may be installed while the daemon runs.

use std::sync::{Arc, Mutex, PoisonError};

use speech::{EspeakNg, SpeechError, Synthesizer};

/// Finds the engine when it is first needed, and again as long as it was not there.
#[derive(Default)]
pub struct Engine(Mutex<Option<Arc<EspeakNg>>>);

impl Engine {
    /// The engine.
    ///
    /// # Errors
    /// If the machine has none.
    pub fn get(&self) -> Result<Arc<dyn Synthesizer>, SpeechError> {
        let mut found = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let engine = match found.as_ref() {
            Some(engine) => engine.clone(),
            None => found.insert(Arc::new(EspeakNg::find()?)).clone(),
        };
        Ok(engine)
    }
}
