//! What a plan does to the systems that are told of calls, as far as it is known here.

use std::collections::BTreeMap;

use egress::Egress;
use model::Name;
use model::config::{Config, Webhook, WebhookAuth};
use plan::{LeftBehind, OutOfReach};

use crate::hooks::State;

/// Webhooks that begin or change and have a URL that is never called from here.
pub fn out_of_reach(egress: &Egress, live: &Config, desired: &Config) -> Vec<OutOfReach> {
    let others = desired.webhooks.iter();
    let others = others.filter(|(name, webhook)| live.webhooks.get(*name) != Some(*webhook));
    let told = others.flat_map(|(name, webhook)| {
        urls(webhook).filter_map(|(field, url)| {
            Some(OutOfReach {
                webhook: name.clone(),
                field: field.to_owned(),
                why: egress.never_calls(url)?,
                place: None,
            })
        })
    });
    told.collect()
}

/// The URLs of a webhook, with their fields.
fn urls(webhook: &Webhook) -> impl Iterator<Item = (&'static str, &str)> {
    let token = match &webhook.auth {
        Some(WebhookAuth::Oauth2 { token_url, .. }) => Some(token_url.as_str()),
        _ => None,
    };
    let token = token.map(|url| ("auth.oauth2.token_url", url));
    [("url", webhook.url.as_str())].into_iter().chain(token)
}

/// Webhooks that are deleted while records wait for them.
pub fn left_behind(
    states: &BTreeMap<Name, State>,
    live: &Config,
    desired: &Config,
) -> Vec<LeftBehind> {
    let gone = live.webhooks.keys();
    let gone = gone.filter(|name| !desired.webhooks.contains_key(*name));
    let told = gone.filter_map(|name| {
        let state = states.get(name)?;
        let records = state.waiting + state.counts.parked;
        (records > 0).then(|| LeftBehind {
            webhook: name.clone(),
            records,
        })
    });
    told.collect()
}

#[cfg(test)]
mod tests {
    use delivery::Counts;

    use super::*;

    fn config(webhooks: &[&str]) -> Config {
        let webhooks = webhooks.iter().map(|name| {
            let webhook = serde_json::json!({ "url": "https://example.com/" });
            ((*name).to_owned(), webhook)
        });
        let webhooks: serde_json::Map<_, _> = webhooks.collect();
        serde_json::from_value(serde_json::json!({ "webhooks": webhooks }))
            .expect("a configuration")
    }

    #[test]
    fn what_waits_and_what_is_parked_for_a_webhook_that_goes_is_left_behind() {
        let state = |waiting, parked| State {
            waiting,
            counts: Counts {
                parked,
                ..Counts::default()
            },
            ..State::default()
        };
        let states = [
            ("crm", state(3, 2)),
            ("idle", state(0, 0)),
            ("stays", state(9, 0)),
        ];
        let states = states.map(|(name, state)| (Name::new(name).expect("a name"), state));
        let live = config(&["crm", "idle", "stays"]);
        let told = left_behind(&states.into(), &live, &config(&["stays"]));
        let told: Vec<_> = told
            .iter()
            .map(|it| (it.webhook.as_str(), it.records))
            .collect();
        assert_eq!(told, [("crm", 5)]);
    }
}
