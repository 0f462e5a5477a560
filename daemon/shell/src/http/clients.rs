//! `/api/v1/clients`

use api::{Client, CreateClient, List, NewClient, RotateClient};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use model::Name;
use switch::{ClientDraft, Command};

use super::desk::Desk;
use super::gate::{Caller, digest_of};
use super::problem::Refused;
use crate::control::{random_client_id, random_secret};

/// Lets a client in; its secret is shown this once.
pub async fn create(
    State(desk): State<Desk>,
    Caller(principal): Caller,
    Json(asked): Json<CreateClient>,
) -> Result<Json<NewClient>, Refused> {
    let secret = random_secret().map_err(no_chance)?;
    let draft = ClientDraft {
        name: asked.name.clone(),
        id: random_client_id().map_err(no_chance)?,
        role: asked.role,
        digest: digest_of(&secret),
    };
    desk.ask(principal, Command::CreateClient(draft)).await?;
    with_secret(&desk, &asked.name, secret)
}

/// Lists clients.
pub async fn list(State(desk): State<Desk>) -> Json<List<Client>> {
    let (live, now) = (desk.present.read(), Timestamp::now());
    let clients = live.bearers.clients();
    Json(List::from(
        clients.map(|client| shown(client, now)).collect::<Vec<_>>(),
    ))
}

/// Gives a client another secret, which is shown this once.
pub async fn rotate(
    State(desk): State<Desk>,
    Caller(principal): Caller,
    Path(name): Path<String>,
    Json(asked): Json<RotateClient>,
) -> Result<Json<NewClient>, Refused> {
    let name = known(&name)?;
    let secret = random_secret().map_err(no_chance)?;
    let overlap = asked
        .overlap_seconds
        .unwrap_or(RotateClient::OVERLAP_SECONDS);
    let overlap = SignedDuration::from_secs(overlap.into());
    let command = Command::RotateClient {
        name: name.clone(),
        digest: digest_of(&secret),
        until: Timestamp::now()
            .checked_add(overlap)
            .unwrap_or(Timestamp::MAX),
    };
    desk.ask(principal, command).await?;
    with_secret(&desk, &name, secret)
}

/// Shuts a client out.
pub async fn delete(
    State(desk): State<Desk>,
    Caller(principal): Caller,
    Path(name): Path<String>,
) -> Result<StatusCode, Refused> {
    let command = Command::DeleteClient(known(&name)?);
    desk.ask(principal, command).await?;
    let live = desk.present.read();
    let tokens = &desk.entrance.tokens;
    tokens.retain(|client| live.bearers.client_named(client).is_some());
    Ok(StatusCode::NO_CONTENT)
}

fn known(name: &str) -> Result<Name, Refused> {
    Name::new(name).map_err(|_| Refused::not_found("client", name))
}

fn with_secret(desk: &Desk, name: &Name, secret: String) -> Result<Json<NewClient>, Refused> {
    let live = desk.present.read();
    // An answer is given when what it promises is durable, and so it is shown.
    let client = live.bearers.client_named(name);
    let client = client.ok_or_else(|| Refused::not_found("client", name.as_str()))?;
    Ok(Json(NewClient {
        client_secret: secret,
        about: shown(client, Timestamp::now()),
    }))
}

fn shown(client: &switch::Client, now: Timestamp) -> Client {
    let former = client.former.filter(|former| now < former.expires_at);
    Client {
        name: client.name.clone(),
        client_id: client.id.clone(),
        role: client.role.clone(),
        created_at: client.created_at,
        secret_created_at: client.secret.created_at,
        old_secret_until: former.map(|former| former.expires_at),
    }
}

fn no_chance(error: std::io::Error) -> Refused {
    Refused::new(api::Code::Internal, error.to_string())
}
