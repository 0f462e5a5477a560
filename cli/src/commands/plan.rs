//! `ccctl plan`

use std::path::{Path, PathBuf};

use api::{PlanRequest, PlanResponse};
use clap::{Args, ValueEnum};
use model::{Places, Span};
use plan::render::{self, Length};
use plan::{Plan, Replay};

use super::compile::{Checked, compile_for_people};
use super::replay::replay;
use super::saved::{self, Needs};
use crate::center::{self, Variant};
use crate::client::{Client, Target};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::style::{Style, stdout_colours, styled_stderr};
use crate::printer::{self, Format, clean, note};

const AFTER: &str = "\
Examples:
  ccctl plan center/
  ccctl plan center/ --out plan.json && ccctl apply plan.json --yes
  ccctl plan center/ --detailed-exitcode   0: none, 2: changes, else an error
  ccctl plan center/ --brief               a line each; --full: every field
  ccctl plan center/ -o json | jq '.changes[] | [.action, .kind, .name]'
  ccctl plan center/ -o markdown > comment.md
  ccctl plan center/ --replay 24h          whose call would go elsewhere

A saved plan is applied exactly as it was shown, or refused when somebody has changed since what \
it changes, or what that names. It holds the sources of secrets and never their values.";

/// Show what applying a center would change
///
/// Compiles DIR and asks the daemon for the difference to what is live: every resource that would be
/// created, changed or deleted, field by field, and what that does to the live center: calls inside
/// changed flows, callers who wait, agents, numbers, registrations. Changes nothing.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER)]
pub struct PlanCommand {
    /// The directory that holds the center
    #[arg(value_name = "DIR")]
    directory: PathBuf,
    /// How the plan is shown
    #[arg(short, long, value_enum, default_value_t = PlanFormat::Table, value_name = "FORMAT")]
    output: PlanFormat,
    #[command(flatten)]
    shown: Shown,
    /// Exit with 2 if something would change
    #[arg(long)]
    detailed_exitcode: bool,
    /// Play the recorded calls of so long through the desired flows, and list who would come elsewhere
    #[arg(long, value_name = "TIME")]
    replay: Option<Span>,
    /// Save the plan for `ccctl apply FILE`
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Which environment.
    #[command(flatten)]
    variant: Variant,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq, ValueEnum)]
enum PlanFormat {
    /// For people.
    Table,
    /// What changes and what that does, as one JSON document (docs/plan.schema.json).
    Json,
    /// The comment of a pull request, of less than 60 kB.
    Markdown,
}

/// How much of a plan is shown.
#[derive(Copy, Clone, Debug, Default, Args)]
pub struct Shown {
    /// One line a resource
    #[arg(long, conflicts_with = "full")]
    brief: bool,
    /// Every field, also of what is created and deleted, and no value cut
    #[arg(long)]
    full: bool,
}

impl Shown {
    /// The length.
    pub const fn length(self) -> Length {
        match (self.brief, self.full) {
            (true, _) => Length::Brief,
            (_, true) => Length::Full,
            _ => Length::Usual,
        }
    }

    /// Shows a plan to people.
    pub fn show(self, plan: &Plan) -> Result<(), Failure> {
        printer::text(&render::text(plan, self.length(), stdout_colours()))
    }
}

impl PlanCommand {
    /// Shows the plan.
    pub async fn run(self, client: Client) -> Result<Exit, Failure> {
        let planned = make(&client, &self.directory, &self.variant).await?;
        let replay = match self.replay {
            Some(span) => Some(replay(&client, &planned.response.plan, span).await?),
            None => None,
        };
        self.show(&planned.response.plan, replay)?;
        tell_unresolved(&planned.unresolved);
        refuse_obstacles(&planned.response)?;
        if let Some(path) = &self.out {
            saved::write(path, &planned.response.plan, &planned.needs)?;
            note(format_args!(
                "saved: apply it with `ccctl apply {}`",
                path.display()
            ));
        }
        let changes = self.detailed_exitcode && !planned.response.plan.is_empty();
        Ok(if changes { Exit::Changes } else { Exit::Ok })
    }
}

impl PlanCommand {
    fn show(&self, plan: &Plan, replay: Option<Replay>) -> Result<(), Failure> {
        let lines = replay.iter().flat_map(Replay::lines);
        let lines: Vec<String> = lines.map(|line| clean(&line)).collect();
        match self.output {
            PlanFormat::Table => {
                self.shown.show(plan)?;
                printer::text(
                    &lines
                        .iter()
                        .map(|line| format!("{line}\n"))
                        .collect::<String>(),
                )
            }
            PlanFormat::Json => {
                let document = plan::Document {
                    replay,
                    ..plan::Document::new(plan)
                };
                printer::document(Format::Json, &document)
            }
            PlanFormat::Markdown => {
                let replayed = render::list(&lines, render::MAX_BYTES / 4);
                let room = render::MAX_BYTES - replayed.len();
                printer::text(&(render::markdown(plan, room) + &replayed))
            }
        }
    }
}

/// A plan and what an apply needs besides.
pub struct Planned {
    /// What the daemon says.
    pub response: PlanResponse,
    /// What an apply needs besides.
    pub needs: Needs,
    /// Secrets that have no value here.
    pub unresolved: Vec<center::Unresolved>,
}

/// Compiles a directory and has the daemon make the plan.
pub async fn make(
    client: &Client,
    directory: &Path,
    variant: &Variant,
) -> Result<Planned, Failure> {
    let Checked { center, compiled } = compile_for_people(directory, variant)?;
    let needs = Needs::new(directory, &compiled.clips, &compiled.config);
    let uses = compiled
        .secrets
        .iter()
        .map(|used| (used.resource.as_str(), &used.secret));
    let (secrets, unresolved) = center::resolve(&center.root(), uses);
    let request = PlanRequest {
        desired: compiled.config,
        moved: compiled.moved,
        // Where things are written is known here, and is more than all that is written.
        places: Places::default(),
        secrets,
    };
    let mut response: PlanResponse = client.post(Target::new(&["plan"]), &request).await?;
    response.plan = response.plan.located(&compiled.places);
    let needs = needs.missing(&response.missing_clips);
    Ok(Planned {
        response,
        needs,
        unresolved,
    })
}

/// Says which secrets could not be compared with what is live.
pub fn tell_unresolved(unresolved: &[center::Unresolved]) {
    for secret in unresolved {
        let secret = clean(&secret.to_string());
        note(format_args!(
            "note: {secret}; whether it changes is unknown"
        ));
    }
}

/// Ends the command if the daemon cannot apply the plan where it runs.
pub fn refuse_obstacles(response: &PlanResponse) -> Result<(), Failure> {
    for obstacle in &response.obstacles {
        let word = styled_stderr(Style::Bad, &format!("error[{}]", clean(&obstacle.code)));
        let path = obstacle
            .path
            .as_ref()
            .map(|path| format!("{}: ", clean(path)));
        note(format_args!(
            "{word}: {}{}",
            path.unwrap_or_default(),
            clean(&obstacle.message)
        ));
        if let Some(help) = &obstacle.help {
            note(format_args!(
                "  {}: {}",
                styled_stderr(Style::Good, "help"),
                clean(help)
            ));
        }
    }
    if response.obstacles.is_empty() {
        Ok(())
    } else {
        note("the plan cannot be applied on this daemon");
        Err(Failure::Shown(Exit::Invalid))
    }
}
