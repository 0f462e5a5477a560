//! A small center, and a daemon that plans and applies as the real one does.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use api::{
    Applied, ApplyRequest, Code, List, LiveConfig, PlanRequest, PlanResponse, Problem, live,
};
use cli_tests::{Daemon, Reply, Request, center};
use model::config::Transport;
use model::record::CallRecord;
use model::{Config, Places, Revision};
use plan::{Action, Impact, LiveCall, Moment, Plan, Removals, moved};

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
#[derive(Default)]
pub struct Live {
    pub config: Config,
    pub revision: Revision,
    /// Why it cannot apply anything.
    pub obstacles: Vec<api::Obstacle>,
    /// What was applied.
    pub sources: BTreeMap<Revision, live::RevisionSource>,
    /// Calls that are over.
    pub records: Vec<CallRecord>,
}

/// Three calls are up: one in the menu, one that waits for the sales, and one with amy.
fn moment() -> Moment {
    let name = |text: &str| text.parse().expect("a name");
    let call = |n: u32, node: &str| LiveCall {
        id: format!("0192a1d8-7c00-7000-8000-{n:012}")
            .parse()
            .expect("an id"),
        ivr: Some("main".parse().expect("a name")),
        node: Some(name(node)),
        waits_in: (n == 2).then(|| name("sales")),
    };
    Moment {
        calls: vec![call(1, "menu"), call(2, "sales"), call(3, "sales")],
        agents_on_call: [name("amy")].into(),
        registered: [(
            "2001".parse().expect("an extension"),
            [Transport::Udp].into(),
        )]
        .into(),
        ..Moment::default()
    }
}

/// A daemon that plans and applies, and its state.
pub fn daemon() -> (Daemon, Arc<Mutex<Live>>) {
    let live = Arc::new(Mutex::new(Live::default()));
    let state = Arc::clone(&live);
    (
        Daemon::new(move |request| state.lock().expect("the state").answer(request)),
        live,
    )
}

/// What such a daemon answers, for one that does so less well.
pub fn answers() -> impl FnMut(&Request) -> Reply + Send {
    let mut live = Live::default();
    move |request| live.answer(request)
}

impl Live {
    fn answer(&mut self, request: &Request) -> Reply {
        match request.line.as_str() {
            "POST /api/v1/plan" => {
                self.plan(serde_json::from_slice(&request.body).expect("a request"))
            }
            "POST /api/v1/apply" => {
                self.apply(serde_json::from_slice(&request.body).expect("a request"))
            }
            line if line.starts_with("PUT /api/v1/clips/") => Reply::status(204, ""),
            "GET /api/v1/config" => json(&LiveConfig {
                revision: self.revision,
                config: self.config.clone(),
            }),
            "GET /api/v1/revisions" => self.revisions(),
            line if line.starts_with("GET /api/v1/records?") => {
                json(&List::from(self.records.clone()))
            }
            "GET /api/v1/agents/amy" => {
                Reply::ok(r#"{"name":"amy","state":"idle","reachable":true}"#)
            }
            line if line.starts_with("GET /api/v1/revisions/") => {
                self.source(line.rsplit('/').next().unwrap_or_default())
            }
            line => problem(&Problem::new(Code::NotFound, line)),
        }
    }

    fn plan(&self, request: PlanRequest) -> Reply {
        let (moved, _) = moved::pending(&self.config, &request.desired, &request.moved);
        let before = moved::renamed(&self.config, &moved);
        let changes = plan::diff_moved(&self.config, &request.desired, &moved, &request.places);
        let moment = moved::renamed_moment(moment(), &moved);
        let impact = Impact::of(&before, &request.desired, &moment);
        let clips = request
            .desired
            .prompts
            .values()
            .filter_map(|prompt| match prompt {
                model::config::Prompt::File(clip) => Some(clip.sha256.clone()),
                model::config::Prompt::Text { .. } => None,
            });
        let missing_clips = clips.collect();
        let plan = Plan::seal_moved(
            self.revision,
            &before,
            request.desired,
            moved,
            changes,
            impact,
        );
        json(&PlanResponse {
            plan,
            missing_clips,
            obstacles: self.obstacles.clone(),
        })
    }

    fn apply(&mut self, request: ApplyRequest) -> Reply {
        let moves = &request.plan.moved;
        let live = moved::renamed(&self.config, moves).into_owned();
        let base = self.sources.get(&request.plan.base);
        let base = base.map(|it| moved::renamed(&it.config, moves));
        let desired = match plan::rebase(&request.plan, &live, base.as_deref()) {
            Ok(desired) => desired,
            Err(conflicts) => {
                let detail = format!(
                    "somebody has changed agents/amy since {}",
                    request.plan.base
                );
                let conflicts = serde_json::to_value(conflicts).expect("JSON");
                let stale = Problem::new(Code::StalePlan, detail);
                return problem(&stale.with_member("conflicts", conflicts));
            }
        };
        let removals = Removals::of(&live, &desired).most();
        if removals > request.allow_removing.unwrap_or(u64::MAX) {
            return problem(&Problem::new(Code::Conflict, "it removes too much"));
        }
        let changes = plan::diff_moved(&self.config, &desired, moves, &Places::default());
        let count = |action| {
            let changes = changes.iter().filter(|change| change.action == action);
            u32::try_from(changes.count()).expect("a few")
        };
        let changed = count(Action::Change);
        let moved = count(Action::Move);
        let created = count(Action::Create);
        let deleted = count(Action::Delete);
        if created + changed + deleted + moved > 0 {
            self.revision = self.revision.next();
        }
        let applied = live::Revision {
            revision: self.revision,
            applied_at: "2026-11-20T08:00:00Z".parse().expect("a moment"),
            by: "local".to_owned(),
            message: request.message,
            commit: request.commit,
            created,
            changed,
            deleted,
            live_ended: Vec::new(),
            moved: request.plan.moved,
        };
        self.config = desired.clone();
        let source = live::RevisionSource {
            revision: applied,
            config: desired,
        };
        self.sources.insert(self.revision, source);
        json(&Applied {
            revision: self.revision,
            created,
            changed,
            deleted,
            moved,
        })
    }

    fn source(&self, number: &str) -> Reply {
        let number = number.parse().map(Revision).unwrap_or_default();
        match self.sources.get(&number) {
            Some(source) => json(source),
            None => problem(&Problem::new(Code::NotFound, "there is no such revision")),
        }
    }

    fn revisions(&self) -> Reply {
        let all = self.sources.values().rev();
        let all: Vec<_> = all.map(|source| source.revision.clone()).collect();
        json(&List::from(all))
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
