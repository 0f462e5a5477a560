//! Which request counts of a nonce were used.

/// How far behind the highest count one may come: datagrams overtake each other.
const REACH: u32 = 64;

/// The counts used under one nonce: the highest and, as bits, the 63 below it.
#[derive(Clone, Debug, Default)]
pub(super) struct Window {
    highest: u32,
    used: u64,
}

impl Window {
    /// Uses a count; says whether it was free. Zero never is.
    pub fn take(&mut self, count: u32) -> bool {
        if count > self.highest {
            let ahead = count - self.highest;
            self.used = self.used.checked_shl(ahead).unwrap_or(0) | 1;
            self.highest = count;
            return true;
        }
        let behind = self.highest - count;
        let bit = 1u64.checked_shl(behind).unwrap_or(0);
        let free = count > 0 && behind < REACH && self.used & bit == 0;
        self.used |= bit;
        free
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_count_is_good_once() {
        let mut window = Window::default();
        assert!(!window.take(0));
        assert!(window.take(1));
        assert!(!window.take(1));
        assert!(window.take(3));
        assert!(window.take(2));
        assert!(!window.take(2));
        assert!(!window.take(3));
    }

    #[test]
    fn what_came_too_long_ago_is_used() {
        let mut window = Window::default();
        assert!(window.take(100));
        assert!(window.take(37));
        assert!(!window.take(36));
        assert!(window.take(u32::MAX));
        assert!(!window.take(100));
        assert!(window.take(u32::MAX - 63));
        assert!(!window.take(u32::MAX));
    }
}
