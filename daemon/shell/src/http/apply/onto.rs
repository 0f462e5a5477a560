//! A plan that was made against another revision than the live one.

use api::Code;
use model::Revision;
use model::config::Config;
use plan::{Conflict, Plan, moved};

use super::{Desk, Refused};

/// Resources that are named in one refusal.
const NAMED: usize = 10;

/// What is live with the plan's changes made to it, as long as nobody has changed what it read.
pub fn live(desk: &Desk, plan: &Plan, number: Revision, live: &Config) -> Result<Config, Refused> {
    // Without it the three versions are told without the first.
    let base = match plan.base {
        Revision(0) => Some(Config::default()),
        number => {
            let source = desk.history.source(number).ok().flatten();
            source.map(|source| moved::renamed(&source.config, &plan.moved).into_owned())
        }
    };
    plan::rebase(plan, live, base.as_ref()).map_err(|conflicts| stale(plan, number, &conflicts))
}

fn stale(plan: &Plan, live: Revision, conflicts: &[Conflict]) -> Refused {
    let named: Vec<_> = conflicts
        .iter()
        .take(NAMED)
        .map(|it| format!("{}/{}", it.kind, it.name))
        .collect();
    let told = format!(
        "the plan was made against revision {}, revision {live} is live, and in between somebody else \
         has changed what it read: {}",
        plan.base,
        named.join(", ")
    );
    let shown = conflicts.iter().take(NAMED).map(serde_json::to_value);
    let shown: Vec<_> = shown.filter_map(Result::ok).collect();
    Refused::new(Code::StalePlan, told)
        .help("plan again and look at what changed")
        .member("state", live.0)
        .member("conflicts", shown)
}
