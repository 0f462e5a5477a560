//! What a configuration is made of: its YAML files, and the files that they name.

/// One YAML file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its path relative to the configuration's directory, with `/`.
    pub path: String,
    /// Its bytes.
    pub text: Vec<u8>,
}

/// The files that a configuration names, such as prompts.
pub trait Files {
    /// The bytes of the file at `path`, which is relative and never leads out of the
    /// configuration's directory by its spelling. It may lead out by a symbolic link: who implements
    /// this refuses that, and a file above [`crate::MAX_PROMPT_BYTES`] without reading it.
    ///
    /// # Errors
    /// Why there are no bytes.
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError>;
}

/// Why a file gives no bytes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// There is no such file.
    #[error("there is no such file")]
    Missing,
    /// It is above [`crate::MAX_PROMPT_BYTES`].
    #[error("it is too large")]
    TooLarge,
    /// Anything else, as a short clause such as `permission denied`.
    #[error("{0}")]
    Unreadable(String),
}

/// No files at all.
#[derive(Copy, Clone, Debug, Default)]
pub struct NoFiles;

impl Files for NoFiles {
    fn read(&self, _path: &str) -> Result<Vec<u8>, FileError> {
        Err(FileError::Missing)
    }
}
