//! A directory of YAML as the compiler wants it.

mod commit;
mod error;
mod files;
mod secrets;
mod walk;

use std::path::{Path, PathBuf};

use lang::{Compiled, Problem, Source};

pub use commit::commit;
pub use error::Error;
pub use secrets::{Unresolved, resolve};

pub use files::Directory;

/// A center's directory and what stands in it.
#[derive(Debug)]
pub struct Center {
    directory: Directory,
    sources: Vec<Source>,
}

impl Center {
    /// Reads every YAML file below `root`.
    pub fn read(root: &Path) -> Result<Center, Error> {
        let directory = Directory::open(root)?;
        let sources = walk::sources(&directory)?;
        if sources.is_empty() {
            return Err(Error::Empty(root.to_owned()));
        }
        Ok(Center { directory, sources })
    }

    /// The configuration, or every problem of it.
    pub fn compile(&self) -> Result<Compiled, Vec<Problem>> {
        lang::compile(&self.sources, &self.directory)
    }

    /// The YAML files, sorted by their paths.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The real path of the directory.
    pub fn root(&self) -> PathBuf {
        self.directory.root().to_owned()
    }
}
