//! The media of a softphone: one call at a time, each in a room of its own.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::SyncSender;

use kernel::{Chance, Mono};
use media::{Audio, Family, PlayId};
use phone::{MediaCommand, MediaEvent};

use super::engine::Signal;
use super::interface::{Event, Settings};
use super::tape::{Takes, numbered};
use crate::recorder::RecordingEvent;
use crate::{
    MediaPlane, Notice, PlaneCommand, PlaneError, PlaneEvent, PlaneSettings, RoomId, SoundKey,
    SoundReply, Sounds, clock,
};

/// The one leg of a room.
const LEG: media::LegNumber = 0;

/// What the media says, and to whom.
pub(super) enum Said {
    ToPhone(MediaEvent),
    ToUser(Event),
}

pub(super) struct Line {
    plane: MediaPlane,
    family: Family,
    record: Option<PathBuf>,
    /// The calls so far: the room of the present one, and the number of its recording.
    calls: u128,
    connected: bool,
}

impl Line {
    pub(super) fn start(
        settings: &Settings,
        chance: Chance,
        signals: SyncSender<Signal>,
    ) -> Result<Line, PlaneError> {
        let plane = PlaneSettings {
            threads: 1,
            ..PlaneSettings::new(settings.listen.ip(), settings.ports.clone())
        };
        let record = settings.record.clone();
        let plane = MediaPlane::start(
            &plane,
            chance,
            Arc::new(One(Arc::clone(&settings.sound))),
            Arc::new(Takes::new(record.clone().unwrap_or_default())),
            // What is lost because too much waits would be a port or a key of a call that a person
            // can make again.
            move |notice| drop(signals.try_send(Signal::Media(notice))),
        )?;
        Ok(Line {
            plane,
            family: Family::of(settings.listen.ip()),
            record,
            calls: 0,
            connected: false,
        })
    }

    /// Does what the phone wants; the answer if there is one at once.
    pub(super) fn obey(&mut self, command: MediaCommand) -> Option<MediaEvent> {
        match command {
            MediaCommand::Open => {
                self.calls += 1;
                self.connected = false;
                let opened = self.send(PlaneCommand::Open(LEG, self.family));
                (!opened).then_some(MediaEvent::OpenFailed)
            }
            MediaCommand::Connect(remote) => {
                self.send(PlaneCommand::Connect(LEG, remote));
                if !std::mem::replace(&mut self.connected, true) {
                    self.begin();
                }
                None
            }
            MediaCommand::Press(keys) => {
                self.send(PlaneCommand::SendDigits(LEG, keys));
                None
            }
            MediaCommand::Close => {
                self.send(PlaneCommand::StopRecording(self.calls));
                self.send(PlaneCommand::Close(LEG));
                None
            }
        }
    }

    /// Plays and records from here on.
    fn begin(&self) {
        self.send(PlaneCommand::Play {
            leg: LEG,
            play: PlayId(0),
            sounds: vec![One::KEY],
            times: None,
            by: None,
        });
        if self.record.is_some() {
            self.send(PlaneCommand::Record {
                recording: self.calls,
                at: clock::now().wall,
                left: LEG,
                right: LEG,
            });
        }
    }

    /// What a notice means; nothing if it is about an earlier call.
    pub(super) fn hear(&self, notice: Notice) -> Option<Said> {
        let Notice::Room(room, event) = notice else {
            return None;
        };
        let is_present = room == RoomId(self.calls);
        match event {
            PlaneEvent::Recording(event) => self.recording(event).map(Said::ToUser),
            _ if !is_present => None,
            PlaneEvent::Opened { rtp, .. } => Some(Said::ToPhone(MediaEvent::Opened(rtp))),
            PlaneEvent::OpenFailed { .. } => Some(Said::ToPhone(MediaEvent::OpenFailed)),
            PlaneEvent::Media(event) => audible(&event).map(Said::ToUser),
            PlaneEvent::Closed { .. } => None,
        }
    }

    fn recording(&self, event: RecordingEvent) -> Option<Event> {
        match event {
            RecordingEvent::Closed {
                recording,
                duration_ms,
                ..
            } => Some(Event::Recorded {
                file: numbered(self.record.as_deref()?, recording),
                duration_ms,
            }),
            RecordingEvent::Failed { why, .. } => Some(Event::NotRecorded(why)),
        }
    }

    /// Ends every call's media and finishes the recordings.
    pub(super) fn stop(&self) {
        self.plane.stop();
    }

    /// Tells the present call's room something; says whether it was taken.
    fn send(&self, command: PlaneCommand) -> bool {
        self.plane.send(RoomId(self.calls), command).is_ok()
    }
}

fn audible(event: &media::Event) -> Option<Event> {
    match event {
        media::Event::Digit(_, key) => Some(Event::Key(*key)),
        media::Event::Flowing(..) => Some(Event::Hears),
        media::Event::Silent(_) => Some(Event::Silent),
        media::Event::Played(..)
        | media::Event::Quiet(..)
        | media::Event::Recorded { .. }
        | media::Event::Mute(..) => None,
    }
}

/// The one sound of a softphone.
struct One(Arc<Audio>);

impl One {
    const KEY: SoundKey = SoundKey::Clip([0; 32]);
}

impl Sounds for One {
    fn get(&self, _: &SoundKey) -> Option<Arc<Audio>> {
        Some(Arc::clone(&self.0))
    }

    fn request(&self, _: SoundKey, _: Option<Mono>, reply: SoundReply) {
        drop(reply);
    }
}
