//! `DELETE /api/v1/calls/{id}`

use axum::extract::{Path, State};
use axum::http::StatusCode;
use model::CallId;
use switch::Command;

use super::desk::Desk;
use super::gate::Caller;
use super::problem::Refused;

/// Ends a call.
pub async fn end(
    State(desk): State<Desk>,
    Caller(principal): Caller,
    Path(id): Path<String>,
) -> Result<StatusCode, Refused> {
    let call: CallId = id.parse().map_err(|_| Refused::not_found("call", &id))?;
    desk.ask(principal, Command::EndCall(call)).await?;
    Ok(StatusCode::NO_CONTENT)
}
