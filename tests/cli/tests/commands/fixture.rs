//! A small center, and a daemon that plans and applies as the real one does.

use std::sync::{Arc, Mutex};

use api::{Applied, ApplyRequest, Code, PlanRequest, PlanResponse, Problem};
use cli_tests::{Daemon, Reply, center};
use model::{Config, Revision};
use plan::{Action, Impact, LiveCounts, Plan};

/// A center that is right.
pub const CENTER: &str = r#"
trunks:
  carrier: { mode: peer, address: "203.0.113.10:5060", allow: [203.0.113.0/28] }
numbers:
  "02160001000": { trunk: carrier, ivr: main }
skill_groups:
  sales: { members: { amy: 1 } }
agents:
  amy: { name: 王小美, staff_number: "1001" }
phones:
  "2001": { name: 小美的话机, agent: amy, password: !secret env:PHONE_2001 }
ivrs:
  main:
    start: welcome
    nodes:
      welcome: { play: 您好，欢迎致电, next: menu }
      menu:
        menu: 售前请按一
        keys: { "1": { label: 售前, next: sales } }
      sales: { transfer: sales }
"#;

/// The directory of that center.
pub fn directory() -> tempfile::TempDir {
    center(&[("center.yaml", CENTER)])
}

/// The live state of a daemon that plans and applies.
pub struct Live {
    pub config: Config,
    pub revision: Revision,
    /// Why it cannot apply anything.
    pub obstacles: Vec<api::Obstacle>,
}

/// A daemon that plans and applies, and its state.
pub fn daemon() -> (Daemon, Arc<Mutex<Live>>) {
    let live = Live {
        config: Config::default(),
        revision: Revision(0),
        obstacles: Vec::new(),
    };
    let live = Arc::new(Mutex::new(live));
    let state = Arc::clone(&live);
    let daemon = Daemon::new(move |request| {
        let mut live = state.lock().expect("the state");
        match request.line.as_str() {
            "POST /api/v1/plan" => {
                live.plan(serde_json::from_slice(&request.body).expect("a request"))
            }
            "POST /api/v1/apply" => {
                live.apply(serde_json::from_slice(&request.body).expect("a request"))
            }
            line if line.starts_with("PUT /api/v1/clips/") => Reply::status(204, ""),
            line => problem(&Problem::new(Code::NotFound, line)),
        }
    });
    (daemon, live)
}

impl Live {
    fn plan(&self, request: PlanRequest) -> Reply {
        let changes = plan::diff(&self.config, &request.desired, &request.places);
        let counts = LiveCounts {
            calls_up: 3,
            waiting: 1,
            ..LiveCounts::default()
        };
        let impact = Impact::of(&self.config, &request.desired, &counts);
        let clips = request
            .desired
            .prompts
            .values()
            .filter_map(|prompt| match prompt {
                model::config::Prompt::File(clip) => Some(clip.sha256.clone()),
                model::config::Prompt::Text { .. } => None,
            });
        let missing_clips = clips.collect();
        let plan = Plan::seal(self.revision, request.desired, changes, impact);
        json(&PlanResponse {
            plan,
            missing_clips,
            obstacles: self.obstacles.clone(),
        })
    }

    fn apply(&mut self, request: ApplyRequest) -> Reply {
        let plan = request.plan;
        if plan.base != self.revision {
            let detail = format!(
                "it starts from revision {}, {} is live",
                plan.base, self.revision
            );
            return problem(&Problem::new(Code::StalePlan, detail));
        }
        let count = |action| {
            let changes = plan
                .changes
                .iter()
                .filter(|change| change.action == action)
                .count();
            u32::try_from(changes).expect("a few")
        };
        let (created, changed) = (count(Action::Create), count(Action::Change));
        let deleted = count(Action::Delete);
        self.config = plan.desired;
        self.revision = self.revision.next();
        json(&Applied {
            revision: self.revision,
            created,
            changed,
            deleted,
        })
    }
}

/// 200 with a value.
pub fn json(value: &impl serde::Serialize) -> Reply {
    Reply::ok(serde_json::to_vec(value).expect("json"))
}

/// A problem with its status.
pub fn problem(problem: &Problem) -> Reply {
    Reply::status(problem.status, serde_json::to_vec(problem).expect("json"))
}
