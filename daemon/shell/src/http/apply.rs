//! `POST /api/v1/apply`

use std::collections::BTreeMap;
use std::sync::Arc;

use api::{Applied, ApplyRequest, Code, Secrets};
use axum::Json;
use axum::extract::State;
use model::config::Config;
use model::{Extension, Moved, Name, Places, Revision};
use plan::{Action, Change, moved};
use switch::{Apply, Changes, Command, HashedPassword, Password, Reply};

mod checked;
mod guard;
mod onto;
pub mod secrets;
pub mod systems;
mod webhooks;

pub use checked::Checked;

use super::desk::Desk;
use super::gate::Caller;
use super::problem::Refused;
use super::prompts::blocking;

/// How often an apply is tried again because another one came in between.
const TRIES: u32 = 5;

/// Carries a plan out, all of it or nothing.
pub async fn apply(
    State(desk): State<Desk>,
    Caller(principal): Caller,
    Json(asked): Json<ApplyRequest>,
) -> Result<Json<Applied>, Refused> {
    guard::words(&asked)?;
    let asked = Arc::new(asked);
    let mut tried = 1;
    loop {
        let (its_desk, its_asked) = (desk.clone(), asked.clone());
        let prepared = blocking(move || prepare(&its_desk, &its_asked)).await?;
        let Prepared { base, changes, .. } = prepared;
        if changes == Changes::default() {
            return Ok(Json(applied(base, changes)));
        }
        // What nobody else holds is cleared away by whoever lets go of it last: not by the thread that carries calls.
        let _held = (prepared.config.clone(), prepared.replaced.clone());
        let command = Command::Apply(Box::new(prepared.into_apply(&asked)));
        match desk.ask(principal.clone(), command).await {
            Ok(Reply::Applied(revision)) => return Ok(Json(applied(revision, changes))),
            Ok(other) => {
                let told = format!("an apply was answered with {other:?}");
                return Err(Refused::new(Code::Internal, told));
            }
            Err(refused) if refused.code() == Code::StalePlan && tried < TRIES => tried += 1,
            Err(refused) => return Err(refused),
        }
    }
}

/// What is put into effect on top of one revision.
struct Prepared {
    base: Revision,
    /// What is desired and what is in effect until then.
    replaced: [Arc<Config>; 2],
    config: switch::Prepared,
    moved: Vec<Moved>,
    changes: Changes,
    passwords: BTreeMap<Extension, HashedPassword>,
    trunk_passwords: BTreeMap<Name, Password>,
    webhook_secrets: BTreeMap<Name, Password>,
}

impl Prepared {
    fn into_apply(self, asked: &ApplyRequest) -> Apply {
        Apply {
            base: self.base,
            config: self.config,
            moved: self.moved,
            passwords: self.passwords,
            trunk_passwords: self.trunk_passwords,
            webhook_secrets: self.webhook_secrets,
            message: asked.message.clone().unwrap_or_default(),
            commit: asked.commit.clone(),
            changes: self.changes,
        }
    }
}

/// Checks a plan against what is live and makes all that it needs, so that it can take effect in one
/// moment.
fn prepare(desk: &Desk, asked: &ApplyRequest) -> Result<Prepared, Refused> {
    asked.plan.verify().map_err(|error| {
        Refused::new(Code::InvalidConfiguration, error.to_string())
            .help("plan again; a saved plan is applied as it was written or not at all")
    })?;
    let (replaced, in_effect, base) = {
        let present = desk.present.read();
        (
            present.desired.clone(),
            present.config.clone(),
            present.revision,
        )
    };
    let (moved, conflicts) = moved::pending(&replaced, &asked.plan.desired, &asked.plan.moved);
    if let Some(conflict) = conflicts.first() {
        return Err(Refused::new(Code::NotPossibleHere, conflict.to_string()));
    }
    // Under the old names it is live until this is applied.
    let live = moved::renamed(&replaced, &moved);
    let mut config = match asked.plan.base == base {
        true => asked.plan.desired.clone(),
        false => onto::live(desk, &asked.plan, base, &live)?,
    };
    // Most of it is the same, and what is held once is not compared again.
    config.join(&live);
    guard::protected(&live, &config)?;
    guard::removals(&live, &config, asked.allow_removing)?;
    let passwords = secrets::passwords(desk, &config, &asked.secrets)?;
    let trunk_passwords = secrets::trunk_passwords(desk, &config, &asked.secrets)?;
    let webhook_secrets = webhooks::secrets(desk, &config, &asked.secrets)?;
    check(desk, &config)?;
    desk.prompts.prepare(&config)?;
    desk.prompts.collect(&[&live, &config]);
    // What a client says of them goes into no history.
    let places = Places::default();
    let mut changes = changes(desk, &live, &config, &places, &asked.secrets);
    plan::add_moves(&mut changes, &moved, &places);
    Ok(Prepared {
        base,
        config: switch::Prepared::over(&replaced, config),
        replaced: [replaced, in_effect],
        moved,
        changes: counts(&changes),
        passwords,
        trunk_passwords,
        webhook_secrets,
    })
}

/// How what is desired differs from what is live, the values of secrets included.
pub fn changes(
    desk: &Desk,
    live: &Config,
    desired: &Config,
    places: &Places,
    secrets: &Secrets,
) -> Vec<Change> {
    let mut changes = plan::diff(live, desired, places);
    changes.extend(secrets::changed_on_phones(desk, desired, secrets, &changes));
    changes.extend(secrets::changed_on_trunks(desk, desired, secrets, &changes));
    changes.extend(webhooks::changed(desk, desired, secrets, &changes));
    changes
}

fn applied(revision: Revision, changes: Changes) -> Applied {
    Applied {
        revision,
        created: changes.created,
        changed: changes.changed,
        deleted: changes.deleted,
        moved: changes.moved,
    }
}

fn counts(changes: &[Change]) -> Changes {
    let count = |action| {
        let these = changes.iter().filter(|change| change.action == action);
        u32::try_from(these.count()).unwrap_or(u32::MAX)
    };
    Changes {
        created: count(Action::Create),
        changed: count(Action::Change),
        deleted: count(Action::Delete),
        moved: count(Action::Move),
    }
}

/// Runs the checks of `ccctl validate` once more: a client may have skipped them.
/// Nobody waits twice for the same: what is live has been through them, and what was planned last.
pub fn check(desk: &Desk, config: &Config) -> Result<(), Refused> {
    let live = desk.present.read().config.clone();
    if *live == *config || desk.checked.holds(config) {
        return Ok(());
    }
    lang::recheck(config, &desk.prompts.files(config)).map_err(|problems| {
        let texts: Vec<_> = problems
            .iter()
            .map(|problem| problem.message.as_str())
            .collect();
        Refused::new(Code::InvalidConfiguration, texts.join("; "))
            .help("`ccctl validate` shows each problem with its place")
    })?;
    desk.checked.keep(config);
    Ok(())
}
