//! `ccctl agent`

use api::SetPresence;
use clap::{Args, Subcommand};
use model::Name;
use model::state::Presence;

use crate::client::{Client, Target};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::{self, Format, note};

const AFTER: &str = "\
Examples:
  ccctl agent state amy idle         amy takes calls
  ccctl agent state amy break        amy takes none for a while
  ccctl get agents                   what everybody does";

/// Do something for an agent
#[derive(Debug, Args)]
pub struct Agent {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Set what an agent does
    ///
    /// A call that the agent is in goes on; the state holds after it.
    #[command(after_long_help = AFTER)]
    State {
        /// The agent
        name: Name,
        /// idle, not_ready, break or offline
        state: Presence,
        /// The form of the output
        #[arg(short, long, value_enum, default_value_t = Format::Table, value_name = "FORMAT")]
        output: Format,
    },
}

impl Agent {
    /// Does it.
    pub async fn run(self, client: Client) -> Result<Exit, Failure> {
        let Action::State {
            name,
            state,
            output,
        } = self.action;
        let target = Target::new(&["agents", name.as_str(), "state"]);
        let agent: api::live::Agent = client.post(target, &SetPresence { state }).await?;
        printer::item(output, &agent)?;
        if !agent.reachable && state != Presence::Offline {
            note(format_args!(
                "{} has chosen {}, which holds once a phone of the agent is registered",
                agent.name,
                state.word()
            ));
        }
        Ok(Exit::Ok)
    }
}
