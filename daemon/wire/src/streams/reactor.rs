//! The thread that all connections live on.

use std::collections::{BTreeSet, HashMap};
use std::io;
use std::net::IpAddr;
use std::os::fd::OwnedFd;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use kernel::Mono;
use rustix::event::Timespec;
use rustix::event::epoll::{self, Event, EventData, EventFlags};
use sip::{Expected, Flow, Kept, Transport};

use super::Heard;
use super::channel::Channel;
use super::connection::Connection;
use super::counts::{Counters, Cut};
use super::crowd::Crowd;
use super::listener::{Listener, dial};
use super::orders::{Order, Orders};
use super::renewal::Renewal;
use super::settings::StreamLimits;
use super::tls::{Others, Own};
use crate::clock;
use crate::sip_socket::{Gate, Known};
use crate::waker::Waker;

/// How often deadlines are looked at.
const SWEEP: Duration = Duration::from_millis(250);
/// How often what waits for its source's rate, or for room, is tried again.
const RETRY: Duration = Duration::from_millis(20);
/// Connections taken between two looks at those that are there.
const BATCH: usize = 64;
/// What an event is about that is about no connection; listeners follow behind it.
const WAKER: u64 = 0;
/// The first connection.
const FIRST: u64 = 1 << 16;
/// Bytes that are read at once.
const READ: usize = 16 * 1024;

/// What the thread shares with its owner.
pub(super) struct Shared {
    pub orders: Orders,
    pub waker: Waker,
    pub counters: Counters,
    pub stop: AtomicBool,
}

pub(super) struct Reactor<D> {
    pub(super) deliver: D,
    pub(super) shared: Arc<Shared>,
    pub(super) limits: StreamLimits,
    pub(super) trusted: Known,
    /// How many messages one source may send.
    pub(super) gate: Gate,
    pub(super) connections: HashMap<u64, Connection>,
    /// Connections with more to do than one turn takes.
    pub(super) again: BTreeSet<u64>,
    /// Connections that wait for their source's rate, or for room.
    pub(super) paused: BTreeSet<u64>,
    pub(super) buffer: Vec<u8>,
    epoll: OwnedFd,
    listeners: Vec<Listener>,
    own: Option<Renewal>,
    others: Others,
    /// How many connections one source may begin.
    arrivals: Gate,
    crowd: Crowd,
    /// Those of it who have not shown who they are.
    newcomers: Crowd,
    by_flow: HashMap<Flow, u64>,
    /// How often those that we opened are kept alive, by where they lead.
    kept: Kept,
    opening: usize,
    /// Those of them to each source that nobody trusts.
    openings: Crowd,
    last: u64,
    deaf: bool,
    swept: Mono,
}

/// What a reactor begins with.
pub(super) struct Parts<D> {
    pub deliver: D,
    pub shared: Arc<Shared>,
    pub limits: StreamLimits,
    pub trusted: Known,
    pub gate: Gate,
    pub listeners: Vec<Listener>,
    pub own: Option<Own>,
    pub others: Others,
}

impl<D: FnMut(Heard<'_>) -> bool> Reactor<D> {
    pub fn new(parts: Parts<D>) -> io::Result<Reactor<D>> {
        let Parts {
            deliver,
            shared,
            limits,
            trusted,
            gate,
            listeners,
            own,
            others,
        } = parts;
        let epoll = epoll::create(epoll::CreateFlags::CLOEXEC)?;
        let token = EventData::new_u64(WAKER);
        epoll::add(&epoll, &shared.waker, token, EventFlags::IN)?;
        let own = own.map(|own| Renewal::new(own, clock::now(), &shared.counters));
        let reactor = Reactor {
            deliver,
            shared,
            arrivals: Gate::new(limits.arrivals),
            limits,
            trusted,
            gate,
            connections: HashMap::new(),
            again: BTreeSet::new(),
            paused: BTreeSet::new(),
            buffer: vec![0; READ],
            epoll,
            listeners,
            own,
            others,
            crowd: Crowd::default(),
            newcomers: Crowd::default(),
            by_flow: HashMap::new(),
            kept: Kept::new(),
            opening: 0,
            openings: Crowd::default(),
            last: FIRST,
            deaf: true,
            swept: Mono::ZERO,
        };
        Ok(reactor)
    }

    /// Runs until it is told to stop.
    pub fn run(&mut self) {
        self.listen(true);
        let mut events: Vec<Event> = Vec::with_capacity(256);
        while !self.shared.stop.load(Ordering::Acquire) {
            events.clear();
            let patience = self.patience();
            let room = rustix::buffer::spare_capacity(&mut events);
            // A signal may end the wait early; then there is nothing to do yet.
            let _ = epoll::wait(&self.epoll, room, Some(&patience));
            let now = clock::mono();
            self.trusted.refresh();
            for event in &events {
                self.heed(now, event.data.u64(), event.flags);
            }
            self.obey(now);
            self.go_on(now);
            if now.since(self.swept) >= SWEEP {
                self.swept = now;
                self.sweep(now);
            }
        }
    }

    fn patience(&self) -> Timespec {
        let span = match (self.again.is_empty(), self.paused.is_empty()) {
            (false, _) => Duration::ZERO,
            (true, false) => RETRY,
            (true, true) => SWEEP,
        };
        Timespec {
            tv_sec: 0,
            tv_nsec: span.subsec_nanos().into(),
        }
    }

    fn heed(&mut self, now: Mono, token: u64, flags: EventFlags) {
        if token == WAKER {
            self.shared.waker.rest();
        } else if token >= FIRST {
            self.turn(now, token, flags);
        } else if let Ok(number) = usize::try_from(token) {
            self.accept(now, number - 1);
        }
    }

    /// Those that have more to do, and those that waited long enough to try again.
    fn go_on(&mut self, now: Mono) {
        for id in std::mem::take(&mut self.again) {
            self.turn(now, id, EventFlags::IN);
        }
        for id in std::mem::take(&mut self.paused) {
            if let Some(connection) = self.connections.get_mut(&id) {
                connection.paused = false;
            }
            self.turn(now, id, EventFlags::IN);
        }
    }

    fn accept(&mut self, now: Mono, number: usize) {
        for _ in 0..BATCH {
            let Some(listener) = self.listeners.get(number) else {
                return;
            };
            match listener.accept() {
                Ok((socket, flow)) => self.welcome(now, socket, flow),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return,
                Err(error) if error.kind() == io::ErrorKind::ConnectionAborted => {}
                Err(error) => {
                    self.shared.counters.accept_failed.add(1);
                    tracing::warn!(%error, "a SIP connection cannot be taken; trying again soon");
                    // Whoever waits stays in the queue, which would wake us without an end.
                    return self.listen(false);
                }
            }
        }
    }

    fn listen(&mut self, open: bool) {
        if self.deaf != open {
            return;
        }
        self.deaf = !open;
        for (token, listener) in (1..).zip(&self.listeners) {
            let outcome = match open {
                true => {
                    let token = EventData::new_u64(token);
                    epoll::add(&self.epoll, &listener.socket, token, EventFlags::IN)
                }
                false => epoll::delete(&self.epoll, &listener.socket),
            };
            if let Err(error) = outcome {
                tracing::error!(%error, address = %listener.local, "a SIP address is not watched");
            }
        }
    }

    /// Takes a connection, if there is room and its source has not too many.
    fn welcome(&mut self, now: Mono, socket: std::net::TcpStream, flow: Flow) {
        let source = flow.remote.ip();
        let trusted = self.trusted.has(source);
        let room = self.connections.len() < self.limits.connections;
        let may = room && self.can_meet(flow.transport) && (trusted || self.let_in(now, source));
        if !may {
            self.shared.counters.turned_away.add(1);
            return;
        }
        let channel = match (flow.transport, &self.own) {
            (Transport::Tls, Some(renewal)) => renewal.own().meet(),
            _ => Ok(Channel::Plain),
        };
        let counted = (!trusted).then_some(source);
        match channel {
            Ok(channel) => {
                self.shared.counters.accepted.add(1);
                let mut connection = Connection::new(flow, socket, channel, now);
                (connection.counted, connection.newcomer) = (counted, counted);
                self.keep(now, connection);
            }
            Err(error) => {
                tracing::error!(%error, "TLS with {} cannot begin", flow.remote);
                self.shared.counters.ended(Cut::Distrust);
                if let Some(source) = counted {
                    self.crowd.leave(source);
                    self.newcomers.leave(source);
                }
            }
        }
    }

    /// Whether we can say who we are, where we have to.
    fn can_meet(&self, transport: Transport) -> bool {
        let own = self.own.as_ref().map(Renewal::own);
        transport != Transport::Tls || own.is_none_or(Own::is_there)
    }

    /// Whether one more of a source may come in.
    fn let_in(&mut self, now: Mono, source: IpAddr) -> bool {
        if !self.arrivals.admit(now, source) || !self.newcomers.enter(source, self.limits.newcomers)
        {
            return false;
        }
        let room = self.crowd.enter(source, self.limits.of_one_source);
        if !room {
            self.newcomers.leave(source);
        }
        room
    }

    /// Whoever is there has shown who he is.
    fn know(&mut self, flow: Flow) {
        let id = self.by_flow.get(&flow);
        let connection = id.and_then(|id| self.connections.get_mut(id));
        if let Some(source) = connection.and_then(|it| it.newcomer.take()) {
            self.newcomers.leave(source);
        }
    }

    /// Puts a connection in and waits for what comes of it.
    fn keep(&mut self, now: Mono, connection: Connection) {
        self.last += 1;
        let id = self.last;
        let (flow, tls) = (connection.flow, connection.flow.transport == Transport::Tls);
        self.shared.counters.open.fetch_add(1, Ordering::Relaxed);
        self.shared
            .counters
            .open_tls
            .fetch_add(tls.into(), Ordering::Relaxed);
        self.opening += usize::from(connection.joining);
        let token = EventData::new_u64(id);
        let watched = epoll::add(&self.epoll, &connection.socket, token, connection.watched);
        self.by_flow.insert(flow, id);
        self.connections.insert(id, connection);
        match watched {
            Ok(()) => self.turn(now, id, EventFlags::empty()),
            Err(_) => self.end(id, Cut::Refused),
        }
    }

    /// Waits for what the connection wants to be woken for.
    pub(super) fn watch(&mut self, id: u64) {
        let Some(connection) = self.connections.get_mut(&id) else {
            return;
        };
        let interest = connection.interest();
        if connection.watched != interest {
            connection.watched = interest;
            let token = EventData::new_u64(id);
            // It is in there; a socket that the system forgot ends by its deadline.
            let _ = epoll::modify(&self.epoll, &connection.socket, token, interest);
        }
    }

    /// Ends a connection, and tells whoever used it.
    pub(super) fn end(&mut self, id: u64, cut: Cut) {
        let Some(connection) = self.connections.remove(&id) else {
            return;
        };
        let (flow, tls) = (connection.flow, connection.flow.transport == Transport::Tls);
        tracing::debug!(remote = %flow.remote, transport = %flow.transport, why = cut.word(), "a SIP connection ends");
        self.shared.counters.ended(cut);
        self.shared.counters.open.fetch_sub(1, Ordering::Relaxed);
        self.shared
            .counters
            .open_tls
            .fetch_sub(tls.into(), Ordering::Relaxed);
        if let Some(source) = connection.newcomer {
            self.newcomers.leave(source);
        }
        if connection.joining {
            self.joined(connection.counted);
        } else if !connection.dialled {
            connection
                .counted
                .inspect(|source| self.crowd.leave(*source));
        }
        let current = self.by_flow.get(&flow) == Some(&id);
        if current {
            self.by_flow.remove(&flow);
        }
        if current && connection.used {
            let distrust = connection.distrust.as_ref();
            let told = distrust.map_or(Heard::Gone(flow), |why| Heard::Distrusted(flow, why));
            (self.deliver)(told);
        }
    }

    /// Sends what others want sent.
    fn obey(&mut self, now: Mono) {
        for order in self.shared.orders.take() {
            match order {
                Order::Send(flow, bytes) => self.send(now, flow, bytes),
                Order::Know(flow) => self.know(flow),
                Order::Expect(names) => self.expect(names),
                Order::Keep(kept) => self.kept = kept,
                Order::LookAgain => {
                    if let Some(renewal) = &mut self.own {
                        renewal.again(clock::now(), &self.shared.counters);
                    }
                }
            }
        }
    }

    /// Who has proven another name than he is to prove from here on proves it anew.
    fn expect(&mut self, names: Expected) {
        let others = self.others.expect(names);
        let over: Vec<_> = self
            .connections
            .iter()
            .filter(|(_, it)| it.dialled && others.contains(&it.flow.remote))
            .filter(|(_, it)| it.flow.transport == Transport::Tls)
            .map(|(id, _)| *id)
            .collect();
        for id in over {
            self.end(id, Cut::Distrust);
        }
    }

    fn send(&mut self, now: Mono, flow: Flow, bytes: Vec<u8>) {
        let known = self.by_flow.get(&flow).copied();
        let Some(id) = known.or_else(|| self.open(now, flow)) else {
            self.shared.counters.ended(Cut::Refused);
            (self.deliver)(Heard::Gone(flow));
            return;
        };
        let Some(connection) = self.connections.get_mut(&id) else {
            return;
        };
        match connection.queue(now, bytes, &self.limits) {
            Ok(()) => self.turn(now, id, EventFlags::empty()),
            Err(cut) => self.end(id, cut),
        }
    }

    /// Begins a connection; its number, if there may be one more.
    fn open(&mut self, now: Mono, flow: Flow) -> Option<u64> {
        let remote = flow.remote.ip();
        let trusted = self.trusted.has(remote);
        // Half is for trunks alone: who hangs up before his answer makes us call him in vain.
        let most = self.limits.opening / if trusted { 1 } else { 2 };
        let room = self.connections.len() < self.limits.connections;
        if !room || self.opening >= most {
            return None;
        }
        let socket = dial(flow).ok()?;
        let channel = match flow.transport {
            Transport::Tls => self.others.call(flow.remote).ok()?,
            _ => Channel::Plain,
        };
        let mut connection = Connection::new(flow, socket, channel, now);
        if !trusted {
            if !self.openings.enter(remote, self.limits.opening_to_one) {
                return None;
            }
            connection.counted = Some(remote);
        }
        connection.joining = true;
        connection.dialled = true;
        connection.used = true;
        connection.watched = connection.interest();
        self.shared.counters.dialled.add(1);
        self.keep(now, connection);
        self.by_flow.get(&flow).copied()
    }

    /// One less to open.
    pub(super) fn joined(&mut self, counted: Option<IpAddr>) {
        self.opening = self.opening.saturating_sub(1);
        if let Some(remote) = counted {
            self.openings.leave(remote);
        }
    }

    /// Asks those whether they live whose time it is.
    fn keep_alive(&mut self, now: Mono) {
        if self.kept.is_empty() {
            return;
        }
        let mut asked = Vec::new();
        for (id, connection) in &mut self.connections {
            let every = self.kept.get(&connection.flow.remote);
            let Some(every) = every.filter(|_| connection.dialled) else {
                continue;
            };
            match connection.ask(now, *every, &self.limits) {
                Ok(false) => {}
                Ok(true) => asked.push((*id, None)),
                Err(cut) => asked.push((*id, Some(cut))),
            }
        }
        for (id, cut) in asked {
            match cut {
                Some(cut) => self.end(id, cut),
                None => {
                    self.shared.counters.pings_sent.add(1);
                    self.turn(now, id, EventFlags::empty());
                }
            }
        }
    }

    fn sweep(&mut self, now: Mono) {
        self.listen(true);
        let limits = &self.limits;
        let overdue: Vec<_> = self
            .connections
            .iter()
            .filter_map(|(id, connection)| Some((*id, connection.overdue(now, limits)?)))
            .collect();
        for (id, cut) in overdue {
            self.end(id, cut);
        }
        self.keep_alive(now);
        if let Some(renewal) = &mut self.own {
            renewal.look(clock::now(), &self.shared.counters);
        }
    }
}
