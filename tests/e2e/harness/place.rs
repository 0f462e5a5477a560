//! Where a test lives.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::net::Net;
use crate::tone::sine;
use crate::wav::mono;

/// The directory and the addresses of one test.
#[derive(Debug)]
pub struct Place {
    /// Its addresses.
    pub net: Net,
    directory: TempDir,
}

/// The pitch of `prompt.wav` (1 s) and `long.wav` (30 s), Hz.
pub const PROMPT: f64 = 1_000.0;
/// The pitch of `music.wav` (2 s), Hz.
pub const MUSIC: f64 = 620.0;

impl Place {
    /// A place of its own.
    pub fn new() -> Place {
        Place {
            net: Net::claim(),
            directory: tempfile::tempdir().expect("a directory"),
        }
    }

    /// A path below its directory.
    pub fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    /// Writes a center into a directory: in its YAML `HOST2` and the like become addresses of this
    /// place. The clips `prompt.wav`, `long.wav` and `music.wav` lie beside it.
    pub fn center(&self, yaml: &str) -> PathBuf {
        let directory = self.path("center");
        std::fs::create_dir_all(&directory).expect("a directory");
        for (name, pitch, millis) in [
            ("prompt.wav", PROMPT, 1_000),
            ("long.wav", PROMPT, 30_000),
            ("music.wav", MUSIC, 2_000),
        ] {
            write(&directory.join(name), &mono(&sine(pitch, millis)));
        }
        write(
            &directory.join("center.yaml"),
            self.addressed(yaml).as_bytes(),
        );
        directory
    }

    /// A text with the addresses of this place in it. Its peers are not asked whether they are there,
    /// unless it says so: SIPp would take that for a call of its scenario.
    pub fn addressed(&self, text: &str) -> String {
        let text = match text.contains("probe:") {
            true => text.to_owned(),
            false => text.replace("mode: peer,", "mode: peer, probe: 0s,"),
        };
        // From above, for `HOST1` begins `HOST10` too.
        (1..=20).rev().fold(text, |text, host| {
            text.replace(&format!("HOST{host}"), &self.net.host(host).to_string())
        })
    }
}

impl Default for Place {
    fn default() -> Place {
        Place::new()
    }
}

pub(crate) fn write(path: &Path, bytes: &[u8]) {
    std::fs::write(path, bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}
