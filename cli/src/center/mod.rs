//! A directory of YAML as the compiler wants it.

mod commit;
mod error;
mod files;
mod secrets;
mod variant;
mod walk;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use lang::{Compiled, Layers, Problem, Source};

pub use commit::commit;
pub use error::Error;
pub use secrets::{Unresolved, resolve};
pub use variant::Variant;

pub use files::{Directory, bounded};

/// A center's directory and what stands in it.
#[derive(Debug)]
pub struct Center {
    directory: Directory,
    sources: Vec<Source>,
    layers: Layers,
}

impl Center {
    /// Reads every YAML file below `root`, and what its variant lays over them.
    pub fn read(root: &Path, variant: &Variant) -> Result<Center, Error> {
        let directory = Directory::open(root)?;
        let sources = walk::sources(&directory)?;
        if sources.is_empty() {
            return Err(Error::Empty(root.to_owned()));
        }
        let layers = variant.layers(&directory)?;
        Ok(Center {
            directory,
            sources,
            layers,
        })
    }

    /// The configuration, or every problem of it.
    pub fn compile(&self) -> Result<Compiled, Vec<Problem>> {
        lang::compile_layers(&self.sources, &self.layers, &self.directory)
    }

    /// The same center with other texts in some of its files, some of which may not be there yet.
    pub fn with(self, texts: &BTreeMap<String, String>) -> Center {
        let kept = self.sources.into_iter();
        let mut sources: Vec<Source> = kept
            .filter(|source| !texts.contains_key(&source.path))
            .collect();
        sources.extend(texts.iter().map(|(path, text)| Source {
            path: path.clone(),
            text: text.clone().into_bytes(),
        }));
        sources.sort_by(|a, b| a.path.cmp(&b.path));
        Center { sources, ..self }
    }

    /// The YAML files, sorted by their paths, then those that are laid over them.
    pub fn sources(&self) -> Vec<&Source> {
        self.sources.iter().chain(&self.layers.overlay).collect()
    }

    /// The real path of the directory.
    pub fn root(&self) -> PathBuf {
        self.directory.root().to_owned()
    }
}
