//! `POST /api/v1/agents/{name}/state`

use api::{SetPresence, live};
use axum::Json;
use axum::extract::{Path, State};
use jiff::Timestamp;
use model::Name;
use switch::Command;

use super::desk::Desk;
use super::gate::Caller;
use super::problem::Refused;

/// Sets what an agent has chosen.
pub async fn set_state(
    State(desk): State<Desk>,
    Caller(principal): Caller,
    Path(name): Path<String>,
    Json(asked): Json<SetPresence>,
) -> Result<Json<live::Agent>, Refused> {
    let agent = Name::new(&name).map_err(|_| Refused::not_found("agent", &name))?;
    desk.ask(principal, Command::SetPresence(agent.clone(), asked.state))
        .await?;
    let found = desk.present.read().agent(&agent, Timestamp::now());
    found
        .map(Json)
        .ok_or_else(|| Refused::not_found("agent", &name))
}
