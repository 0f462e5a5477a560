//! `POST /api/v1/agents/{name}/state` and `/act`

use api::{ActForAgent, SetPresence, live};
use axum::Json;
use axum::extract::{Path, State};
use contact::AgentAct;
use jiff::Timestamp;
use model::Name;
use model::state::Presence;
use switch::{Command, Principal, Scope};

use super::desk::Desk;
use super::gate::{Caller, Seen};
use super::lists::as_seen;
use super::problem::Refused;

/// Sets what an agent has chosen.
pub async fn set_state(
    State(desk): State<Desk>,
    Caller(principal): Caller,
    Seen(scope): Seen,
    Path(name): Path<String>,
    Json(asked): Json<SetPresence>,
) -> Result<Json<live::Agent>, Refused> {
    let act = match (asked.state, asked.reason) {
        (Presence::Break, Some(reason)) => AgentAct::BreakFor(reason),
        (presence, None) => AgentAct::Be(presence),
        (presence, Some(_)) => {
            let told = format!("`{}` has no reason, only a break has", presence.word());
            return Err(Refused::new(api::Code::BadRequest, told).help("leave `reason` out"));
        }
    };
    carry_out(desk, principal, scope, &name, act).await
}

/// Does something else about his state.
pub async fn act(
    State(desk): State<Desk>,
    Caller(principal): Caller,
    Seen(scope): Seen,
    Path(name): Path<String>,
    Json(asked): Json<ActForAgent>,
) -> Result<Json<live::Agent>, Refused> {
    let act = match asked.act {
        api::AgentAct::Stay => AgentAct::StayInWrapUp,
        api::AgentAct::Return => AgentAct::ReturnToService,
        api::AgentAct::LogIn => AgentAct::LogIn,
        api::AgentAct::LogOut => AgentAct::LogOut,
        api::AgentAct::ForceOffline => AgentAct::ForceOffline,
        api::AgentAct::Restore => AgentAct::Restore,
    };
    carry_out(desk, principal, scope, &name, act).await
}

async fn carry_out(
    desk: Desk,
    principal: Principal,
    scope: Scope,
    name: &str,
    act: AgentAct,
) -> Result<Json<live::Agent>, Refused> {
    let agent = Name::new(name).map_err(|_| Refused::not_found("agent", name))?;
    desk.ask(principal, Command::Agent(agent.clone(), act))
        .await?;
    let (found, config) = {
        let present = desk.present.read();
        (
            present.agent(&agent, Timestamp::now()),
            present.config.clone(),
        )
    };
    let seen = found.and_then(|found| as_seen(found, &desk, &scope, &config));
    seen.map(Json)
        .ok_or_else(|| Refused::not_found("agent", name))
}
