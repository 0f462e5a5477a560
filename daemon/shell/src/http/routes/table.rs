//! The table.

use api::live;
use api::{Kind, List};
use axum::http::Method;
use model::record::CallRecord;
use schemars::JsonSchema;
use serde::Serialize;
use switch::{Action, Module, Need, On, Permission};

use super::super::lists::{Listed, all, one};
use super::super::{
    account, agents, apply, archive, blacklist, calls, clients, clips, description, events,
    examine, health, live_changes, logs, oauth, phones, plan, prompts, recordings, records,
    revisions, tokens, trace, trunks, webhooks,
};
use super::route::{Admits, Content, Draft, Route, schema};

/// To see what belongs to a module, as much as his role shows.
const fn see(module: Module) -> Action {
    Action::view(module)
}

/// To see something of a part of the center, whichever.
const fn watch() -> Action {
    Need::Sees(events::MODULES).on(On::Visible)
}

/// To do something in the center as it is at the moment. What is touched is checked by the switch.
const fn act() -> Action {
    Action::change(Module::Monitoring, On::Visible)
}

/// To deal with the configuration, whose parts cannot be told apart: whoever deals with one sees all.
const fn whole(permission: Permission) -> Action {
    Need::Has(Module::Configuration, permission).on(On::Center)
}

const GET: Method = Method::GET;
const POST: Method = Method::POST;
const PUT: Method = Method::PUT;
const PATCH: Method = Method::PATCH;
const DELETE: Method = Method::DELETE;

/// Every route, by what it is about.
pub fn table() -> Vec<Route> {
    let parts = [
        daemon(),
        configuration(),
        resources(),
        calls_and_agents(),
        records_and_recordings(),
        streams(),
        access(),
        api_clients(),
        blocked_callers(),
        changes_at_run_time(),
    ];
    parts.into_iter().flatten().collect()
}

fn daemon() -> Vec<Route> {
    let about = "daemon";
    vec![
        Draft::at(GET, "/healthz", Admits::Everybody)
            .says(about, "Whether calls are taken")
            .gives_json::<api::Health>()
            .by(health::health),
        Draft::at(GET, "/metrics", Admits::Whoever(see(Module::Monitoring)))
            .says(about, "Figures for Prometheus")
            .gives(Content::Bytes(&["text/plain"]))
            .by(health::metrics),
        Draft::new(GET, "openapi.json", watch())
            .says(about, "This description")
            .gives(Content::Bytes(&["application/json"]))
            .by(description::openapi),
    ]
}

fn configuration() -> Vec<Route> {
    let about = "configuration";
    vec![
        Draft::new(GET, "config", whole(Permission::View))
            .says(about, "The configuration that is live")
            .gives_json::<api::LiveConfig>()
            .by(plan::config),
        Draft::new(POST, "plan", whole(Permission::View))
            .says(about, "What an apply would change")
            .takes_center::<api::PlanRequest>()
            .gives_json::<api::PlanResponse>()
            .by(plan::plan),
        Draft::new(POST, "apply", whole(Permission::Change))
            .says(about, "Carry a plan out, all of it or nothing")
            .takes_center::<api::ApplyRequest>()
            .gives_json::<api::Applied>()
            .by(apply::apply),
        Draft::new(PUT, "clips/{sha256}", whole(Permission::Change))
            .says(about, "Send an audio file that a plan misses")
            .takes(Content::Bytes(&["application/octet-stream"]))
            .by(clips::put),
        Draft::new(GET, "prompts/{name}/audio", see(Module::Configuration))
            .says(about, "A prompt as callers hear it, or as it was sent")
            .query::<api::AudioQuery>()
            .gives(Content::Bytes(&["audio/wav", "audio/mpeg"]))
            .by(prompts::audio),
        Draft::new(
            POST,
            "speech",
            Action::change(Module::Monitoring, On::Visible),
        )
        .says(about, "A text as it would be spoken")
        .takes_json::<api::Speak>()
        .gives(Content::Bytes(&["audio/wav"]))
        .by(prompts::speak),
        Draft::new(GET, "revisions", see(Module::Configuration))
            .says(about, "What was applied, the last first")
            .gives_json::<List<live::Revision>>()
            .by(revisions::list),
        Draft::new(GET, "revisions/{revision}", whole(Permission::View))
            .says(about, "What an apply put into effect, of the last 1,000")
            .gives_json::<live::RevisionSource>()
            .by(revisions::one),
    ]
}

fn resources() -> Vec<Route> {
    let kinds = [
        listed::<live::Trunk>(),
        listed::<live::Number>(),
        listed::<live::Prompt>(),
        listed::<live::Ivr>(),
        listed::<live::SkillGroup>(),
        listed::<live::Agent>(),
        listed::<live::Phone>(),
        listed::<live::Routing>(),
        listed::<live::Hours>(),
        listed::<live::Hotword>(),
        listed::<live::Webhook>(),
        listed::<live::CallerList>(),
        listed::<live::Role>(),
        listed::<live::Call>(),
    ];
    kinds.into_iter().flatten().collect()
}

/// The list of a kind, and one of it by its name.
fn listed<T: Listed + JsonSchema + Serialize + Send + 'static>() -> [Route; 2] {
    let (kind, about) = (T::KIND.word(), tag(T::KIND));
    let path = format!("{kind}/{{{}}}", T::NAMED);
    [
        Draft::new(GET, kind, see(module(T::KIND)))
            .says(about, format!("The {} as they are", words(T::KIND)))
            .gives_json::<List<T>>()
            .by(all::<T>),
        Draft::new(GET, &path, see(module(T::KIND)))
            .says(about, format!("One of the {}", words(T::KIND)))
            .gives_json::<T>()
            .by(one::<T>),
    ]
}

fn calls_and_agents() -> Vec<Route> {
    vec![
        Draft::new(POST, "agents/{name}/state", act())
            .says("agents", "Set what an agent has chosen")
            .takes_json::<api::SetPresence>()
            .gives_json::<live::Agent>()
            .by(agents::set_state),
        Draft::new(POST, "agents/{name}/act", act())
            .says(
                "agents",
                "Stay in wrap-up, return to service, log in or out, force offline or restore",
            )
            .takes_json::<api::ActForAgent>()
            .gives_json::<live::Agent>()
            .by(agents::act),
        Draft::new(DELETE, "calls/{id}", act())
            .says("calls", "End a call")
            .by(calls::end),
        Draft::new(POST, "trunks/{name}/test", whole(Permission::Change))
            .says(
                "resources",
                "Whether calls over a trunk can be expected to work",
            )
            .query::<api::TrunkTestQuery>()
            .gives_json::<api::TrunkTest>()
            .by(examine::trunk),
        Draft::new(GET, "calls/{id}/trace", see(Module::Monitoring))
            .says(
                "calls",
                "What was said on the wire in a call, and what went wrong",
            )
            .query::<api::TraceQuery>()
            .gives(Content::Forms(schema::<api::Trace>, &[api::PCAP]))
            .by(trace::one),
        Draft::new(
            POST,
            "phones/{extension}/password",
            whole(Permission::Change),
        )
        .says("phones", "Give a phone a password of the daemon's making")
        .gives_json::<api::NewPassword>()
        .by(phones::password),
        Draft::new(GET, "phones/{extension}/account", see(Module::Monitoring))
            .says("phones", "What a phone is told so that it registers")
            .gives_json::<api::PhoneAccount>()
            .by(account::phone),
        Draft::new(POST, "trunks/{name}/password", whole(Permission::Change))
            .says(
                "trunks",
                "Give the account of a gateway a password of the daemon's making",
            )
            .gives_json::<api::NewPassword>()
            .by(trunks::password),
    ]
}

fn records_and_recordings() -> Vec<Route> {
    let about = "records";
    vec![
        Draft::new(GET, "records", see(Module::Records))
            .says(about, "Records of calls that are over, the last first")
            .query::<api::RecordQuery>()
            .gives(Content::Forms(schema::<List<CallRecord>>, &["text/csv"]))
            .by(records::list),
        Draft::new(GET, "records/{id}", see(Module::Records))
            .says(about, "One record")
            .gives_json::<CallRecord>()
            .by(records::one),
        Draft::new(
            PATCH,
            "records/{id}",
            Action::change(Module::Records, On::Visible),
        )
        .says(about, "Note something about a call")
        .takes_json::<api::PatchRecord>()
        .gives_json::<CallRecord>()
        .by(records::remark),
        Draft::new(GET, "recordings", see(Module::Listening))
            .says(
                about,
                "The recordings of the records that the filters let through, as tar",
            )
            .query::<RecordingsOf>()
            .gives(Content::Bytes(&["application/x-tar"]))
            .by(archive::all),
        Draft::new(GET, "recordings/{id}", see(Module::Listening))
            .says(about, "The audio of a recording, whole or a range of it")
            .query::<api::RecordingQuery>()
            .gives(Content::Bytes(&["audio/wav", "audio/mpeg"]))
            .by(recordings::one),
        Draft::new(POST, "webhooks/{name}/retry", whole(Permission::Change))
            .says("resources", "Send the parked records of a webhook again")
            .gives_json::<live::Webhook>()
            .by(webhooks::retry),
    ]
}

/// The query of many recordings, for its description.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "it is read in its two parts")]
struct RecordingsOf {
    #[schemars(flatten)]
    which: api::RecordQuery,
    #[schemars(flatten)]
    form: api::RecordingsQuery,
}

fn streams() -> Vec<Route> {
    let about = "streams";
    vec![
        Draft::new(GET, "events", watch())
            .says(about, "What happens, over a WebSocket")
            .query::<api::EventQuery>()
            .gives(Content::Messages(schema::<api::Event>))
            .by(events::stream),
        Draft::new(GET, "logs", see(Module::Records))
            .says(about, "The log of calls, line by line")
            .query::<api::LogQuery>()
            .gives(Content::Lines(schema::<api::LogEntry>))
            .by(logs::stream),
    ]
}

fn access() -> Vec<Route> {
    let about = "tokens";
    vec![
        Draft::new(GET, "tokens", Action::admin())
            .says(about, "Who has a token")
            .gives_json::<List<api::Token>>()
            .by(tokens::list),
        Draft::new(POST, "tokens", Action::admin())
            .says(about, "Make a token, which is shown this once")
            .takes_json::<api::CreateToken>()
            .gives_json::<api::NewToken>()
            .by(tokens::create),
        Draft::new(DELETE, "tokens/{name}", Action::admin())
            .says(about, "Revoke a token")
            .by(tokens::revoke),
        Draft::at(POST, api::TOKEN_PATH, Admits::Everybody)
            .says(
                "clients",
                "Get a short-lived token for the secret of an API client",
            )
            .takes(Content::Bytes(&["application/x-www-form-urlencoded"]))
            .gives_json::<api::AccessToken>()
            .by(oauth::token),
    ]
}

fn blocked_callers() -> Vec<Route> {
    let about = "blacklist";
    vec![
        Draft::new(GET, "blacklist", whole(Permission::View))
            .says(about, "Which callers are blocked at run time")
            .gives_json::<List<api::BlockedCaller>>()
            .by(blacklist::list),
        Draft::new(POST, "blacklist", whole(Permission::Change))
            .says(about, "Block a caller from his next call on")
            .takes_json::<api::BlockCaller>()
            .gives_json::<api::BlockedCaller>()
            .by(blacklist::block),
        Draft::new(DELETE, "blacklist/{caller}", whole(Permission::Change))
            .says(about, "Let a caller in again")
            .by(blacklist::unblock),
    ]
}

fn changes_at_run_time() -> Vec<Route> {
    let about = "live changes";
    vec![
        Draft::new(GET, "live_changes", whole(Permission::View))
            .says(
                about,
                "What is changed at run time beside the configuration",
            )
            .gives_json::<List<api::LiveChange>>()
            .by(live_changes::list),
        Draft::new(GET, "live_changes/history", whole(Permission::View))
            .says(
                about,
                "What was changed at run time, by whom, and how it ended",
            )
            .query::<api::LiveHistoryQuery>()
            .gives_json::<List<api::LiveStory>>()
            .by(live_changes::history),
        Draft::new(POST, "live_changes", whole(Permission::Change))
            .says(about, "Change something at run time")
            .takes_json::<api::ChangeLive>()
            .gives_json::<api::ChangedLive>()
            .by(live_changes::change),
        Draft::new(DELETE, "live_changes/{path}", whole(Permission::Change))
            .says(about, "Let something be again what the configuration says")
            .by(live_changes::end_one),
    ]
}

fn api_clients() -> Vec<Route> {
    let about = "clients";
    vec![
        Draft::new(GET, "clients", Action::admin())
            .says(about, "Which API clients there are")
            .gives_json::<List<api::Client>>()
            .by(clients::list),
        Draft::new(POST, "clients", Action::admin())
            .says(about, "Make an API client; its secret is shown this once")
            .takes_json::<api::CreateClient>()
            .gives_json::<api::NewClient>()
            .by(clients::create),
        Draft::new(POST, "clients/{name}/rotate", Action::admin())
            .says(about, "Give an API client another secret")
            .takes_json::<api::RotateClient>()
            .gives_json::<api::NewClient>()
            .by(clients::rotate),
        Draft::new(DELETE, "clients/{name}", Action::admin())
            .says(about, "Delete an API client")
            .by(clients::delete),
    ]
}

fn tag(kind: Kind) -> &'static str {
    match kind {
        Kind::Agents | Kind::Phones | Kind::Calls => kind.word(),
        _ => "resources",
    }
}

/// The module that a kind belongs to.
const fn module(kind: Kind) -> Module {
    match kind {
        Kind::Trunks
        | Kind::Numbers
        | Kind::Prompts
        | Kind::Ivrs
        | Kind::Routing
        | Kind::Hours
        | Kind::Hotwords
        | Kind::Webhooks
        | Kind::CallerLists
        | Kind::Roles
        | Kind::Revisions => Module::Configuration,
        Kind::SkillGroups | Kind::Agents | Kind::Phones | Kind::Calls => Module::Monitoring,
        Kind::Records => Module::Records,
    }
}

fn words(kind: Kind) -> String {
    kind.word().replace('_', " ")
}
