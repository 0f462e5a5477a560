//! `ccctl validate --fix`

use std::collections::BTreeMap;

use jiff::civil::Date;
use lang::Mend;

use crate::center::Center;
use crate::failure::Failure;
use crate::replacement::Replacement;

/// What came of mending.
pub struct Fixed {
    /// The center as it stands in its files.
    pub center: Center,
    /// What was mended.
    pub mends: Vec<Mend>,
    /// Files in which something could be mended that cannot be written, and why.
    pub left: BTreeMap<String, String>,
    /// How many mends were not made because there would be more problems than before.
    pub refused: usize,
}

/// Mends what is certain, and writes the files.
pub fn fix(center: Center, today: Date) -> Result<Fixed, Failure> {
    let mut left = BTreeMap::new();
    // Each time around at least one more file is left as it is.
    for _ in 0..=center.sources().len() {
        let mended = center.mended(today, &|path| !left.contains_key(path));
        let mends: Vec<Mend> = mended.mends().cloned().collect();
        if mended.worse {
            let (mends, refused) = (Vec::new(), mends.len());
            return Ok(Fixed {
                center,
                mends,
                left,
                refused,
            });
        }
        let (ready, failed): (Vec<_>, Vec<_>) = center
            .replacements(&mended)
            .partition(|(_, one)| one.is_ok());
        if failed.is_empty() {
            let ready = ready.into_iter();
            write(ready.filter_map(|(path, one)| Some((path, one.ok()?))))?;
            return Ok(Fixed {
                center: center.mended_to(mended),
                mends,
                left,
                refused: 0,
            });
        }
        let why = failed
            .into_iter()
            .filter_map(|(path, one)| Some((path, one.err()?.to_string())));
        left.extend(why);
    }
    Err(Failure::error("the files change while they are mended").help("do it again"))
}

fn write(ready: impl Iterator<Item = (String, Replacement)>) -> Result<(), Failure> {
    for (path, replacement) in ready {
        let committed = replacement.commit();
        committed.map_err(|error| {
            let message = format!("{path} cannot be written: {error}");
            Failure::error(message).help("files before it are mended; look at what has changed")
        })?;
    }
    Ok(())
}
