//! The switch itself: what it holds, and where each input and each message of a machine goes.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use contact::{Center, LegEvent, LegId};
use kernel::{Chance, Mono, Now};
use model::config::Config;
use model::homes::Homes;
use model::live::LiveChanges;
use model::state::Chosen;
use model::{Extension, Name, Revision};
use sip::digest::Verifier;
use sip::registrar::Registrar;
use sip::{Event, RequestId, Stack, Stranger};

use crate::blacklist::Blacklist;
use crate::clients::Client;
use crate::examine::Examinations;
use crate::interface::{Input, MediaCommand, MediaEvent, Output, Resource, Settings};
use crate::ledger::{Entry, HashedPassword, Ledger, Token};
use crate::legs::{Device, Legs};
use crate::numbers::Numbers;
use crate::traced::Owed;
use crate::trials::Trials;
use crate::trunks::Trunks;

/// The realm of digest authentication at a first start.
pub const REALM: &str = "ccd";

/// The whole center as one machine. See the crate's documentation for how it is driven.
pub struct Switch {
    pub(crate) settings: Settings,
    pub(crate) chance: Chance,
    /// What is in effect: what is desired, with what is changed at run time laid over it.
    pub(crate) config: Arc<Config>,
    /// What was applied.
    pub(crate) desired: Arc<Config>,
    /// What is changed at run time.
    pub(crate) live: LiveChanges,
    /// When the next of these changes ends by itself.
    pub(crate) live_due: Option<Mono>,
    pub(crate) revision: Revision,
    pub(crate) numbers: Numbers,
    pub(crate) center: Center,
    pub(crate) stack: Stack,
    pub(crate) verifier: Verifier,
    pub(crate) registrar: Registrar,
    pub(crate) realm: String,
    pub(crate) legs: Legs,
    pub(crate) owed: Owed,
    pub(crate) examinations: Examinations,
    pub(crate) trials: Trials,
    pub(crate) presences: BTreeMap<Name, Chosen>,
    pub(crate) passwords: BTreeMap<Extension, HashedPassword>,
    pub(crate) tokens: BTreeMap<Name, Token>,
    pub(crate) clients: BTreeMap<Name, Client>,
    /// Callers who are blocked at run time.
    pub(crate) blocked: Blacklist,
    pub(crate) reachable: BTreeSet<Extension>,
    pub(crate) trunks: Trunks,
    pub(crate) overloaded: BTreeSet<Resource>,
    pub(crate) draining: bool,
    /// When a sign of life is due.
    pub(crate) sign_due: Option<Mono>,
    pub(crate) counters: Counters,
    outputs: VecDeque<Output>,
}

/// What the switch has counted since it was made.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    /// INVITEs from addresses that no trunk allows.
    pub strangers: u64,
    /// INVITEs refused because the media threads were at their limit or the center was ending.
    pub refused_overload: u64,
    /// INVITEs refused because a limit of the configuration was reached.
    pub refused_limit: u64,
    /// INVITEs of callers who are on a blacklist.
    pub refused_blocked: u64,
    /// INVITEs for numbers that are not configured.
    pub refused_unknown: u64,
    /// INVITEs without a codec that we have.
    pub refused_codec: u64,
    /// Changes at run time that were refused because there are too many.
    pub refused_live_changes: u64,
    /// REGISTERs that were accepted, of phones and gateways.
    pub registered: u64,
    /// INVITEs of our phones that were not allowed, or came from one that has a call.
    pub refused_phones: u64,
    /// REFERs of those who may not hand calls over, or name nobody.
    pub refused_transfers: u64,
    /// REGISTERs and INVITEs of phones and gateways with a wrong user name, password or nonce.
    pub unauthorised: u64,
    /// Calls that have a record, or will.
    pub calls: u64,
    /// Legs that were over without a word: nothing was heard of them, and nobody answered.
    pub gone_silently: u64,
    /// Keys that a phone told both in its audio and beside it, each counted once.
    pub keys_told_twice: u64,
    /// Legs that found no port.
    pub no_port: u64,
    /// How often a server of a trunk did not answer.
    pub servers_silent: u64,
    /// How often that was forgotten too soon, because there were too many.
    pub silences_crowded_out: u64,
}

/// What is going on at a moment. All zero when nothing is.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Census {
    /// Legs between SIP, media and contact.
    pub legs: usize,
    /// What the contact machine holds.
    pub center: contact::Census,
    /// What the SIP stack holds.
    pub stack: sip::Census,
}

impl Switch {
    /// A switch that goes on from `ledger`: calls that were open get their record, phones stay
    /// registered until they expire, agents are in the presence that they chose.
    pub fn new(now: Now, settings: Settings, ledger: Ledger, mut chance: Chance) -> Switch {
        let config = ledger.live.over(&ledger.config);
        let mut center = Center::new(config.clone(), ledger.revision, chance.fork());
        center.restore(&ledger.presences, ledger.past);
        let mut switch = Switch {
            center,
            numbers: Numbers::new(&config),
            stack: Stack::new(stack_settings(&settings), chance.fork()),
            verifier: Verifier::new(&mut chance),
            registrar: Registrar::new(sip::registrar::Settings::default()),
            realm: ledger.realm.clone().unwrap_or_else(|| REALM.to_owned()),
            legs: Legs::default(),
            owed: Owed::default(),
            examinations: Examinations::default(),
            trials: Trials::default(),
            presences: ledger.presences,
            passwords: ledger.passwords,
            tokens: ledger.tokens,
            clients: ledger.clients,
            blocked: Blacklist::new(ledger.blocked),
            reachable: BTreeSet::new(),
            trunks: Trunks::default(),
            overloaded: BTreeSet::new(),
            draining: false,
            sign_due: None,
            counters: Counters::default(),
            outputs: VecDeque::new(),
            revision: ledger.revision,
            settings,
            config,
            desired: ledger.config,
            live: ledger.live,
            live_due: None,
            chance,
        };
        if ledger.realm.is_none() {
            switch.put(Output::Journal(Entry::Realm(switch.realm.clone())));
        }
        switch.close_crashed_calls(ledger.alive_at.unwrap_or(now.wall), ledger.open_calls);
        switch.restore_blocked(now);
        switch.restore_registrations(now, ledger.registrations);
        switch.trunks.passwords = ledger.trunk_passwords;
        switch.trunks.accounts = ledger.accounts;
        switch.restore_gateways(now, ledger.gateways);
        switch.configure_trunks(now);
        switch.watch_live(now);
        switch.settle(now);
        switch
    }

    /// The same, knowing where customers' numbers are at home.
    pub fn knowing(mut self, homes: Arc<Homes>) -> Switch {
        self.center.learn(homes);
        self
    }

    /// Takes one input; drain [`Switch::poll`] after it.
    pub fn handle(&mut self, now: Now, input: Input<'_>) {
        match input {
            Input::Datagram(flow, bytes) => {
                self.believe(now, flow);
                if let Some(stranger) = self.stack.receive(now.mono, flow, bytes) {
                    self.meet(now, stranger);
                }
            }
            Input::Severed(flow) => {
                self.believe(now, flow);
                self.severed(now, flow);
            }
            Input::Distrusted(flow, why) => self.distrusted(now, flow, why),
            Input::Media(leg, event) => self.media_said(now, leg, event),
            Input::Command(ticket, principal, command) => {
                self.carry_out(now, ticket, &principal, command);
            }
            Input::Replied(id, reply) => {
                self.center.handle(now, contact::Input::Replied(id, reply));
            }
            Input::Overloaded(resource, true) => {
                self.overloaded.insert(resource);
            }
            Input::Overloaded(resource, false) => {
                self.overloaded.remove(&resource);
            }
            Input::Resolved(lookup, answer) => self.resolved(now, &lookup, answer),
            Input::Drain => {
                self.draining = true;
                self.withdraw_trunks(now);
                self.end_trials(now);
                self.center.handle(now, contact::Input::Drain);
            }
            Input::EndAll => {
                self.end_trials(now);
                self.center.handle(now, contact::Input::EndAll);
            }
            Input::Timeout => self.expire(now),
        }
        self.settle(now);
        self.beat(now);
    }

    /// The next thing to do, until `None`.
    pub fn poll(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }

    /// When [`Input::Timeout`] is due at the latest.
    pub fn next_deadline(&self) -> Option<Mono> {
        [
            self.stack.next_deadline(),
            self.center.next_deadline(),
            self.registrar.next_deadline(),
            self.trunks_deadline(),
            self.sign_due,
            self.trials.next_deadline(),
            self.examinations.next_deadline(),
            self.live_due,
        ]
        .into_iter()
        .flatten()
        .min()
    }

    /// What is going on.
    pub fn census(&self) -> Census {
        Census {
            legs: self.legs.len(),
            center: self.center.census(),
            stack: self.stack.census(),
        }
    }

    /// What has been counted.
    pub fn counters(&self) -> Counters {
        let (servers_silent, silences_crowded_out) = self.trunks.silences();
        Counters {
            servers_silent,
            silences_crowded_out,
            ..self.counters
        }
    }

    /// The contact machine, to look at.
    pub fn center(&self) -> &Center {
        &self.center
    }

    /// The SIP stack's counters.
    pub fn stack_counters(&self) -> sip::Counters {
        self.stack.counters()
    }

    /// The configuration that is in effect, with what is changed at run time, and its number.
    pub fn config(&self) -> (&Arc<Config>, Revision) {
        (&self.config, self.revision)
    }

    pub(crate) fn put(&mut self, output: Output) {
        self.outputs.push_back(output);
    }

    pub(crate) fn tell(&mut self, now: Now, leg: LegId, event: LegEvent) {
        if self.trials.have(leg) {
            return self.trial_said(now, leg, event);
        }
        self.center.handle(now, contact::Input::Leg(leg, event));
    }

    fn expire(&mut self, now: Now) {
        self.stack.expire(now.mono);
        self.expire_registrations(now);
        self.expire_trunks(now);
        self.expire_trials(now);
        self.expire_examinations(now);
        self.expire_live(now);
        self.center.handle(now, contact::Input::Timeout);
    }

    /// Carries messages between the machines until none has anything left to say.
    pub(crate) fn settle(&mut self, now: Now) {
        loop {
            if let Some(output) = self.stack.poll() {
                match output {
                    sip::Output::Transmit(flow, bytes) => self.put(Output::Transmit(flow, bytes)),
                    sip::Output::Event(event) => self.sip_said(now, event),
                }
            } else if let Some(output) = self.center.poll() {
                self.center_said(now, output);
            } else {
                break;
            }
        }
    }

    fn sip_said(&mut self, now: Now, event: Event) {
        match event {
            Event::Invited(session, invite) => self.invited(now, session, &invite),
            Event::Requested(request, stranger) => self.requested(now, request, stranger),
            Event::Progressed { session, sdp, .. } => {
                self.call_heard(now, session);
                self.device_progressed(now, session, sdp.as_deref());
            }
            Event::Answered { session, sdp } => {
                self.call_heard(now, session);
                self.device_answered(now, session, sdp.as_deref());
            }
            Event::Failed {
                session,
                status,
                reason,
                silent,
            } => {
                match silent {
                    true => self.call_silent(now, session),
                    false => self.call_heard(now, session),
                }
                self.device_failed(now, session, status, reason.as_ref());
            }
            Event::Reoffered(session, offer) => self.reoffered(now, session, offer.as_deref()),
            Event::Pressed(session, key, held) => self.pressed_beside(now, session, key, held),
            Event::Referred(session, refer) => self.referred(now, session, &refer),
            Event::Ended(session, ending) => self.session_ended(now, session, &ending),
            Event::Confirmed(session, answer) => {
                self.confirmed(now, session, answer.as_deref());
            }
            Event::Unanswered(session, times) => self.unanswered(now, session, times),
            Event::Reanswered(session, answer) => {
                self.reanswered(now, session, answer.as_deref());
            }
            Event::Unmoved(session, status) => self.unmoved(now, session, status),
            Event::Responded(request, status, response) => {
                self.trunk_answered(now, request, status, response.as_deref());
                self.examined(now, request, status, response.map(|it| *it));
            }
            // We ask nobody for anything else within a session.
            Event::Notified(..) => {}
        }
    }

    fn requested(&mut self, now: Now, request: RequestId, stranger: Stranger) {
        // Only an authenticated REGISTER is ever admitted outside a dialog.
        self.register(now, request, &stranger);
    }

    fn media_said(&mut self, now: Now, leg: LegId, event: MediaEvent) {
        if let MediaEvent::Closed(media) = event {
            return self.measured(leg, *media);
        }
        if !self.legs.contains(leg) {
            return;
        }
        match event {
            MediaEvent::Closed(_) => {}
            MediaEvent::Opened(address) => self.opened(now, leg, address),
            MediaEvent::OpenFailed => self.open_failed(now, leg),
            MediaEvent::Digit(key) => self.pressed_in_audio(now, leg, key),
            MediaEvent::Played(play, end) => self.tell(now, leg, LegEvent::Played(play, end)),
            MediaEvent::Flowing => self.flows(now, leg),
            MediaEvent::Mute(mute) => self.fell_mute(now, leg, mute),
            MediaEvent::Silent => self.tell(now, leg, LegEvent::NoMedia),
            MediaEvent::Quiet(recording) => self.tell(now, leg, LegEvent::Quiet(recording)),
        }
    }

    fn center_said(&mut self, now: Now, output: contact::Output) {
        use contact::Output as Said;
        match output {
            Said::Refuse(leg, refusal) => self.refuse(now, leg, refusal),
            Said::Accept(leg) => self.accept(now, leg),
            Said::Progress(leg) => self.progress(leg),
            Said::Dial {
                leg,
                phone,
                caller,
                callee,
                auto_answer,
            } => self.dial(now, leg, Device::phone(phone, caller, callee, auto_answer)),
            Said::DialOut {
                leg,
                trunk,
                number,
                caller,
                forwarded,
            } => self.dial_out(now, leg, &trunk, &number, &caller, forwarded),
            Said::Ring(leg) => self.ring(now, leg),
            Said::Adopt { leg, from } => self.adopt(now, leg, from),
            Said::Transfer(leg, what) => self.transferred(now, leg, what),
            Said::HangUp { leg, elsewhere } => self.hang_up(now, leg, elsewhere),
            Said::Play {
                leg,
                play,
                sounds,
                times,
                by,
            } => {
                self.put(Output::Media(MediaCommand::Play {
                    leg,
                    play,
                    sounds,
                    times,
                    by,
                }));
            }
            Said::Stop(leg) => self.put(Output::Media(MediaCommand::Stop(leg))),
            Said::Bridge(one, other) => self.bridge(one, other),
            Said::Unbridge(one, other) => self.unbridge(one, other),
            Said::Record {
                recording,
                at,
                left,
                right,
            } => {
                self.put(Output::Media(MediaCommand::Record {
                    recording,
                    at,
                    left,
                    right,
                }));
            }
            Said::RecordAlone {
                recording,
                at,
                leg,
                quiet,
            } => {
                self.put(Output::Media(MediaCommand::RecordAlone {
                    recording,
                    at,
                    leg,
                    quiet,
                }));
            }
            Said::StopRecording(call, recording) => {
                self.put(Output::Media(MediaCommand::StopRecording(call, recording)));
            }
            Said::Journal(event) => self.put(Output::Journal(Entry::Call(event))),
            Said::Finished(record) => self.put(Output::Journal(Entry::Record(record))),
            Said::Ask(id, ask) => self.put(Output::Ask(id, ask)),
            Said::Forget(id) => self.put(Output::Forget(id)),
            Said::AgentChanged(status) => self.agent_changed(status),
        }
    }
}

/// Room for 1,000 calls a second: each leaves four transactions that linger 32 s (RFC 6026).
fn stack_settings(settings: &Settings) -> sip::Settings {
    sip::Settings {
        transactions: 400_000,
        places: settings.places.clone(),
        keeps: true,
        ..sip::Settings::default()
    }
}
