//! What was applied: `ccctl history`, `show`, `diff` and `rollback`.

mod diff;
mod list;
mod moves;
mod rollback;
mod show;

use std::str::FromStr;

use api::{LiveConfig, live};
use model::{Config, Revision};

use crate::client::{Client, Target};
use crate::failure::Failure;

pub use diff::Diff;
pub use list::History;
pub use rollback::Rollback;
pub use show::Show;

/// A revision on the command line.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// The one of that number; 0 is the empty center.
    Number(Revision),
    /// The one that is live.
    Live,
}

impl FromStr for Which {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Which, Self::Err> {
        match text {
            "live" => Ok(Which::Live),
            _ => text
                .parse()
                .map(|number| Which::Number(Revision(number)))
                .map_err(|_| "a revision is a number of `ccctl history`, or `live`"),
        }
    }
}

/// What a revision put into effect, and its number.
async fn source(client: &Client, which: Which) -> Result<(Revision, Config), Failure> {
    match which {
        Which::Live => {
            let live: LiveConfig = client.get(Target::new(&["config"])).await?;
            Ok((live.revision, live.config))
        }
        // Before the first apply the center is empty.
        Which::Number(number) if number == Revision(0) => Ok((number, Config::default())),
        Which::Number(number) => {
            let source = revision(client, number).await?;
            Ok((number, source.config))
        }
    }
}

async fn revision(client: &Client, number: Revision) -> Result<live::RevisionSource, Failure> {
    let target = Target::new(&["revisions", &number.to_string()]);
    Ok(client.get(target).await?)
}
