//! How much of its time a media thread needs, and whether that is too much.

use std::time::Duration;

use kernel::Mono;

/// How long one window of measuring lasts.
pub(super) const WINDOW: Duration = Duration::from_millis(250);

/// Windows in a second.
const SECOND: usize = 4;

/// Windows in a row that must be bad before a thread counts as overloaded: a machine that others use
/// too takes the processor away for half a second now and then, and that is no reason to refuse calls.
const HOT: u32 = 4;

/// Windows in a row that must be good before it no longer does.
const CALM: u32 = 4;

/// When a media thread is at its limit.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct OverloadRule {
    /// Work that comes later than this after its time is late. A listener's buffer hides about
    /// twice as much.
    pub late: Duration,
    /// Thousandths of all work that may be late.
    pub late_permille: u64,
    /// Fewer late pieces of work than this in 250 ms are no sign of load: on a machine that others
    /// use too, a thread with three calls is late now and then.
    pub least_late: u64,
    /// Thousandths of its time that a thread may be busy.
    pub busy_permille: u64,
    /// Thousandths of its time below which it may be loaded again.
    pub calm_permille: u64,
}

impl Default for OverloadRule {
    fn default() -> OverloadRule {
        OverloadRule {
            late: Duration::from_millis(15),
            late_permille: 20,
            least_late: 25,
            busy_permille: 900,
            calm_permille: 800,
        }
    }
}

/// What one second showed.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Figures {
    /// The latest work of the last second, in microseconds after its time.
    pub(super) worst_late_us: u64,
    /// Thousandths of the last window in which the thread was awake.
    pub(super) busy_permille: u64,
    pub(super) overloaded: bool,
}

/// Measures one thread.
#[derive(Debug)]
pub(super) struct Load {
    rule: OverloadRule,
    began: Mono,
    busy: Duration,
    work: u64,
    late: u64,
    worst: Duration,
    worst_before: [Duration; SECOND - 1],
    hot: u32,
    calm: u32,
    overloaded: bool,
}

impl Load {
    pub(super) fn new(rule: OverloadRule, now: Mono) -> Load {
        Load {
            rule,
            began: now,
            busy: Duration::ZERO,
            work: 0,
            late: 0,
            worst: Duration::ZERO,
            worst_before: [Duration::ZERO; SECOND - 1],
            hot: 0,
            calm: 0,
            overloaded: false,
        }
    }

    /// Something timed was done this long after its time.
    pub(super) fn worked(&mut self, late: Duration) {
        self.work += 1;
        self.late += u64::from(late > self.rule.late);
        self.worst = self.worst.max(late);
    }

    /// The thread was awake this long.
    pub(super) fn awake(&mut self, span: Duration) {
        self.busy += span;
    }

    /// When the window ends.
    pub(super) fn window_end(&self) -> Mono {
        self.began + WINDOW
    }

    /// Ends the window if it is over, and says what it showed.
    pub(super) fn roll(&mut self, now: Mono) -> Option<Figures> {
        if now < self.window_end() {
            return None;
        }
        let span = now.since(self.began).as_micros().max(1);
        let busy_permille = (self.busy.as_micros() * 1_000 / span) as u64;
        self.judge(busy_permille);
        let worst = self
            .worst_before
            .iter()
            .fold(self.worst, |one, other| one.max(*other));
        self.worst_before.rotate_right(1);
        if let Some(newest) = self.worst_before.first_mut() {
            *newest = self.worst;
        }
        (self.began, self.busy, self.work, self.late) = (now, Duration::ZERO, 0, 0);
        self.worst = Duration::ZERO;
        let worst_late_us = worst.as_micros() as u64;
        Some(Figures {
            worst_late_us,
            busy_permille,
            overloaded: self.overloaded,
        })
    }

    fn judge(&mut self, busy_permille: u64) {
        let rule = &self.rule;
        let many_late =
            self.late >= rule.least_late && self.late * 1_000 > self.work * rule.late_permille;
        let hot = many_late || busy_permille > rule.busy_permille;
        let calm = !many_late && busy_permille < rule.calm_permille;
        self.hot = if hot { self.hot + 1 } else { 0 };
        self.calm = if calm { self.calm + 1 } else { 0 };
        if self.hot >= HOT {
            self.overloaded = true;
        } else if self.calm >= CALM {
            self.overloaded = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: Duration = Duration::from_millis(1);

    /// Ends windows of equal work and says what the last one showed.
    fn windows(
        load: &mut Load,
        count: usize,
        work: u32,
        late: Duration,
        busy: Duration,
    ) -> Figures {
        let mut figures = Figures::default();
        for _ in 0..count {
            (0..work).for_each(|_| load.worked(late));
            load.awake(busy);
            figures = load.roll(load.window_end()).expect("the window is over");
        }
        figures
    }

    fn load() -> Load {
        Load::new(OverloadRule::default(), Mono::ZERO)
    }

    #[test]
    fn a_window_shows_busy_time_and_the_worst_of_a_second() {
        let mut load = load();
        assert_eq!(load.roll(Mono::ZERO + (WINDOW - MS)), None);
        let figures = windows(&mut load, 1, 10, 3 * MS, 50 * MS);
        assert_eq!(figures.busy_permille, 200);
        assert_eq!(figures.worst_late_us, 3_000);
        assert_eq!(windows(&mut load, 3, 1, MS, MS).worst_late_us, 3_000);
        assert_eq!(windows(&mut load, 1, 1, MS, MS).worst_late_us, 1_000);
    }

    #[test]
    fn late_work_is_overload_only_when_there_is_much_of_it() {
        assert!(
            !windows(&mut load(), 9, 24, 50 * MS, MS).overloaded,
            "a thread with two calls"
        );
        assert!(
            !windows(&mut load(), 3, 500, 50 * MS, MS).overloaded,
            "a bad moment"
        );
        assert!(windows(&mut load(), 4, 500, 50 * MS, MS).overloaded);
    }

    #[test]
    fn a_busy_thread_is_overloaded_before_it_is_late_and_until_it_is_calm() {
        let mut load = load();
        assert!(windows(&mut load, 4, 500, MS, 230 * MS).overloaded);
        assert!(
            windows(&mut load, 20, 500, MS, 210 * MS).overloaded,
            "neither hot nor calm"
        );
        assert!(windows(&mut load, 3, 500, MS, 100 * MS).overloaded);
        assert!(!windows(&mut load, 1, 500, MS, 100 * MS).overloaded);
    }
}
