//! What is entered in the web pages of a phone, model by model.
//!
//! The fields of a model stand in the order of its own pages, with its own words.

mod alcatel;
mod calltel;
mod flyingvoice;
mod sheet;
#[cfg(test)]
mod tests;
mod yealink;

use api::PhoneAccount;
use clap::ValueEnum;
use model::config::Codec;

pub use sheet::Sheet;

/// A make of phones whose pages are known.
#[derive(Copy, Clone, Debug, PartialEq, Eq, ValueEnum)]
pub enum Model {
    /// Yealink, such as the T31
    Yealink,
    /// CallTel, such as the CT23
    Calltel,
    /// Flyingvoice
    Flyingvoice,
    /// Alcatel-Lucent Enterprise, such as the H6
    Alcatel,
}

/// A codec, and what the pages of a make call it.
type Spoken = (Codec, &'static str);

impl Model {
    fn codecs(self) -> &'static [Spoken] {
        match self {
            Model::Yealink => yealink::CODECS,
            Model::Calltel => calltel::CODECS,
            Model::Flyingvoice => flyingvoice::CODECS,
            Model::Alcatel => alcatel::CODECS,
        }
    }
}

/// No phone of that make speaks what the account is to speak.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("phone {phone} is to speak {wanted}, and phones of this make speak {spoken}")]
pub struct Mute {
    phone: model::Extension,
    wanted: String,
    spoken: String,
}

/// What is entered for an account; of a password that is not given only the field is named.
pub fn sheet(
    model: Model,
    account: &PhoneAccount,
    password: Option<String>,
) -> Result<Sheet, Mute> {
    let codecs = codecs(model, account)?;
    let mut sheet = Sheet::new(password);
    match model {
        Model::Yealink => yealink::fill(&mut sheet, account, codecs),
        Model::Calltel => calltel::fill(&mut sheet, account, codecs),
        Model::Flyingvoice => flyingvoice::fill(&mut sheet, account, codecs),
        Model::Alcatel => alcatel::fill(&mut sheet, account, codecs),
    }
    Ok(sheet)
}

/// The codecs of an account that a make speaks, in the account's order and the make's words.
fn codecs(model: Model, account: &PhoneAccount) -> Result<String, Mute> {
    let spoken = model.codecs();
    let word = |codec: &Codec| spoken.iter().find(|(known, _)| known == codec);
    let words: Vec<_> = account.codecs.iter().filter_map(word).collect();
    if words.is_empty() {
        return Err(Mute {
            phone: account.extension.clone(),
            wanted: list(account.codecs.iter().copied()),
            spoken: list(spoken.iter().map(|(codec, _)| *codec)),
        });
    }
    let words: Vec<_> = words.into_iter().map(|(_, word)| *word).collect();
    Ok(words.join(", "))
}

fn list(codecs: impl Iterator<Item = Codec>) -> String {
    let words: Vec<_> = codecs.map(Codec::word).collect();
    words.join(", ")
}
