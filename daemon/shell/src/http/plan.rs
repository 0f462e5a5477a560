//! `POST /api/v1/plan`, `GET /api/v1/config`

use api::{LiveConfig, PlanRequest, PlanResponse};
use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use plan::{Impact, Moment, Plan};

use super::apply::{changes, check, secrets};
use super::desk::Desk;
use super::problem::Refused;
use super::prompts::blocking;

/// The configuration that is live.
pub async fn config(State(desk): State<Desk>) -> Json<LiveConfig> {
    let live = desk.present.read();
    Json(LiveConfig {
        revision: live.revision,
        config: (*live.config).clone(),
    })
}

/// What an apply would change, and what stands in its way here.
pub async fn plan(
    State(desk): State<Desk>,
    Json(asked): Json<PlanRequest>,
) -> Result<Json<PlanResponse>, Refused> {
    let response = blocking(move || {
        let (live, base, moment) = {
            let present = desk.present.read();
            let moment = present.moment(Timestamp::now());
            (present.config.clone(), present.revision, moment)
        };
        let desired = &asked.desired;
        let missing_clips = desk.prompts.missing_clips(desired);
        // Without its clips it cannot be checked; an apply without them is refused.
        if missing_clips.is_empty() {
            check(&desk, desired)?;
        }
        let changes = changes(&desk, &live, desired, &asked.places, &asked.secrets);
        let moment = Moment {
            other_passwords: secrets::other_passwords(&desk, desired, &asked.secrets),
            prompts_to_make: desk.prompts.to_make(&live, desired),
            ..moment
        };
        let impact = Impact::of(&live, desired, &moment);
        let obstacles = desk.prompts.obstacles(desired);
        Ok(PlanResponse {
            plan: Plan::seal(base, &live, asked.desired, changes, impact),
            missing_clips,
            obstacles,
        })
    });
    response.await.map(Json)
}
