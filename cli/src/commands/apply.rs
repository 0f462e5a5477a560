//! `ccctl apply`

use std::path::{Path, PathBuf};

use api::{ApplyRequest, PlanResponse, Secrets};
use clap::Args;
use plan::Plan;

use super::carry::carry_out;
use super::consent::{Allowed, consent};
use super::plan::{Shown, make, refuse_obstacles, tell_unresolved};
use super::saved::{self, Needs};
use super::upload::upload;
use crate::center::{self, Variant};
use crate::client::Client;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::clean;

const AFTER: &str = "\
Examples:
  ccctl apply center/                        shows the plan and asks
  ccctl apply center/ --yes                  does not ask; refuses to delete
  ccctl apply center/ --yes --allow-delete   does not ask, deletes too
  ccctl apply plan.json --yes                what `ccctl plan --out` has saved
  ccctl apply center/ -m 'night shift answers sales'

Everything is applied in one moment or nothing at all. Calls that are up keep the flow that they \
began with. A plan is stale when somebody has changed since what it changes, or what that names: \
both versions are shown then. What somebody else has changed besides does not matter. Exits with 5 \
when the plan is stale, or a deletion was not allowed.";

/// Make a center live, after showing what that changes
///
/// Shows the plan and asks. Without a terminal it needs --yes; what deletes needs --allow-delete
/// besides, or a saved plan. Secrets are read here and now from where the YAML says.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER)]
pub struct Apply {
    /// The directory that holds the center, or a saved plan
    #[arg(value_name = "DIR|PLAN")]
    source: PathBuf,
    /// Do not ask
    #[arg(short, long)]
    yes: bool,
    /// Delete what the plan deletes, without being asked
    #[arg(long)]
    allow_delete: bool,
    /// Remove up to so many members of groups, numbers and agents, of each; center.max_removals if left out
    #[arg(long, value_name = "N")]
    allow_removing: Option<u64>,
    /// Why, for the history (`ccctl history`)
    #[arg(short, long, value_name = "TEXT")]
    message: Option<String>,
    /// How it is shown.
    #[command(flatten)]
    shown: Shown,
    /// Which environment.
    #[command(flatten)]
    variant: Variant,
}

impl Apply {
    /// Applies the directory or the saved plan.
    pub async fn run(self, client: Client) -> Result<Exit, Failure> {
        let saved = self.source.is_file();
        let (plan, needs) = if saved {
            self.read()?
        } else {
            self.make(&client).await?
        };
        if plan.is_empty() {
            return Ok(Exit::Ok);
        }
        let secrets = secrets(&needs)?;
        let allowed = Allowed {
            yes: self.yes,
            deletes: saved || self.allow_delete,
            removing: self.allow_removing,
            undeleted: "give --allow-delete, or review a saved plan: `ccctl plan DIR --out FILE`, \
                        `ccctl apply FILE --yes`",
        };
        consent(&plan, allowed).await?;
        upload(&client, &needs).await?;
        let request = ApplyRequest {
            plan,
            secrets,
            message: self.message,
            commit: needs.commit,
            allow_removing: self.allow_removing,
        };
        carry_out(&client, &request).await
    }

    fn read(&self) -> Result<(Plan, Needs), Failure> {
        if !self.variant.is_plain() {
            let told = "a saved plan is that of one environment, and nothing was applied";
            return Err(Failure::with(Exit::Usage, told)
                .help("leave --env and --var out, or give the directory"));
        }
        let (plan, needs) = saved::read(&self.source)?;
        self.shown.show(&plan)?;
        Ok((plan, needs))
    }

    async fn make(&self, client: &Client) -> Result<(Plan, Needs), Failure> {
        let planned = make(client, &self.source, &self.variant).await?;
        self.shown.show(&planned.response.plan)?;
        refuse_obstacles(&planned.response)?;
        if planned.response.plan.is_empty() {
            tell_unresolved(&planned.unresolved);
        }
        let PlanResponse { plan, .. } = planned.response;
        Ok((plan, planned.needs))
    }
}

/// The values of all secrets, or which are missing.
fn secrets(needs: &Needs) -> Result<Secrets, Failure> {
    let root: &Path = &needs.directory;
    let uses = needs
        .secrets
        .iter()
        .map(|need| (need.resource.as_str(), &need.secret));
    let (secrets, missing) = center::resolve(root, uses);
    if missing.is_empty() {
        return Ok(secrets);
    }
    let lines: Vec<_> = missing.iter().map(|one| clean(&one.to_string())).collect();
    let told = format!("{}; nothing was applied", lines.join("\n  and "));
    Err(Failure::error(told).help("set the variable, or write the file, and apply again"))
}
