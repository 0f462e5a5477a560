//! `ccctl apply`

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

use api::{Applied, ApplyRequest, PlanResponse, Secrets};
use clap::Args;
use plan::Plan;

use super::plan::{make, refuse_obstacles, show, tell_unresolved};
use super::saved::{self, Needs};
use super::upload::upload;
use crate::center::{self, Variant};
use crate::client::{Client, Target};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::{self, clean, note};

const AFTER: &str = "\
Examples:
  ccctl apply center/                          shows the plan and asks
  ccctl apply center/ --yes                    does not ask; refuses to delete
  ccctl apply center/ --yes --allow-delete     does not ask, deletes too
  ccctl apply plan.json --yes                  a plan that `ccctl plan --out` has saved
  ccctl apply center/ -m 'night shift answers sales'

Everything is applied in one moment or nothing at all. Calls that are up keep the flow that they
began with. Exits with 5 when the plan is stale or a deletion was not allowed.";

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
    /// Why, for the history (`ccctl get revisions`)
    #[arg(short, long, value_name = "TEXT")]
    message: Option<String>,
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
        self.consent(&plan, saved).await?;
        upload(&client, &needs).await?;
        let request = ApplyRequest {
            plan,
            secrets,
            message: self.message,
        };
        let applied: Applied = client.post(Target::new(&["apply"]), &request).await?;
        printer::text(&format!(
            "revision {} is live: {} created, {} changed, {} deleted\n",
            applied.revision, applied.created, applied.changed, applied.deleted
        ))?;
        Ok(Exit::Ok)
    }

    fn read(&self) -> Result<(Plan, Needs), Failure> {
        if !self.variant.is_plain() {
            let told = "a saved plan is that of one environment, and nothing was applied";
            return Err(Failure::with(Exit::Usage, told)
                .help("leave --env and --var out, or give the directory"));
        }
        let (plan, needs) = saved::read(&self.source)?;
        printer::text(&plan::render::text(&plan, printer::style::stdout_colours()))?;
        Ok((plan, needs))
    }

    async fn make(&self, client: &Client) -> Result<(Plan, Needs), Failure> {
        let planned = make(client, &self.source, &self.variant).await?;
        show(&planned.response)?;
        refuse_obstacles(&planned.response)?;
        if planned.response.plan.is_empty() {
            tell_unresolved(&planned.unresolved);
        }
        let PlanResponse { plan, .. } = planned.response;
        Ok((plan, planned.needs))
    }

    /// Asks where somebody can answer, and holds deletions back where nobody was asked.
    async fn consent(&self, plan: &Plan, saved: bool) -> Result<(), Failure> {
        if self.yes {
            let allowed = saved || self.allow_delete || !plan.deletes();
            return if allowed { Ok(()) } else { Err(deletes()) };
        }
        if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
            let told = "nobody can be asked without a terminal, and nothing was applied";
            return Err(Failure::with(Exit::Usage, told).help("give --yes"));
        }
        if ask().await? {
            Ok(())
        } else {
            Err(declined())
        }
    }
}

fn deletes() -> Failure {
    Failure::with(Exit::Conflict, "the plan deletes, and nothing was applied").help(
        "give --allow-delete, or review a saved plan: `ccctl plan DIR --out FILE`, `ccctl apply FILE --yes`",
    )
}

fn declined() -> Failure {
    note("nothing was applied");
    Failure::Shown(Exit::Error)
}

/// Asks on the terminal; anything but yes is no.
async fn ask() -> Result<bool, Failure> {
    let answer = tokio::task::spawn_blocking(|| {
        let mut err = io::stderr().lock();
        write!(err, "Apply this? [y/N] ")?;
        err.flush()?;
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line)?;
        Ok::<_, io::Error>(line)
    });
    let line = answer.await.map_err(Failure::error)?;
    let line = line.map_err(|error| Failure::error(format!("the terminal broke: {error}")))?;
    Ok(matches!(
        line.trim().to_lowercase().as_str(),
        "y" | "yes" | "是"
    ))
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
