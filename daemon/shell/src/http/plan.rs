//! `POST /api/v1/plan`, `GET /api/v1/config`

use api::{LiveConfig, Obstacle, PlanRequest, PlanResponse};
use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use model::{Config, Moved};
use plan::moved::{self, MoveConflict};
use plan::{Impact, Moment, Plan, Removals};

use super::apply::{changes, check, secrets, systems};
use super::desk::Desk;
use super::problem::Refused;
use super::prompts::blocking;

/// The configuration that is live.
pub async fn config(State(desk): State<Desk>) -> Json<LiveConfig> {
    let live = desk.present.read();
    Json(LiveConfig {
        revision: live.revision,
        config: (*live.desired).clone(),
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
            (present.desired.clone(), present.revision, moment)
        };
        let desired = &asked.desired;
        let missing_clips = desk.prompts.missing_clips(desired);
        // Without its clips it cannot be checked; an apply without them is refused.
        if missing_clips.is_empty() {
            check(&desk, desired)?;
        }
        let (moved, conflicts) = moved::pending(&live, desired, &asked.moved);
        let live = moved::renamed(&live, &moved);
        let mut changes = changes(&desk, &live, desired, &asked.places, &asked.secrets);
        plan::add_moves(&mut changes, &moved, &asked.places);
        let moment = moved::renamed_moment(moment, &moved);
        let moment = Moment {
            other_passwords: secrets::other_passwords(&desk, desired, &asked.secrets),
            prompts_to_make: desk.prompts.to_make(&live, desired),
            ..moment
        };
        let impact = impact(&desk, &live, desired, &moved, &moment);
        let mut obstacles = desk.prompts.obstacles(desired);
        obstacles.extend(conflicts.iter().map(obstacle));
        Ok(PlanResponse {
            plan: Plan::seal_moved(base, &live, asked.desired, moved, changes, impact),
            missing_clips,
            obstacles,
        })
    });
    response.await.map(Json)
}

/// What a plan does, of which is told what is in effect and not only what is written: changes at run time
/// lie over both sides, and some end.
fn impact(
    desk: &Desk,
    live: &Config,
    desired: &Config,
    moved: &[Moved],
    moment: &Moment,
) -> Impact {
    let present = desk.present.read();
    let before = moved::renamed(&present.config, moved);
    let (live_changes_ending, left) = present.ending(desired, moved);
    Impact {
        live_changes_ending,
        webhooks_out_of_reach: systems::out_of_reach(&desk.egress, live, desired),
        webhooks_left_behind: systems::left_behind(&desk.hooks.states(), live, desired),
        removals: Removals::of(live, desired),
        ..Impact::of(&before, &left.laid_on(desired), moment)
    }
}

/// What is said of a move that cannot be made.
fn obstacle(conflict: &MoveConflict) -> Obstacle {
    Obstacle {
        code: "move_conflict".to_owned(),
        message: conflict.to_string(),
        help: Some("delete the move, or give it another name".to_owned()),
        path: None,
    }
}
