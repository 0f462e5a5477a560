//! The operator's file of where numbers are at home.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use model::homes::{Faults, Homes, MAX_BYTES, Table};

/// Why a file of numbers' homes is not taken.
#[derive(Debug, thiserror::Error)]
pub enum PlacesError {
    /// It cannot be read.
    #[error("the file of places {} cannot be read: {source}", path.display())]
    Read {
        /// Its path.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// It is too large.
    #[error("the file of places {} has more than {MAX_BYTES} bytes", path.display())]
    Large {
        /// Its path.
        path: PathBuf,
    },
    /// It is in another encoding.
    #[error("the file of places {} is not UTF-8 in line {line}: save it as UTF-8", path.display())]
    Encoding {
        /// Its path.
        path: PathBuf,
        /// The first such line.
        line: usize,
    },
    /// It says what cannot be understood.
    #[error("the file of places {} cannot be understood:\n{faults}", path.display())]
    Faults {
        /// Its path.
        path: PathBuf,
        /// Every line that is wrong.
        faults: Faults,
    },
}

/// What the numbering plan says of numbers, and before it what the file says.
///
/// # Errors
/// If the file cannot be read whole, or any of its lines not be understood: a file that was taken in part
/// would write wrong records that nobody mends afterwards.
pub fn homes(file: Option<&Path>) -> Result<Homes, PlacesError> {
    let homes = Homes::built_in();
    let Some(path) = file else {
        return Ok(homes);
    };
    let path = path.to_owned();
    let bytes = match read(&path) {
        Ok(bytes) => bytes,
        Err(source) => return Err(PlacesError::Read { path, source }),
    };
    if bytes.len() as u64 > MAX_BYTES {
        return Err(PlacesError::Large { path });
    }
    let text = match std::str::from_utf8(&bytes) {
        Ok(text) => text,
        Err(error) => {
            let line = line_of(&bytes, error.valid_up_to());
            return Err(PlacesError::Encoding { path, line });
        }
    };
    match Table::read(text) {
        Ok(table) => {
            tracing::info!(file = %path.display(), rows = table.len(), "places of numbers are known");
            Ok(homes.with(table))
        }
        Err(faults) => Err(PlacesError::Faults { path, faults }),
    }
}

/// The whole file, or one byte more than is taken.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?
        .take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn line_of(bytes: &[u8], place: usize) -> usize {
    let before = bytes.iter().take(place);
    before.filter(|byte| **byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(content: &[u8]) -> String {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("places.csv");
        std::fs::write(&path, content).expect("a file");
        match homes(Some(&path)) {
            Ok(homes) => homes.of("13800138000").city.unwrap_or_default().to_string(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn a_file_is_known_beside_the_numbering_plan() {
        assert_eq!(told("prefix,city\n1380013,北京\n".as_bytes()), "北京");
        assert_eq!(told("prefix,city\n".as_bytes()), "");
    }

    #[test]
    fn a_file_with_one_bad_line_is_not_taken() {
        let told = told("prefix,city\n1380013,北京\n13x,上海\n".as_bytes());
        assert!(
            told.contains("line 3: `13x` is no beginning of a number"),
            "{told}"
        );
    }

    #[test]
    fn a_file_in_another_encoding_is_told_with_its_line() {
        let told = told(b"prefix,city\n1380013,\xb1\xb1\xbe\xa9\n");
        assert!(
            told.contains("is not UTF-8 in line 2: save it as UTF-8"),
            "{told}"
        );
    }

    #[test]
    fn a_file_that_is_not_there_or_too_large_is_told() {
        let missing = homes(Some(Path::new("/nowhere/places.csv")));
        assert!(matches!(missing, Err(PlacesError::Read { .. })));
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("places.csv");
        let file = File::create(&path).expect("a file");
        file.set_len(MAX_BYTES + 1).expect("a hole");
        assert!(matches!(homes(Some(&path)), Err(PlacesError::Large { .. })));
    }
}
