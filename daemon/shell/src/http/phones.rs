//! `POST /api/v1/phones/{extension}/password`

use api::NewPassword;
use axum::Json;
use axum::extract::{Path, State};
use model::Extension;
use switch::{Command, Password};

use super::desk::Desk;
use super::gate::Caller;
use super::problem::Refused;

/// Gives a phone a password of the daemon's making, which is shown this once.
pub async fn password(
    State(desk): State<Desk>,
    Caller(principal): Caller,
    Path(extension): Path<String>,
) -> Result<Json<NewPassword>, Refused> {
    let phone = Extension::new(&extension).map_err(|_| Refused::not_found("phone", &extension))?;
    let password = crate::control::random_password()
        .map_err(|error| Refused::new(api::Code::Internal, error.to_string()))?;
    let command = Command::SetPassword(phone, Password(password.clone()));
    desk.ask(principal, command).await?;
    let realm = desk.present.read().realm().to_owned();
    Ok(Json(NewPassword {
        username: extension,
        password,
        realm,
    }))
}
