//! `ccctl rollback`

use std::path::PathBuf;

use api::{ApplyRequest, LiveConfig, PlanRequest, PlanResponse, Secrets};
use clap::Args;
use model::{Config, Places, Revision};

use super::{moves, revision};
use crate::center;
use crate::client::{Client, Target};
use crate::commands::carry::carry_out;
use crate::commands::consent::{Allowed, consent};
use crate::commands::plan::{Shown, refuse_obstacles};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::clean;

const AFTER: &str = "\
Examples:
  ccctl rollback 11                             shows the plan and asks
  ccctl rollback 11 --yes --allow-delete -m 'the new menu confuses callers'

What was live at REV is planned and applied as a revision of its own; nothing is taken out of the \
history. The YAML in your directory stays as it is: change it as well, or the next apply undoes \
this.";

/// Make what was live at an earlier revision live again, as a revision of its own
///
/// Shows the plan and asks, as `ccctl apply` does. Passwords stay as they are where the configuration
/// names the same source as the live one; the others are read here.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER)]
pub struct Rollback {
    /// The number of the revision, see `ccctl history`
    #[arg(value_name = "REV", value_parser = clap::value_parser!(u64).range(1..))]
    revision: u64,
    /// Do not ask
    #[arg(short, long)]
    yes: bool,
    /// Delete what the plan deletes, without being asked
    #[arg(long)]
    allow_delete: bool,
    /// Remove up to so many members of groups, numbers and agents, of each; center.max_removals if left out
    #[arg(long, value_name = "N")]
    allow_removing: Option<u64>,
    /// Where the files of secrets lie
    #[arg(long, value_name = "DIR", default_value = ".")]
    directory: PathBuf,
    /// Why, for the history
    #[arg(short, long, value_name = "TEXT")]
    message: Option<String>,
    #[command(flatten)]
    shown: Shown,
}

impl Rollback {
    /// Plans it, asks, does it.
    pub async fn run(self, client: Client) -> Result<Exit, Failure> {
        let number = Revision(self.revision);
        let source = revision(&client, number).await?;
        let live: LiveConfig = client.get(Target::new(&["config"])).await?;
        let secrets = self.secrets(&live.config, &source.config)?;
        let there = (live.revision, &live.config);
        let request = PlanRequest {
            moved: moves::between(&client, there, (number, &source.config)).await?,
            desired: source.config,
            places: Places::default(),
            secrets: secrets.clone(),
        };
        let response: PlanResponse = client.post(Target::new(&["plan"]), &request).await?;
        self.shown.show(&response.plan)?;
        refuse_obstacles(&response)?;
        if response.plan.is_empty() {
            return Ok(Exit::Ok);
        }
        if let missing @ 1.. = response.missing_clips.len() {
            let told = format!(
                "{missing} audio files of revision {number} are not on the daemon any more"
            );
            return Err(Failure::with(Exit::Conflict, told).help(
                "take the YAML of that time with its files and apply it: `ccctl apply DIR`",
            ));
        }
        let allowed = Allowed {
            yes: self.yes,
            deletes: self.allow_delete,
            removing: self.allow_removing,
            undeleted: "what would be deleted stands above; if that is meant, give --allow-delete",
        };
        consent(&response.plan, allowed).await?;
        let message = format!("rollback to revision {number}");
        let request = ApplyRequest {
            plan: response.plan,
            secrets,
            message: Some(self.message.unwrap_or(message)),
            commit: source.revision.commit,
            allow_removing: self.allow_removing,
        };
        carry_out(&client, &request).await
    }

    /// The values of the secrets that do not come from where they come at the moment.
    fn secrets(&self, live: &Config, desired: &Config) -> Result<Secrets, Failure> {
        let known: Vec<_> = live.secrets().collect();
        let others: Vec<_> = desired
            .secrets()
            .filter(|secret| !known.contains(secret))
            .collect();
        let uses = others
            .iter()
            .map(|(field, secret)| (field.as_str(), *secret));
        let (secrets, missing) = center::resolve(&self.directory, uses);
        if missing.is_empty() {
            return Ok(secrets);
        }
        let lines: Vec<_> = missing.iter().map(|one| clean(&one.to_string())).collect();
        let told = format!("{}; nothing was applied", lines.join("\n  and "));
        Err(Failure::error(told)
            .help("set the variable, or say with --directory where the file lies"))
    }
}
