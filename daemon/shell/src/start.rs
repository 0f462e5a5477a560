//! Starting: the store first, then the switch that goes on from it, then the world.

use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use acme::Acme;
use journal::Fold;
use store::Journal;
use switch::{Ledger, Switch};
use tokio::sync::{Semaphore, watch};
use wire::{Heard, MediaPlane, PlaneSettings, Signalling};

use crate::control::{Control, Inbox, Item, Outbox, Requests, Snapshot};
use crate::durable::{Audience, Publisher, Writer};
use crate::flight::Flight;
use crate::hooks::Hooks;
use crate::http::{
    Checked, Desk, EXPORTS, Entrance, ListenError, Listeners, Newcomers, PATIENCE, Parts, Room,
    WATCHERS, own_servers, router,
};
use crate::media_link::{MediaLink, item_of};
use crate::names::{Names, Resolver};
use crate::outward::Outward;
use crate::places::{self, PlacesError};
use crate::prompts::Prompts;
use crate::read_model::{Feed, History, Live, Present};
use crate::recordings::Recordings;
use crate::running::{Addresses, Running};
use crate::settings::Settings;

/// Why the daemon does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The store.
    #[error(transparent)]
    Store(#[from] store::StoreError),
    /// The sockets of SIP.
    #[error(transparent)]
    Sip(#[from] wire::SignallingError),
    /// Certificates.
    #[error(transparent)]
    Acme(#[from] acme::AcmeError),
    /// The media threads.
    #[error(transparent)]
    Media(#[from] wire::PlaneError),
    /// The client of customers' URLs.
    #[error(transparent)]
    Tls(#[from] egress::TlsError),
    /// The file of numbers' homes.
    #[error(transparent)]
    Places(#[from] PlacesError),
    /// The HTTP interface.
    #[error(transparent)]
    Listen(#[from] ListenError),
    /// Everybody is told our address, so it must be one.
    #[error(
        "{what} cannot be at {address}: phones and trunks are told this address; give one of this \
         machine's"
    )]
    NoAddress {
        /// `SIP` or `RTP`.
        what: &'static str,
        /// The address that is none.
        address: IpAddr,
    },
    /// A call has media of the family of its signalling.
    #[error(
        "SIP is spoken at {address}, but media have no address of that family: give a second address \
         of media"
    )]
    NoMedia {
        /// The address of SIP.
        address: IpAddr,
    },
    /// There is no SIP without an address.
    #[error(
        "nobody says where SIP is spoken: give an address of this machine, such as udp:192.0.2.7:5060"
    )]
    NoSip,
    /// The directory of everything that must survive.
    #[error(
        "the data directory {} cannot be made: {source}; make it for the user that the daemon runs as, \
         or give another with --data",
        path.display()
    )]
    Data {
        /// Its path.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// The system gives no threads, files or randomness.
    #[error("the system refuses what the daemon needs: {0}")]
    System(#[from] std::io::Error),
}

/// Starts a daemon. It returns when calls are taken.
///
/// # Errors
/// Why it does not start; nothing runs then.
pub fn serve(settings: &Settings) -> Result<Running, StartError> {
    check_addresses(settings)?;
    let homes = Arc::new(places::homes(settings.places.as_deref())?);
    let metrics = crate::metrics::install();
    std::fs::create_dir_all(&settings.data).map_err(|source| StartError::Data {
        path: settings.data.clone(),
        source,
    })?;
    let (journal, ledger) = open_journal(&settings.data)?;
    let history = Arc::new(History::open(
        journal.clone(),
        &settings.data.join("views"),
    )?);
    repair_recordings(&settings.data);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .thread_name("interface")
        .on_thread_start(wire::priority::behind)
        .enable_all()
        .build()?;
    let listeners = runtime.block_on(Listeners::open(settings.http, &settings.socket))?;
    let prompts = Arc::new(Prompts::open(&settings.data, settings.speech.clone())?);
    let inbox = Arc::new(Inbox::default());
    let sip = Arc::new(start_sip(settings, &inbox)?);
    let acme = start_acme(settings, &sip)?;
    let media = Arc::new(start_media(settings, &prompts, &inbox)?);
    let outward = Outward::start(&settings.egress(), &inbox)?;

    let present = Arc::new(Present::new(Live::new(&ledger, wire::clock::now().wall)));
    let requests = Arc::new(Requests::new(inbox.clone()));
    let feed = Arc::new(Feed::new(journal.durable(), wire::clock::now().wall));
    let hooks = Arc::new(Hooks::start(
        &settings.egress(),
        &settings.data,
        &ledger,
        history.clone(),
        present.clone(),
    )?);
    let audience = Audience {
        present: present.clone(),
        history: history.clone(),
        feed: feed.clone(),
        hooks: hooks.clone(),
        requests: requests.clone(),
    };
    let (publisher, published) = Publisher::start(journal.clone(), audience)?;
    preload(&prompts, &ledger);
    let snapshot = Arc::new(Snapshot::default());
    let flight = Arc::new(Flight::new(settings.trace_bytes));
    let writer = Writer::new(journal, published);
    let told = sip.places().iter().next().ok_or(StartError::NoSip)?.1;
    let outbox = Outbox::new(
        sip.clone(),
        media.clone(),
        outward.egress(),
        start_names(told.ip(), &inbox)?,
        writer,
        inbox.clone(),
    )
    .noted_in(flight.clone());
    let mut switch = Switch::new(
        wire::clock::now(),
        switch::Settings {
            sip: told,
            places: sip.places().clone(),
        },
        ledger,
        wire::entropy::chance()?,
    )
    .knowing(homes);
    switch.probe_trunks(wire::clock::now());
    let control = Control::start(switch, outbox, inbox.clone(), snapshot.clone())?;

    let addresses = Addresses {
        sip: told,
        sip_places: places_of(&sip),
        rtp: media_of(settings),
        http: listeners.http()?,
        socket: settings.socket.clone(),
    };
    let (stop_interface, stop) = watch::channel(false);
    let desk = Desk::new(Parts {
        present: present.clone(),
        history,
        feed,
        watchers: Arc::new(Semaphore::new(WATCHERS)),
        requests,
        prompts,
        recordings: Recordings::new(&settings.data),
        exports: Arc::new(Semaphore::new(EXPORTS)),
        entrance: Entrance::default(),
        checked: Checked::default(),
        sip: own_servers(sip.places()),
        flight,
        snapshot,
        egress: outward.egress(),
        hooks: hooks.clone(),
        acme: acme.clone(),
        metrics,
        stop: stop.clone(),
    });
    let room = Room {
        most: settings.http_connections,
        newcomers: Newcomers::new(settings.http_newcomers, PATIENCE),
    };
    let interface = runtime.spawn(listeners.serve(router(desk), room, stop));
    Ok(Running {
        addresses,
        drain: settings.drain,
        inbox,
        present,
        control,
        sip,
        acme,
        media,
        outward,
        hooks,
        publisher,
        runtime,
        interface,
        stop_interface,
    })
}

fn check_addresses(settings: &Settings) -> Result<(), StartError> {
    let sip = settings
        .sip
        .iter()
        .map(|(_, address)| ("SIP", address.ip()));
    let media = [settings.rtp_address]
        .into_iter()
        .chain(settings.rtp_besides);
    let mut all = sip.chain(media.clone().map(|address| ("RTP", address)));
    if let Some((what, address)) = all.find(|(_, address)| address.is_unspecified()) {
        return Err(StartError::NoAddress { what, address });
    }
    let is_dumb = |sip: &IpAddr| media.clone().all(|rtp| rtp.is_ipv4() != sip.is_ipv4());
    let mut sip = settings.sip.iter().map(|(_, address)| address.ip());
    match sip.find(is_dumb) {
        Some(address) => Err(StartError::NoMedia { address }),
        None => Ok(()),
    }
}

fn open_journal(data: &Path) -> Result<(Arc<Journal>, Ledger), StartError> {
    let (journal, replay) =
        Journal::open(&data.join("journal"), store_settings(), Ledger::default())?;
    let mut ledger = Ledger::default();
    for item in replay.items() {
        match item {
            journal::Item::Checkpoint(_, state) => {
                if let Err(error) = ledger.restore(state) {
                    tracing::error!(%error, "a checkpoint of the journal is passed over");
                }
            }
            journal::Item::Entry(seq, payload) => Fold::apply(&mut ledger, seq, payload),
        }
    }
    Ok((Arc::new(journal), ledger))
}

/// An entry waits a little for company: a sync costs the same for one as for a hundred, and 50 ms is
/// what it may take in all.
fn store_settings() -> store::Settings {
    let limits = journal::Limits {
        gather: Duration::from_millis(20),
        ..Default::default()
    };
    store::Settings {
        limits,
        ..Default::default()
    }
}

/// Recordings that a crash cut off get their length.
fn repair_recordings(data: &Path) {
    match wire::recorder::repair(data) {
        Ok(repaired) if repaired.is_empty() => {}
        Ok(repaired) => tracing::warn!(files = repaired.len(), "recordings were repaired"),
        Err(error) => tracing::error!(%error, "recordings could not be looked through"),
    }
}

fn start_sip(settings: &Settings, inbox: &Arc<Inbox>) -> Result<Signalling, StartError> {
    let inbox = inbox.clone();
    let deliver = move |heard: Heard<'_>| match heard {
        Heard::Message(arrived) => {
            let item = Item::Datagram {
                flow: arrived.flow,
                bytes: arrived.bytes.to_vec(),
                trusted: arrived.trusted,
            };
            match arrived.flow.transport.is_reliable() {
                true => inbox.offer(item),
                false => inbox.push(item),
            }
        }
        Heard::Gone(flow) => inbox.push(Item::Severed(flow)),
        Heard::Distrusted(flow, why) => inbox.push(Item::Distrusted(flow, why.clone())),
    };
    Ok(Signalling::start(&settings.signalling(), deliver)?)
}

/// Whoever has a certificate ordered is read again when it is there.
fn start_acme(settings: &Settings, sip: &Arc<Signalling>) -> Result<Option<Arc<Acme>>, StartError> {
    let Some(settings) = settings.acme.clone() else {
        return Ok(None);
    };
    let sip = sip.clone();
    let world = acme::World {
        chance: wire::entropy::chance()?,
        now: wire::clock::now,
        validity: wire::validity,
        tls: egress::connector(&settings.authorities)?,
        on_thread: wire::priority::behind,
    };
    let acme = Acme::start(settings, world, move || sip.look_again())?;
    Ok(Some(Arc::new(acme)))
}

fn media_of(settings: &Settings) -> String {
    let (low, high) = settings.rtp_ports;
    let all = [settings.rtp_address]
        .into_iter()
        .chain(settings.rtp_besides);
    let all = all.map(|address| format!("{}:{low}-{high}", bracketed(address)));
    all.collect::<Vec<_>>().join(",")
}

/// An address as it stands before a port.
fn bracketed(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => format!("[{address}]"),
    }
}

fn places_of(sip: &Signalling) -> Vec<String> {
    let places = sip.places().iter();
    places
        .map(|(transport, address)| format!("{transport}:{address}"))
        .collect()
}

/// What is found goes into the inbox.
fn start_names(local: std::net::IpAddr, inbox: &Arc<Inbox>) -> std::io::Result<Names> {
    let inbox = inbox.clone();
    Names::start(Resolver::of_system(local), move |lookup, answer| {
        inbox.push(Item::Resolved(lookup, answer));
    })
}

fn start_media(
    settings: &Settings,
    prompts: &Arc<Prompts>,
    inbox: &Arc<Inbox>,
) -> Result<MediaLink, StartError> {
    let (low, high) = settings.rtp_ports;
    let mut plane = PlaneSettings::new(settings.rtp_address, low..=high);
    plane.besides = settings.rtp_besides;
    if settings.media_threads > 0 {
        plane.threads = settings.media_threads;
    }
    let told = inbox.clone();
    let tell = move |notice| {
        if let Some(item) = item_of(notice) {
            told.push(item);
        }
    };
    let disk = Arc::new(wire::recorder::Folder::new(&settings.data));
    let plane = MediaPlane::start(
        &plane,
        wire::entropy::chance()?,
        prompts.clone(),
        disk,
        tell,
    )?;
    Ok(MediaLink::new(plane, inbox.clone()))
}

/// Makes the live configuration's prompts beside the start, which does not wait for it.
fn preload(prompts: &Arc<Prompts>, ledger: &Ledger) {
    let (prompts, config) = (prompts.clone(), ledger.config.clone());
    let started = std::thread::Builder::new()
        .name("preload".to_owned())
        .spawn(move || {
            wire::priority::behind();
            if let Err(error) = prompts.prepare(&config) {
                tracing::error!(%error, "a prompt of the live configuration cannot be had");
            }
            prompts.collect(&[&config]);
        });
    if let Err(error) = started {
        tracing::error!(%error, "prompts are made when they are first played");
    }
}
