//! The way out to customers' systems. It has a thread of its own: what hangs there holds up neither the
//! interface nor the control thread.

use std::sync::Arc;

use egress::{Egress, SystemResolver};
use tokio::runtime::Runtime;

use crate::control::{Inbox, Item};
use crate::start::StartError;

/// Threads that wait for the system to resolve names.
const LOOK_UPS: usize = 64;

/// The client and what it runs on.
pub struct Outward {
    /// There until the client stops.
    runtime: Option<Runtime>,
    egress: Egress,
}

impl Outward {
    /// Starts a client whose answers go into `inbox`.
    ///
    /// # Errors
    /// If a file of certificates cannot be used, or the system gives no thread.
    pub fn start(settings: &egress::Settings, inbox: &Arc<Inbox>) -> Result<Outward, StartError> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .max_blocking_threads(LOOK_UPS)
            .thread_name("egress")
            .on_thread_start(wire::priority::behind)
            .enable_all()
            .build()?;
        let inbox = inbox.clone();
        let tell = move |id, reply| {
            inbox.push(Item::Replied(id, reply));
        };
        let egress = Egress::new(
            runtime.handle().clone(),
            settings,
            Arc::new(SystemResolver::default()),
            wire::entropy::chance()?,
            tell,
        )?;
        Ok(Outward {
            runtime: Some(runtime),
            egress,
        })
    }

    /// The client.
    pub fn egress(&self) -> Egress {
        self.egress.clone()
    }

    /// Calls off whatever is under way.
    pub fn stop(self) {
        drop(self);
    }
}

impl Drop for Outward {
    /// What hangs is not waited for.
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use model::ask::{Ask, AskFailure, AskId};
    use model::{CallId, Span};

    use super::*;

    #[test]
    fn what_comes_of_a_question_comes_to_the_inbox() {
        let inbox = Arc::new(Inbox::default());
        let outward = Outward::start(&egress::Settings::default(), &inbox).expect("a client");
        let id = AskId {
            call: CallId(uuid::Uuid::nil()),
            number: 7,
        };
        let ask = Ask {
            url: "https://127.0.0.1/".to_owned(),
            body: "{}".into(),
            timeout: Span::seconds(1),
            tries: 1,
        };
        outward.egress().ask(id, ask);
        let mut batch = Vec::new();
        inbox.take(&mut batch, 1, Duration::from_secs(30));
        let told = matches!(batch[..], [Item::Replied(of, Err(AskFailure::Refused))] if of == id);
        assert!(told, "{batch:?}");
        outward.stop();
    }
}
