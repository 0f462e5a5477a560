//! What to write instead, where that is certain.

use crate::decode::{Context, scalar};
use crate::tree::{At, Entry};
use crate::{Bytes, Mend};

/// Other text for a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The place.
    pub at: At,
    /// What is to stand there.
    pub text: String,
}

/// What was probably meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// It.
    pub meant: String,
    /// The change that says it, if it certainly was.
    pub edit: Option<Edit>,
}

impl Guess {
    /// A guess that `meant` was meant.
    pub fn new(meant: &str, edit: Option<Edit>) -> Guess {
        let meant = meant.to_owned();
        Guess { meant, edit }
    }

    /// The question whether it was.
    pub fn help(&self) -> String {
        format!("did you mean `{}`?", self.meant)
    }

    /// The same for a key of a map: what the map has already is not meant a second time.
    pub fn besides(self, entries: &[Entry]) -> Guess {
        match entries.iter().any(|entry| entry.key == self.meant) {
            true => self.unsure(),
            false => self,
        }
    }

    /// The same without a change: it is not certain enough to be written.
    pub fn unsure(self) -> Guess {
        Guess { edit: None, ..self }
    }
}

impl Context {
    /// A word for another at a place, if that stands there once and by itself. It does not where a
    /// variable gives the text.
    pub fn in_place(&self, at: At, written: &str, meant: &str) -> Option<Edit> {
        let here = self.text_at(at)?;
        let mut found = here.match_indices(written).filter(|(start, _)| {
            let before = here.get(..*start).and_then(|text| text.chars().last());
            let after = here.get(start + written.len()..);
            let after = after.and_then(|text| text.chars().next());
            !before.is_some_and(is_of_a_word) && !after.is_some_and(is_of_a_word)
        });
        let (offset, _) = found.next()?;
        if found.next().is_some() || (here == written && scalar::mistakable(meant)) {
            return None;
        }
        let start = at.start.checked_add(u32::try_from(offset).ok()?)?;
        let end = start.checked_add(u32::try_from(written.len()).ok()?)?;
        let at = At { start, end, ..at };
        let text = meant.to_owned();
        Some(Edit { at, text })
    }

    /// Other text for all that stands at a place, if that is `written`, with quotes or without.
    pub fn whole(&self, at: At, written: &str, text: impl Into<String>) -> Option<Edit> {
        let here = self.text_at(at)?;
        let bare = ['"', '\''].into_iter().find_map(|quote| {
            here.strip_prefix(quote)
                .and_then(|rest| rest.strip_suffix(quote))
        });
        let stands = here == written || bare == Some(written);
        stands.then(|| Edit {
            at,
            text: text.into(),
        })
    }

    /// An unquoted text in quotes.
    pub fn quotes(&self, at: At, written: &str) -> Option<Edit> {
        let edit = self.whole(at, written, format!("\"{written}\""))?;
        (self.text_at(at)? == written && !written.contains(['"', '\\'])).then_some(edit)
    }

    /// What is written at a place; `None` if it is no file, or if a variable stands there.
    fn text_at(&self, at: At) -> Option<&str> {
        let file = self.texts.get(at.file as usize)?;
        if file.path.starts_with('(') || self.filled.contains_key(&(at.file, at.start)) {
            return None;
        }
        file.text.get(at.start as usize..at.end as usize)
    }

    /// A change as whoever makes it wants it.
    pub fn mend(&self, edit: Edit) -> Option<Mend> {
        let Edit { at, text } = edit;
        let file = self.texts.get(at.file as usize)?;
        let written = file.text.get(at.start as usize..at.end as usize)?;
        let place = self.place(at);
        Some(Mend {
            path: file.path.to_string(),
            span: Bytes {
                start: file.in_file(at.start),
                len: written.len(),
            },
            line: place.line,
            column: place.column,
            written: written.to_owned(),
            replacement: text,
        })
    }
}

fn is_of_a_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-')
}
