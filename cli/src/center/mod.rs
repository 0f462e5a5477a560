//! A directory of YAML as the compiler wants it.

mod commit;
mod error;
mod files;
mod secrets;
mod variant;
mod walk;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use lang::mend::{self, Mended};
use lang::{Compiled, Layers, Problem, Source};

use crate::replacement::{Replacement, Unwritten};

pub use commit::commit;
pub use error::Error;
pub use secrets::{MAX_SECRET, Unresolved, resolve};
pub use variant::Variant;

pub use files::{Directory, bounded, within};
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

    /// The same center with other texts in some of its files, some of which may not be there yet.
    pub fn with(self, texts: &BTreeMap<String, String>) -> Center {
        let sources = self.sources_with(texts);
        Center { sources, ..self }
    }

    fn sources_with(&self, texts: &BTreeMap<String, String>) -> Vec<Source> {
        let kept = self.sources.iter();
        let kept = kept.filter(|source| !texts.contains_key(&source.path));
        let mut sources: Vec<Source> = kept.cloned().collect();
        sources.extend(texts.iter().map(|(path, text)| Source {
            path: path.clone(),
            text: text.clone().into_bytes(),
        }));
        sources.sort_by(|a, b| a.path.cmp(&b.path));
        sources
    }

    /// The same with every warning, as it is on a day.
    pub fn compile_on(&self, today: Date) -> Result<Compiled, Vec<Problem>> {
        lang::compile_on(today, &self.sources, &self.layers, &self.directory)
    }

    /// What it would be if everything were mended that is certain, in files that `may` be written.
    pub fn mended(&self, today: Date, may: &dyn Fn(&str) -> bool) -> Mended {
        mend::mend(&self.sources, &self.layers, &self.directory, today, may)
    }

    /// Every file that is another when it is mended, written beside the one that there is.
    pub fn replacements<'c>(
        &'c self,
        mended: &'c Mended,
    ) -> impl Iterator<Item = (String, Result<Replacement, Unwritten>)> + 'c {
        let after = mended.sources.iter().chain(&mended.overlay);
        let both = self.sources().into_iter().zip(after);
        let changed = both.filter(|(before, after)| before.text != after.text);
        changed.map(|(before, after)| {
            let Source { path, text } = after;
            let one = self.replacement(path, &before.text, text);
            (path.clone(), one)
        })
    }

    /// Other text for one of its files. What is behind a link may be shared, and is left.
    fn replacement(
        &self,
        path: &str,
        before: &[u8],
        text: &[u8],
    ) -> Result<Replacement, Unwritten> {
        let file = self.directory.root().join(path);
        if file.canonicalize()? != file {
            return Err(Unwritten::Link);
        }
        Replacement::prepare(&file, Some(before).into(), text)
    }

    /// The center with the files that it has when it is mended.
    pub fn mended_to(mut self, mended: Mended) -> Center {
        self.sources = mended.sources;
        self.layers.overlay = mended.overlay;
        self
    }

    /// The same with other texts in some of the files.
    pub fn compile_with(&self, texts: &BTreeMap<String, String>) -> Result<Compiled, Vec<Problem>> {
        lang::compile_layers(&self.sources_with(texts), &self.layers, &self.directory)
    }

    /// The path of its first file.
    pub fn first(&self) -> Option<&str> {
        self.sources.first().map(|source| source.path.as_str())
    }

    /// Whether a file is laid over the others.
    pub fn is_overlay(&self, path: &str) -> bool {
        let mut overlay = self.layers.overlay.iter();
        overlay.any(|source| source.path == path)
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
