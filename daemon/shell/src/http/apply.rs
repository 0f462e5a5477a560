//! `POST /api/v1/plan`, `POST /api/v1/apply`, `GET /api/v1/config`, `/revisions`

use std::collections::BTreeMap;
use std::sync::Arc;

use api::{
    Applied, ApplyRequest, Code, List, LiveConfig, Obstacle, PlanRequest, PlanResponse, Secrets,
    live,
};
use axum::Json;
use axum::extract::State;
use model::config::Config;
use model::{Extension, Places};
use plan::{Action, Change, Impact, Plan, moved};
use switch::{Apply, Changes, Command, Password, Reply};

mod secrets;

use super::desk::Desk;
use super::gate::Caller;
use super::problem::Refused;

/// The configuration that is live.
pub async fn config(State(desk): State<Desk>) -> Json<LiveConfig> {
    let live = desk.present.read();
    Json(LiveConfig {
        revision: live.revision,
        config: (*live.config).clone(),
    })
}

/// What was applied.
pub async fn revisions(State(desk): State<Desk>) -> Result<Json<List<live::Revision>>, Refused> {
    let history = desk.history.clone();
    let read = tokio::task::spawn_blocking(move || history.revisions()).await;
    match read {
        Ok(revisions) => Ok(Json(List::from(revisions?))),
        Err(_) => Err(Refused::new(Code::Internal, "reading the revisions failed")),
    }
}

/// What an apply would change, and what stands in its way here.
pub async fn plan(
    State(desk): State<Desk>,
    Json(asked): Json<PlanRequest>,
) -> Result<Json<PlanResponse>, Refused> {
    blocking(move || {
        let (live, base, counts) = {
            let present = desk.present.read();
            (present.config.clone(), present.revision, present.counts())
        };
        let missing_clips = desk.prompts.missing_clips(&asked.desired);
        // Without its clips it cannot be checked; an apply without them is refused.
        if missing_clips.is_empty() {
            check(&desk, &asked.desired)?;
        }
        let (moved, conflicts) = moved::pending(&live, &asked.moved);
        let (live, counts) = match moved.as_slice() {
            [] => (live, counts),
            moved => {
                let renamed = moved::renamed(&live, moved);
                (Arc::new(renamed), moved::renamed_counts(&counts, moved))
            }
        };
        let mut changes = changes(&desk, &live, &asked.desired, &asked.places, &asked.secrets);
        plan::add_moves(&mut changes, &moved, &asked.places);
        let impact = Impact::of(&live, &asked.desired, &counts);
        let mut obstacles = desk.prompts.obstacles(&asked.desired);
        obstacles.extend(conflicts.iter().map(obstacle));
        let plan = Plan::seal_moved(base, asked.desired, moved, changes, impact);
        Ok(Json(PlanResponse {
            plan,
            missing_clips,
            obstacles,
        }))
    })
    .await
}

/// Carries a plan out, all of it or nothing.
pub async fn apply(
    State(desk): State<Desk>,
    Caller(principal): Caller,
    Json(asked): Json<ApplyRequest>,
) -> Result<Json<Applied>, Refused> {
    let desired = Arc::new(asked.plan.desired.clone());
    let base = asked.plan.base;
    let passwords = passwords(&desired, &asked.secrets)?;
    let trunk_passwords = secrets::trunk_passwords(&desired, &asked.secrets)?;
    let desk_of_preparation = desk.clone();
    let config = desired.clone();
    let message = asked.message.unwrap_or_default();
    let (changes, moved) = blocking(move || {
        asked.plan.verify().map_err(|error| {
            Refused::new(Code::InvalidConfiguration, error.to_string())
                .help("plan again; a saved plan is applied as it was written or not at all")
        })?;
        check(&desk_of_preparation, &config)?;
        desk_of_preparation.prompts.prepare(&config)?;
        // What a client says of them goes into no history.
        let live = desk_of_preparation.present.read().config.clone();
        desk_of_preparation.prompts.collect(&[&live, &config]);
        let (desk, places) = (&desk_of_preparation, Places::default());
        let moved = asked.plan.moved;
        // Under the old names it is live until this is applied.
        let (pending, conflicts) = moved::pending(&live, &moved);
        if let Some(conflict) = conflicts.first() {
            return Err(Refused::new(Code::NotPossibleHere, conflict.to_string()));
        }
        let live = moved::renamed(&live, &pending);
        let mut changes = changes(desk, &live, &config, &places, &asked.secrets);
        plan::add_moves(&mut changes, &pending, &places);
        Ok((counts(&changes), pending))
    })
    .await?;
    if changes == Changes::default() && base == desk.present.read().revision {
        return Ok(Json(Applied {
            revision: base,
            created: 0,
            changed: 0,
            deleted: 0,
        }));
    }
    let apply = Apply {
        base,
        config: desired,
        moved,
        passwords,
        trunk_passwords,
        message,
        changes,
    };
    match desk.ask(principal, Command::Apply(Box::new(apply))).await? {
        Reply::Applied(revision) => Ok(Json(Applied {
            revision,
            created: changes.created,
            changed: changes.changed,
            deleted: changes.deleted,
        })),
        other => Err(Refused::new(
            Code::Internal,
            format!("an apply was answered with {other:?}"),
        )),
    }
}

/// How what is desired differs from what is live, the values of secrets included.
fn changes(
    desk: &Desk,
    live: &Config,
    desired: &Config,
    places: &Places,
    secrets: &Secrets,
) -> Vec<Change> {
    let mut changes = plan::diff(live, desired, places);
    changes.extend(changed_secrets(desk, desired, secrets, &changes));
    changes.extend(secrets::changed_on_trunks(desk, desired, secrets, &changes));
    changes
}

/// What is said of a move that cannot be made.
fn obstacle(conflict: &moved::MoveConflict) -> Obstacle {
    Obstacle {
        code: "move_conflict".to_owned(),
        message: conflict.to_string(),
        help: Some("delete the move, or give it another name".to_owned()),
        path: None,
    }
}

fn counts(changes: &[Change]) -> Changes {
    let count = |action| {
        let these = changes.iter().filter(|change| change.action == action);
        u32::try_from(these.count()).unwrap_or(u32::MAX)
    };
    Changes {
        created: count(Action::Create),
        changed: count(Action::Change).saturating_add(count(Action::Move)),
        deleted: count(Action::Delete),
    }
}

/// Runs the checks of `ccctl validate` once more: a client may have skipped them.
fn check(desk: &Desk, config: &Config) -> Result<(), Refused> {
    lang::recheck(config, &desk.prompts.files(config)).map_err(|problems| {
        let texts: Vec<_> = problems
            .iter()
            .map(|problem| problem.message.as_str())
            .collect();
        Refused::new(Code::InvalidConfiguration, texts.join("; "))
            .help("`ccctl validate` shows each problem with its place")
    })
}

/// The passwords that the configuration names; each has its value in the request.
fn passwords(config: &Config, secrets: &Secrets) -> Result<BTreeMap<Extension, Password>, Refused> {
    let named = config
        .phones
        .iter()
        .filter_map(|(phone, known)| known.password.as_ref().map(|source| (phone, source)));
    named
        .map(|(phone, source)| {
            let value = secrets.0.get(&format!("phones/{phone}/password"));
            match value.filter(|value| !value.is_empty()) {
                Some(value) => Ok((phone.clone(), Password(value.clone()))),
                None => Err(Refused::new(
                    Code::BadRequest,
                    format!("the password of phone {phone} ({source}) has no value"),
                )),
            }
        })
        .collect()
}

/// Phones whose password's value differs from the one that is kept, where the plan does not say so
/// already.
fn changed_secrets(
    desk: &Desk,
    desired: &Config,
    secrets: &Secrets,
    changes: &[Change],
) -> Vec<Change> {
    let live = desk.present.read();
    let is_named = |phone: &Extension| {
        changes
            .iter()
            .any(|change| change.kind == "phones" && change.name == phone.as_str())
    };
    desired
        .phones
        .iter()
        .filter(|(phone, known)| known.password.is_some() && !is_named(phone))
        .filter_map(|(phone, _)| {
            let value = secrets.0.get(&format!("phones/{phone}/password"))?;
            let differs = !live.has_password(phone, value);
            differs.then(|| secret_change("phones", phone.as_str()))
        })
        .collect()
}

fn secret_change(kind: &str, name: &str) -> Change {
    Change {
        action: Action::Change,
        kind: kind.to_owned(),
        name: name.to_owned(),
        from: None,
        fields: vec![plan::FieldChange {
            path: "password".to_owned(),
            before: "(secret)".into(),
            after: "(another secret)".into(),
            place: None,
        }],
        place: None,
    }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Refused> + Send + 'static,
) -> Result<T, Refused> {
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or_else(|_| Err(Refused::new(Code::Internal, "the work was cut off")))
}
