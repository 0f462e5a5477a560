//! `/api/v1/tokens`

use api::{CreateToken, List, NewToken, Token};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use jiff::Timestamp;
use model::Name;
use switch::Command;

use super::desk::Desk;
use super::gate::{Caller, digest_of};
use super::problem::Refused;

/// Lets a bearer in; his token is shown this once.
pub async fn create(
    State(desk): State<Desk>,
    Caller(principal): Caller,
    Json(asked): Json<CreateToken>,
) -> Result<Json<NewToken>, Refused> {
    if let Some(end) = asked.expires_at.filter(|end| *end <= Timestamp::now()) {
        let told = format!("a token that ends at {end} would never hold");
        return Err(Refused::new(api::Code::BadRequest, told));
    }
    let token = crate::control::random_token()
        .map_err(|error| Refused::new(api::Code::Internal, error.to_string()))?;
    let command = Command::CreateToken {
        name: asked.name.clone(),
        role: asked.role.clone(),
        digest: digest_of(&token),
        expires: asked.expires_at,
    };
    desk.ask(principal, command).await?;
    let about = Token {
        name: asked.name,
        role: asked.role,
        created_at: Timestamp::now(),
        expires_at: asked.expires_at,
    };
    Ok(Json(NewToken { token, about }))
}

/// Lists bearers.
pub async fn list(State(desk): State<Desk>) -> Json<List<Token>> {
    let live = desk.present.read();
    let tokens: Vec<_> = live
        .bearers
        .tokens()
        .map(|token| Token {
            name: token.name.clone(),
            role: token.role.clone(),
            created_at: token.created_at,
            expires_at: token.expires_at,
        })
        .collect();
    Json(List::from(tokens))
}

/// Shuts a bearer out.
pub async fn revoke(
    State(desk): State<Desk>,
    Caller(principal): Caller,
    Path(name): Path<String>,
) -> Result<StatusCode, Refused> {
    let known = Name::new(&name).map_err(|_| Refused::not_found("token", &name))?;
    desk.ask(principal, Command::RevokeToken(known)).await?;
    Ok(StatusCode::NO_CONTENT)
}
