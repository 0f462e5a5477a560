//! Sounds in memory, at most so many bytes; the least recently used goes first.

use std::collections::BTreeMap;
use std::sync::Arc;

use media::Audio;
use wire::SoundKey;

/// Bytes of audio in memory at most: about two hours of prompts.
const LIMIT: usize = 128 * 1024 * 1024;

/// Sounds by key.
#[derive(Debug, Default)]
pub struct Memory {
    sounds: BTreeMap<SoundKey, Kept>,
    by_use: BTreeMap<u64, SoundKey>,
    uses: u64,
    bytes: usize,
}

#[derive(Debug)]
struct Kept {
    audio: Arc<Audio>,
    used: u64,
}

impl Memory {
    /// The sound, if it is there.
    pub fn get(&mut self, key: &SoundKey) -> Option<Arc<Audio>> {
        let kept = self.sounds.get_mut(key)?;
        self.by_use.remove(&kept.used);
        self.uses += 1;
        kept.used = self.uses;
        self.by_use.insert(self.uses, key.clone());
        Some(kept.audio.clone())
    }

    /// Keeps a sound.
    pub fn put(&mut self, key: SoundKey, audio: Arc<Audio>) {
        self.forget(&key);
        self.uses += 1;
        self.bytes += size(&audio);
        self.by_use.insert(self.uses, key.clone());
        self.sounds.insert(
            key,
            Kept {
                audio,
                used: self.uses,
            },
        );
        while self.bytes > LIMIT {
            let Some((_, oldest)) = self.by_use.pop_first() else {
                return;
            };
            self.forget(&oldest);
        }
    }

    fn forget(&mut self, key: &SoundKey) {
        if let Some(kept) = self.sounds.remove(key) {
            self.by_use.remove(&kept.used);
            self.bytes = self.bytes.saturating_sub(size(&kept.audio));
        }
    }
}

fn size(audio: &Audio) -> usize {
    audio.alaw.len() + audio.ulaw.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str) -> SoundKey {
        SoundKey::Text {
            text: name.into(),
            voice: "en".into(),
        }
    }

    #[test]
    fn the_least_recently_used_goes_first() {
        let mut memory = Memory::default();
        let third = Arc::new(Audio::from_pcm8k(&vec![0; LIMIT / 6]));
        for name in ["a", "b", "c"] {
            memory.put(key(name), third.clone());
        }
        assert!(memory.get(&key("a")).is_some());
        memory.put(key("d"), third);
        assert!(memory.get(&key("b")).is_none());
        assert!(memory.get(&key("a")).is_some());
        assert!(memory.get(&key("d")).is_some());
    }
}
