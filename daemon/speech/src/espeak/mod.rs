//! Speech by the program `espeak-ng`.

mod gate;
mod process;
mod text;

use std::fmt;
use std::time::Duration;

use crate::decode::decode_spoken;
use crate::espeak::gate::Gate;
use crate::espeak::process::{MAX_OUTPUT, run};
use crate::{MAX_TEXT, RATE, SpeechError, Synthesizer, Voice, level, wav};

/// How long one run may take.
const TIME_LIMIT: Duration = Duration::from_secs(10);
/// The pause between two languages in one text: 80 ms.
const PAUSE: usize = RATE as usize * 8 / 100;

/// The version of an installed `espeak-ng`, such as `1.51`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version(String);

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The engine `espeak-ng`, started anew for each text. The text reaches it on its standard input
/// only, so nothing in it can be taken for an option or by a shell.
#[derive(Debug)]
pub struct EspeakNg {
    program: String,
    version: Version,
    gate: Gate,
}

impl EspeakNg {
    /// Looks for the program and asks for its version.
    ///
    /// # Errors
    /// If it is not installed or cannot be run.
    pub fn probe() -> Result<Version, SpeechError> {
        version_of("espeak-ng")
    }

    /// The engine as installed, found by the search path.
    ///
    /// # Errors
    /// As [`EspeakNg::probe`].
    pub fn find() -> Result<EspeakNg, SpeechError> {
        EspeakNg::of("espeak-ng")
    }

    /// The engine as some other program of the same command line.
    ///
    /// # Errors
    /// As [`EspeakNg::probe`].
    pub fn of(program: &str) -> Result<EspeakNg, SpeechError> {
        let version = version_of(program)?;
        Ok(EspeakNg {
            program: program.to_owned(),
            version,
            gate: Gate::for_this_machine(),
        })
    }

    fn speak_run(&self, text: &str, voice: Voice) -> Result<Vec<f32>, SpeechError> {
        let name = match voice {
            Voice::Mandarin => "cmn",
            Voice::English => "en-gb",
        };
        let options = ["--stdin", "--stdout", "-b", "1", "-v", name];
        let turn = self.gate.enter();
        let mut bytes = run(&self.program, &options, text.as_bytes(), TIME_LIMIT)?;
        drop(turn);
        wav::mend_stream(&mut bytes);
        decode_spoken(&bytes).map_err(|cause| SpeechError::Audio {
            engine: self.program.clone(),
            cause,
        })
    }
}

impl Synthesizer for EspeakNg {
    fn identity(&self) -> String {
        format!("espeak-ng {}", self.version)
    }

    fn speak(&self, text: &str, voice: Voice) -> Result<Vec<i16>, SpeechError> {
        let characters = text.chars().count();
        if characters > MAX_TEXT {
            return Err(SpeechError::TooLong {
                characters,
                limit: MAX_TEXT,
            });
        }
        let clean = text::clean(text);
        let mut spoken: Vec<f32> = Vec::new();
        for (voice, run) in text::runs(&clean, voice) {
            let samples = self.speak_run(run, voice)?;
            let samples = level::trim(&samples);
            if !spoken.is_empty() && !samples.is_empty() {
                spoken.resize(spoken.len() + PAUSE, 0.0);
            }
            spoken.extend_from_slice(samples);
            if spoken.len() * 2 > MAX_OUTPUT {
                return Err(SpeechError::TooMuchAudio { limit: MAX_OUTPUT });
            }
        }
        if spoken.is_empty() {
            return Err(SpeechError::Silent(text.to_owned()));
        }
        level::normalize(&mut spoken);
        Ok(level::to_16_bit(&spoken))
    }
}

fn version_of(program: &str) -> Result<Version, SpeechError> {
    let answer = run(program, &["--version"], &[], TIME_LIMIT)?;
    let answer = String::from_utf8_lossy(&answer);
    // eSpeak NG text-to-speech: 1.51  Data at: /usr/lib/…
    let version = answer
        .split_once("text-to-speech:")
        .map(|(_, rest)| rest.split_whitespace());
    match version.and_then(|mut words| words.next()) {
        Some(version) => Ok(Version(version.to_owned())),
        None => Err(SpeechError::Broken {
            engine: program.to_owned(),
            cause: "it does not tell its version".to_owned(),
        }),
    }
}

/// Runs a program as an engine would be, for tests of the limits.
#[cfg(test)]
pub fn run_for_test(
    program: &str,
    options: &[&str],
    limit: Duration,
) -> Result<Vec<u8>, SpeechError> {
    run(program, options, &[], limit)
}
