//! Webhooks, made by chance.

use std::collections::BTreeMap;

use model::Name;
use model::config::{RecordForm, Secret, Webhook, WebhookAuth};
use proptest::option;
use proptest::prelude::*;

use super::center::{line, name};

pub fn webhooks() -> impl Strategy<Value = BTreeMap<Name, Webhook>> {
    proptest::collection::btree_map(name(), webhook(), 0..3)
}

fn webhook() -> impl Strategy<Value = Webhook> {
    let form = prop_oneof![Just(RecordForm::Record), Just(RecordForm::Tccc)];
    (url(), form, option::of(auth())).prop_map(|(url, format, auth)| Webhook { url, format, auth })
}

/// A URL in which nothing looks as if something were put in: no `$` stands before `{`.
fn url() -> impl Strategy<Value = String> {
    "https?://([a-z]{1,8}\\.example\\.com|192\\.0\\.2\\.7|\\[2001:db8::7\\])(:8443)?(/([a-z%{}]|\\$[a-z%}]){0,8}\\$?)?(\\?a=b)?"
}

fn auth() -> impl Strategy<Value = WebhookAuth> {
    let secret = || {
        prop_oneof![
            Just(Secret::Env("A_1".to_owned())),
            Just(Secret::File("keys/a".to_owned())),
        ]
    };
    let user = line().prop_map(|user| user.replace(':', "."));
    let basic = (user, secret()).prop_map(|(user, password)| WebhookAuth::Basic { user, password });
    let oauth2 = (url(), line(), secret(), option::of(line())).prop_map(
        |(token_url, client_id, client_secret, scope)| WebhookAuth::Oauth2 {
            token_url,
            client_id,
            client_secret,
            scope,
        },
    );
    prop_oneof![basic, oauth2]
}
