//! Why a directory cannot be read as a center.

use std::io;
use std::path::PathBuf;

use model::Name;

use crate::exit::Exit;
use crate::failure::{Failure, reason};

/// What is wrong with a directory.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is not there, or not readable.
    #[error("{path} cannot be read: {error}", path = .0.display(), error = reason(.1))]
    Unreadable(PathBuf, io::Error),
    /// It is a file.
    #[error("{} is no directory", .0.display())]
    NoDirectory(PathBuf),
    /// There is no YAML in it.
    #[error("there is no *.yaml file in {}", .0.display())]
    Empty(PathBuf),
    /// A symbolic link leads out of it.
    #[error("{0} is a symbolic link that leads out of the directory")]
    Outside(String),
    /// A file that is no regular file.
    #[error("{0} is neither a file nor a directory")]
    Special(String),
    /// A file's name is not UTF-8.
    #[error("{} is no name that YAML could name", .0.display())]
    Name(PathBuf),
    /// A file is above the limit.
    #[error("{0} has more than {limit} bytes", limit = lang::MAX_FILE_BYTES)]
    LargeFile(String),
    /// All files together are above the limit.
    #[error(
        "the YAML files have more than {} bytes together",
        lang::MAX_TOTAL_BYTES
    )]
    LargeCenter,
    /// There is no overlay of that name; those that there are.
    #[error("there is no environment {0}: the center has no file env/{0}.yaml")]
    NoEnvironment(Name, Vec<String>),
    /// Too many files or directories.
    #[error("there are more than {0} files and directories in it")]
    TooMany(usize),
}

impl Error {
    fn help(&self) -> String {
        let help = match self {
            Error::NoEnvironment(_, known) if !known.is_empty() => {
                return format!("the environments are {}", known.join(", "));
            }
            Error::NoEnvironment(..) => "write what differs there into that file",
            Error::Unreadable(..) | Error::NoDirectory(_) => {
                "give the directory that holds the center's YAML"
            }
            Error::Empty(_) => "files end in .yaml or .yml; hidden files are left out",
            Error::Outside(_) => "copy the file into the directory",
            Error::Special(_) | Error::Name(_) => "remove or rename it",
            Error::LargeFile(_) | Error::LargeCenter | Error::TooMany(_) => {
                "give a directory that holds nothing but the center"
            }
        };
        help.to_owned()
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        let exit = match error {
            Error::Unreadable(..) | Error::NoDirectory(_) => Exit::Error,
            _ => Exit::Invalid,
        };
        Failure::with(exit, &error).help(error.help())
    }
}
