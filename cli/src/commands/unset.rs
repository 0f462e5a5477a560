//! `ccctl unset`

use clap::{Args, Subcommand};
use model::live::Subject;
use model::{Extension, Name};

use super::drift;
use crate::client::{Client, Target};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::{clean, note};

const AFTER: &str = "\
Examples:
  ccctl unset member presales amy
  ccctl unset hours office
  ccctl unset emergency
  ccctl unset all   but blocked callers: ccctl blacklist remove";

/// End what was changed at run time: it is again what the configuration says
#[derive(Debug, Args)]
#[command(after_long_help = AFTER)]
pub struct Unset {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Whether an agent answers a group's calls
    Member {
        /// The skill group
        group: Name,
        /// The agent
        agent: Name,
    },
    /// Whether a phone takes a group's calls
    Phone {
        /// The skill group
        group: Name,
        /// The extension of the phone
        extension: Extension,
    },
    /// Today's hours
    Hours {
        /// The business hours
        name: Name,
    },
    /// The emergency switch
    Emergency,
    /// All of them
    All,
}

impl Unset {
    /// Ends it.
    pub async fn run(self, client: Client) -> Result<Exit, Failure> {
        let subjects = match self.what {
            What::Member { group, agent } => vec![Subject::Member(group, agent)],
            What::Phone { group, extension } => vec![Subject::Phone(group, extension)],
            What::Hours { name } => vec![Subject::Hours(name)],
            What::Emergency => vec![Subject::Emergency],
            What::All => all(&client).await?,
        };
        for subject in subjects {
            let path = subject.to_string();
            client.delete(Target::new(&["live_changes", &path])).await?;
            note(format_args!("{}: as the configuration says", clean(&path)));
        }
        Ok(Exit::Ok)
    }
}

/// All but blocked callers.
async fn all(client: &Client) -> Result<Vec<Subject>, Failure> {
    let changes = drift::all(client).await?;
    let subjects = changes.iter().filter_map(|change| change.path.parse().ok());
    Ok(subjects.collect())
}
