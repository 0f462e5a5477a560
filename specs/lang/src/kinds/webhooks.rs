//! `webhooks`: whom the center tells of each call that is over.

use model::config::{RecordForm, Webhook, WebhookAuth};

use crate::Code;
use crate::decode::{Context, Field, Fields, Report, Shape, Table, fixed_url};
use crate::emit::{Map, secret};
use crate::kinds::{Item, phones};

/// The keys of a webhook.
pub static TABLE: Table = Table {
    what: "a webhook",
    doc: "A system that is sent the record of each call when the call is over, by POST: at least once, and \
          as long as it takes. It begins with the calls that end after the webhook was applied. A center \
          has at most 16.",
    fields: &[
        Field::required(
            "url",
            Shape::Other("a URL that begins with `https://`"),
            "Where to. `http://` and addresses that are not public work only if the daemon's settings \
             allow them.",
        ),
        Field::default(
            "format",
            Shape::Word(&["record", "tccc"]),
            "record",
            "What is sent: the record as `ccctl get records` shows it, or in the form of Tencent's contact \
             center (`action=cdr`).",
        ),
        Field::optional(
            "auth",
            Shape::Map(&AUTH),
            "How the center says who it is; without it nothing is said.",
        ),
    ],
};

/// The ways to say who it is.
pub static AUTH: Table = Table {
    what: "the `auth` of a webhook",
    doc: "How the center says who it is: one of these.",
    fields: &[
        Field::optional("basic", Shape::Map(&BASIC), "With a user and a password."),
        Field::optional(
            "oauth2",
            Shape::Map(&OAUTH2),
            "With a token that it gets for its client id and secret (client credentials).",
        ),
    ],
};

/// The keys of a user with a password.
pub static BASIC: Table = Table {
    what: "`basic`",
    doc: "A user and a password that go with each request.",
    fields: &[
        Field::required("user", Shape::Text, "The user, without a `:`."),
        Field::required("password", SECRET, "Where the password comes from."),
    ],
};

/// The keys of client credentials.
pub static OAUTH2: Table = Table {
    what: "`oauth2`",
    doc: "Credentials for which the center gets a token, again whenever one ends.",
    fields: &[
        Field::required(
            "token_url",
            Shape::Other("a URL that begins with `https://`"),
            "Where tokens are got.",
        ),
        Field::required("client_id", Shape::Text, "Who the center is there."),
        Field::required("client_secret", SECRET, "Where the secret comes from."),
        Field::optional("scope", Shape::Text, "What the token is asked for."),
    ],
};

const SECRET: Shape = Shape::Other("`!secret env:NAME` or `!secret file:PATH`");

/// What to do where a secret stands in plain text.
const FROM: &str = "write `!secret env:NAME` and set that variable, or `!secret file:PATH`";

/// What to do where credentials stand in a URL.
const BASIC_INSTEAD: &str =
    "take them out and write `auth: { basic: { user: NAME, password: !secret env:NAME } }`";

/// The same of the URL of tokens.
const CLIENT_INSTEAD: &str =
    "take them out and write `client_id: NAME` and `client_secret: !secret env:NAME` beside it";

/// Reads one webhook.
pub fn read(cx: &mut Context, item: &Item<'_>) -> Option<Webhook> {
    let fields = Fields::open(cx, &TABLE, item.node, item.at, &item.path, "")?;
    let url = fixed_url(cx, &fields, "url", BASIC_INSTEAD);
    let format = fields.word(cx, "format").map(|word| match word {
        "tccc" => RecordForm::Tccc,
        _ => RecordForm::Record,
    });
    let url = url.filter(|url| has_no_action(cx, &fields, url, format));
    let auth = match fields.has("auth") {
        true => Some(auth(cx, &fields)),
        false => None,
    };
    Some(Webhook {
        url: url?,
        format: format?,
        auth: match auth {
            Some(auth) => Some(auth?),
            None => None,
        },
    })
}

/// Reports a URL that has what the form of Tencent writes behind it.
fn has_no_action(
    cx: &mut Context,
    webhook: &Fields<'_>,
    url: &str,
    format: Option<RecordForm>,
) -> bool {
    let query = url.split_once('?').map_or("", |(_, query)| query);
    let mut names = query.split('&').map(|pair| pair.split('=').next());
    let written = names.any(|name| matches!(name, Some("action" | "version")));
    if format != Some(RecordForm::Tccc) || !written {
        return true;
    }
    let at = cx.at(&webhook.resource, &webhook.path("url"));
    let message = "the form `tccc` writes `action=cdr&version=1` behind the URL itself";
    let help = "leave `action` and `version` out of the URL";
    cx.report(Report::new(Code::BadAddress, at, message).help(help));
    false
}

fn auth(cx: &mut Context, webhook: &Fields<'_>) -> Option<WebhookAuth> {
    let (at, node) = webhook.node(cx, "auth")?;
    let fields = Fields::open(cx, &AUTH, node, at, &webhook.resource, "auth")?;
    match (fields.has("basic"), fields.has("oauth2")) {
        (true, false) => basic(cx, &fields),
        (false, true) => oauth2(cx, &fields),
        _ => {
            let message = "`auth` has either `basic` or `oauth2`";
            let help = "write one of the two; leave `auth` out where nothing is asked";
            cx.report(Report::new(Code::WrongShape, at, message).help(help));
            None
        }
    }
}

fn basic(cx: &mut Context, auth: &Fields<'_>) -> Option<WebhookAuth> {
    let (at, node) = auth.node(cx, "basic")?;
    let path = auth.path("basic");
    let fields = Fields::open(cx, &BASIC, node, at, &auth.resource, &path)?;
    let user = fields.text(cx, "user");
    let password = phones::secret(cx, &fields, "password", FROM);
    let user = user?;
    if user.contains(':') {
        let at = cx.at(&fields.resource, &fields.path("user"));
        let message = "a user of `basic` has no `:`";
        let help =
            "what stands before the `:` is the user, what stands behind it belongs to the password";
        cx.report(Report::new(Code::BadText, at, message).help(help));
        return None;
    }
    Some(WebhookAuth::Basic {
        user,
        password: password?,
    })
}

fn oauth2(cx: &mut Context, auth: &Fields<'_>) -> Option<WebhookAuth> {
    let (at, node) = auth.node(cx, "oauth2")?;
    let path = auth.path("oauth2");
    let fields = Fields::open(cx, &OAUTH2, node, at, &auth.resource, &path)?;
    let token_url = fixed_url(cx, &fields, "token_url", CLIENT_INSTEAD);
    let client_id = fields.text(cx, "client_id");
    let client_secret = phones::secret(cx, &fields, "client_secret", FROM);
    let scope = match fields.has("scope") {
        true => Some(fields.text(cx, "scope")?),
        false => None,
    };
    Some(WebhookAuth::Oauth2 {
        token_url: token_url?,
        client_id: client_id?,
        client_secret: client_secret?,
        scope,
    })
}

/// Writes one webhook.
pub fn write(webhook: &Webhook) -> serde_yaml::Value {
    let mut map = Map::default();
    map.put("url", webhook.url.as_str());
    map.unless(
        "format",
        &webhook.format.word(),
        &RecordForm::default().word(),
    );
    if let Some(auth) = &webhook.auth {
        map.map("auth", written(auth));
    }
    map.value()
}

fn written(auth: &WebhookAuth) -> Map {
    let (mut auth_map, mut map) = (Map::default(), Map::default());
    match auth {
        WebhookAuth::Basic { user, password } => {
            map.put("user", user.as_str());
            map.put("password", secret(password));
            auth_map.map("basic", map);
        }
        WebhookAuth::Oauth2 {
            token_url,
            client_id,
            client_secret,
            scope,
        } => {
            map.put("token_url", token_url.as_str());
            map.put("client_id", client_id.as_str());
            map.put("client_secret", secret(client_secret));
            map.some("scope", scope.clone());
            auth_map.map("oauth2", map);
        }
    }
    auth_map
}
