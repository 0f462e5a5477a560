//! `ccctl agent`

use api::{ActForAgent, AgentAct, SetPresence};
use clap::{Args, Subcommand};
use model::Name;
use model::state::{AgentState, Presence};

use crate::client::{Client, Target};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::{self, Format, note};

const AFTER: &str = "\
Examples:
  ccctl agent state amy idle                   amy takes calls
  ccctl agent state amy break --reason lunch   amy takes none for a while
  ccctl get agents                             what everybody does";

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
    /// A call that the agent is in goes on; the state holds after it. A wrap-up ends.
    #[command(after_long_help = AFTER)]
    State {
        /// The agent
        name: Name,
        /// idle, not_ready, break or offline
        state: Presence,
        /// Why, of a break: one of the center's break reasons
        #[arg(long, value_name = "REASON")]
        reason: Option<Name>,
        /// The form of the output
        #[arg(short, long, value_enum, default_value_t = Format::Table, value_name = "FORMAT")]
        output: Format,
    },
    /// Let an agent's wrap-up go on until he acts
    Stay(Act),
    /// End an agent's wrap-up: he is idle
    Return(Act),
    /// Force an agent offline: he can choose nothing until he is restored
    ///
    /// A call that the agent is in goes on.
    ForceOffline(Act),
    /// Let an agent who was forced offline log in again
    Restore(Act),
}

#[derive(Debug, Args)]
struct Act {
    /// The agent
    name: Name,
    /// The form of the output
    #[arg(short, long, value_enum, default_value_t = Format::Table, value_name = "FORMAT")]
    output: Format,
}

impl Agent {
    /// Does it.
    pub async fn run(self, client: Client) -> Result<Exit, Failure> {
        match self.action {
            Action::State {
                name,
                state,
                reason,
                output,
            } => set(&client, &name, SetPresence { state, reason }, output).await,
            Action::Stay(asked) => act(&client, asked, AgentAct::Stay).await,
            Action::Return(asked) => act(&client, asked, AgentAct::Return).await,
            Action::ForceOffline(asked) => act(&client, asked, AgentAct::ForceOffline).await,
            Action::Restore(asked) => act(&client, asked, AgentAct::Restore).await,
        }
    }
}

async fn set(
    client: &Client,
    name: &Name,
    asked: SetPresence,
    output: Format,
) -> Result<Exit, Failure> {
    let state = asked.state;
    let target = Target::new(&["agents", name.as_str(), "state"]);
    let agent: api::live::Agent = client.post(target, &asked).await?;
    printer::item(output, &agent)?;
    if !agent.reachable && state != Presence::Offline {
        note(format_args!(
            "{} has chosen {}, which holds once a phone of the agent is registered",
            agent.name,
            state.word()
        ));
    } else if agent.pending == Some(state) {
        let what = match agent.state {
            AgentState::WrapUp => "the wrap-up",
            _ => "this call",
        };
        note(format_args!("{} after {what}", state.word()));
    }
    Ok(Exit::Ok)
}

async fn act(client: &Client, asked: Act, act: AgentAct) -> Result<Exit, Failure> {
    let target = Target::new(&["agents", asked.name.as_str(), "act"]);
    let agent: api::live::Agent = client.post(target, &ActForAgent { act }).await?;
    printer::item(asked.output, &agent)?;
    Ok(Exit::Ok)
}
