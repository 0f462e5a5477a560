//! `POST /api/v1/trunks/{name}/test`

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
    let mut checks: Vec<Check> = standing(&desk, &trunk, &examined).into_iter().collect();
    checks.extend(asked(&examined));
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
        address: examined.address.map(|it| it.to_string()),
        call,
        good: !checks.iter().any(bad),
        checks: checks.into_iter().map(check).collect(),
    }))
}

/// What the peer said, or that it said nothing for as long as it is waited for.
async fn examine(
    desk: &Desk,
    principal: &Principal,
    trunk: &Name,
) -> Result<Box<Examined>, Refused> {
    let asked = desk.ask(principal.clone(), Command::ExamineTrunk(trunk.clone()));
    match asked.await? {
        Reply::Examined(examined) => Ok(examined),
        _ => Err(Refused::new(Code::Internal, "the peer was not asked")),
    }
}

fn asked(examined: &Examined) -> Vec<Check> {
    match examined.address {
        None => Vec::new(),
        Some(_) => trace::checks(examined.status, examined.response.as_ref(), examined.took),
    }
}

/// The registration by which a trunk lives, ours there or theirs here.
fn standing(desk: &Desk, trunk: &Name, examined: &Examined) -> Option<Check> {
    let all = desk.present.read().trunks();
    let known = all.into_iter().find(|it| it.name == *trunk)?;
    let who = match known.mode {
        Mode::Peer => return None,
        Mode::Register => "we are",
        Mode::Gateway => "its gateway is",
    };
    let since = format!("since {}", seconds(known.since));
    let (verdict, text) = match known.state {
        TrunkState::Registered => (
            trace::Verdict::Ok,
            format!("{who} registered {}, {since}", known.reason),
        ),
        _ => {
            let next = examined
                .next_try
                .map(|at| format!("; the next try is at {}", seconds(at)));
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
