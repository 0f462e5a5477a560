//! `GET /api/v1/webhooks`, `POST /api/v1/webhooks/{name}/retry`

use std::collections::BTreeMap;

use api::live;
use axum::Json;
use axum::extract::{Path, State};
use model::Name;
use model::config::{Config, Webhook, WebhookAuth};

use super::desk::Desk;
use super::problem::Refused;
use crate::hooks;

/// All webhooks that are configured, with what is known of them.
pub fn all(config: &Config, states: &BTreeMap<Name, hooks::State>) -> Vec<live::Webhook> {
    let webhooks = config.webhooks.iter();
    webhooks
        .map(|(name, webhook)| {
            let state = states.get(name).cloned().unwrap_or_default();
            shown(name, webhook, state)
        })
        .collect()
}

fn shown(name: &Name, webhook: &Webhook, state: hooks::State) -> live::Webhook {
    let (last_error_at, last_error) = match state.last_error {
        Some(setback) => (Some(setback.at), setback.told),
        None => (None, String::new()),
    };
    live::Webhook {
        name: name.clone(),
        url: webhook.url.clone(),
        format: webhook.format.word().to_owned(),
        auth: match &webhook.auth {
            None => "none",
            Some(WebhookAuth::Basic { .. }) => "basic",
            Some(WebhookAuth::Oauth2 { .. }) => "oauth2",
        }
        .to_owned(),
        waiting: state.waiting,
        under_way: state.counts.busy,
        oldest: state.oldest,
        parked: state.counts.parked,
        delivered: state.counts.arrived,
        refused: state.counts.refused,
        failed: state.counts.missed,
        unreadable: state.counts.unreadable,
        failing_since: state.failing_since,
        last_error,
        last_error_at,
    }
}

/// Has the records that are parked of a webhook sent again, and shows how it is at that moment.
pub async fn retry(
    State(desk): State<Desk>,
    Path(name): Path<String>,
) -> Result<Json<live::Webhook>, Refused> {
    let nobody = || Refused::not_found("webhook", &name);
    let known = Name::new(&name).map_err(|_| nobody())?;
    let config = desk.present.read().config.clone();
    let webhook = config.webhooks.get(&known).ok_or_else(nobody)?;
    desk.hooks.unpark(&known);
    let state = desk.hooks.states().remove(&known).unwrap_or_default();
    Ok(Json(shown(&known, webhook, state)))
}
