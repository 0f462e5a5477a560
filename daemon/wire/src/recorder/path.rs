//! Where recordings lie below the data directory.

use std::path::PathBuf;

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// The folder of all recordings.
pub(super) const ROOT: &str = "recordings";

/// The folder of the notes about unfinished recordings.
pub(super) const NOTES: &str = "recordings/.unfinished";

/// The path of a recording that began at `at`, relative to the data directory:
/// `recordings/YYYY/MM/DD/<uuid>.wav`, by the date in UTC.
pub fn recording_path(recording: u128, at: Timestamp) -> PathBuf {
    let date = at.to_zoned(TimeZone::UTC).date();
    let name = uuid::Uuid::from_u128(recording);
    let (year, month, day) = (date.year(), date.month(), date.day());
    PathBuf::from(format!("{ROOT}/{year:04}/{month:02}/{day:02}/{name}.wav"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_has_the_date_and_the_id() {
        let at = "2026-03-04T23:59:59Z".parse().expect("a time");
        let path = recording_path(0x0190_0000_0000_7000_8000_0000_0000_00ff, at);
        let wanted = "recordings/2026/03/04/01900000-0000-7000-8000-0000000000ff.wav";
        assert_eq!(path, PathBuf::from(wanted));
    }
}
