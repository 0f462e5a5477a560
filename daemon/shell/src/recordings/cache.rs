//! Files that can be made again, as many as fit.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::AudioError;

/// Bytes that are kept at most; a minute of talk takes half a megabyte.
const MOST: u64 = 1_000_000_000;

/// A folder of such files.
#[derive(Clone, Debug)]
pub struct Cache {
    folder: PathBuf,
    most: u64,
}

impl Cache {
    /// The files in `folder`.
    pub fn new(folder: PathBuf) -> Cache {
        Cache { folder, most: MOST }
    }

    /// The file of that name, if it is there; it counts as used.
    pub fn get(&self, name: &str) -> Option<PathBuf> {
        let path = self.folder.join(name);
        let file = File::options().append(true).open(&path).ok()?;
        // Where the time cannot be set the file is merely taken for older than it is.
        let _set = file.set_modified(SystemTime::now());
        Some(path)
    }

    /// Makes a file; those that were not used for longest make room for it.
    ///
    /// # Errors
    /// Why it was not made.
    pub fn put(
        &self,
        name: &str,
        make: impl FnOnce(&mut File) -> Result<(), AudioError>,
    ) -> Result<PathBuf, AudioError> {
        fs::create_dir_all(&self.folder)?;
        let path = self.folder.join(name);
        let part = self.folder.join(format!("{name}.part"));
        let made = File::create(&part)
            .map_err(AudioError::from)
            .and_then(|mut file| make(&mut file));
        if let Err(error) = made {
            let _removed = fs::remove_file(&part);
            return Err(error);
        }
        fs::rename(&part, &path)?;
        self.make_room(&path);
        Ok(path)
    }

    /// Removes what is too much, but never `spared`.
    fn make_room(&self, spared: &Path) {
        let Ok(files) = fs::read_dir(&self.folder) else {
            return;
        };
        let mut known: Vec<_> = files
            .filter_map(|file| {
                let file = file.ok()?;
                let about = file.metadata().ok()?;
                Some((about.modified().ok()?, about.len(), file.path()))
            })
            .collect();
        known.sort();
        let mut bytes: u64 = known.iter().map(|(_, length, _)| length).sum();
        for (_, length, path) in known {
            if bytes <= self.most {
                break;
            }
            if path != spared && fs::remove_file(&path).is_ok() {
                bytes -= length;
                metrics::counter!("ccd_mp3_evicted_total").increment(1);
            }
        }
        metrics::gauge!("ccd_mp3_bytes").set(bytes as f64);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::time::Duration;

    use super::*;

    fn put(cache: &Cache, name: &str) -> PathBuf {
        let made = cache.put(name, |file| Ok(file.write_all(&[0; 400])?));
        made.expect("a file")
    }

    #[test]
    fn what_was_not_used_for_longest_makes_room() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = Cache {
            folder: folder.path().join("made"),
            most: 1_000,
        };
        for (name, age) in [("a", 30), ("b", 20)] {
            let file = File::options()
                .append(true)
                .open(put(&cache, name))
                .expect("a file");
            let then = SystemTime::now() - Duration::from_secs(age);
            file.set_modified(then).expect("a time");
        }
        assert!(cache.get("a").is_some());
        put(&cache, "c");
        assert_eq!(cache.get("b"), None);
        assert!(cache.get("a").is_some() && cache.get("c").is_some());
    }

    #[test]
    fn what_fails_leaves_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = Cache::new(folder.path().to_owned());
        let failed = cache.put("a", |_| Err(AudioError::Busy));
        assert!(failed.is_err());
        assert_eq!(cache.get("a"), None);
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
    }
}
