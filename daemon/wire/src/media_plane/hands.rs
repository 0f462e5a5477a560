//! What a media thread needs to act on one of its rooms.

use std::io;
use std::os::fd::OwnedFd;
use std::sync::Arc;

use kernel::Mono;
use media::Room;
use rustix::event::epoll::{self, CreateFlags, EventData, EventFlags};

use super::leg::Leg;
use super::outbox::Outbox;
use super::seats::Seat;
use super::shared::Shared;
use super::stats::Counters;
use super::token::Token;
use super::wheel::Wheel;
use crate::recorder::Tray;

pub(super) struct Hands {
    pub(super) shared: Arc<Shared>,
    pub(super) epoll: OwnedFd,
    pub(super) wheel: Wheel,
    pub(super) counters: Counters,
    tray: Tray,
}

impl Hands {
    pub(super) fn new(now: Mono, shared: Arc<Shared>, tray: Tray) -> io::Result<Hands> {
        let epoll = epoll::create(CreateFlags::CLOEXEC)?;
        let counters = Counters::default();
        Ok(Hands {
            shared,
            epoll,
            wheel: Wheel::new(now),
            counters,
            tray,
        })
    }

    /// A room and where what comes out of it goes.
    pub(super) fn enter<'a>(&'a mut self, seat: &'a mut Seat) -> (&'a mut Room, Outbox<'a>) {
        let outbox = Outbox {
            room: seat.id,
            legs: &mut seat.legs,
            recordings: &mut seat.recordings,
            tray: &self.tray,
            shared: &self.shared,
            counters: &mut self.counters,
        };
        (&mut seat.room, outbox)
    }

    /// Sees to it that a room is looked at when it has something to do.
    pub(super) fn schedule(&mut self, number: u32, seat: &mut Seat) {
        let Some(deadline) = seat.room.next_deadline() else {
            return;
        };
        if seat
            .wakes
            .is_none_or(|wakes| self.wheel.comes_out(deadline) < wakes)
        {
            seat.wakes = Some(self.wheel.set(number, deadline));
        }
    }

    /// Waits for packets of a leg from here on, until its sockets are closed.
    pub(super) fn watch(&self, seat: u32, leg: &Leg) -> io::Result<()> {
        for (socket, rtcp) in [(&leg.rtp, false), (&leg.rtcp, true)] {
            let token = Token {
                seat,
                leg: leg.number,
                rtcp,
            }
            .pack();
            epoll::add(
                &self.epoll,
                socket,
                EventData::new_u64(token),
                EventFlags::IN,
            )?;
        }
        Ok(())
    }
}
