//! Recordings as they are given out: the files as they were recorded, and mp3 made of them on demand.

mod cache;
mod mp3;
mod wav;

use std::io;
use std::path::{Path, PathBuf};

use model::RecordingId;
use tokio::sync::Semaphore;

use cache::Cache;

/// Recordings that are made into mp3 at once: it takes a core for a second an hour of talk needs many.
const AT_ONCE: usize = 1;
/// Those who may wait for that.
const WAITING: usize = 16;

/// Why the audio of a recording cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum AudioError {
    /// Enough is being made already.
    #[error("as many recordings as may be are made into mp3 already")]
    Busy,
    /// The file system.
    #[error("the file of the recording cannot be read or made: {0}")]
    Disk(#[from] io::Error),
    /// The file is none that a recorder wrote.
    #[error("the file of the recording cannot be understood: {0}")]
    Unreadable(String),
}

/// The recordings below a data directory.
#[derive(Debug)]
pub struct Recordings {
    data: PathBuf,
    cache: Cache,
    /// Whoever wants an mp3 holds one of these.
    asked: Semaphore,
    /// Whoever makes one holds one of these.
    making: Semaphore,
}

impl Recordings {
    /// Those below `data`; what is made of them lies there, too.
    pub fn new(data: &Path) -> Recordings {
        Recordings {
            data: data.to_owned(),
            cache: Cache::new(data.join("mp3")),
            asked: Semaphore::new(AT_ONCE + WAITING),
            making: Semaphore::new(AT_ONCE),
        }
    }

    /// The file of a recording, if there is one.
    pub fn wav(&self, recording: RecordingId) -> Option<PathBuf> {
        let path = self.data.join(recording_file(recording)?);
        path.is_file().then_some(path)
    }

    /// The mp3 of a recording, made of its file if that has not been done.
    ///
    /// # Errors
    /// Why there is none.
    pub async fn mp3(&self, recording: RecordingId, wav: &Path) -> Result<PathBuf, AudioError> {
        let _asked = self.asked.try_acquire().map_err(|_| AudioError::Busy)?;
        // A recording that goes on is another one a moment later.
        let name = format!("{recording}-{}.mp3", tokio::fs::metadata(wav).await?.len());
        if let Some(path) = self.cache.get(&name) {
            return Ok(path);
        }
        let _making = self.making.acquire().await.map_err(|_| AudioError::Busy)?;
        if let Some(path) = self.cache.get(&name) {
            return Ok(path);
        }
        let (cache, wav) = (self.cache.clone(), wav.to_owned());
        let made =
            tokio::task::spawn_blocking(move || cache.put(&name, |file| mp3::encode(&wav, file)));
        let unreadable = |_| AudioError::Unreadable("it ended the encoder".to_owned());
        made.await.map_err(unreadable)?
    }
}

/// Where a recording lies below the data directory: its id tells the day.
fn recording_file(recording: RecordingId) -> Option<String> {
    let (seconds, nanos) = recording.0.get_timestamp()?.to_unix();
    let at = jiff::Timestamp::new(i64::try_from(seconds).ok()?, i32::try_from(nanos).ok()?).ok()?;
    Some(contact::record::recording_file(recording, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_mp3_is_made_once_and_again_when_the_recording_has_grown() {
        let data = tempfile::tempdir().expect("a folder");
        let recordings = Recordings::new(data.path());
        let id = RecordingId(uuid::Uuid::nil());
        let wav = data.path().join("talk.wav");
        wav::tests::write(&wav, &wav::tests::tones(1_000));
        let first = recordings.mp3(id, &wav).await.expect("an mp3");
        let made = std::fs::metadata(&first).expect("it is there");
        let again = recordings.mp3(id, &wav).await.expect("an mp3");
        assert_eq!(again, first);
        let seen = std::fs::metadata(&again).expect("it is there");
        assert_eq!(seen.created().ok(), made.created().ok());
        wav::tests::write(&wav, &wav::tests::tones(2_000));
        assert_ne!(recordings.mp3(id, &wav).await.expect("an mp3"), first);
    }

    #[tokio::test]
    async fn more_than_may_wait_are_turned_away() {
        let data = tempfile::tempdir().expect("a folder");
        let recordings = Recordings::new(data.path());
        let all = u32::try_from(AT_ONCE + WAITING).expect("few");
        let _held = recordings.asked.acquire_many(all).await.expect("permits");
        let id = RecordingId(uuid::Uuid::nil());
        let refused = recordings.mp3(id, &data.path().join("talk.wav")).await;
        assert!(matches!(refused, Err(AudioError::Busy)));
    }

    #[test]
    fn no_id_names_a_file_outside_the_recordings() {
        let data = tempfile::tempdir().expect("a folder");
        let recordings = Recordings::new(data.path());
        assert_eq!(recordings.wav(RecordingId(uuid::Uuid::nil())), None);
        assert_eq!(recordings.wav(RecordingId(uuid::Uuid::max())), None);
        let id: Result<RecordingId, _> = "../../etc/passwd".parse();
        assert!(id.is_err());
    }
}
