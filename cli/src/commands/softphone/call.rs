//! What the phone does by itself, and when it is done.

use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until};
use wire::softphone::{CallEvent, Command, End, Event, Softphone};

use super::arguments::Action;
use super::keyboard::Keyboard;
use super::presses::Presses;
use super::words;
use crate::exit::Exit;
use crate::printer::note;

/// How long a registration is asked for.
const REGISTRATION: u32 = 300;

/// The wait before a call is answered where there is no keyboard.
const ANSWER_AFTER: Duration = Duration::from_secs(1);

/// How it ended.
type Done = Option<Exit>;

/// The work of a softphone, from its first command to its end.
pub struct Call<'a> {
    phone: &'a Softphone,
    action: Action,
    keyboard: Option<Keyboard>,
    /// When all is over.
    end: Instant,
    /// What it will do by itself.
    due: Vec<(Instant, Command)>,
    registered: bool,
    up: bool,
    /// Calls that were up and are over.
    calls: u32,
}

impl<'a> Call<'a> {
    /// Nothing happens before [`Call::run`].
    pub fn new(phone: &'a Softphone, action: Action, limit: Duration) -> Call<'a> {
        Call {
            phone,
            action,
            keyboard: Keyboard::open(),
            end: Instant::now() + limit,
            due: Vec::new(),
            registered: false,
            up: false,
            calls: 0,
        }
    }

    /// Does the work.
    pub async fn run(&mut self, events: &mut mpsc::Receiver<Event>) -> Exit {
        self.send(match &self.action {
            Action::Register { .. } => Command::Register(REGISTRATION),
            Action::Dial { number, .. } => Command::Dial(number.to_string()),
        });
        loop {
            let next = self.due.iter().map(|(at, _)| *at).min();
            let done = tokio::select! {
                event = events.recv() => event.map_or(Some(Exit::Error), |event| self.hear(event)),
                key = key(&mut self.keyboard) => key.and_then(|key| self.key(key)),
                () = sleep_until(next.unwrap_or(self.end).min(self.end)) => self.tick(),
            };
            if let Some(exit) = done {
                return exit;
            }
        }
    }

    fn hear(&mut self, event: Event) -> Done {
        words::say(&event);
        match event {
            Event::Call(event) => self.happened(event),
            Event::Hears
            | Event::Key(_)
            | Event::Silent
            | Event::Recorded { .. }
            | Event::NotRecorded(_) => None,
        }
    }

    fn happened(&mut self, event: CallEvent) -> Done {
        match event {
            CallEvent::Registered(_) => {
                self.registered = true;
                None
            }
            // Later it tries again by itself.
            CallEvent::RegistrationFailed(_) if self.registered => None,
            CallEvent::RegistrationFailed(_) => Some(Exit::Error),
            CallEvent::Incoming { .. } => {
                if let Some(after) = self.answer_after() {
                    self.later(after, Command::Answer);
                }
                None
            }
            CallEvent::Ringing | CallEvent::OfferTaken(_) | CallEvent::Transferred(_) => None,
            CallEvent::Up => {
                self.up = true;
                self.plan();
                None
            }
            CallEvent::Ended(end) => self.ended(&end),
        }
    }

    /// What it does by itself in a call that is up.
    fn plan(&mut self) {
        let (hang_up, keys) = match &self.action {
            Action::Register { talk, .. } => (*talk, Vec::new()),
            Action::Dial {
                keys,
                hang_up_after,
                ..
            } => (
                *hang_up_after,
                keys.iter().flat_map(Presses::iter).cloned().collect(),
            ),
        };
        for press in keys {
            self.later(press.after.get(), Command::Press(press.keys));
        }
        if let Some(after) = hang_up {
            self.later(after.get(), Command::HangUp);
        }
    }

    fn answer_after(&self) -> Option<Duration> {
        match &self.action {
            Action::Register {
                answer_after: Some(after),
                ..
            } => Some(after.get()),
            _ => self.keyboard.is_none().then_some(ANSWER_AFTER),
        }
    }

    fn ended(&mut self, end: &End) -> Done {
        self.due.clear();
        let was_up = std::mem::take(&mut self.up);
        let good = was_up && *end != End::Broken;
        self.calls += u32::from(was_up);
        match &self.action {
            Action::Dial { .. } => Some(if good { Exit::Ok } else { Exit::Error }),
            Action::Register {
                calls: Some(calls), ..
            } if self.calls >= *calls => Some(Exit::Ok),
            Action::Register { .. } => None,
        }
    }

    fn key(&mut self, key: char) -> Done {
        match key {
            'a' => self.send(Command::Answer),
            'h' => self.send(Command::HangUp),
            'q' => return Some(Exit::Ok),
            '0'..='9' | '*' | '#' => self.send(Command::Press(key.to_string())),
            _ => {}
        }
        None
    }

    fn tick(&mut self) -> Done {
        let now = Instant::now();
        if now >= self.end {
            return Some(self.too_late());
        }
        let due: Vec<Command> = self
            .due
            .extract_if(.., |(at, _)| *at <= now)
            .map(|(_, command)| command)
            .collect();
        due.into_iter().for_each(|command| self.send(command));
        None
    }

    /// The time is over.
    fn too_late(&self) -> Exit {
        let registers = matches!(self.action, Action::Register { .. });
        note(match registers && !self.registered {
            true => {
                "the time is over (--limit) and nobody answered: is the daemon's SIP at --server?"
            }
            false => "the time is over (--limit)",
        });
        match &self.action {
            Action::Register { calls: None, .. } if self.registered => Exit::Ok,
            _ => Exit::Error,
        }
    }

    fn later(&mut self, after: Duration, command: Command) {
        self.due.push((Instant::now() + after, command));
    }

    fn send(&self, command: Command) {
        if let Command::Press(keys) = &command {
            note(format_args!("presses {keys}"));
        }
        if !self.phone.send(command) {
            note("the phone has too much to do, that was lost");
        }
    }
}

/// The next key; never any without a keyboard.
async fn key(keyboard: &mut Option<Keyboard>) -> Option<char> {
    let Some(open) = keyboard else {
        return std::future::pending().await;
    };
    let key = open.next().await;
    if key.is_none() {
        // Its terminal is gone: it would answer without end.
        std::future::pending::<()>().await;
    }
    key
}
