//! A directory of YAML as the compiler wants it.

mod commit;
mod error;
mod files;
mod secrets;
mod variant;
mod walk;

use std::path::{Path, PathBuf};

use lang::{Compiled, Layers, Problem, Source};

pub use commit::commit;
pub use error::Error;
pub use secrets::{Unresolved, resolve};
pub use variant::Variant;

pub use files::{Directory, bounded};
pub use walk::all as every_file;

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

    /// The YAML files, sorted by their paths, then those that are laid over them.
    pub fn sources(&self) -> Vec<&Source> {
        self.sources.iter().chain(&self.layers.overlay).collect()
    }

    /// The real path of the directory.
    pub fn root(&self) -> PathBuf {
        self.directory.root().to_owned()
    }
}
