//! Plans that meet other plans, what an apply refuses, and what is kept of each.

use api::{ApplyRequest, PlanRequest, PlanResponse, Secrets};
use lang::{NoFiles, Source};
use model::{Config, Moved, Places};
use plan::Plan;
use serde_json::{Value, json};

use super::JSON;
use crate::http::testing::{Answer, Interface};

/// It says nothing, so nothing has to be spoken.
const CENTER: &str = r#"
trunks:
  carrier: { mode: peer, address: 203.0.113.10 }
numbers:
  "02160001000": { trunk: carrier, ivr: main, protected: true }
  "02160002000": { trunk: carrier, ivr: main }
ivrs:
  main: { nodes: { sales: { transfer: sales } } }
skill_groups:
  sales: { members: [amy, ben] }
agents:
  amy: { name: 王小美, staff_number: "1001" }
  ben: { name: 本, staff_number: "1002" }
phones:
  "2001": { agent: amy }
"#;

fn config(text: &str) -> Config {
    let source = Source {
        path: "center.yaml".to_owned(),
        text: text.into(),
    };
    let compiled = lang::compile(&[source], &NoFiles);
    compiled.expect("a center").config
}

fn changed(from: &str, to: &str) -> Config {
    assert!(CENTER.contains(from), "{from}");
    config(&CENTER.replace(from, to))
}

struct World {
    interface: Interface,
    _folder: tempfile::TempDir,
}

impl World {
    fn new() -> World {
        let folder = tempfile::tempdir().expect("a directory");
        World {
            interface: Interface::of(folder.path(), CENTER),
            _folder: folder,
        }
    }

    async fn plan(&self, desired: Config) -> Plan {
        self.plan_moved(desired, Vec::new()).await.plan
    }

    async fn plan_moved(&self, desired: Config, moved: Vec<Moved>) -> PlanResponse {
        let request = PlanRequest {
            moved,
            desired,
            places: Places::default(),
            secrets: Secrets::default(),
        };
        let body = serde_json::to_string(&request).expect("JSON");
        let answer = self
            .interface
            .ask("POST", "/api/v1/plan", JSON, &body)
            .await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        serde_json::from_slice(&answer.body).expect("a plan")
    }

    async fn apply(&self, request: &ApplyRequest) -> Answer {
        let body = serde_json::to_string(request).expect("JSON");
        self.interface
            .ask("POST", "/api/v1/apply", JSON, &body)
            .await
    }

    async fn get(&self, path: &str) -> Value {
        let answer = self.interface.get(path).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()
    }
}

fn of(plan: Plan) -> ApplyRequest {
    ApplyRequest {
        plan,
        secrets: Secrets::default(),
        message: None,
        commit: None,
        allow_removing: None,
    }
}

#[tokio::test]
async fn a_plan_that_meets_no_other_is_applied_beside_it_and_one_that_does_is_told_why() {
    let world = World::new();
    let one = world.plan(changed("name: 王小美", "name: 王大美")).await;
    let other = world.plan(changed("name: 王小美", "name: 王中美")).await;
    let third = world.plan(changed("name: 本", "name: 贝恩")).await;
    assert_eq!(world.apply(&of(one)).await.status, 200);

    let refused = world.apply(&of(other)).await;
    assert_eq!(refused.status, 409, "{}", refused.text());
    let problem = refused.json();
    assert_eq!(problem["code"], "stale_plan");
    let expected = json!([{ "kind": "agents", "name": "amy", "fields": [
        { "path": "name", "base": "王小美", "theirs": "王大美", "yours": "王中美" }
    ] }]);
    assert_eq!(problem["conflicts"], expected);

    let applied = world.apply(&of(third)).await;
    assert_eq!(applied.status, 200, "{}", applied.text());
    assert_eq!(applied.json()["changed"], 1);
    let live = world.get("/api/v1/config").await;
    assert_eq!(live["revision"], 3);
    let agents = &live["config"]["agents"];
    assert_eq!(
        (&agents["amy"]["name"], &agents["ben"]["name"]),
        (&json!("王大美"), &json!("贝恩"))
    );
}

#[tokio::test]
async fn a_plan_that_is_applied_twice_changes_nothing_the_second_time() {
    let world = World::new();
    let plan = world.plan(changed("name: 王小美", "name: 王大美")).await;
    for changed in [1, 0] {
        let applied = world.apply(&of(plan.clone())).await.json();
        assert_eq!(
            (&applied["changed"], &applied["revision"]),
            (&json!(changed), &json!(2))
        );
    }
}

#[tokio::test]
async fn what_two_plans_make_together_is_checked() {
    let world = World::new();
    let without_ben = CENTER
        .replace("members: [amy, ben]", "members: [amy]")
        .replace("  ben: { name: 本, staff_number: \"1002\" }\n", "");
    let leaves = world.plan(config(&without_ben)).await;
    let phone = world
        .plan(changed(
            "\"2001\": { agent: amy }",
            "\"2001\": { agent: ben }",
        ))
        .await;
    assert_eq!(world.apply(&of(leaves)).await.status, 200);
    // It names ben, who is gone.
    assert_eq!(world.apply(&of(phone)).await.status, 409);
    assert_eq!(world.get("/api/v1/config").await["revision"], 2);
}

#[tokio::test]
async fn what_is_protected_is_deleted_by_no_single_apply() {
    let world = World::new();
    let number = "  \"02160001000\": { trunk: carrier, ivr: main, protected: true }\n";
    let plan = world.plan(changed(number, "")).await;
    assert_eq!(plan.impact.protected, ["numbers/02160001000"]);
    let refused = world.apply(&of(plan)).await;
    assert_eq!(refused.status, 409, "{}", refused.text());
    assert_eq!(refused.json()["protected"], json!(["numbers/02160001000"]));

    let bare = world.plan(changed(", protected: true", "")).await;
    assert_eq!(world.apply(&of(bare)).await.status, 200);
    let plan = world.plan(changed(number, "")).await;
    assert_eq!(world.apply(&of(plan)).await.status, 200);
}

#[tokio::test]
async fn what_is_live_says_how_much_may_be_removed_at_once() {
    let world = World::new();
    let few = format!("center: {{ max_removals: 1 }}\n{CENTER}");
    let plan = world.plan(config(&few)).await;
    assert_eq!(world.apply(&of(plan)).await.status, 200);
    let more = CENTER.replace("members: [amy, ben]", "members: []");
    let plan = world
        .plan(config(&format!("center: {{ max_removals: 9 }}\n{more}")))
        .await;
    let refused = world.apply(&of(plan.clone())).await;
    assert_eq!(refused.status, 409, "{}", refused.text());
    assert_eq!(refused.json()["most"], 1);
    let allowed = ApplyRequest {
        allow_removing: Some(2),
        ..of(plan)
    };
    assert_eq!(world.apply(&allowed).await.status, 200);
}

#[tokio::test]
async fn a_revision_keeps_who_when_why_the_commit_and_all_of_it() {
    let world = World::new();
    let plan = world.plan(changed("name: 王小美", "name: 王大美")).await;
    let request = ApplyRequest {
        message: Some("married".to_owned()),
        commit: Some("0123456789abcdef-dirty".to_owned()),
        ..of(plan)
    };
    assert_eq!(world.apply(&request).await.status, 200);
    let list = world.get("/api/v1/revisions").await;
    assert_eq!(list["items"][0]["commit"], "0123456789abcdef-dirty");
    let source = world.get("/api/v1/revisions/2").await;
    assert_eq!(
        (&source["message"], &source["by"]),
        (&json!("married"), &json!("local"))
    );
    assert_eq!(source["config"]["agents"]["amy"]["name"], "王大美");
    let first = world.get("/api/v1/revisions/1").await;
    assert_eq!(first["config"]["agents"]["amy"]["name"], "王小美");
    for unknown in ["0", "3", "x", "-1"] {
        let path = format!("/api/v1/revisions/{unknown}");
        assert_eq!(world.interface.get(&path).await.status, 404, "{unknown}");
    }
    let long = ApplyRequest {
        message: Some("x".repeat(ApplyRequest::MAX_MESSAGE + 1)),
        ..request
    };
    assert_eq!(world.apply(&long).await.status, 400);
}

#[tokio::test]
async fn a_password_whose_source_stays_the_same_may_be_left_out() {
    let world = World::new();
    let secret = |more: &str| {
        let phone = "\"2001\": { agent: amy, password: !secret env:PHONE }";
        let text = CENTER.replace("\"2001\": { agent: amy }", phone);
        config(&text.replace("name: 王小美", more))
    };
    let plan = world.plan(secret("name: 王小美")).await;
    let refused = world.apply(&of(plan.clone())).await;
    assert_eq!(refused.status, 400, "{}", refused.text());
    let with_value = ApplyRequest {
        secrets: Secrets([("phones/2001/password".to_owned(), "Secret-1".to_owned())].into()),
        ..of(plan)
    };
    assert_eq!(world.apply(&with_value).await.status, 200);
    let later = world.plan(secret("name: 王大美")).await;
    let applied = world.apply(&of(later)).await;
    assert_eq!(applied.status, 200, "{}", applied.text());
    assert_eq!(applied.json()["changed"], 1);
}

#[tokio::test]
async fn the_password_of_a_gateway_is_kept_as_long_as_its_account_and_asked_for_again_after_it() {
    let world = World::new();
    let gateway = |username: &str| {
        let trunk = format!(
            "trunks:\n  pbx: {{ mode: gateway, username: {username}, password: !secret env:PBX }}\n"
        );
        config(&CENTER.replace("trunks:\n", &trunk))
    };
    let given = || Secrets([("trunks/pbx/password".to_owned(), "Secret-12".to_owned())].into());
    for username in ["box-a", "box-b", "box-a"] {
        let plan = world.plan(gateway(username)).await;
        let refused = world.apply(&of(plan.clone())).await;
        assert_eq!(refused.status, 400, "{username}: {}", refused.text());
        let with_value = ApplyRequest {
            secrets: given(),
            ..of(plan)
        };
        assert_eq!(world.apply(&with_value).await.status, 200);
        let trunks = world.get("/api/v1/trunks").await;
        let trunks = trunks.as_array().or_else(|| trunks["items"].as_array());
        let pbx = trunks.into_iter().flatten().find(|it| it["name"] == "pbx");
        assert_eq!(pbx.expect("it")["has_password"], true, "{username}");
    }
}

fn group_moved(from: &str, to: &str) -> Vec<Moved> {
    let one = json!([{ "kind": "skill_groups", "from": from, "to": to }]);
    serde_json::from_value(one).expect("a move")
}

#[tokio::test]
async fn what_is_renamed_keeps_its_live_changes_and_who_let_it_be_named_meanwhile_names_it_so() {
    let world = World::new();
    let away = json!({ "what": "member", "skill_group": "sales", "agent": "ben" }).to_string();
    let set = world
        .interface
        .ask("POST", "/api/v1/live_changes", JSON, &away);
    assert_eq!(set.await.status, 200);
    let renamed = CENTER.replace("  sales: { members", "  presales: { members");
    let renamed = config(&renamed.replace("transfer: sales", "transfer: presales"));
    let response = world
        .plan_moved(renamed, group_moved("sales", "presales"))
        .await;
    let (plan, obstacles) = (response.plan, response.obstacles);
    assert!(obstacles.is_empty() && !plan.deletes());
    assert_eq!(plan.impact.live_changes_ending, [""; 0]);
    let other = changed(
        "main: {",
        "more: { nodes: { x: { transfer: sales } } }\n  main: {",
    );
    assert_eq!(world.apply(&of(world.plan(other).await)).await.status, 200);

    let applied = world.apply(&of(plan)).await;
    assert_eq!(applied.status, 200, "{}", applied.text());
    let counted = ["created", "changed", "deleted", "moved"].map(|it| applied.json()[it].clone());
    assert_eq!(counted, [json!(0), json!(0), json!(0), json!(1)]);
    let live = world.get("/api/v1/config").await;
    let named = &live["config"]["ivrs"]["more"]["nodes"]["x"]["transfer"]["group"];
    assert_eq!(named, "presales");
    let changes = world.get("/api/v1/live_changes").await;
    assert_eq!(
        changes["items"][0]["path"],
        "skill_groups.presales.members.ben"
    );
    let revisions = world.get("/api/v1/revisions").await;
    assert_eq!(revisions["items"][0]["moved"][0]["from"], "sales");
}

#[tokio::test]
async fn a_move_that_cannot_be_made_stands_in_the_way_of_the_plan_and_of_its_apply() {
    let world = World::new();
    let both = config(&CENTER.replace("  sales:", "  presales: { members: [amy] }\n  sales:"));
    let response = world
        .plan_moved(both, group_moved("sales", "presales"))
        .await;
    let told = &response.obstacles[0].message;
    assert_eq!(
        told,
        "skill_groups/sales cannot be moved to skill_groups/presales and stay where it is"
    );
    let plan = Plan::seal_moved(
        response.plan.base,
        &Config::default(),
        response.plan.desired,
        group_moved("sales", "presales"),
        response.plan.changes,
        response.plan.impact,
    );
    let refused = world.apply(&of(plan)).await;
    assert!(!refused.status.is_success(), "{}", refused.text());
    assert!(
        refused.text().contains("stay where it is"),
        "{}",
        refused.text()
    );
}

#[tokio::test]
async fn a_secret_of_a_webhook_stays_and_another_value_alone_is_a_change() {
    let world = World::new();
    let desired = |name: &str| {
        let auth = "{ basic: { user: u, password: !secret env:CRM } }";
        let crm =
            format!("webhooks:\n  crm: {{ url: \"https://{name}.example.com/\", auth: {auth} }}\n");
        config(&format!("{CENTER}{crm}"))
    };
    let with = |plan: Plan, value: &str| {
        let path = "webhooks/crm/auth.basic.password".to_owned();
        ApplyRequest {
            secrets: Secrets([(path, value.to_owned())].into()),
            ..of(plan)
        }
    };
    let plan = world.plan(desired("crm")).await;
    assert_eq!(world.apply(&of(plan.clone())).await.status, 400);
    assert_eq!(world.apply(&with(plan, "one")).await.status, 200);
    let elsewhere = world.plan(desired("other")).await;
    assert_eq!(world.apply(&of(elsewhere)).await.status, 200);
    let same = world.plan(desired("other")).await;
    for (value, changed) in [("one", 0), ("two", 1), ("two", 0)] {
        let applied = world.apply(&with(same.clone(), value)).await;
        assert_eq!(applied.status, 200, "{}", applied.text());
        assert_eq!(applied.json()["changed"], changed, "{value}");
    }
    let live = world.get("/api/v1/webhooks/crm").await;
    assert_eq!(
        (&live["auth"], &live["url"]),
        (&json!("basic"), &json!("https://other.example.com/"))
    );
}

#[tokio::test]
async fn a_webhook_that_begins_or_changes_and_is_never_called_is_told_by_the_plan() {
    let world = World::new();
    let webhooks = |crm: &str| {
        let token = "https://10.0.0.7/token";
        config(&format!(
            "{CENTER}webhooks:\n  crm: {{ url: \"{crm}\" }}\n  far: {{ url: \"https://example.com/\", auth: {{ \
             oauth2: {{ token_url: \"{token}\", client_id: c, client_secret: !secret env:S }} }} }}\n"
        ))
    };
    let told = |plan: &Plan| {
        let told = plan.impact.webhooks_out_of_reach.iter();
        let told = told.map(|it| format!("{} {} {}", it.webhook, it.field, it.why));
        told.collect::<Vec<_>>()
    };
    let (inside, outside) = ("https://192.168.1.1/", "https://crm.example.com/");
    let plan = world.plan(webhooks(inside)).await;
    let [crm, far] = &told(&plan)[..] else {
        panic!("{:?}", told(&plan));
    };
    assert!(crm.starts_with("crm url 192.168.1.1 is not on"), "{crm}");
    assert!(
        far.starts_with("far auth.oauth2.token_url 10.0.0.7"),
        "{far}"
    );
    let mut mended = webhooks(outside);
    mended.webhooks.remove("far");
    assert_eq!(told(&world.plan(mended).await), [""; 0]);
    assert_eq!(told(&world.plan(config(CENTER)).await), [""; 0]);
}
