//! `ccctl softphone`

mod arguments;
mod call;
mod keyboard;
mod presses;
mod words;

use tokio::sync::mpsc;
use wire::softphone;

use crate::exit::Exit;
use crate::failure::Failure;

pub use arguments::Softphone;
use call::Call;

/// Events of the phone that may wait to be shown.
const WAITING: usize = 256;

impl Softphone {
    /// Runs the phone until its work is done or its time is over.
    pub async fn run(self) -> Result<Exit, Failure> {
        let settings = self.settings()?;
        let (sender, mut events) = mpsc::channel(WAITING);
        let phone = softphone::Softphone::start(settings, move |event| {
            // Who shows them is quick; a flood of keys is not worth waiting for.
            let _ = sender.try_send(event);
        })
        .map_err(Failure::error)?;
        let mut call = Call::new(&phone, self.action(), self.limit());
        let exit = call.run(&mut events).await;
        phone.close();
        while let Ok(event) = events.try_recv() {
            words::say(&event);
        }
        Ok(exit)
    }
}
