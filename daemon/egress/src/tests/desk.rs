//! Whoever asks.

use std::sync::Arc;
use std::time::Duration;

use kernel::Chance;
use model::ask::{Ask, AskId, Reply};
use model::{CallId, Span};
use tokio::runtime::Handle;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use super::Names;
use crate::{Egress, Limits, Settings};

/// Long enough for a busy machine; whoever waits so long has failed.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// A client, and what it told.
pub struct Desk {
    pub egress: Egress,
    replies: UnboundedReceiver<(AskId, Reply)>,
    asked: u32,
}

impl Desk {
    /// A client of the default limits that may call loopback.
    pub fn new(names: &Arc<Names>) -> Desk {
        Desk::with(names, Limits::default())
    }

    /// A client of these limits that may call 127.0.0.1.
    pub fn with(names: &Arc<Names>, limits: Limits) -> Desk {
        Desk::of(
            names,
            &Settings {
                networks: vec!["127.0.0.1/32".parse().expect("a network")],
                limits,
                ..Settings::default()
            },
        )
    }

    pub fn of(names: &Arc<Names>, settings: &Settings) -> Desk {
        let (sender, replies) = unbounded_channel();
        let tell = move |id, reply| {
            let _over = sender.send((id, reply));
        };
        let chance = Chance::from_number(1);
        let egress = Egress::new(Handle::current(), settings, names.clone(), chance, tell);
        Desk {
            egress: egress.expect("a client"),
            replies,
            asked: 0,
        }
    }

    /// Begins to ask.
    pub fn begin(&mut self, url: &str, tries: u8) -> AskId {
        self.begin_within(url, tries, Span::seconds(5))
    }

    pub fn begin_within(&mut self, url: &str, tries: u8, timeout: Span) -> AskId {
        self.asked += 1;
        let id = AskId {
            call: CallId(uuid::Uuid::nil()),
            number: self.asked,
        };
        self.egress.ask(
            id,
            Ask {
                url: url.to_owned(),
                body: r#"{"Callee":"008618621500000"}"#.into(),
                timeout,
                tries,
            },
        );
        id
    }

    /// The next that is told.
    pub async fn told(&mut self) -> (AskId, Reply) {
        let told = tokio::time::timeout(PATIENCE, self.replies.recv()).await;
        told.expect("nothing is told").expect("the client is there")
    }

    /// Asks once and waits.
    pub async fn ask(&mut self, url: &str) -> Reply {
        self.ask_with(url, 1).await
    }

    pub async fn ask_with(&mut self, url: &str, tries: u8) -> Reply {
        let id = self.begin(url, tries);
        let (told, reply) = self.told().await;
        assert_eq!(told, id);
        reply
    }
}
