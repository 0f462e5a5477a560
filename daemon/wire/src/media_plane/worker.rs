//! A media thread.

use std::collections::VecDeque;
use std::io::{self, ErrorKind};
use std::sync::{Arc, PoisonError};

use kernel::{Chance, Mono};
use rustix::buffer::spare_capacity;
use rustix::event::{Timespec, epoll};

use super::hands::Hands;
use super::inbox::{Inbox, Order};
use super::load::{Figures, Load, OverloadRule};
use super::seats::Seats;
use super::shared::Shared;
use super::stats::ThreadStats;
use super::token::{Token, WAKER};
use crate::clock;
use crate::recorder::Tray;

/// Sockets that are served between two looks at the deadlines: so many that a thread that was held
/// up does not forget to listen over all that it has to say.
const BATCH: usize = 1_024;

/// Pieces of work between two looks at the clock.
const CLOCK_EVERY: usize = 32;

/// Longer than any media packet on a network of this world.
const LARGEST: usize = 2_048;

pub(super) struct Worker {
    pub(super) shared: Arc<Shared>,
    pub(super) inbox: Arc<Inbox>,
    pub(super) seats: Seats,
    pub(super) hands: Hands,
    pub(super) chance: Chance,
    pub(super) orders: VecDeque<Order>,
    number: usize,
    due: Vec<u32>,
    load: Load,
    figures: Figures,
    buffer: Box<[u8]>,
}

impl Worker {
    pub(super) fn new(
        number: usize,
        rule: OverloadRule,
        chance: Chance,
        shared: Arc<Shared>,
        inbox: Arc<Inbox>,
        tray: Tray,
    ) -> io::Result<Worker> {
        let now = clock::mono();
        let hands = Hands::new(now, Arc::clone(&shared), tray)?;
        let waker = epoll::EventData::new_u64(WAKER);
        epoll::add(&hands.epoll, &inbox.waker, waker, epoll::EventFlags::IN)?;
        Ok(Worker {
            shared,
            inbox,
            seats: Seats::default(),
            hands,
            chance,
            orders: VecDeque::new(),
            number,
            due: Vec::new(),
            load: Load::new(rule, now),
            figures: Figures::default(),
            buffer: vec![0; LARGEST].into_boxed_slice(),
        })
    }

    /// Works until it is told to stop, and then ends its rooms.
    pub(super) fn run(&mut self) {
        let mut events = Vec::with_capacity(BATCH);
        let mut slept = clock::mono();
        loop {
            events.clear();
            let timeout = self.timeout(slept);
            // A signal may end the wait early; then nothing is ready.
            let _ = epoll::wait(
                &self.hands.epoll,
                spare_capacity(&mut events),
                timeout.as_ref(),
            );
            let woke = clock::mono();
            self.hands.counters.wakes += 1;
            self.expire(woke);
            self.serve(&events);
            if self.carry_out() {
                self.end_all();
                self.show();
                return;
            }
            slept = clock::mono();
            self.load.awake(slept.since(woke));
            self.measure(slept);
        }
    }

    /// How long to wait for a socket: until the next deadline, and without rooms for ever.
    fn timeout(&self, now: Mono) -> Option<Timespec> {
        let window = self.load.window_end();
        let at = if !self.orders.is_empty() {
            now
        } else if self.seats.len() == 0 && !self.figures.overloaded {
            return None;
        } else {
            self.hands
                .wheel
                .next()
                .map_or(window, |deadline| deadline.min(window))
        };
        let nanos = at.since(now).subsec_nanos();
        Some(Timespec {
            tv_sec: 0,
            tv_nsec: nanos.into(),
        })
    }

    /// Does what is due in the rooms whose time has come.
    fn expire(&mut self, mut now: Mono) {
        self.hands.wheel.expire(now, &mut self.due);
        for (done, number) in self.due.drain(..).enumerate() {
            if done % CLOCK_EVERY == CLOCK_EVERY - 1 {
                now = clock::mono();
            }
            let Some(seat) = self.seats.get_mut(number) else {
                continue;
            };
            if seat.wakes.is_some_and(|wakes| wakes > now) {
                // An entry from before the room was put into a later slot, or another room's.
                continue;
            }
            seat.wakes = None;
            if let Some(deadline) = seat.room.next_deadline().filter(|at| *at <= now) {
                self.load.worked(now.since(deadline));
                let (room, mut outbox) = self.hands.enter(seat);
                room.expire(now, &mut outbox);
            }
            self.hands.schedule(number, seat);
        }
    }

    /// Takes one packet from each socket that has some. What is left makes the next wait short, so
    /// a flood on one socket holds up nobody.
    fn serve(&mut self, events: &[epoll::Event]) {
        let mut now = clock::mono();
        for (done, event) in events.iter().enumerate() {
            if done % CLOCK_EVERY == CLOCK_EVERY - 1 {
                now = clock::mono();
            }
            let data = event.data;
            if data.u64() == WAKER {
                self.inbox.waker.rest();
                self.fetch_orders();
            } else {
                self.receive(now, Token::unpack(data.u64()));
            }
        }
    }

    fn receive(&mut self, now: Mono, token: Token) {
        let Some(seat) = self.seats.get_mut(token.seat) else {
            return;
        };
        let Some(leg) = seat.legs.iter_mut().find(|leg| leg.number == token.leg) else {
            return;
        };
        let (socket, shield) = leg.socket(token.rtcp);
        let counters = &mut self.hands.counters;
        let (length, from) = match socket.recv_from(&mut self.buffer) {
            Ok(received) => received,
            Err(error) => {
                counters.receive_failed += u64::from(error.kind() != ErrorKind::WouldBlock);
                return;
            }
        };
        let packet = self.buffer.get_mut(..length);
        let Some(packet) = packet.filter(|_| length < LARGEST) else {
            counters.oversize += 1;
            return;
        };
        if token.rtcp {
            counters.rtcp_in += 1;
            let Some(packet) = shield.open_rtcp(packet) else {
                return;
            };
            let (room, mut outbox) = self.hands.enter(seat);
            room.receive_rtcp(now, token.leg, from, packet, &mut outbox);
        } else {
            counters.rtp_in += 1;
            let Some(packet) = shield.open_rtp(packet) else {
                return;
            };
            let (room, mut outbox) = self.hands.enter(seat);
            room.receive(now, token.leg, from, packet, &mut outbox);
        }
        self.hands.schedule(token.seat, seat);
    }

    /// Ends a window of measuring if it is over.
    fn measure(&mut self, now: Mono) {
        let Some(figures) = self.load.roll(now) else {
            return;
        };
        self.figures = figures;
        self.show();
        self.shared.set_overloaded(self.number, figures.overloaded);
    }

    /// Shows its figures to whoever asks.
    pub(super) fn show(&self) {
        let Some(gauge) = self.shared.gauges.get(self.number) else {
            return;
        };
        *gauge.stats.lock().unwrap_or_else(PoisonError::into_inner) = ThreadStats {
            rooms: self.seats.len(),
            worst_late_us: self.figures.worst_late_us,
            busy_permille: self.figures.busy_permille,
            overloaded: self.figures.overloaded,
            counters: self.hands.counters,
        };
    }
}
