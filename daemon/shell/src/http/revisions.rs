//! `GET /api/v1/revisions`, `/revisions/{revision}`

use api::{List, live};
use axum::Json;
use axum::extract::{Path, State};
use model::Revision;

use super::desk::Desk;
use super::problem::Refused;
use super::prompts::blocking;
use crate::read_model::KEPT;

/// What was applied.
pub async fn list(State(desk): State<Desk>) -> Result<Json<List<live::Revision>>, Refused> {
    let revisions = blocking(move || Ok(desk.history.revisions()?));
    Ok(Json(List::from(revisions.await?)))
}

/// One of it and what it put into effect.
pub async fn one(
    State(desk): State<Desk>,
    Path(number): Path<String>,
) -> Result<Json<live::RevisionSource>, Refused> {
    let unknown = || {
        Refused::not_found("revision", &number).help(format!(
            "`GET {}/revisions` lists them; the last {KEPT} can be asked for",
            api::PREFIX
        ))
    };
    let revision = number.parse().map(Revision).map_err(|_| unknown())?;
    let source = blocking(move || Ok(desk.history.source(revision)?));
    source.await?.map(Json).ok_or_else(unknown)
}
