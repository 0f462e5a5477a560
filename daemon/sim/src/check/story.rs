//! What happened in the call of a test, in words.

use contact::Sound;
use kernel::Mono;
use model::record::EventKind;

use super::words;

/// The story so far.
#[derive(Debug)]
pub struct Story {
    begin: Mono,
    lines: Vec<String>,
    heard: Vec<String>,
}

impl Story {
    /// A story that begins at a moment.
    pub fn new(begin: Mono) -> Story {
        Story {
            begin,
            lines: Vec::new(),
            heard: Vec::new(),
        }
    }

    /// Adds a line.
    pub fn line(&mut self, now: Mono, what: String) {
        let at = now.since(self.begin).as_secs_f64();
        self.lines.push(format!("{at:.1}s {what}"));
    }

    /// Adds what the caller begins to hear.
    pub fn hears(&mut self, now: Mono, sounds: &[Sound]) {
        for sound in sounds {
            let text = match sound {
                Sound::Text { text, .. } => text.to_string(),
                Sound::Clip(clip) => clip.file.clone(),
                Sound::Beep => {
                    self.line(now, "hears a beep".to_owned());
                    continue;
                }
                Sound::RingBack => {
                    self.line(now, "hears the ring-back tone".to_owned());
                    continue;
                }
            };
            self.line(now, format!("hears \"{text}\""));
            self.heard.push(text);
        }
    }

    /// Adds an event of the call.
    pub fn event(&mut self, now: Mono, event: &EventKind) {
        let what = match event {
            EventKind::Arrived { .. } | EventKind::RecordingStopped { .. } => return,
            EventKind::Blocked { .. } => "is on a blacklist".to_owned(),
            EventKind::Accepted => "is answered".to_owned(),
            EventKind::Entered { ivr, node } => format!("enters {node} of {ivr}"),
            EventKind::Chose { key, label, .. } => format!("has chosen {key} ({label})"),
            EventKind::Rated { key, label } => format!("rates it {key} ({label})"),
            EventKind::CheckedHours {
                hours,
                emergency: true,
                ..
            } => format!("finds {hours} closed by the emergency switch"),
            EventKind::CheckedHours { hours, open, .. } => match open {
                true => format!("finds {hours} open"),
                false => format!("finds {hours} closed"),
            },
            EventKind::Consulted { host, outcome, .. } => format!("asks {host}: {outcome}"),
            EventKind::Branched { label } => format!("takes the branch {label}"),
            EventKind::Failed { key: Some(key), .. } => format!("{key} is no choice"),
            EventKind::Failed { key: None, .. } => "has pressed nothing in time".to_owned(),
            EventKind::Collected { digits, .. } => match digits {
                Some(digits) => format!("has entered {digits}"),
                None => "has entered something secret".to_owned(),
            },
            EventKind::Queued { group, ahead } => {
                format!("waits for {group}, {ahead} ahead of him")
            }
            EventKind::Dequeued { group, .. } => format!("leaves the queue of {group}"),
            EventKind::Offered { agent, phone, .. } => match agent {
                Some(agent) => format!("{agent} is called at {phone}"),
                None => format!("phone {phone} is called"),
            },
            EventKind::Originated { phone, .. } => format!("calls from {phone}"),
            EventKind::Dialled {
                agent,
                phone,
                number,
                ..
            } => match (agent, phone, number) {
                (Some(agent), Some(phone), _) => format!("{agent} is called at {phone}"),
                (None, Some(phone), _) => format!("phone {phone} is called"),
                (_, None, number) => {
                    format!("{} is called outside", number.as_deref().unwrap_or("?"))
                }
            },
            EventKind::DialEnded { status, .. } => {
                format!("is not reached: {} {}", status.code(), status.string())
            }
            EventKind::VoicemailStarted { .. } => "leaves a message".to_owned(),
            EventKind::Ringing { .. } => "it rings".to_owned(),
            EventKind::OfferEnded { end, .. } => {
                format!("it rings no longer: {}", words::offer_end(*end))
            }
            EventKind::Answered { .. } => "talks".to_owned(),
            EventKind::RecordingStarted { .. } => "is recorded".to_owned(),
            EventKind::Transferring { .. } => "is to be called elsewhere".to_owned(),
            EventKind::TakenBack { .. } => "talks again".to_owned(),
            EventKind::HandedOver { .. } => "is handed over".to_owned(),
            EventKind::Left { .. } => "the talk is over".to_owned(),
            EventKind::Ended { status, cause, .. } => {
                let why = cause.map(|cause| format!(", for {}", words::cause(cause)));
                let (code, status) = (status.code(), status.string());
                format!(
                    "the call is over: {code} {status}{}",
                    why.unwrap_or_default()
                )
            }
        };
        self.line(now, what);
    }

    /// The texts that the caller heard, in order.
    pub fn heard(&self) -> &[String] {
        &self.heard
    }

    /// All lines.
    pub fn lines(self) -> Vec<String> {
        self.lines
    }
}
