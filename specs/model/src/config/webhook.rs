//! Whom the center tells of each call that is over (feature D6).

use serde::{Deserialize, Serialize};

use super::{Secret, is_default};

/// The most that a center has.
pub const MAX_WEBHOOKS: usize = 16;

/// A customer's system to which the record of each call is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Webhook {
    /// Where to.
    pub url: String,
    /// In which form.
    #[serde(default, skip_serializing_if = "is_default")]
    pub format: RecordForm,
    /// How the center says who it is; `None`: it does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auth: Option<WebhookAuth>,
}

impl Webhook {
    /// Where its secret comes from, with the path of the field, if it has one.
    pub fn secret(&self) -> Option<(&'static str, &Secret)> {
        self.auth.as_ref().map(WebhookAuth::secret)
    }
}

/// The form of a record that is sent.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordForm {
    /// As the center's own interface gives it.
    #[default]
    Record,
    /// As Tencent's contact center pushes it (`action=cdr`).
    Tccc,
}

impl RecordForm {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            RecordForm::Record => "record",
            RecordForm::Tccc => "tccc",
        }
    }
}

/// How the center says who it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WebhookAuth {
    /// By a user and a password with each request (RFC 7617).
    Basic {
        /// The user.
        user: String,
        /// Where the password comes from.
        password: Secret,
    },
    /// By a token that it gets for its own credentials (RFC 6749 section 4.4).
    Oauth2 {
        /// Where tokens are got.
        token_url: String,
        /// Who the center is there.
        client_id: String,
        /// Where the secret comes from.
        client_secret: Secret,
        /// What the token is asked for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        scope: Option<String>,
    },
}

impl WebhookAuth {
    /// Where its secret comes from, with the path of the field.
    pub fn secret(&self) -> (&'static str, &Secret) {
        match self {
            WebhookAuth::Basic { password, .. } => ("auth.basic.password", password),
            WebhookAuth::Oauth2 { client_secret, .. } => {
                ("auth.oauth2.client_secret", client_secret)
            }
        }
    }
}
