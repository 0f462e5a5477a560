//! `ccctl get phone 1001 --provision yealink`

use api::{NewPassword, PasswordFrom, PhoneAccount};
use clap::Args;
use model::Extension;

use crate::client::{Client, Target};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::{self, Format, note};
use crate::provision::{self, Model};

/// What is entered in a phone.
#[derive(Debug, Args)]
#[command(next_help_heading = "Phones")]
pub struct Provision {
    /// What to enter in the web pages of a phone of this make, so that it registers
    #[arg(long, value_enum, value_name = "MAKE")]
    provision: Option<Model>,
    /// With a password that is made for it and shown this once; the one before ends to hold
    #[arg(long, requires = "provision")]
    with_password: bool,
}

impl Provision {
    /// The make, if it is asked for.
    pub fn make(&self) -> Option<Model> {
        self.provision
    }

    /// Shows what to enter.
    pub async fn show(
        &self,
        make: Model,
        client: &Client,
        extension: &str,
        format: Format,
    ) -> Result<Exit, Failure> {
        let phone = Extension::new(extension).map_err(|error| {
            Failure::with(Exit::Usage, format!("{extension} is no extension: {error}"))
        })?;
        let path = ["phones", phone.as_str(), "account"];
        let account: PhoneAccount = client.get(Target::new(&path)).await?;
        // No password is made for what is not shown then.
        provision::sheet(make, &account, None).map_err(mute)?;
        let password = match self.with_password {
            true => Some(made(client, &phone).await?),
            false => None,
        };
        let sheet = provision::sheet(make, &account, password).map_err(mute)?;
        printer::items(format, &sheet.settings)?;
        if format == Format::Table {
            note(about_password(self.with_password, account.password));
        }
        Ok(Exit::Ok)
    }
}

async fn made(client: &Client, phone: &Extension) -> Result<String, Failure> {
    let target = Target::new(&["phones", phone.as_str(), "password"]);
    let made: NewPassword = client.post(target, &()).await?;
    Ok(made.password)
}

fn mute(error: provision::Mute) -> Failure {
    Failure::error(error)
        .help("write other `codecs` at the phone, or take a phone that speaks them")
}

const fn about_password(shown: bool, from: PasswordFrom) -> &'static str {
    match (shown, from) {
        (true, _) => "the password is shown this once",
        (false, PasswordFrom::Configuration) => {
            "the password is the one that the phone's YAML names"
        }
        (false, PasswordFrom::RunTime) => {
            "the password is shown when it is made: --with-password makes another one"
        }
        (false, PasswordFrom::Nowhere) => {
            "the phone has no password yet: --with-password makes one"
        }
    }
}
