//! `ccctl destroy`

use api::{ApplyRequest, LiveConfig, PlanRequest, PlanResponse, Secrets};
use clap::Args;
use model::{Config, Places};

use super::carry::carry_out;
use super::consent::{ask, declined, is_terminal, refused_by_the_daemon};
use super::plan::Shown;
use crate::client::{Client, Target};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::{clean, note};

const AFTER: &str = "\
Examples:
  ccctl destroy                      shows the plan, asks for the center's name
  ccctl destroy --confirm 示例中心   for a script: what center.name says

Records, recordings, tokens and the history stay; `ccctl rollback REV` makes live again what was. \
What is protected is refused. A center without a name is called `center`.";

/// Delete every resource of the live center
///
/// Its numbers stop answering and its phones lose their registrations at once; calls that are up go on
/// to their end, callers who wait leave by their flow's exception exit.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER)]
pub struct Destroy {
    /// The center's name, in place of typing it
    #[arg(long, value_name = "NAME")]
    confirm: Option<String>,
    /// Why, for the history
    #[arg(short, long, value_name = "TEXT")]
    message: Option<String>,
    #[command(flatten)]
    shown: Shown,
}

impl Destroy {
    /// Plans it, has the name typed, does it.
    pub async fn run(self, client: Client) -> Result<Exit, Failure> {
        let live: LiveConfig = client.get(Target::new(&["config"])).await?;
        let name = match live.config.center.name.as_str() {
            "" => "center",
            name => name,
        };
        let request = PlanRequest {
            moved: Vec::new(),
            desired: Config::default(),
            places: Places::default(),
            secrets: Secrets::default(),
        };
        let PlanResponse { plan, .. } = client.post(Target::new(&["plan"]), &request).await?;
        self.shown.show(&plan)?;
        if plan.is_empty() {
            return Ok(Exit::Ok);
        }
        let removing = Some(plan.impact.removals.most());
        refused_by_the_daemon(&plan, removing)?;
        self.confirm(name, plan.impact.calls_up).await?;
        let request = ApplyRequest {
            plan,
            secrets: Secrets::default(),
            message: Some(self.message.unwrap_or_else(|| "destroyed".to_owned())),
            commit: None,
            allow_removing: removing,
        };
        carry_out(&client, &request).await
    }

    async fn confirm(&self, name: &str, calls: u64) -> Result<(), Failure> {
        let shown = clean(name);
        let said = match &self.confirm {
            Some(said) => said.clone(),
            None if is_terminal() => {
                let up = match calls {
                    0 => "no call is up".to_owned(),
                    1 => "1 call is up".to_owned(),
                    more => format!("{more} calls are up"),
                };
                note(format_args!("This deletes the whole center {shown}; {up}."));
                ask("Type the center's name to destroy it: ").await?
            }
            None => {
                let told = "nobody can be asked without a terminal, and nothing was deleted";
                let help = format!("give --confirm '{shown}'");
                return Err(Failure::with(Exit::Usage, told).help(help));
            }
        };
        if said.trim() == name {
            return Ok(());
        }
        match self.confirm {
            Some(_) => {
                let told = format!("the center is named {shown}, and nothing was deleted");
                Err(Failure::with(Exit::Conflict, told))
            }
            None => Err(declined()),
        }
    }
}
