//! `ccctl prompt`

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use api::{AudioForm, AudioQuery, Speak};
use clap::{Args, Subcommand};
use model::Name;
use speech::{EngineChoice, Voice};

use crate::client::{Client, Target};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::note;
use crate::replacement;

const AFTER_DOWNLOAD: &str = "\
Examples:
  ccctl prompt download hold --out hold.wav
  ccctl prompt download hold --original --out hold.mp3
  ccctl prompt download hold --out - | aplay

Without --original it is what a caller hears: 16-bit PCM at 8 kHz on one channel. Prompts are \
changed and deleted in the YAML, by `ccctl apply`.";

const AFTER_PREVIEW: &str = "\
Examples:
  ccctl prompt preview 您好，欢迎致电 --out welcome.wav
  ccctl prompt preview 'Press 1 for sales' --voice en --out menu.wav
  ccctl prompt preview 您好 --offline --out - | aplay

The daemon speaks it by the engine that it speaks to callers with. Variables are not filled in: \
write a value in their place.";

/// Listen to the prompts of the library, and to texts before they are in it
#[derive(Debug, Args)]
pub struct Prompt {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Save a prompt of the live configuration as an audio file
    #[command(after_long_help = AFTER_DOWNLOAD)]
    Download(Download),
    /// Save a text as it would be spoken
    #[command(after_long_help = AFTER_PREVIEW)]
    Preview(Preview),
}

#[derive(Debug, Args)]
struct Download {
    /// The name of the prompt
    name: Name,
    /// Where to save it; -: standard output
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// The file as it was uploaded
    #[arg(long)]
    original: bool,
}

#[derive(Debug, Args)]
struct Preview {
    /// The text, at most 600 characters
    text: String,
    /// Where to save it; -: standard output
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// The voice, zh or en; if left out, that of the center, and offline zh
    #[arg(long, value_name = "VOICE")]
    voice: Option<Voice>,
    /// Speak it on this machine, by espeak-ng; needs no daemon
    #[arg(long)]
    offline: bool,
}

impl Prompt {
    /// Does it.
    pub async fn run(self, client: Client) -> Result<Exit, Failure> {
        match self.action {
            Action::Download(download) => download.run(client).await,
            Action::Preview(preview) => preview.run(client).await,
        }
    }
}

impl Download {
    async fn run(self, client: Client) -> Result<Exit, Failure> {
        let format = match self.original {
            true => AudioForm::Original,
            false => AudioForm::Wav,
        };
        let target = Target::new(&["prompts", self.name.as_str(), "audio"]);
        let file = client.file(target.query(&AudioQuery { format })).await?;
        save(&self.out, &file)
    }
}

impl Preview {
    async fn run(self, client: Client) -> Result<Exit, Failure> {
        let wish = Speak {
            text: self.text,
            voice: self.voice.map(|voice| voice.as_str().to_owned()),
        };
        wish.check()
            .map_err(|error| Failure::with(Exit::Usage, error))?;
        let file = match self.offline {
            true => spoken_here(&wish.text, self.voice.unwrap_or(Voice::Mandarin))?,
            false => client.spoken(Target::new(&["speech"]), &wish).await?,
        };
        save(&self.out, &file)
    }
}

fn spoken_here(text: &str, voice: Voice) -> Result<Vec<u8>, Failure> {
    let engine = EngineChoice::EspeakNg.open().map_err(Failure::error)?;
    let samples = engine.speak(text, voice).map_err(Failure::error)?;
    Ok(speech::encode_wav(&samples))
}

pub fn save(out: &Path, file: &[u8]) -> Result<Exit, Failure> {
    if out.as_os_str() == "-" {
        io::stdout().lock().write_all(file)?;
        return Ok(Exit::Ok);
    }
    replacement::put(out, file)?;
    note(format_args!("saved: {} bytes", file.len()));
    Ok(Exit::Ok)
}
