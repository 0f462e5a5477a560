//! `POST /api/v1/trunks/{name}/test`

use std::time::Duration;

use api::{Code, TrunkCheck, TrunkTest, TrunkTestQuery, Verdict};
use axum::Json;
use axum::extract::{Path, Query, State};
use jiff::Timestamp;
use model::Name;
use model::config::Mode;
use model::state::TrunkState;
use switch::{Command, Examined, Principal, Reply};
use trace::Check;

use super::desk::Desk;
use super::gate::Caller;
use super::problem::Refused;
use super::trials;

/// How long the peer is waited for: long enough for four copies of the question.
const PATIENCE: Duration = Duration::from_secs(10);

/// Asks the peer of a trunk what it can, calls a number by it if that is wanted, and says what that means.
pub async fn trunk(
    State(desk): State<Desk>,
    Caller(principal): Caller,
    Path(name): Path<String>,
    Query(query): Query<TrunkTestQuery>,
) -> Result<Json<TrunkTest>, Refused> {
    let unknown = || Refused::not_found("trunk", &name);
    let trunk: Name = name.parse().map_err(|_| unknown())?;
    let examined = examine(&desk, &principal, &trunk).await?;
    let mut checks: Vec<Check> = standing(&desk, &trunk, examined.as_deref())
        .into_iter()
        .collect();
    checks.extend(asked(examined.as_deref()));
    let call = match query.dial {
        Some(number) => {
            let tried = trials::call(&desk, principal, &trunk, number, query.shown).await?;
            checks.extend(tried.checks);
            Some(tried.call)
        }
        None => {
            checks.extend(trace::unknown_without_call());
            None
        }
    };
    let bad = |it: &Check| it.needed && it.verdict == trace::Verdict::No;
    Ok(Json(TrunkTest {
        trunk,
        address: examined.and_then(|it| Some(it.address?.to_string())),
        call,
        good: !checks.iter().any(bad),
        checks: checks.into_iter().map(check).collect(),
    }))
}

/// What the peer said; `None`: nothing in time.
async fn examine(
    desk: &Desk,
    principal: &Principal,
    trunk: &Name,
) -> Result<Option<Box<Examined>>, Refused> {
    let asked = desk.ask(principal.clone(), Command::ExamineTrunk(trunk.clone()));
    match tokio::time::timeout(PATIENCE, asked).await {
        Err(_late) => Ok(None),
        Ok(Ok(Reply::Examined(examined))) => Ok(Some(examined)),
        Ok(Ok(_)) => Err(Refused::new(Code::Internal, "the peer was not asked")),
        Ok(Err(refused)) => Err(refused),
    }
}

fn asked(examined: Option<&Examined>) -> Vec<Check> {
    match examined {
        Some(it) if it.address.is_none() => Vec::new(),
        Some(it) => trace::checks(it.status, it.response.as_ref(), it.took),
        None => trace::checks(408, None, PATIENCE),
    }
}

/// The registration by which a trunk lives, ours there or theirs here.
fn standing(desk: &Desk, trunk: &Name, examined: Option<&Examined>) -> Option<Check> {
    let all = desk.present.read().trunks();
    let known = all.into_iter().find(|it| it.name == *trunk)?;
    let who = match known.mode {
        Mode::Peer => return None,
        Mode::Register => "we are",
        Mode::Gateway => "its gateway is",
    };
    let since = format!("since {}", seconds(known.since));
    let next = examined.and_then(|it| it.next_try);
    let (verdict, text) = match known.state {
        TrunkState::Registered => (
            trace::Verdict::Ok,
            format!("{who} registered {}, {since}", known.reason),
        ),
        _ => {
            let next = next.map(|at| format!("; the next try is at {}", seconds(at)));
            let told = format!("{who} not registered, {since}: {}", known.reason);
            (trace::Verdict::No, told + &next.unwrap_or_default())
        }
    };
    Some(Check {
        code: "registration",
        verdict,
        needed: true,
        text,
    })
}

fn seconds(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_second()).unwrap_or(at)
}

fn check(check: Check) -> TrunkCheck {
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
