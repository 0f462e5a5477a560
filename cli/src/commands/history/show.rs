//! `ccctl show`

use api::live;
use clap::Args;
use model::{Places, Revision};
use plan::Summary;
use plan::render;

use super::{Which, revision, source};
use crate::client::Client;
use crate::commands::plan::Shown;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::moment::local;
use crate::printer::style::stdout_colours;
use crate::printer::{self, clean};

const AFTER: &str = "\
Examples:
  ccctl show 12
  ccctl show 12 --full
  ccctl show 12 --config > center.yaml       what was live then, as YAML";

/// Show one apply: who, when, why, and what it changed
#[derive(Debug, Args)]
#[command(after_long_help = AFTER)]
pub struct Show {
    /// The number of the revision, see `ccctl history`
    #[arg(value_name = "REV", value_parser = clap::value_parser!(u64).range(1..))]
    revision: u64,
    /// Print the whole configuration that it put into effect
    #[arg(long)]
    config: bool,
    #[command(flatten)]
    shown: Shown,
}

impl Show {
    /// Shows it.
    pub async fn run(self, client: Client) -> Result<Exit, Failure> {
        let number = Revision(self.revision);
        let live::RevisionSource {
            revision: applied,
            config,
        } = revision(&client, number).await?;
        if self.config {
            printer::text(&lang::emit::to_yaml(&config))?;
            return Ok(Exit::Ok);
        }
        let before = Which::Number(Revision(number.0.saturating_sub(1)));
        let (_, before) = source(&client, before).await?;
        let changes = plan::diff_moved(&before, &config, &applied.moved, &Places::default());
        printer::text(&head(&applied))?;
        printer::text(&render::changes(
            &changes,
            self.shown.length(),
            stdout_colours(),
        ))?;
        printer::text(&told(&applied, Summary::of(&changes)))?;
        Ok(Exit::Ok)
    }
}

fn head(applied: &live::Revision) -> String {
    let mut lines = vec![
        format!("revision {}", applied.revision),
        format!("applied  {} by {}", local(applied.applied_at), applied.by),
    ];
    lines.extend(applied.commit.as_ref().map(|it| format!("commit   {it}")));
    if !applied.live_ended.is_empty() {
        let ended = applied.live_ended.join(", ");
        lines.push(format!("ended    {ended}, changed at run time"));
    }
    lines.extend(applied.message.as_ref().map(|it| format!("message  {it}")));
    let lines: Vec<String> = lines.iter().map(|line| clean(line)).collect();
    lines.join("\n") + "\n\n"
}

/// What changed, and the passwords besides, which no configuration holds.
fn told(applied: &live::Revision, shown: Summary) -> String {
    let secrets = u64::from(applied.changed).saturating_sub(shown.change + shown.moves);
    match secrets {
        0 => format!("{shown}\n"),
        1 => format!("{shown}, and one password\n"),
        more => format!("{shown}, and {more} passwords\n"),
    }
}
