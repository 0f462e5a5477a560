//! `ccctl export`

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use api::{AudioForm, AudioQuery, LiveConfig};
use clap::Args;
use model::config::{Clip, Prompt};
use model::{Config, Name};

use super::fresh::Fresh;
use crate::client::{Client, Target};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer;

const AFTER: &str = "\
Examples:
  ccctl export center/
  ccctl export center/ && ccctl plan center/      would change nothing

Names are kept, defaults are left out, and audio files lie where the YAML says. Secrets are never \
written: a password is where `!secret` says, or stays with the daemon. The center's own tests and \
the comments of its files are not known to the daemon.";

/// Write what is live as a directory of YAML
///
/// From then on the directory is the source: its plan is empty. DIR does not exist or is empty.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER)]
pub struct Export {
    /// The directory for the center
    #[arg(value_name = "DIR")]
    directory: PathBuf,
}

impl Export {
    /// Writes it.
    pub async fn run(self, client: Client) -> Result<Exit, Failure> {
        let LiveConfig { config, .. } = client.get(Target::new(&["config"])).await?;
        let clips = clips(&config)?;
        let directory = Fresh::new(&self.directory)?;
        let files = lang::emit::to_files(&config);
        for (name, text) in &files {
            directory.write(name, text.as_bytes())?;
        }
        for (file, prompt) in &clips {
            directory.write(file, &original(&client, prompt).await?)?;
        }
        let names: Vec<&str> = files.keys().map(String::as_str).collect();
        printer::text(&format!(
            "{} has what is live: {}{}\n",
            self.directory.display(),
            names.join(", "),
            match clips.len() {
                0 => String::new(),
                1 => ", and 1 audio file".to_owned(),
                count => format!(", and {count} audio files"),
            }
        ))?;
        Ok(Exit::Ok)
    }
}

/// The audio files by where they lie, each with a prompt that plays it.
fn clips(config: &Config) -> Result<BTreeMap<&str, &Name>, Failure> {
    let mut clips: BTreeMap<&str, (&Clip, &Name)> = BTreeMap::new();
    for (name, prompt) in &config.prompts {
        let Prompt::File(clip) = prompt else { continue };
        if !is_inside(&clip.file) {
            let message = format!(
                "the prompt {name} lies at {}, outside of the center",
                clip.file
            );
            return Err(Failure::error(message).help("nothing was written"));
        }
        let (first, _) = clips.entry(&clip.file).or_insert((clip, name));
        if first.sha256 != clip.sha256 {
            let message = format!("two prompts have different audio at {}", clip.file);
            return Err(Failure::error(message).help("nothing was written"));
        }
    }
    Ok(clips
        .into_iter()
        .map(|(file, (_, name))| (file, name))
        .collect())
}

/// Whether a path stays below the directory that it is joined to.
fn is_inside(file: &str) -> bool {
    let mut parts = Path::new(file).components();
    !file.is_empty() && parts.all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

async fn original(client: &Client, prompt: &Name) -> Result<Vec<u8>, Failure> {
    let target = Target::new(&["prompts", prompt.as_str(), "audio"]);
    let query = AudioQuery {
        format: AudioForm::Original,
    };
    Ok(client.file(target.query(&query)).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stays_inside_is_written() {
        for file in ["hold.wav", "audio/hold.wav", "./audio/hold.wav"] {
            assert!(is_inside(file), "{file}");
        }
        for file in ["", "/etc/passwd", "../hold.wav", "audio/../../hold.wav"] {
            assert!(!is_inside(file), "{file}");
        }
    }
}
