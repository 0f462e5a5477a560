//! A password of the daemon's making, which is shown once.

use api::NewPassword;

use crate::client::{Client, Target};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::{self, Format, clean, note};

/// Has one made for what `target` names and shows it.
pub async fn make(client: &Client, target: Target, output: Format) -> Result<Exit, Failure> {
    let made: NewPassword = client.post(target, &()).await?;
    if output == Format::Table {
        note(format_args!(
            "the password of {} in realm {}, shown this once:",
            clean(&made.username),
            clean(&made.realm)
        ));
        printer::text(&format!("{}\n", made.password))?;
    } else {
        printer::document(output, &made)?;
    }
    Ok(Exit::Ok)
}
