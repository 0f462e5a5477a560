//! Somebody hands the caller over: who still has him, and who is called to take him.

use std::time::Duration;

use kernel::Mono;
use model::record::EndStatus;

use super::Story;
use crate::shadow::callee::Way;
use crate::shadow::parts::{Departure, Leaving};

/// A phone that could not hand its caller over hangs up by itself sooner than this.
const AT_ONCE: Duration = Duration::from_secs(1);

/// A transfer under way.
#[derive(Debug)]
pub(super) struct Handing {
    /// Who hands the caller over, while he is there.
    by: Option<u16>,
    /// Whom he has named.
    target: String,
}

impl Handing {
    /// Whom he has named.
    pub(super) fn target(&self) -> &str {
        &self.target
    }

    /// Why whoever is meant is called: what is no phone of the center, or no longer, is a number outside.
    fn way(&self, is_phone: impl Fn(&str) -> bool) -> Way {
        match is_phone(&self.target) {
            true => Way::Extension,
            false => Way::Outside,
        }
    }
}

impl Story {
    /// Whoever talks with the caller hands him over to this target, and they hear each other no longer.
    pub fn hands_over(&mut self, now: Mono, leg: u16, target: String) {
        if self.talks.take_if(|talks| *talks == leg).is_none() {
            return;
        }
        self.times.left(now);
        let by = Some(leg);
        self.handing = Some(Handing { by, target });
    }

    /// They hear each other again.
    pub fn hear_each_other(&mut self, now: Mono, leg: u16) {
        let back = |it: &mut Handing| it.by == Some(leg);
        if self.handing.take_if(back).is_some() {
            self.talks = Some(leg);
            self.times.answered(now);
            self.given_back = Some((leg, now));
        }
    }

    /// Whether a phone that hangs up does so because it could not hand its caller over, who then waits.
    pub fn asks_nobody(&self, now: Mono, leg: u16) -> bool {
        let back = self.given_back;
        back.is_some_and(|(of, at)| of == leg && now.since(at) < AT_ONCE)
    }

    /// Somebody is called for a transfer, if one is under way.
    pub(super) fn is_for_transfer(&mut self, leg: u16, is_phone: impl Fn(&str) -> bool) {
        if let Some(handing) = &self.handing {
            self.handed.insert(leg, handing.way(is_phone));
        }
    }

    /// Why a device is called.
    pub(super) fn way_of(&self, leg: u16) -> Way {
        let handed = self.handed.get(&leg).copied();
        handed.unwrap_or_else(|| self.way())
    }

    /// Whoever was called for a transfer has answered: the caller is his, and not a moment before it nobody's.
    pub(super) fn is_taken(&mut self, now: Mono) {
        if let Some(handing) = self.handing.take() {
            self.released = handing.by;
            self.past.push((now, EndStatus::CallForward));
            self.talked = Some(EndStatus::CallForward);
        }
    }

    /// Whether a leg that is over is that of who hands the caller over.
    pub(super) fn lets_go(&mut self, leg: u16) -> bool {
        let of_handing = self
            .handing
            .as_mut()
            .and_then(|it| it.by.take_if(|by| *by == leg));
        let of_taken = self.released.take_if(|by| *by == leg);
        if of_handing.is_some() {
            self.talked = Some(EndStatus::CallForward);
        }
        let gone = of_handing.or(of_taken).is_some();
        if gone {
            let leaving = Leaving {
                way: self.way_of(leg),
                how: Departure::HandedOver,
                rang: false,
                since: Duration::ZERO,
            };
            self.parts.leaves(leg, leaving);
        }
        // A group has the caller as soon as he waits in it.
        let by_group = self.handing.as_ref().is_some_and(|it| it.by.is_none());
        if by_group && self.offers.is_empty() {
            self.handing = None;
        }
        gone
    }

    /// Whoever was called for a transfer does not take the caller; whether that one has nobody to go back to.
    pub(super) fn comes_to_nothing(&mut self) -> bool {
        let alone = self.handing.as_ref().is_some_and(|it| it.by.is_none());
        if alone {
            self.handing = None;
        }
        alone
    }

    /// Who hands the caller over at this moment.
    pub(super) fn hands(&self) -> Option<u16> {
        self.handing.as_ref().and_then(|it| it.by)
    }
}
