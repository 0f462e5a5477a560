//! A rate that is allowed.

use std::time::Duration;

use crate::Mono;

/// So many a second in the long run, and some at once: a bucket that fills with time.
#[derive(Clone, Debug)]
pub struct Bucket {
    share: Duration,
    most: u64,
    left: u64,
    filled: Mono,
}

impl Bucket {
    /// A full bucket that gets one each `share` of time and holds `most`.
    pub fn new(share: Duration, most: u64) -> Bucket {
        Bucket {
            share: share.max(Duration::from_micros(1)),
            most,
            left: most,
            filled: Mono::ZERO,
        }
    }

    /// Takes one out, if there is one.
    pub fn take(&mut self, now: Mono) -> bool {
        let earned = now.since(self.filled).as_micros() / self.share.as_micros();
        let earned = u64::try_from(earned).unwrap_or(self.most);
        if self.left.saturating_add(earned) >= self.most {
            self.left = self.most;
            self.filled = now;
        } else {
            self.left += earned;
            self.filled = self.filled + self.share * u32::try_from(earned).unwrap_or(0);
        }
        if self.left == 0 {
            return false;
        }
        self.left -= 1;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(bucket: &mut Bucket, millis: u64) -> usize {
        let now = Mono::from_micros(millis * 1_000);
        std::iter::repeat_with(|| bucket.take(now))
            .take_while(|taken| *taken)
            .count()
    }

    #[test]
    fn some_at_once_and_then_as_many_as_time_brings() {
        let mut bucket = Bucket::new(Duration::from_millis(50), 10);
        assert_eq!(taken(&mut bucket, 1_000), 10);
        assert_eq!(taken(&mut bucket, 1_049), 0);
        assert_eq!(taken(&mut bucket, 1_120), 2);
        assert_eq!(taken(&mut bucket, 1_150), 1);
        assert_eq!(taken(&mut bucket, 9_000), 10);
    }
}
