//! `POST /api/v1/trunks/{name}/password`

use api::NewPassword;
use axum::Json;
use axum::extract::{Path, State};
use model::Name;
use switch::{Command, Password};

use super::desk::Desk;
use super::gate::Caller;
use super::problem::Refused;

/// Gives the account of a gateway a password of the daemon's making, which is shown this once.
pub async fn password(
    State(desk): State<Desk>,
    Caller(principal): Caller,
    Path(name): Path<String>,
) -> Result<Json<NewPassword>, Refused> {
    let trunk = Name::new(&name).map_err(|_| Refused::not_found("trunk", &name))?;
    let password = crate::control::random_password()
        .map_err(|error| Refused::new(api::Code::Internal, error.to_string()))?;
    let command = Command::SetTrunkPassword(trunk.clone(), Password(password.clone()));
    desk.ask(principal, command).await?;
    let live = desk.present.read();
    let account = live
        .config
        .trunks
        .get(&trunk)
        .and_then(|it| it.gateway.as_ref());
    Ok(Json(NewPassword {
        username: account.map(|it| it.username.clone()).unwrap_or_default(),
        password,
        realm: live.realm().to_owned(),
    }))
}
