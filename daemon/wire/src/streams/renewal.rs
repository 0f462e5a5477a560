//! Our certificate over time: it is read again when its files change, and its end is told early.

use std::sync::atomic::Ordering;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use kernel::{Mono, Now};

use super::counts::Counters;
use super::tls::Own;

/// How often the files are looked at.
const LOOK: Duration = Duration::from_secs(5);
/// How long before its end a certificate is worth a word.
const SOON: SignedDuration = SignedDuration::from_hours(14 * 24);
/// How often that word is said.
const REMIND: Duration = Duration::from_secs(24 * 3600);

/// Our certificate, and when it was last looked at and spoken of.
pub(super) struct Renewal {
    own: Own,
    looked: Mono,
    told: Mono,
}

impl Renewal {
    /// Begins with that one.
    pub fn new(own: Own, now: Now, counters: &Counters) -> Renewal {
        let mut renewal = Renewal {
            own,
            looked: now.mono,
            told: now.mono,
        };
        renewal.tell(now, counters);
        renewal
    }

    /// The one that is used.
    pub fn own(&self) -> &Own {
        &self.own
    }

    /// Looks whether there is another, and whether its end is near, if it is time to.
    pub fn look(&mut self, now: Now, counters: &Counters) {
        if now.mono.since(self.looked) < LOOK {
            return;
        }
        self.looked = now.mono;
        if self.own.is_stale() {
            self.again(now, counters);
        } else if now.mono.since(self.told) >= REMIND && end(self.own.until, now.wall).is_urgent() {
            self.tell(now, counters);
        }
    }

    /// Reads the files. Connections that are there stay; if the files are of no use, so does the
    /// certificate.
    pub fn again(&mut self, now: Now, counters: &Counters) {
        match self.own.again(now.wall) {
            Ok(()) => {
                counters.certificate_renewed.add(1);
                self.tell(now, counters);
            }
            Err(error) => {
                counters.certificate_failed.add(1);
                tracing::error!(%error, "the certificate in the files is not used; if there was one before, it still is");
            }
        }
    }

    fn tell(&mut self, now: Now, counters: &Counters) {
        self.told = now.mono;
        if !self.own.is_there() {
            return;
        }
        let until = self.own.until;
        let seconds = until.map_or(0, Timestamp::as_second);
        counters.certificate_until.store(seconds, Ordering::Relaxed);
        end(until, now.wall).tell(until.unwrap_or_default());
    }
}

/// How near the end of a certificate is.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum End {
    Unknown,
    Over,
    Near,
    Far,
}

fn end(until: Option<Timestamp>, wall: Timestamp) -> End {
    match until.map(|until| until.duration_since(wall)) {
        None => End::Unknown,
        Some(left) if left.is_negative() => End::Over,
        Some(left) if left < SOON => End::Near,
        Some(_) => End::Far,
    }
}

impl End {
    fn is_urgent(self) -> bool {
        matches!(self, End::Over | End::Near)
    }

    fn tell(self, until: Timestamp) {
        match self {
            End::Unknown => {
                tracing::warn!("nobody can tell when the certificate of SIP by TLS ends");
            }
            End::Over => tracing::error!(
                %until,
                "the certificate of SIP by TLS has expired: phones that check it refuse us; renew it, it is read again by itself"
            ),
            End::Near => tracing::warn!(
                %until,
                "the certificate of SIP by TLS ends soon; renew it, it is read again by itself"
            ),
            End::Far => tracing::info!(%until, "SIP by TLS has a certificate"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_fourteen_days_of_a_certificate_are_worth_a_word_each_day() {
        let wall = Timestamp::UNIX_EPOCH;
        let in_days = |days: i64| wall.checked_add(SignedDuration::from_hours(24 * days)).ok();
        for (days, word) in [(-1, End::Over), (13, End::Near), (14, End::Far)] {
            assert_eq!(end(in_days(days), wall), word, "{days} days");
        }
        assert_eq!(end(None, wall), End::Unknown);
        let urgent = [End::Unknown, End::Over, End::Near, End::Far].map(End::is_urgent);
        assert_eq!(urgent, [false, true, true, false]);
    }
}
