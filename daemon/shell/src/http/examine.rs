//! `POST /api/v1/trunks/{name}/test`

use std::time::Duration;

use api::{Code, TrunkCheck, TrunkTest, Verdict};
use axum::Json;
use axum::extract::{Path, State};
use model::Name;
use switch::{Command, Examined, Reply};

use super::desk::Desk;
use super::gate::Caller;
use super::problem::Refused;

/// How long the peer is waited for: long enough for four copies of the question.
const PATIENCE: Duration = Duration::from_secs(10);

/// Asks the peer of a trunk what it can, and says what that means.
pub async fn trunk(
    State(desk): State<Desk>,
    Caller(principal): Caller,
    Path(name): Path<String>,
) -> Result<Json<TrunkTest>, Refused> {
    let unknown = || Refused::not_found("trunk", &name);
    let trunk: Name = name.parse().map_err(|_| unknown())?;
    let asked = desk.ask(principal, Command::ExamineTrunk(trunk.clone()));
    let examined = match tokio::time::timeout(PATIENCE, asked).await {
        Err(_late) => None,
        Ok(Ok(Reply::Examined(examined))) => Some(examined),
        Ok(Ok(_)) => return Err(Refused::new(Code::Internal, "the peer was not asked")),
        Ok(Err(refused)) => return Err(refused),
    };
    Ok(Json(told(trunk, examined.as_deref())))
}

fn told(trunk: Name, examined: Option<&Examined>) -> TrunkTest {
    let checks = match examined {
        Some(it) => trace::checks(it.status, it.response.as_ref(), it.took),
        None => trace::checks(408, None, PATIENCE),
    };
    TrunkTest {
        trunk,
        address: examined.map(|it| it.address.to_string()),
        good: !checks
            .iter()
            .any(|it| it.needed && it.verdict == trace::Verdict::No),
        checks: checks.into_iter().map(check).collect(),
    }
}

fn check(check: trace::Check) -> TrunkCheck {
    TrunkCheck {
        code: check.code.to_owned(),
        verdict: match check.verdict {
            trace::Verdict::Ok => Verdict::Ok,
            trace::Verdict::No => Verdict::No,
            trace::Verdict::Unknown => Verdict::Unknown,
        },
        needed: check.needed,
        text: check.text,
    }
}
