//! How many connections each source has.

use std::collections::HashMap;
use std::net::IpAddr;

use crate::sip_socket::source_of;

/// The connections of each source. It holds no more sources than there are connections.
#[derive(Debug, Default)]
pub(super) struct Crowd(HashMap<IpAddr, usize>);

impl Crowd {
    /// One more, if it may have that many.
    pub fn enter(&mut self, source: IpAddr, most: usize) -> bool {
        let count = self.0.entry(source_of(source)).or_default();
        let may = *count < most;
        *count += usize::from(may);
        may
    }

    /// One less.
    pub fn leave(&mut self, source: IpAddr) {
        let source = source_of(source);
        if let Some(count) = self.0.get_mut(&source) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                self.0.remove(&source);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_source_has_its_share_and_nothing_is_kept_of_who_has_left() {
        let [one, other] = ["192.0.2.1", "2001:db8::1"].map(|it| it.parse().expect("an address"));
        let mut crowd = Crowd::default();
        assert!(crowd.enter(one, 2) && crowd.enter(one, 2) && !crowd.enter(one, 2));
        assert!(crowd.enter(other, 2));
        crowd.leave(one);
        assert!(crowd.enter(one, 2));
        for source in [one, one, other] {
            crowd.leave(source);
        }
        assert!(crowd.0.is_empty());
    }
}
