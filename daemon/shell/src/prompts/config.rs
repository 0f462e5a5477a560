//! What a configuration plays.

use std::collections::BTreeMap;

use model::config::{Clip, Config, Prompt, Speech, Template};
use wire::SoundKey;

use super::clips::Clips;

/// Every sound of `config` whose words are fixed.
pub fn sounds(config: &Config) -> impl Iterator<Item = SoundKey> {
    let spoken = speeches(config).filter_map(|speech| match speech {
        Speech::Text(text) => text_key(config, text, None),
        // Those of the library come below, each once.
        Speech::Prompt(_) => None,
    });
    spoken.chain(
        config
            .prompts
            .values()
            .filter_map(|prompt| key_of_prompt(config, prompt)),
    )
}

/// The sound of a prompt whose words are fixed.
pub fn key_of_prompt(config: &Config, prompt: &Prompt) -> Option<SoundKey> {
    match prompt {
        Prompt::File(clip) => crate::media_link::key_of(&contact::Sound::Clip(clip.clone())),
        Prompt::Text { text, voice } => text_key(config, text, voice.as_deref()),
    }
}

/// The audio files that `config` names.
pub fn clips(config: &Config) -> impl Iterator<Item = &Clip> {
    config.prompts.values().filter_map(|prompt| match prompt {
        Prompt::File(clip) => Some(clip),
        Prompt::Text { .. } => None,
    })
}

/// The audio files of a configuration by their paths.
pub struct ClipFiles<'a> {
    hashes: BTreeMap<&'a str, &'a str>,
    clips: &'a Clips,
}

impl<'a> ClipFiles<'a> {
    /// Those that are here.
    pub fn new(config: &'a Config, here: &'a Clips) -> ClipFiles<'a> {
        let named = clips(config).map(|clip| (clip.file.as_str(), clip.sha256.as_str()));
        ClipFiles {
            hashes: named.collect(),
            clips: here,
        }
    }
}

impl lang::Files for ClipFiles<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, lang::FileError> {
        let hash = self.hashes.get(path).ok_or(lang::FileError::Missing)?;
        self.clips.bytes(hash).map_err(|_| lang::FileError::Missing)
    }
}

/// Whether it says anything.
pub fn speaks(config: &Config) -> bool {
    speeches(config).any(|speech| matches!(speech, Speech::Text(_)))
        || config
            .prompts
            .values()
            .any(|prompt| matches!(prompt, Prompt::Text { .. }))
}

/// What to say when it cannot be said.
pub fn no_engine(config: &Config, error: &speech::SpeechError) -> api::Obstacle {
    let first = config
        .prompts
        .iter()
        .find(|(_, prompt)| matches!(prompt, Prompt::Text { .. }));
    api::Obstacle {
        code: "no_speech_engine".to_owned(),
        message: format!("the center speaks texts, but this machine cannot: {error}"),
        help: Some(
            "install espeak-ng on the daemon's machine (Debian: apt-get install espeak-ng)"
                .to_owned(),
        ),
        path: first.map(|(name, _)| format!("prompts.{name}")),
    }
}

fn text_key(config: &Config, text: &Template, voice: Option<&str>) -> Option<SoundKey> {
    let voice = voice.unwrap_or(&config.center.voice);
    text.is_fixed().then(|| SoundKey::Text {
        text: text.to_string().into(),
        voice: voice.into(),
    })
}

fn speeches(config: &Config) -> impl Iterator<Item = &Speech> {
    config
        .ivrs
        .values()
        .flat_map(|ivr| ivr.nodes.values())
        .flat_map(|node| node.outline().speeches())
}
