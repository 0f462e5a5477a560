//! The library as it is shown.

use std::collections::BTreeMap;

use api::live::{self, AudioFile, PromptKind};
use model::Name;
use model::config::{Config, Prompt, Speech};

use super::Prompts;

impl Prompts {
    /// Every prompt of `config`, what is known of it, and who plays it.
    pub fn list(&self, config: &Config) -> Vec<live::Prompt> {
        let mut uses = uses(config);
        let prompts = config.prompts.iter();
        prompts
            .map(|(name, prompt)| live::Prompt {
                used_by: uses.remove(name).unwrap_or_default(),
                ..self.shown(config, name, prompt)
            })
            .collect()
    }

    fn shown(&self, config: &Config, name: &Name, prompt: &Prompt) -> live::Prompt {
        let (name, used_by) = (name.clone(), Vec::new());
        match prompt {
            Prompt::Text { text, .. } => live::Prompt {
                name,
                used_by,
                kind: PromptKind::Text,
                content: text.to_string(),
                duration_ms: self.duration_ms(config, prompt),
                audio: None,
            },
            Prompt::File(clip) => {
                let about = self.studio.clips.about(&clip.sha256).ok();
                live::Prompt {
                    name,
                    used_by,
                    kind: PromptKind::File,
                    content: clip.file.clone(),
                    duration_ms: about.map(|about| about.sound.millis()),
                    audio: about.map(|about| AudioFile {
                        format: about.sound.format.extension().to_owned(),
                        rate: about.sound.rate,
                        channels: about.sound.channels,
                        bytes: about.bytes,
                    }),
                }
            }
        }
    }

    /// How long a spoken prompt is, if it is in memory.
    fn duration_ms(&self, config: &Config, prompt: &Prompt) -> Option<u64> {
        let audio = self
            .studio
            .remembered(&super::config::key_of_prompt(config, prompt)?)?;
        Some(audio.samples() as u64 / 8)
    }
}

/// The nodes that play each prompt.
fn uses(config: &Config) -> BTreeMap<&Name, Vec<String>> {
    let mut uses: BTreeMap<&Name, Vec<String>> = BTreeMap::new();
    for (flow, ivr) in &config.ivrs {
        for (node, about) in &ivr.nodes {
            let played = about.outline().speeches();
            for prompt in played.into_iter().filter_map(prompt_of) {
                let all = uses.entry(prompt).or_default();
                let place = format!("ivrs.{flow}.nodes.{node}");
                if all.last() != Some(&place) {
                    all.push(place);
                }
            }
        }
    }
    uses
}

fn prompt_of(speech: &Speech) -> Option<&Name> {
    match speech {
        Speech::Prompt(name) => Some(name),
        Speech::Text(_) => None,
    }
}
