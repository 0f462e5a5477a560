//! Sends audio files that the daemon does not have.

use std::io::{self, IsTerminal};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use sha2::{Digest, Sha256};

use super::saved::{Clip, Needs};
use crate::center::Directory;
use crate::client::{Client, Target};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::{clean, note};

/// Sends every audio file that is missing, with a bar on a terminal and a line each elsewhere.
pub async fn upload(client: &Client, needs: &Needs) -> Result<(), Failure> {
    if needs.clips.is_empty() {
        return Ok(());
    }
    let directory = Directory::open(&needs.directory)?;
    let progress = Progress::new(needs.clips.len());
    for clip in &needs.clips {
        let bytes = read(&directory, clip)?;
        progress.begin(&clip.path, bytes.len());
        client
            .put(Target::new(&["clips", &clip.sha256]), bytes)
            .await?;
        progress.end();
    }
    progress.finish();
    Ok(())
}

/// The bytes of a clip, if they are still those that were planned.
fn read(directory: &Directory, clip: &Clip) -> Result<Vec<u8>, Failure> {
    let bytes = lang::Files::read(directory, &clip.path).map_err(|error| {
        Failure::error(format!("{} cannot be sent: {error}", clean(&clip.path)))
    })?;
    if hex::encode(Sha256::digest(&bytes)) == clip.sha256 {
        return Ok(bytes);
    }
    let told = format!("{} has changed since the plan was made", clean(&clip.path));
    Err(Failure::with(Exit::Conflict, told).help("plan again"))
}

enum Progress {
    Bar(ProgressBar),
    Lines,
}

impl Progress {
    fn new(files: usize) -> Progress {
        if !io::stderr().is_terminal() {
            return Progress::Lines;
        }
        let bar = ProgressBar::new(u64::try_from(files).unwrap_or(u64::MAX));
        if let Ok(style) = ProgressStyle::with_template("sending {bar:24} {pos}/{len}  {wide_msg}")
        {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(200));
        Progress::Bar(bar)
    }

    fn begin(&self, path: &str, bytes: usize) {
        match self {
            Progress::Bar(bar) => bar.set_message(clean(path)),
            Progress::Lines => note(format_args!("sending {} ({bytes} bytes)", clean(path))),
        }
    }

    fn end(&self) {
        if let Progress::Bar(bar) = self {
            bar.inc(1);
        }
    }

    fn finish(&self) {
        if let Progress::Bar(bar) = self {
            bar.finish_and_clear();
        }
    }
}
