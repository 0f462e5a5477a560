//! Fields of a phone's pages and what is entered there.

use api::{AccountServer, PhoneAccount};
use model::config::{Srtp, Transport};
use serde::Serialize;

use crate::printer::style::Style;
use crate::printer::{Cell, Tabular};

/// The same in the two languages of the pages.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Words {
    /// As the English pages have it.
    pub en: &'static str,
    /// As the Chinese pages have it.
    pub zh: &'static str,
}

/// Words of both languages.
pub const fn words(en: &'static str, zh: &'static str) -> Words {
    Words { en, zh }
}

/// On.
pub const ENABLED: Words = words("Enabled", "启用");
/// How keys are sent: as events.
pub const EVENTS: &str = "RFC2833";

/// What is entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// A text.
    Text(String),
    /// One of what the page offers.
    Choice(Words),
    /// The password, which is not at hand.
    Withheld,
}

/// A field and what is entered there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Setting {
    /// Its page.
    pub page: Words,
    /// What stands before it.
    pub field: Words,
    /// What is entered.
    pub value: Value,
}

/// What is entered, field by field.
#[derive(Debug)]
pub struct Sheet {
    /// The fields in the order of the pages.
    pub settings: Vec<Setting>,
    page: Words,
    password: Option<String>,
}

impl Sheet {
    /// An empty one.
    pub fn new(password: Option<String>) -> Sheet {
        Sheet {
            settings: Vec::new(),
            page: words("", ""),
            password,
        }
    }

    /// What follows stands on this page.
    pub fn page(&mut self, en: &'static str, zh: &'static str) {
        self.page = words(en, zh);
    }

    /// A field with a text.
    pub fn put(&mut self, en: &'static str, zh: &'static str, text: impl ToString) {
        self.push(words(en, zh), Value::Text(text.to_string()));
    }

    /// A field with several values to choose from.
    pub fn choose(&mut self, en: &'static str, zh: &'static str, choice: Words) {
        self.push(words(en, zh), Value::Choice(choice));
    }

    /// A field for the password.
    pub fn password(&mut self, en: &'static str, zh: &'static str) {
        let password = self.password.clone();
        let value = password.map_or(Value::Withheld, Value::Text);
        self.push(words(en, zh), value);
    }

    fn push(&mut self, field: Words, value: Value) {
        self.settings.push(Setting {
            page: self.page,
            field,
            value,
        });
    }
}

/// The first server of an account, and the one that takes over.
pub fn servers(account: &PhoneAccount) -> (Option<&AccountServer>, Option<&AccountServer>) {
    (account.servers.first(), account.servers.get(1))
}

/// The port that goes with the domain where a page asks for one: the proxy is asked all the same.
pub fn port(account: &PhoneAccount) -> u16 {
    let first = account.servers.first();
    first.map_or_else(|| account.transport.port(), |server| server.port)
}

/// A transport as all the pages write it.
pub fn transport(account: &PhoneAccount) -> &'static str {
    match account.transport {
        Transport::Udp => "UDP",
        Transport::Tcp => "TCP",
        Transport::Tls => "TLS",
    }
}

/// What protects the voices: keys that may be read on the way are worth nothing, so without TLS they
/// are used only where they must be.
pub fn protection(account: &PhoneAccount) -> Srtp {
    match (account.srtp, account.transport) {
        (Srtp::Optional, Transport::Udp | Transport::Tcp) => Srtp::Off,
        (srtp, _) => srtp,
    }
}

impl Tabular for Setting {
    const HEAD: &'static [&'static str] = &["PAGE", "FIELD", "页面", "字段", "VALUE"];

    fn name(&self) -> String {
        self.field.en.to_owned()
    }

    fn cells(&self) -> Vec<Cell> {
        let value = match &self.value {
            Value::Text(text) => text.as_str().into(),
            Value::Choice(words) => format!("{} / {}", words.en, words.zh).into(),
            Value::Withheld => Cell::styled(Style::Dim, "(the password of the phone)"),
        };
        let (page, field) = (self.page, self.field);
        let mut cells: Vec<Cell> = [page.en, field.en, page.zh, field.zh]
            .map(Cell::from)
            .into();
        cells.push(value);
        cells
    }
}
