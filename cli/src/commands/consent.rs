//! What is asked before something takes effect, and what is refused without a word of its own.

use std::io::{self, BufRead, IsTerminal, Write};

use plan::Plan;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::{clean, note};

/// What whoever gave the command has allowed beforehand.
#[derive(Copy, Clone, Debug)]
pub struct Allowed {
    /// Not to be asked.
    pub yes: bool,
    /// To delete without being asked.
    pub deletes: bool,
    /// To remove so many members, numbers and agents, of each.
    pub removing: Option<u64>,
    /// What to do about a deletion that was not allowed.
    pub undeleted: &'static str,
}

/// Asks where somebody can answer, and holds back what nobody has allowed.
pub async fn consent(plan: &Plan, allowed: Allowed) -> Result<(), Failure> {
    refused_by_the_daemon(plan, allowed.removing)?;
    if allowed.yes {
        let may = allowed.deletes || !plan.deletes();
        return if may {
            Ok(())
        } else {
            Err(deletes(allowed.undeleted))
        };
    }
    if !is_terminal() {
        let told = "nobody can be asked without a terminal, and nothing was applied";
        return Err(Failure::with(Exit::Usage, told).help("give --yes"));
    }
    let answer = ask("Apply this? [y/N] ").await?;
    match answer.trim().to_lowercase().as_str() {
        "y" | "yes" | "是" => Ok(()),
        _ => Err(declined()),
    }
}

/// What the daemon would refuse is not asked about.
pub fn refused_by_the_daemon(plan: &Plan, removing: Option<u64>) -> Result<(), Failure> {
    let impact = &plan.impact;
    if let Some(first) = impact.protected.first() {
        let told = format!("{} is protected, and nothing was applied", clean(first));
        return Err(Failure::with(Exit::Conflict, told)
            .help("apply it without `protected: true` first; the apply after that may delete it"));
    }
    let most = removing.unwrap_or(impact.removals_allowed);
    if impact.removals.most() > most {
        let told = format!(
            "the plan removes {}, {most} of each may be removed at once, and nothing was applied",
            impact.removals
        );
        let help = format!(
            "look at the plan again; if that is meant, give --allow-removing {}",
            impact.removals.most()
        );
        return Err(Failure::with(Exit::Conflict, told).help(help));
    }
    Ok(())
}

/// Whether somebody is there who can answer.
pub fn is_terminal() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// What somebody types on the terminal.
pub async fn ask(question: &'static str) -> Result<String, Failure> {
    let answer = tokio::task::spawn_blocking(move || {
        let mut err = io::stderr().lock();
        write!(err, "{question}")?;
        err.flush()?;
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line)?;
        Ok::<_, io::Error>(line)
    });
    let line = answer.await.map_err(Failure::error)?;
    line.map_err(|error| Failure::error(format!("the terminal broke: {error}")))
}

/// Somebody said no.
pub fn declined() -> Failure {
    note("nothing was applied");
    Failure::Shown(Exit::Error)
}

fn deletes(help: &'static str) -> Failure {
    Failure::with(Exit::Conflict, "the plan deletes, and nothing was applied").help(help)
}
